using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types;

/// <summary>What belongs to a type or a field: a field, an argument, an input field or an enum value.</summary>
public abstract class SchemaMember : ISchemaElement
{
    public required string Name { get; init; }

    public string? Description { get => field ?? Written?.Value; init; }

    /// <summary>The description as the SDL has it, decoded when it is asked for: a start does without most.</summary>
    internal StringValue? Written { private get; init; }

    public ImmutableArray<Directive> AppliedDirectives { get; init; } = [];

    public required string Coordinate { get; init; }

    /// <summary>Null where it is not deprecated.</summary>
    public string? DeprecationReason { get; init; }

    public override string ToString() => Coordinate;
}

/// <summary>A field of an object or interface type (§3.6 #FieldDefinition).</summary>
public sealed class FieldDefinition : SchemaMember
{
    public NamedList<InputValueDefinition> Arguments { get; init; } = NamedList<InputValueDefinition>.Empty;

    public required GraphQLType Type { get; init; }

    /// <summary>Null where the field is built in.</summary>
    internal FieldDefinitionNode? Node { get; init; }
}

/// <summary>
/// What takes a value from a document: an argument of a field or a directive (§3.6.1 #sec-Field-Arguments), or a field
/// of an input object type (§3.10 #sec-Input-Objects).
/// </summary>
public sealed class InputValueDefinition : SchemaMember
{
    public required GraphQLType Type { get; init; }

    /// <summary>
    /// The literal as written, or null where there is no default. A written <c>null</c> is a <see cref="NullValue"/>.
    /// </summary>
    public Value? DefaultValue { get; init; }

    /// <summary>Non-null without a default: a document must give it.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultValue is null;

    /// <summary>Null where it is built in.</summary>
    internal InputValueDefinitionNode? Node { get; init; }
}

/// <summary>A value of an enum type (§3.9 #EnumValueDefinition).</summary>
public sealed class EnumValueDefinition : SchemaMember
{
    /// <summary>Null where it is built in.</summary>
    internal EnumValueDefinitionNode? Node { get; init; }
}

/// <summary>§3.13 #sec-Type-System.Directives</summary>
public sealed class DirectiveDefinition : ISchemaElement
{
    public required string Name { get; init; }

    public string? Description => Node?.Description?.Value;

    /// <summary>Always empty: a directive takes no directives.</summary>
    public ImmutableArray<Directive> AppliedDirectives => [];

    public string Coordinate => $"@{Name}";

    public NamedList<InputValueDefinition> Arguments { get; init; } = NamedList<InputValueDefinition>.Empty;

    public bool IsRepeatable { get; init; }

    /// <summary>Where it may stand, in the order of the SDL.</summary>
    public required ImmutableArray<DirectiveLocation> Locations { get; init; }

    /// <summary>Whether it comes with the specification and not with the SDL.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Null where it is built in.</summary>
    internal DirectiveDefinitionNode? Node { get; init; }

    public override string ToString() => Coordinate;
}
