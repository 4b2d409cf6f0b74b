namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// A type, or a list or non-null type around one (§3.4.1 #sec-Wrapping-Types). Wrapping types are equal by what they
/// wrap.
/// </summary>
public abstract class GraphQLType
{
    /// <summary>The named type inside all wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>The type without its exclamation mark, if it has one.</summary>
    public virtual GraphQLType Nullable => this;

    /// <summary>Whether null is none of its values.</summary>
    public bool IsNonNull => this is NonNullType;

    /// <summary>IsInputType (§3.4.2 #IsInputType).</summary>
    public bool IsInputType => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>IsOutputType (§3.4.2 #IsOutputType).</summary>
    public bool IsOutputType => Named is not InputObjectType;

    /// <summary>IsSubType (§3.6 #IsSubType): whether every value of this type is one of the other.</summary>
    public bool IsSubTypeOf(GraphQLType superType) => (this, superType) switch
    {
        (NonNullType sub, NonNullType super) => sub.OfType.IsSubTypeOf(super.OfType),
        (NonNullType sub, _) => sub.OfType.IsSubTypeOf(superType),
        (ListType sub, ListType super) => sub.OfType.IsSubTypeOf(super.OfType),
        (ObjectType sub, UnionType super) => super.Types.Contains(sub),
        (FieldsType sub, InterfaceType super) => sub == super || sub.Interfaces.Contains(super),
        _ => Equals(superType),
    };
}

/// <summary>§3.11 #sec-List</summary>
public sealed class ListType(GraphQLType ofType) : GraphQLType
{
    public GraphQLType OfType { get; } = ofType;

    public override NamedType Named => OfType.Named;

    public override bool Equals(object? obj) => obj is ListType other && OfType.Equals(other.OfType);

    public override int GetHashCode() => HashCode.Combine(1, OfType);

    public override string ToString() => $"[{OfType}]";
}

/// <summary>§3.12 #sec-Non-Null; what it wraps is a named type or a list.</summary>
public sealed class NonNullType(GraphQLType ofType) : GraphQLType
{
    public GraphQLType OfType { get; } = ofType;

    public override NamedType Named => OfType.Named;

    public override GraphQLType Nullable => OfType;

    public override bool Equals(object? obj) => obj is NonNullType other && OfType.Equals(other.OfType);

    public override int GetHashCode() => HashCode.Combine(2, OfType);

    public override string ToString() => $"{OfType}!";
}
