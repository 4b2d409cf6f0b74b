using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Contract;

/// <summary>The rules of the generator, beside those of GraphQL that the schema's own checks know.</summary>
internal sealed class TypesCheck(TypesFile file)
{
    private readonly List<GraphQLError> _errors = [];

    /// <exception cref="SchemaException">A rule is broken; all places are listed.</exception>
    public void Run()
    {
        foreach (var definition in file.Definitions)
            Check(definition);
        ThrowIfAny();
    }

    /// <summary>Refuses what could as well be written in the type itself.</summary>
    public static void RefuseExtensions(Document document)
    {
        var extensions = document.Definitions.OfType<TypeSystemDefinitionNode>().Where(node => node.IsExtension);
        var errors = extensions.Select(node => GraphQLError.At(
            ErrorCode.SchemaInvalid,
            "Extensions are not read; write this in the definition.",
            document.Source.Locate(node))).ToList();
        if (errors.Count > 0)
            throw new SchemaException(errors);
    }

    /// <summary>Refuses what is written though it is generated.</summary>
    /// <param name="all">All definitions of the contract.</param>
    public void RefuseWrittenTwice(IEnumerable<Definition> all)
    {
        var counts = all.OfType<TypeDefinitionNode>().CountBy(type => type.Name).ToDictionary();
        foreach (var type in file.Definitions.OfType<TypeDefinitionNode>().Where(type => counts[type.Name] > 1))
            Report(type.NameStart, $"\"{type.Name}\" is generated; do not write it.");
        ThrowIfAny();
    }

    private void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new SchemaException(_errors);
    }

    private void Check(Definition definition)
    {
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                Describe("schema", schema.Start, schema.Description);
                break;
            case DirectiveDefinitionNode directive:
                Describe("@" + directive.Name, directive.NameStart, directive.Description);
                Describe("@" + directive.Name, directive.Arguments);
                break;
            case TypeDefinitionNode type:
                Describe(type.Name, type.NameStart, type.Description);
                Members(type);
                break;
        }
    }

    private void Members(TypeDefinitionNode type)
    {
        switch (type)
        {
            case FieldsDefinitionNode fields:
                Describe(type.Name, fields.Fields);
                foreach (var field in fields.Fields)
                {
                    Describe($"{type.Name}.{field.Name}", field.Arguments);
                    Lists(type, field);
                }

                break;
            case EnumTypeDefinitionNode values:
                Describe(type.Name, values.Values);
                break;
            case InputObjectTypeDefinitionNode input:
                Describe(type.Name, input.Fields);
                break;
        }

        foreach (var argument in type.Directives.Where(TypesFile.IsOwn).SelectMany(directive => directive.Arguments))
            Words(argument);
        if (file.Entity(type.Name) is { } entity)
            Entity(entity);
        else if (type.Find("pages") is { } pages)
            Report(pages.Start, $"\"{type.Name}\" has @pages, and needs @entity too.");
        foreach (var name in type.Find("rootFields")?.Texts("except") ?? [])
        {
            if (!file.IsRootField(name.Value))
                Report(name.Start, $"The root has no field \"{name.Value}\".");
        }
    }

    private void Entity(Entity entity)
    {
        foreach (var field in entity.Fields)
        {
            var name = field.Type.Named.Name;
            if (file.Entity(name) is null && (field.Type.IsList() || file.Comparison(field.Type) is null))
            {
                Report(
                    field.Type.Start,
                    $"A filter cannot ask for \"{field.Type}\": \"{name}\" needs @entity or @compared, "
                    + $"or \"{field.Name}\" needs @noFilter.");
            }
        }

        foreach (var (index, name) in (entity.Pages?.By ?? []).Index())
        {
            if (file.FindDimension(entity, name.Value) is null)
            {
                Report(
                    name.Start,
                    $"\"{entity.Name}\" cannot be grouped by \"{name.Value}\": this is neither a field of it that "
                    + "filters compare nor a type with @entity and an order.");
            }
            else if (entity.Pages!.By.Take(index).Any(earlier => earlier.Value == name.Value))
            {
                Report(name.Start, $"\"{name.Value}\" is there twice.");
            }
        }
    }

    private void Lists(TypeDefinitionNode type, FieldDefinitionNode field)
    {
        var target = file.Entity(field.Type);
        if (type is InterfaceTypeDefinitionNode && field.Directives.FirstOrDefault(TypesFile.IsOwn) is { } own)
            Report(own.Start, $"@{own.Name} is for fields of object types, and \"{type.Name}\" is an interface.");
        var connection = field.Find("connection");
        if (field.Find("list") is { } list && (!field.Type.IsList() || target is null || connection is not null))
        {
            Report(
                list.Start,
                $"\"{type.Name}.{field.Name}\" has @list, and is not a whole list of a type with @entity.");
        }

        if (connection is null)
            return;
        var isWritten = !field.Type.IsList() && field.Type.Named.Name.EndsWith("Connection", StringComparison.Ordinal);
        if (!isWritten && (!field.Type.IsList() || target?.Pages is null))
        {
            Report(
                connection.Start,
                $"\"{type.Name}.{field.Name}\" has @connection, and is neither a list of a type with @pages "
                + "nor a connection that is written here.");
        }
    }

    /// <summary>Words go into descriptions and names, and must not end them.</summary>
    private void Words(Argument argument)
    {
        if (argument.Value is not StringValue text)
            return;
        var isName = argument.Name is "list" or "group";
        var isEmpty = string.IsNullOrWhiteSpace(text.Value);
        if (isName && (isEmpty || !text.Value.All(char.IsAsciiLetter)))
            Report(text.Start, $"\"{argument.Name}\" is part of names: letters a to z.");
        else if (isEmpty || text.Value.AsSpan().ContainsAny('"', '\n', '\\'))
            Report(text.Start, $"\"{argument.Name}\" is part of sentences: words on one line, without quotes.");
    }

    private void Describe(string parent, IEnumerable<MemberDefinitionNode> members)
    {
        foreach (var member in members)
            Describe($"{parent}.{member.Name}", member.NameStart, member.Description);
    }

    private void Describe(string name, int start, StringValue? description)
    {
        var isBilingual = description?.Value.Split('\n') is [[>= 'A' and <= 'Z', .., '.'], [.., '。'] japanese]
            && japanese.Any(letter => letter is >= '\u3040' and <= '\u30ff');
        if (isBilingual)
            return;
        Report(
            start, $"\"{name}\" needs a description of two lines: a sentence in English, then the same in Japanese.");
    }

    private void Report(int start, string message) =>
        _errors.Add(GraphQLError.At(ErrorCode.SchemaInvalid, message, file.Source.Locate(start)));
}
