using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types;

/// <summary>A valid schema (§3 #sec-Type-System), made by <see cref="SchemaBuilder"/>. Immutable.</summary>
public sealed class Schema
{
    private readonly Dictionary<NamedType, ImmutableArray<ObjectType>> _possibleTypes;

    internal Schema(
        Document document,
        string? description,
        ImmutableArray<Directive> appliedDirectives,
        IReadOnlyDictionary<OperationType, ObjectType> rootTypes,
        IEnumerable<NamedType> types,
        IEnumerable<DirectiveDefinition> directives)
    {
        Document = document;
        Description = description;
        AppliedDirectives = appliedDirectives;
        QueryType = rootTypes.GetValueOrDefault(OperationType.Query)!;
        MutationType = rootTypes.GetValueOrDefault(OperationType.Mutation);
        SubscriptionType = rootTypes.GetValueOrDefault(OperationType.Subscription);
        Types = new NamedList<NamedType>(types);
        Directives = new NamedList<DirectiveDefinition>(directives);
        _possibleTypes = Types.Items.OfType<CompositeType>().ToDictionary(
            NamedType (type) => type,
            type => type switch
            {
                UnionType union => union.Types,
                InterfaceType @interface =>
                    [.. Types.Items.OfType<ObjectType>().Where(o => o.Interfaces.Contains(@interface))],
                _ => [(ObjectType)type],
            });
    }

    /// <summary>The SDL that the schema was built from.</summary>
    public Source Source => Document.Source;

    /// <summary>The definitions and extensions of the SDL.</summary>
    internal Document Document { get; }

    public string? Description { get; }

    /// <summary>The directives on <c>schema</c> and its extensions.</summary>
    public ImmutableArray<Directive> AppliedDirectives { get; }

    public ObjectType QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }

    /// <summary>All types: those of the SDL, the built-in scalars in use and the introspection types.</summary>
    public NamedList<NamedType> Types { get; }

    /// <summary>All directives: those of the SDL, then the built-in ones.</summary>
    public NamedList<DirectiveDefinition> Directives { get; }

    /// <summary>
    /// The root type of an operation (§3.3.1 #sec-Root-Operation-Types), or null where the schema has none.
    /// </summary>
    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => QueryType,
        OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>
    /// GetPossibleTypes (§5.5.2.3 #GetPossibleTypes), in the order of the schema; an object type is its own.
    /// </summary>
    public ImmutableArray<ObjectType> PossibleTypes(CompositeType type) => _possibleTypes[type];

    /// <summary>A field or meta-field of a type; null where there is none.</summary>
    public FieldDefinition? FindField(CompositeType type, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal) && MetaField(type, name) is { } metaField)
            return metaField;
        return (type as FieldsType)?.Fields.Find(name);
    }

    /// <summary>The type that a reference in a document means; null where its name is unknown.</summary>
    public GraphQLType? TypeOf(TypeReference reference) => reference switch
    {
        NamedTypeReference named => Types.Find(named.Name),
        ListTypeReference list => TypeOf(list.OfType) is { } ofType ? new ListType(ofType) : null,
        NonNullTypeReference nonNull => TypeOf(nonNull.OfType) is { } ofType ? new NonNullType(ofType) : null,
        _ => throw new InvalidOperationException($"{reference.Kind} is not a type reference."),
    };

    /// <summary>§4.1 #sec-Type-Name-Introspection, §4.2 #sec-Schema-Introspection</summary>
    private FieldDefinition? MetaField(CompositeType type, string name) => name switch
    {
        "__typename" => BuiltIns.TypeNameField,
        "__schema" when type == QueryType => BuiltIns.SchemaField,
        "__type" when type == QueryType => BuiltIns.TypeField,
        _ => null,
    };
}
