using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// What every schema has: the built-in scalars and directives, and the introspection types and meta-fields.
/// </summary>
public static class BuiltIns
{
    private static readonly SchemaAssembly s_assembly = SchemaAssembly.OfBuiltIns(Parser.Parse(BuiltInSdl.Utf8));

    public static ScalarType Int { get; } = Scalar("Int");

    public static ScalarType Float { get; } = Scalar("Float");

    public static ScalarType String { get; } = Scalar("String");

    public static ScalarType Boolean { get; } = Scalar("Boolean");

    public static ScalarType ID { get; } = Scalar("ID");

    /// <summary>
    /// §4.2 #sec-Schema-Introspection: <c>__Schema</c> and what hangs on it, in the order of graphql-js.
    /// </summary>
    public static IReadOnlyList<NamedType> IntrospectionTypes { get; } =
        [.. s_assembly.Types.Where(type => type.Name.StartsWith("__", StringComparison.Ordinal))];

    /// <summary><c>@include</c>, <c>@skip</c>, <c>@deprecated</c>, <c>@specifiedBy</c>, <c>@oneOf</c>.</summary>
    public static IReadOnlyList<DirectiveDefinition> Directives { get; } = [.. s_assembly.Directives];

    /// <summary><c>__typename</c>, on every composite type.</summary>
    public static FieldDefinition TypeNameField { get; } = new()
    {
        Name = "__typename",
        Coordinate = "__typename",
        Description = "The name of the current Object type at runtime.",
        Type = new NonNullType(String),
    };

    /// <summary><c>__schema</c>, on the query root.</summary>
    public static FieldDefinition SchemaField { get; } = new()
    {
        Name = "__schema",
        Coordinate = "__schema",
        Description = "Access the current type schema of this server.",
        Type = new NonNullType(Find("__Schema")!),
    };

    /// <summary><c>__type(name:)</c>, on the query root.</summary>
    public static FieldDefinition TypeField { get; } = new()
    {
        Name = "__type",
        Coordinate = "__type",
        Description = "Request the type information of a single type.",
        Type = Find("__Type")!,
        Arguments = new NamedList<InputValueDefinition>(
            [new InputValueDefinition { Name = "name", Coordinate = "__type(name:)", Type = new NonNullType(String) }]),
    };

    /// <summary>A built-in type of this name, or null.</summary>
    public static NamedType? Find(string name) => s_assembly.Find(name);

    private static ScalarType Scalar(string name) => (ScalarType)s_assembly.Find(name)!;
}
