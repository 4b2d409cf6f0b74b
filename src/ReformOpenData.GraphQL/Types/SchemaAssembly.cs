using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Types;

/// <summary>Turns definitions and their extensions into types: first a shell for each name, then what is inside.</summary>
internal sealed class SchemaAssembly
{
    private readonly Document _document;
    private readonly bool _isBuiltIn;
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly List<NamedType> _order = [];
    private readonly List<GraphQLError> _errors = [];

    private SchemaAssembly(Document document, bool isBuiltIn)
    {
        _document = document;
        _isBuiltIn = isBuiltIn;
        foreach (var group in document.Definitions.OfType<TypeDefinitionNode>().GroupBy(node => node.Name, StringComparer.Ordinal))
            Declare(group.Key, [.. group.OrderBy(node => node.IsExtension)]);
        foreach (var type in _order)
            Fill(type);
        Directives = [.. document.Definitions.OfType<DirectiveDefinitionNode>().Select(Directive)];
    }

    /// <summary>In the order of the SDL.</summary>
    public IReadOnlyList<NamedType> Types => _order;

    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    public static SchemaAssembly OfBuiltIns(Document document) => new(document, isBuiltIn: true);

    public static Schema Build(Document document)
    {
        var assembly = new SchemaAssembly(document, isBuiltIn: false);
        var roots = assembly.RootTypes();
        if (assembly._errors.Count == 0 && !roots.ContainsKey(OperationType.Query))
            assembly.Report("Query root type must be provided.");
        if (assembly._errors.Count > 0)
            throw new SchemaException(assembly._errors);
        var schemaNodes = document.Definitions.OfType<SchemaDefinitionNode>().OrderBy(node => node.IsExtension).ToList();
        var directives = assembly.Directives.Concat(BuiltIns.Directives).DistinctBy(directive => directive.Name, StringComparer.Ordinal);
        return new Schema(
            document.Source,
            schemaNodes.Find(node => !node.IsExtension)?.Description?.Value,
            [.. schemaNodes.SelectMany(node => node.Directives)],
            roots,
            TypesInUse.Order(assembly._order, roots, directives),
            directives);
    }

    public NamedType? Find(string name) => _types.GetValueOrDefault(name) ?? (_isBuiltIn ? null : BuiltIns.Find(name));

    private void Declare(string name, ImmutableArray<TypeDefinitionNode> nodes)
    {
        NamedType type = nodes[0] switch
        {
            ScalarTypeDefinitionNode => new ScalarType(name),
            ObjectTypeDefinitionNode => new ObjectType(name),
            InterfaceTypeDefinitionNode => new InterfaceType(name),
            UnionTypeDefinitionNode => new UnionType(name),
            EnumTypeDefinitionNode => new EnumType(name),
            _ => new InputObjectType(name),
        };
        type.IsBuiltIn = _isBuiltIn;
        type.Nodes = nodes;
        type.Description = nodes[0].Description?.Value;
        type.AppliedDirectives = [.. nodes.SelectMany(node => node.Directives)];
        _types.Add(name, type);
        _order.Add(type);
    }

    private void Fill(NamedType type)
    {
        switch (type)
        {
            case ScalarType scalar:
                scalar.SpecifiedByUrl = (scalar.FindDirective("specifiedBy")?.FindArgument("url") as StringValue)?.Value;
                break;
            case FieldsType fields:
                var nodes = type.Nodes.OfType<FieldsDefinitionNode>().ToList();
                fields.Interfaces = [.. nodes.SelectMany(node => node.Interfaces).Select(Resolve).OfType<InterfaceType>()];
                fields.Fields = new(nodes.SelectMany(node => node.Fields).Select(node => Field(type, node)).OfType<FieldDefinition>());
                break;
            case UnionType union:
                var members = type.Nodes.OfType<UnionTypeDefinitionNode>().SelectMany(node => node.Types);
                union.Types = [.. members.Select(Resolve).OfType<ObjectType>()];
                break;
            case EnumType @enum:
                var values = type.Nodes.OfType<EnumTypeDefinitionNode>().SelectMany(node => node.Values);
                @enum.Values = new(values.Select(node => EnumValue(type, node)));
                break;
            case InputObjectType input:
                var inputs = type.Nodes.OfType<InputObjectTypeDefinitionNode>().SelectMany(node => node.Fields);
                input.IsOneOf = input.FindDirective("oneOf") is not null;
                input.Fields = new(inputs.Select(node => InputField(type, node)).OfType<InputField>());
                break;
        }
    }

