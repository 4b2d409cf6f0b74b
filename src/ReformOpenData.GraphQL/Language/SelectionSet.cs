using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>§2.4 #sec-Selection-Sets: never empty.</summary>
public sealed class SelectionSet(int start, ImmutableArray<Selection> selections) : Node(start)
{
    public override NodeKind Kind => NodeKind.SelectionSet;

    public ImmutableArray<Selection> Selections { get; } = selections;
}

/// <summary>A <see cref="Field"/>, a <see cref="FragmentSpread"/> or an <see cref="InlineFragment"/>.</summary>
public abstract class Selection : Node
{
    private readonly ImmutableArray<Directive> _directives;

    private protected Selection(int start)
        : base(start)
    {
    }

    private protected Selection(int start, ImmutableArray<Directive> directives)
        : base(start) => _directives = directives;

    public ImmutableArray<Directive> Directives => _directives.IsDefault ? ImmutableArray<Directive>.Empty : _directives;
}

/// <summary>§2.5 #sec-Language.Fields</summary>
public sealed class Field : Selection
{
    private readonly ImmutableArray<Argument> _arguments;

    /// <summary>A name and nothing else, as most fields are: what is not written costs nothing.</summary>
    public Field(int start, string name)
        : base(start) => Name = name;

    public Field(
        int start,
        string? alias,
        string name,
        ImmutableArray<Argument> arguments,
        ImmutableArray<Directive> directives,
        SelectionSet? selectionSet)
        : base(start, directives)
    {
        Alias = alias;
        Name = name;
        _arguments = arguments;
        SelectionSet = selectionSet;
    }

    public override NodeKind Kind => NodeKind.Field;

    /// <summary>Null where the document gives none.</summary>
    public string? Alias { get; }

    public string Name { get; }

    /// <summary>The alias, or else the name (§2.7 #sec-Field-Alias).</summary>
    public string ResponseKey => Alias ?? Name;

    public ImmutableArray<Argument> Arguments => _arguments.IsDefault ? ImmutableArray<Argument>.Empty : _arguments;

    /// <summary>Null where the document gives none.</summary>
    public SelectionSet? SelectionSet { get; }
}

/// <summary>§2.8 #FragmentSpread</summary>
public sealed class FragmentSpread(int start, Name name, ImmutableArray<Directive> directives)
    : Selection(start, directives)
{
    public override NodeKind Kind => NodeKind.FragmentSpread;

    public string Name { get; } = name.Value!;

    public int NameStart { get; } = name.Start;
}

/// <summary>§2.8.2 #sec-Inline-Fragments</summary>
public sealed class InlineFragment(
    int start,
    NamedTypeReference? typeCondition,
    ImmutableArray<Directive> directives,
    SelectionSet selectionSet) : Selection(start, directives)
{
    public override NodeKind Kind => NodeKind.InlineFragment;

    public NamedTypeReference? TypeCondition { get; } = typeCondition;

    public SelectionSet SelectionSet { get; } = selectionSet;
}

/// <summary>§2.6 #sec-Language.Arguments; begins with its name.</summary>
public sealed class Argument(int start, string name, Value value) : Node(start)
{
    public override NodeKind Kind => NodeKind.Argument;

    public string Name { get; } = name;

    public Value Value { get; } = value;
}

/// <summary>§2.12 #sec-Language.Directives; begins with its <c>@</c>.</summary>
public sealed class Directive(int start, string name, ImmutableArray<Argument> arguments) : Node(start)
{
    public override NodeKind Kind => NodeKind.Directive;

    public string Name { get; } = name;

    public ImmutableArray<Argument> Arguments { get; } = arguments;
}
