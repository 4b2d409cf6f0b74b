namespace ReformOpenData.GraphQL.Language;

/// <summary>A type as written (§2.11 #sec-Type-References).</summary>
public abstract class TypeReference(int start) : Node(start)
{
    /// <summary>The named type inside all lists and exclamation marks.</summary>
    public abstract NamedTypeReference Named { get; }
}

/// <summary>§2.11 #NamedType</summary>
public sealed class NamedTypeReference(int start, string name) : TypeReference(start)
{
    public override NodeKind Kind => NodeKind.NamedTypeReference;

    public override NamedTypeReference Named => this;

    public string Name { get; } = name;

    public override string ToString() => Name;
}

/// <summary>§2.11 #ListType</summary>
public sealed class ListTypeReference(int start, TypeReference ofType) : TypeReference(start)
{
    public override NodeKind Kind => NodeKind.ListTypeReference;

    public override NamedTypeReference Named => OfType.Named;

    public TypeReference OfType { get; } = ofType;

    public override string ToString() => $"[{OfType}]";
}

/// <summary>§2.11 #NonNullType; what it wraps is a named type or a list.</summary>
public sealed class NonNullTypeReference(int start, TypeReference ofType) : TypeReference(start)
{
    public override NodeKind Kind => NodeKind.NonNullTypeReference;

    public override NamedTypeReference Named => OfType.Named;

    public TypeReference OfType { get; } = ofType;

    public override string ToString() => $"{OfType}!";
}
