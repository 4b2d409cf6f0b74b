using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>What a definition of the type system begins with.</summary>
/// <param name="IsExtension">Whether that is <c>extend</c>.</param>
public readonly record struct DefinitionHead(int Start, StringValue? Description, bool IsExtension);

/// <summary>
/// A definition or extension of the type system (§3.1 #TypeSystemDefinitionOrExtension). A definition and its extension
/// have the same parts, so they share a class.
/// </summary>
public abstract class TypeSystemDefinitionNode(DefinitionHead head, ImmutableArray<Directive> directives)
    : Definition(head.Start, head.Description)
{
    /// <summary>Whether it begins with <c>extend</c>.</summary>
    public bool IsExtension { get; } = head.IsExtension;

    public ImmutableArray<Directive> Directives { get; } = directives;
}

/// <summary>§3.3 #SchemaDefinition, §3.3.2 #SchemaExtension</summary>
public sealed class SchemaDefinitionNode(
    DefinitionHead head,
    ImmutableArray<Directive> directives,
    ImmutableArray<OperationTypeDefinitionNode> operationTypes) : TypeSystemDefinitionNode(head, directives)
{
    public override NodeKind Kind => NodeKind.SchemaDefinition;

    public ImmutableArray<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes;
}

/// <summary>§3.3.1 #RootOperationTypeDefinition</summary>
public sealed class OperationTypeDefinitionNode(int start, OperationType operation, NamedTypeReference type)
    : Node(start)
{
    public override NodeKind Kind => NodeKind.OperationTypeDefinition;

    public OperationType Operation { get; } = operation;

    public NamedTypeReference Type { get; } = type;
}

/// <summary>A definition or extension of a named type (§3.4 #sec-Types).</summary>
public abstract class TypeDefinitionNode(DefinitionHead head, Name name, ImmutableArray<Directive> directives)
    : TypeSystemDefinitionNode(head, directives)
{
    public string Name { get; } = name.Value!;

    public int NameStart { get; } = name.Start;
}

/// <summary>§3.5 #ScalarTypeDefinition</summary>
public sealed class ScalarTypeDefinitionNode(DefinitionHead head, Name name, ImmutableArray<Directive> directives)
    : TypeDefinitionNode(head, name, directives)
{
    public override NodeKind Kind => NodeKind.ScalarTypeDefinition;
}

/// <summary>An object or interface type: both have interfaces and fields.</summary>
public abstract class FieldsDefinitionNode(
    DefinitionHead head,
    Name name,
    ImmutableArray<NamedTypeReference> interfaces,
    ImmutableArray<Directive> directives,
    ImmutableArray<FieldDefinitionNode> fields)
    : TypeDefinitionNode(head, name, directives)
{
    public ImmutableArray<NamedTypeReference> Interfaces { get; } = interfaces;

    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields;
}

/// <summary>§3.6 #ObjectTypeDefinition</summary>
public sealed class ObjectTypeDefinitionNode(
    DefinitionHead head,
    Name name,
    ImmutableArray<NamedTypeReference> interfaces,
    ImmutableArray<Directive> directives,
    ImmutableArray<FieldDefinitionNode> fields)
    : FieldsDefinitionNode(head, name, interfaces, directives, fields)
{
    public override NodeKind Kind => NodeKind.ObjectTypeDefinition;
}

/// <summary>§3.7 #InterfaceTypeDefinition</summary>
public sealed class InterfaceTypeDefinitionNode(
    DefinitionHead head,
    Name name,
    ImmutableArray<NamedTypeReference> interfaces,
    ImmutableArray<Directive> directives,
    ImmutableArray<FieldDefinitionNode> fields)
    : FieldsDefinitionNode(head, name, interfaces, directives, fields)
{
    public override NodeKind Kind => NodeKind.InterfaceTypeDefinition;
}

/// <summary>§3.8 #UnionTypeDefinition</summary>
public sealed class UnionTypeDefinitionNode(
    DefinitionHead head,
    Name name,
    ImmutableArray<Directive> directives,
    ImmutableArray<NamedTypeReference> types)
    : TypeDefinitionNode(head, name, directives)
{
    public override NodeKind Kind => NodeKind.UnionTypeDefinition;

    public ImmutableArray<NamedTypeReference> Types { get; } = types;
}

/// <summary>§3.9 #EnumTypeDefinition</summary>
public sealed class EnumTypeDefinitionNode(
    DefinitionHead head,
    Name name,
    ImmutableArray<Directive> directives,
    ImmutableArray<EnumValueDefinitionNode> values)
    : TypeDefinitionNode(head, name, directives)
{
    public override NodeKind Kind => NodeKind.EnumTypeDefinition;

    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values;
}

/// <summary>§3.10 #InputObjectTypeDefinition</summary>
public sealed class InputObjectTypeDefinitionNode(
    DefinitionHead head,
    Name name,
    ImmutableArray<Directive> directives,
    ImmutableArray<InputValueDefinitionNode> fields)
    : TypeDefinitionNode(head, name, directives)
{
    public override NodeKind Kind => NodeKind.InputObjectTypeDefinition;

    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields;
}

/// <summary>§3.13 #DirectiveDefinition; a directive cannot be extended and takes no directives.</summary>
public sealed class DirectiveDefinitionNode(
    int start,
    StringValue? description,
    Name name,
    ImmutableArray<InputValueDefinitionNode> arguments,
    bool isRepeatable,
    ImmutableArray<DirectiveLocation> locations)
    : TypeSystemDefinitionNode(new DefinitionHead(start, description, IsExtension: false), [])
{
    public override NodeKind Kind => NodeKind.DirectiveDefinition;

    public string Name { get; } = name.Value!;

    public int NameStart { get; } = name.Start;

    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<DirectiveLocation> Locations { get; } = locations;
}