    private FieldDefinition? Field(NamedType parent, FieldDefinitionNode node)
    {
        var coordinate = $"{parent.Name}.{node.Name}";
        return Resolve(node.Type) is not { } type ? null : new FieldDefinition
        {
            Name = node.Name,
            Description = node.Description?.Value,
            AppliedDirectives = node.Directives,
            Coordinate = coordinate,
            Arguments = new(node.Arguments.Select(argument => Argument(coordinate, argument)).OfType<ArgumentDefinition>()),
            Type = type,
            DeprecationReason = DeprecationReason(node.Directives),
            Node = node,
        };
    }

    private ArgumentDefinition? Argument(string coordinate, InputValueDefinitionNode node) =>
        Resolve(node.Type) is not { } type ? null : new ArgumentDefinition
        {
            Name = node.Name,
            Description = node.Description?.Value,
            AppliedDirectives = node.Directives,
            Coordinate = $"{coordinate}({node.Name}:)",
            Type = type,
            DefaultValue = node.DefaultValue,
            DeprecationReason = DeprecationReason(node.Directives),
            Node = node,
        };

    private InputField? InputField(NamedType parent, InputValueDefinitionNode node) =>
        Resolve(node.Type) is not { } type ? null : new InputField
        {
            Name = node.Name,
            Description = node.Description?.Value,
            AppliedDirectives = node.Directives,
            Coordinate = $"{parent.Name}.{node.Name}",
            Type = type,
            DefaultValue = node.DefaultValue,
            DeprecationReason = DeprecationReason(node.Directives),
            Node = node,
        };

    private static EnumValueDefinition EnumValue(NamedType parent, EnumValueDefinitionNode node) => new()
    {
        Name = node.Name,
        Description = node.Description?.Value,
        AppliedDirectives = node.Directives,
        Coordinate = $"{parent.Name}.{node.Name}",
        DeprecationReason = DeprecationReason(node.Directives),
        Node = node,
    };

    private DirectiveDefinition Directive(DirectiveDefinitionNode node) => new()
    {
        Name = node.Name,
        Description = node.Description?.Value,
        Arguments = new(node.Arguments.Select(argument => Argument($"@{node.Name}", argument)).OfType<ArgumentDefinition>()),
        IsRepeatable = node.IsRepeatable,
        Locations = node.Locations,
        IsBuiltIn = _isBuiltIn,
        Node = node,
    };

    /// <summary>§3.13.3 #sec--deprecated: without a reason, the one that the specification gives.</summary>
    private static string? DeprecationReason(ImmutableArray<Directive> directives)
    {
        var deprecated = directives.FirstOrDefault(directive => directive.Name == "deprecated");
        return deprecated is null ? null : (deprecated.FindArgument("reason") as StringValue)?.Value ?? "No longer supported";
    }

    /// <summary>The root types that <c>schema</c> gives, or those that have the default names (§3.3.1 #sec-Root-Operation-Types).</summary>
    private Dictionary<OperationType, ObjectType> RootTypes()
    {
        var roots = new Dictionary<OperationType, ObjectType>();
        var schemaNodes = _document.Definitions.OfType<SchemaDefinitionNode>().ToList();
        foreach (var node in schemaNodes.SelectMany(node => node.OperationTypes))
        {
            if (Resolve(node.Type) is ObjectType type)
                roots.TryAdd(node.Operation, type);
        }

        if (schemaNodes.TrueForAll(node => node.IsExtension))
        {
            foreach (var operation in Enum.GetValues<OperationType>())
            {
                if (Find(operation.ToString()) is ObjectType type)
                    roots.TryAdd(operation, type);
            }
        }

        return roots;
    }

    private GraphQLType? Resolve(TypeReference reference)
    {
        switch (reference)
        {
            case ListTypeReference list:
                return Resolve(list.OfType) is { } item ? new ListType(item) : null;
            case NonNullTypeReference nonNull:
                return Resolve(nonNull.OfType) is { } inner ? new NonNullType(inner) : null;
            default:
                var type = Find(reference.Named.Name);
                if (type is null)
                    Report($"Unknown type \"{reference.Named.Name}\".", reference);
                return type;
        }
    }

    private void Report(string message, params ReadOnlySpan<Node> nodes)
    {
        var locations = new ErrorLocation[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
            locations[i] = _document.Source.Locate(nodes[i]);
        _errors.Add(GraphQLError.At(ErrorCode.SchemaInvalid, message, locations));
    }
}
