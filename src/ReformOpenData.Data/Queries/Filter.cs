using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// A condition on rows of an entity. It either holds or does not: there is no third value, so that
/// <see cref="Negation"/> keeps exactly the rows that the inner condition does not.
/// </summary>
public abstract record Filter
{
    /// <summary>Holds for every row.</summary>
    public static Filter Everything { get; } = new Conjunction([]);

    /// <summary>Holds for no row.</summary>
    public static Filter Nothing { get; } = new Disjunction([]);

    /// <summary>All of some conditions.</summary>
    internal static Filter All(IReadOnlyList<Filter> parts) => parts is [var only] ? only : new Conjunction(parts);

    /// <summary>Both conditions; either may be absent.</summary>
    public static Filter? Both(Filter? left, Filter? right) =>
        left is null ? right : right is null ? left : new Conjunction([left, right]);
}

/// <summary>All of the parts hold; holds where there are none.</summary>
public sealed record Conjunction(IReadOnlyList<Filter> Parts) : Filter;

/// <summary>One of the parts holds; does not where there are none.</summary>
public sealed record Disjunction(IReadOnlyList<Filter> Parts) : Filter;

/// <summary>The inner condition does not hold.</summary>
public sealed record Negation(Filter Inner) : Filter;

/// <summary>
/// How a column is compared with a value; what has no value is neither equal, nor greater, nor does it contain.
/// </summary>
public enum Comparison
{
    Equal = 1,
    Greater = 2,
    GreaterOrEqual = 3,
    Less = 4,
    LessOrEqual = 5,
    Contains = 6,
    StartsWith = 7,
    EndsWith = 8,
}

/// <summary>Compares a column with a value.</summary>
/// <param name="Value">
/// long, double, string, bool, <see cref="DateTimeOffset"/> or <see cref="DateOnly"/>, as the column is; null (with
/// <see cref="Comparison.Equal"/> only) asks for what has no value.
/// </param>
public sealed record Compare(Column Column, Comparison Comparison, object? Value) : Filter;

/// <summary>The column equals one of the values; null among them is what has no value.</summary>
public sealed record OneOf(Column Column, IReadOnlyList<object?> Values) : Filter;

/// <summary>The row on the other side of a to-one relation, or the part, is there and meets the condition.</summary>
public sealed record Related(Relation Relation, Filter Inner) : Filter
{
    /// <summary>The condition on the code, where it names one municipality by it and says no more; else null.</summary>
    internal Compare? City { get; } =
        Relation is ToOne { Nullable: false } && Relation.Target == Catalog.Municipality ? OfCode(Inner) : null;

    private static Compare? OfCode(Filter filter) => filter switch
    {
        Conjunction { Parts: [var only] } => OfCode(only),
        Compare { Comparison: Comparison.Equal, Column.Name: "code", Value: string } code => code,
        _ => null,
    };
}

/// <summary>How many of the rows on the other side must meet a condition.</summary>
public enum Quantifier
{
    Some = 1,
    All = 2,
    None = 3,
}

/// <summary>Some, all or none of the rows on the other side of a to-many relation meet the condition.</summary>
public sealed record Quantified(ToMany Relation, Quantifier Quantifier, Filter Inner) : Filter;

/// <summary>A row of searchable text contains a term.</summary>
public sealed record Mentions(string Term) : Filter;
