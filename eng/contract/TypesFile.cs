using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Contract;

/// <summary>What <c>schema/types.graphql</c> says, read and checked.</summary>
internal sealed class TypesFile
{
    private static readonly HashSet<string> Own =
        ["compared", "entity", "pages", "rootFields", "connection", "list", "noFilter"];

    private readonly Dictionary<string, Entity> _entities;
    private readonly Dictionary<string, ComparedType> _compared;
    private readonly ObjectTypeDefinitionNode _query;

    private TypesFile(Document document, string query)
    {
        Definitions =
        [
            .. document.Definitions.Where(
                node => node is not DirectiveDefinitionNode directive || !Own.Contains(directive.Name)),
        ];
        Source = document.Source;
        var types = Definitions.OfType<ObjectTypeDefinitionNode>().ToList();
        _query = types.Single(type => type.Name == query);
        Entities = [.. types.Where(type => type.Find("entity") is not null).Select(ToEntity)];
        _entities = Entities.ToDictionary(entity => entity.Name);
        Compared =
        [
            .. ComparedType.BuiltIn,
            .. from type in Definitions.OfType<TypeDefinitionNode>()
               let compared = type.Find("compared")
               where compared is not null
               select new ComparedType(
                   type.Name, compared.Text("as")!, compared.Text("ja") + "を", type is EnumTypeDefinitionNode),
        ];
        _compared = Compared.ToDictionary(type => type.Name);
    }

    /// <summary>All that is written, without the generator's directives, in order.</summary>
    public IReadOnlyList<Definition> Definitions { get; }

    public Source Source { get; }

    public IReadOnlyList<Entity> Entities { get; }

    /// <summary>Those with pages.</summary>
    public IEnumerable<Entity> Paged => Entities.Where(entity => entity.Pages is not null);

    public IReadOnlyList<ComparedType> Compared { get; }

    /// <summary>Entities that some filter asks for a list of, by name.</summary>
    public IEnumerable<Entity> Listed => Entities.SelectMany(entity => entity.Fields)
        .Where(member => member.Type.IsList()).Select(member => Entity(member.Type)!)
        .Distinct().OrderBy(entity => entity.Name, StringComparer.Ordinal);

    /// <summary>Reads a text.</summary>
    /// <exception cref="SchemaException">It breaks a rule of GraphQL or of the generator.</exception>
    public static TypesFile Read(ReadOnlyMemory<byte> utf8)
    {
        var schema = SchemaBuilder.Build(utf8);
        var document = Parser.Parse(utf8);
        TypesCheck.RefuseExtensions(document);
        var file = new TypesFile(document, schema.QueryType.Name);
        new TypesCheck(file).Run();
        return file;
    }

    /// <summary>Whether it is one of the generator's.</summary>
    public static bool IsOwn(Directive directive) => Own.Contains(directive.Name);

    public static ImmutableArray<Directive> WithoutOwn(ImmutableArray<Directive> directives) =>
        directives.RemoveAll(IsOwn);

    public Entity? Entity(string type) => _entities.GetValueOrDefault(type);

    public Entity? Entity(TypeReference type) => Entity(type.Named.Name);

    public ComparedType? Comparison(TypeReference type) => _compared.GetValueOrDefault(type.Named.Name);

    /// <summary>The fields of the root that a type with <c>@rootFields</c> has too.</summary>
    public IEnumerable<FieldDefinitionNode> RootFields(ObjectTypeDefinitionNode type)
    {
        if (type.Find("rootFields") is not { } directive)
            return [];
        var except = directive.Texts("except").Select(name => name.Value).ToHashSet();
        return _query.Fields.Where(field => !except.Contains(field.Name));
    }

    public bool IsRootField(string name) => _query.Fields.Any(field => field.Name == name);

    /// <summary>What an entity with pages can be grouped by.</summary>
    public IEnumerable<Dimension> Dimensions(Entity entity) =>
        entity.Pages!.By.Select(name => FindDimension(entity, name.Value)!);

    /// <summary>A field that holds a value, or an entity by the name of its type; null where it is neither.</summary>
    public Dimension? FindDimension(Entity entity, string name)
    {
        var value = entity.Fields.FirstOrDefault(field => field.Name == name && Comparison(field.Type) is not null);
        if (value is not null)
            return new(name, value.Type.Named.Name, null, IsRepeated: false);
        if (Entity(Sdl.UpperFirst(name)) is not { IsOrdered: true } target)
            return null;
        var isSingle = target == entity
            || entity.Fields.Any(field => !field.Type.IsList() && Entity(field.Type) == target);
        return new(name, target.Name, target, IsRepeated: !isSingle);
    }

    private static Entity ToEntity(ObjectTypeDefinitionNode type)
    {
        var entity = type.Find("entity")!;
        var pages = type.Find("pages");
        return new(
            type,
            entity.Text("one")!,
            entity.Text("many")!,
            entity.Text("ja")!,
            entity.Flag("ordered"),
            pages is null ? null : new(
                pages.Text("list")!, pages.Text("group") ?? type.Name, pages.Flag("rows"), pages.Texts("by")));
    }
}
