using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types.Checks;

namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// Turns definitions and their extensions into types: first a shell for each name, then what is inside.
/// </summary>
internal sealed class SchemaAssembly
{
    private readonly Document _document;
    private readonly bool _isBuiltIn;
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly List<NamedType> _order = [];
    private readonly List<SchemaDefinitionNode> _schemaNodes;

    private SchemaAssembly(Document document, bool isBuiltIn)
    {
        _document = document;
        _isBuiltIn = isBuiltIn;
        _schemaNodes = [.. document.Definitions.OfType<SchemaDefinitionNode>().OrderBy(node => node.IsExtension)];
        var types = document.Definitions.OfType<TypeDefinitionNode>();
        foreach (var group in types.GroupBy(node => node.Name, StringComparer.Ordinal))
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
        var errors = new SchemaErrors(document.Source);
        DefinitionNames.Check(document, errors);
        TypeNames.Check(document, errors);
        AppliedDirectives.Check(document, errors);
        errors.ThrowIfAny();

        var assembly = new SchemaAssembly(document, isBuiltIn: false);
        var roots = assembly.FindRootTypes();
        assembly.CheckTypes(roots, errors);
        errors.ThrowIfAny();
        return assembly.ToSchema(roots.ToDictionary(root => root.Key, root => (ObjectType)root.Value.Type));
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
        type.AppliedDirectives = [.. nodes.SelectMany(node => node.Directives)];
        _types.Add(name, type);
        _order.Add(type);
    }

    private void Fill(NamedType type)
    {
        switch (type)
        {
            case ScalarType scalar:
                var url = scalar.FindDirective("specifiedBy")?.FindArgument("url") as StringValue;
                scalar.SpecifiedByUrl = url?.Value;
                break;
            case FieldsType fields:
                var nodes = type.Nodes.OfType<FieldsDefinitionNode>().ToList();
                var interfaces = nodes.SelectMany(node => node.Interfaces);
                fields.Interfaces = [.. interfaces.Select(Resolve).OfType<InterfaceType>()];
                fields.Fields = new(nodes.SelectMany(node => node.Fields).Select(node => Field(type, node)));
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
                input.Fields = new(inputs.Select(node => InputValue($"{type.Name}.{node.Name}", node)));
                break;
        }
    }

    private FieldDefinition Field(NamedType parent, FieldDefinitionNode node)
    {
        var coordinate = $"{parent.Name}.{node.Name}";
        return new FieldDefinition
        {
            Name = node.Name,
            Written = node.Description,
            AppliedDirectives = node.Directives,
            Coordinate = coordinate,
            Arguments = new(node.Arguments.Select(argument => Argument(coordinate, argument))),
            Type = Resolve(node.Type),
            DeprecationReason = DeprecationReason(node.Directives),
            Node = node,
        };
    }

    private InputValueDefinition Argument(string coordinate, InputValueDefinitionNode node) =>
        InputValue($"{coordinate}({node.Name}:)", node);

    private InputValueDefinition InputValue(string coordinate, InputValueDefinitionNode node) => new()
    {
        Name = node.Name,
        Written = node.Description,
        AppliedDirectives = node.Directives,
        Coordinate = coordinate,
        Type = Resolve(node.Type),
        DefaultValue = node.DefaultValue,
        DeprecationReason = DeprecationReason(node.Directives),
        Node = node,
    };

    private static EnumValueDefinition EnumValue(NamedType parent, EnumValueDefinitionNode node) => new()
    {
        Name = node.Name,
        Written = node.Description,
        AppliedDirectives = node.Directives,
        Coordinate = $"{parent.Name}.{node.Name}",
        DeprecationReason = DeprecationReason(node.Directives),
        Node = node,
    };

    private DirectiveDefinition Directive(DirectiveDefinitionNode node) => new()
    {
        Name = node.Name,
        Arguments = new(node.Arguments.Select(argument => Argument($"@{node.Name}", argument))),
        IsRepeatable = node.IsRepeatable,
        Locations = node.Locations,
        IsBuiltIn = _isBuiltIn,
        Node = node,
    };

    /// <summary>§3.13.3 #sec--deprecated: without a reason, the one that the specification gives.</summary>
    private static string? DeprecationReason(ImmutableArray<Directive> directives)
    {
        var deprecated = directives.FirstOrDefault(directive => directive.Name == "deprecated");
        return deprecated is null
            ? null
            : (deprecated.FindArgument("reason") as StringValue)?.Value ?? "No longer supported";
    }

    /// <summary>
    /// The root types that <c>schema</c> gives, or those that have the default names (§3.3.1
    /// #sec-Root-Operation-Types).
    /// </summary>
    private SortedDictionary<OperationType, (NamedType Type, OperationTypeDefinitionNode? Node)> FindRootTypes()
    {
        var roots = new SortedDictionary<OperationType, (NamedType Type, OperationTypeDefinitionNode? Node)>();
        foreach (var node in _schemaNodes.SelectMany(node => node.OperationTypes))
            roots.TryAdd(node.Operation, (Find(node.Type.Name)!, node));
        if (_schemaNodes.TrueForAll(node => node.IsExtension))
        {
            foreach (var operation in Enum.GetValues<OperationType>())
            {
                if (_types.GetValueOrDefault(operation.ToString()) is { } type)
                    roots.TryAdd(operation, (type, null));
            }
        }

        return roots;
    }

    private void CheckTypes(
        SortedDictionary<OperationType, (NamedType Type, OperationTypeDefinitionNode? Node)> roots, SchemaErrors errors)
    {
        RootTypes.Check(roots, _schemaNodes.Find(node => !node.IsExtension), errors);
        var definitions = new TypeDefinitions(Find, errors);
        var implementations = new Implementations(Find, errors);
        foreach (var directive in Directives)
            definitions.Check(directive);
        foreach (var type in _order)
        {
            definitions.Check(type);
            if (type is FieldsType fields)
                implementations.Check(fields);
        }

        DirectiveCycles.Check(Directives, errors);
        DirectiveValues.Check(_schemaNodes.SelectMany(node => node.Directives), _order, Directives, errors);
        InputCycles.Check([.. _order.OfType<InputObjectType>()], errors);
    }

    private Schema ToSchema(Dictionary<OperationType, ObjectType> roots)
    {
        var directives = Directives.Concat(BuiltIns.Directives)
            .DistinctBy(directive => directive.Name, StringComparer.Ordinal)
            .ToList();
        return new Schema(
            _document,
            _schemaNodes.Find(node => !node.IsExtension)?.Description?.Value,
            [.. _schemaNodes.SelectMany(node => node.Directives)],
            roots,
            TypesInUse.Order(_order, directives),
            directives);
    }

    /// <summary>The type that a reference means; the checks before have seen to it that there is one.</summary>
    private GraphQLType Resolve(TypeReference reference) => reference switch
    {
        ListTypeReference list => new ListType(Resolve(list.OfType)),
        NonNullTypeReference nonNull => new NonNullType(Resolve(nonNull.OfType)),
        _ => Find(reference.Named.Name)!,
    };
}
