using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// A type with a name (§3.4 #sec-Types). Filled by <see cref="SchemaBuilder"/>, immutable from then on.
/// </summary>
public abstract class NamedType : GraphQLType, ISchemaElement
{
    private protected NamedType(string name) => Name = name;

    public string Name { get; }

    public string? Description => Nodes.FirstOrDefault()?.Description?.Value;

    public ImmutableArray<Directive> AppliedDirectives { get; internal set; } = [];

    public string Coordinate => Name;

    public override NamedType Named => this;

    /// <summary>What introspection calls the kind: <c>OBJECT</c>, <c>INPUT_OBJECT</c> … (§4.2.2 #TypeKind).</summary>
    public abstract string Kind { get; }

    /// <summary>Whether a value of the type has no selection set: a scalar or an enum.</summary>
    public bool IsLeafType => this is ScalarType or EnumType;

    /// <summary>Whether it comes with the specification and not with the SDL.</summary>
    public bool IsBuiltIn { get; internal set; }

    /// <summary>
    /// The definition in the SDL and its extensions; the definition comes first. Empty where the type is built in.
    /// </summary>
    internal ImmutableArray<TypeDefinitionNode> Nodes { get; set; } = [];

    public override string ToString() => Name;
}

/// <summary>§3.5 #sec-Scalars</summary>
public sealed class ScalarType(string name) : NamedType(name)
{
    public override string Kind => "SCALAR";

    /// <summary>The URL of <c>@specifiedBy</c>, or null.</summary>
    public string? SpecifiedByUrl { get; internal set; }
}

/// <summary>§3.9 #sec-Enums</summary>
public sealed class EnumType(string name) : NamedType(name)
{
    public override string Kind => "ENUM";

    public NamedList<EnumValueDefinition> Values { get; internal set; } = NamedList<EnumValueDefinition>.Empty;
}

/// <summary>§3.10 #sec-Input-Objects</summary>
public sealed class InputObjectType(string name) : NamedType(name)
{
    public override string Kind => "INPUT_OBJECT";

    public NamedList<InputValueDefinition> Fields { get; internal set; } = NamedList<InputValueDefinition>.Empty;

    /// <summary>
    /// Whether it has <c>@oneOf</c>: exactly one field must be given, and not null (§3.10.1 #sec-OneOf-Input-Objects).
    /// </summary>
    public bool IsOneOf { get; internal set; }
}

/// <summary>A type that a selection set can stand on: object, interface or union.</summary>
public abstract class CompositeType : NamedType
{
    private protected CompositeType(string name)
        : base(name)
    {
    }
}

/// <summary>An object or interface type.</summary>
public abstract class FieldsType : CompositeType
{
    private protected FieldsType(string name)
        : base(name)
    {
    }

    /// <summary>Without the meta-fields, which <see cref="Schema.FindField"/> knows.</summary>
    public NamedList<FieldDefinition> Fields { get; internal set; } = NamedList<FieldDefinition>.Empty;

    /// <summary>The interfaces it declares, in the order of the SDL.</summary>
    public ImmutableArray<InterfaceType> Interfaces { get; internal set; } = [];
}

/// <summary>§3.6 #sec-Objects</summary>
public sealed class ObjectType(string name) : FieldsType(name)
{
    public override string Kind => "OBJECT";
}

/// <summary>§3.7 #sec-Interfaces</summary>
public sealed class InterfaceType(string name) : FieldsType(name)
{
    public override string Kind => "INTERFACE";
}

/// <summary>§3.8 #sec-Unions</summary>
public sealed class UnionType(string name) : CompositeType(name)
{
    public override string Kind => "UNION";

    public ImmutableArray<ObjectType> Types { get; internal set; } = [];
}
