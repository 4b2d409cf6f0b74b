using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>§2.4 #sec-Selection-Sets: never empty.</summary>
public sealed class SelectionSet(int start, ImmutableArray<Selection> selections) : Node(start)
{
    public override NodeKind Kind => NodeKind.SelectionSet;

    public ImmutableArray<Selection> Selections { get; } = selections;
}

/// <summary>A <see cref="Field"/>, a <see cref="FragmentSpread"/> or an <see cref="InlineFragment"/>.</summary>
public abstract class Selection(int start) : Node(start)
{
    public abstract ImmutableArray<Directive> Directives { get; }
}

/// <summary>§2.5 #sec-Language.Fields</summary>
public sealed class Field : Selection
{
    private readonly ImmutableArray<Argument> _arguments;
    private readonly Seldom? _seldom;

    /// <summary>A field without alias, arguments and directives, as most are.</summary>
    public Field(int start, string name, SelectionSet? selectionSet)
        : base(start)
    {
        Name = name;
        if (selectionSet is not null)
            SelectionSet = selectionSet;
    }

    public Field(
        int start,
        string? alias,
        string name,
        ImmutableArray<Argument> arguments,
        ImmutableArray<Directive> directives,
        SelectionSet? selectionSet)
        : this(start, name, selectionSet)
    {
        _arguments = arguments;
        if (alias is not null || !directives.IsDefaultOrEmpty)
            _seldom = new Seldom(alias, directives);
    }

    public override NodeKind Kind => NodeKind.Field;

    /// <summary>Null where the document gives none.</summary>
    public string? Alias => _seldom?.Alias;

    public string Name { get; }

    /// <summary>The alias, or else the name (§2.7 #sec-Field-Alias).</summary>
    public string ResponseKey => Alias ?? Name;

    public ImmutableArray<Argument> Arguments => _arguments.IsDefault ? [] : _arguments;

    public override ImmutableArray<Directive> Directives => _seldom is null ? [] : _seldom.Directives;

    /// <summary>Null where the document gives none.</summary>
    public SelectionSet? SelectionSet { get; }

    /// <summary>What few fields have, so that the others are smaller.</summary>
    private sealed record Seldom(string? Alias, ImmutableArray<Directive> Directives);
}

/// <summary>§2.8 #FragmentSpread</summary>
public sealed class FragmentSpread(int start, Name name, ImmutableArray<Directive> directives)
    : Selection(start)
{
    public override NodeKind Kind => NodeKind.FragmentSpread;

    public override ImmutableArray<Directive> Directives { get; } = directives;

    public string Name { get; } = name.Value!;

    public int NameStart { get; } = name.Start;
}

/// <summary>§2.8.2 #sec-Inline-Fragments</summary>
public sealed class InlineFragment(
    int start,
    NamedTypeReference? typeCondition,
    ImmutableArray<Directive> directives,
    SelectionSet selectionSet) : Selection(start)
{
    public override NodeKind Kind => NodeKind.InlineFragment;

    public override ImmutableArray<Directive> Directives { get; } = directives;

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
