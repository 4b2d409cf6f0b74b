using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>What a type definition holds: a field, an argument or input field, an enum value.</summary>
public abstract class MemberDefinitionNode(
    int start, StringValue? description, Name name, ImmutableArray<Directive> directives) : Node(start)
{
    public StringValue? Description { get; } = description;

    public string Name { get; } = name.Value!;

    public int NameStart { get; } = name.Start;

    public ImmutableArray<Directive> Directives { get; } = directives;
}

/// <summary>§3.6 #FieldDefinition</summary>
public sealed class FieldDefinitionNode(
    int start,
    StringValue? description,
    Name name,
    ImmutableArray<InputValueDefinitionNode> arguments,
    TypeReference type,
    ImmutableArray<Directive> directives) : MemberDefinitionNode(start, description, name, directives)
{
    public override NodeKind Kind => NodeKind.FieldDefinition;

    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    public TypeReference Type { get; } = type;
}

/// <summary>An argument or an input field (§3.6.1 #InputValueDefinition).</summary>
public sealed class InputValueDefinitionNode(
    int start,
    StringValue? description,
    Name name,
    TypeReference type,
    Value? defaultValue,
    ImmutableArray<Directive> directives) : MemberDefinitionNode(start, description, name, directives)
{
    public override NodeKind Kind => NodeKind.InputValueDefinition;

    public TypeReference Type { get; } = type;

    public Value? DefaultValue { get; } = defaultValue;
}

/// <summary>§3.9 #EnumValueDefinition</summary>
public sealed class EnumValueDefinitionNode(
    int start, StringValue? description, Name name, ImmutableArray<Directive> directives)
    : MemberDefinitionNode(start, description, name, directives)
{
    public override NodeKind Kind => NodeKind.EnumValueDefinition;
}
