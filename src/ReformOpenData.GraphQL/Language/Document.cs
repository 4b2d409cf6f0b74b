using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// A whole document (§2.2 #sec-Document): operations and fragments, or type system definitions, or both.
/// </summary>
public sealed class Document(Source source, ImmutableArray<Definition> definitions, int tokenCount) : Node(0)
{
    public override NodeKind Kind => NodeKind.Document;

    /// <summary>The text that the offsets of all nodes below speak of.</summary>
    public Source Source { get; } = source;

    public ImmutableArray<Definition> Definitions { get; } = definitions;

    /// <summary>Lexical tokens of the text, ignored ones not counted.</summary>
    public int TokenCount { get; } = tokenCount;
}

/// <summary>A definition or extension at the top of a document.</summary>
public abstract class Definition(int start, StringValue? description) : Node(start)
{
    /// <summary>The string before the definition. An extension and a query in shorthand have none.</summary>
    public StringValue? Description { get; } = description;
}

/// <summary>A definition that can be executed (§2.2 #ExecutableDefinition).</summary>
public abstract class ExecutableDefinition(int start, StringValue? description) : Definition(start, description);

/// <summary>The three operations (§2.3 #OperationType).</summary>
public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>§2.3 #sec-Language.Operations</summary>
public sealed class OperationDefinition(
    int start,
    StringValue? description,
    OperationType operation,
    Name name,
    ImmutableArray<VariableDefinition> variableDefinitions,
    ImmutableArray<Directive> directives,
    SelectionSet selectionSet) : ExecutableDefinition(start, description)
{
    public override NodeKind Kind => NodeKind.OperationDefinition;

    public OperationType Operation { get; } = operation;

    /// <summary>Null for an anonymous operation.</summary>
    public string? Name { get; } = name.Value;

    /// <summary>Where the name begins; the operation's own start where it has none.</summary>
    public int NameStart { get; } = name.Start;

    public ImmutableArray<VariableDefinition> VariableDefinitions { get; } = variableDefinitions;

    public ImmutableArray<Directive> Directives { get; } = directives;

    public SelectionSet SelectionSet { get; } = selectionSet;
}

/// <summary>§2.10 #VariableDefinition</summary>
public sealed class VariableDefinition(
    int start,
    StringValue? description,
    Variable variable,
    TypeReference type,
    Value? defaultValue,
    ImmutableArray<Directive> directives) : Node(start)
{
    public override NodeKind Kind => NodeKind.VariableDefinition;

    public StringValue? Description { get; } = description;

    public Variable Variable { get; } = variable;

    public TypeReference Type { get; } = type;

    public Value? DefaultValue { get; } = defaultValue;

    public ImmutableArray<Directive> Directives { get; } = directives;
}

/// <summary>§2.8 #FragmentDefinition</summary>
public sealed class FragmentDefinition(
    int start,
    StringValue? description,
    Name name,
    NamedTypeReference typeCondition,
    ImmutableArray<Directive> directives,
    SelectionSet selectionSet) : ExecutableDefinition(start, description)
{
    public override NodeKind Kind => NodeKind.FragmentDefinition;

    public string Name { get; } = name.Value!;

    public int NameStart { get; } = name.Start;

    public NamedTypeReference TypeCondition { get; } = typeCondition;

    public ImmutableArray<Directive> Directives { get; } = directives;

    public SelectionSet SelectionSet { get; } = selectionSet;
}

/// <summary>A name (§2.1.9 #Name) and where it begins, on its way into a node. Its string comes from a pool.</summary>
public readonly record struct Name(string? Value, int Start);
