using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

public sealed partial class Work
{
    private const double OfComparison = 0.1;
    private const double OfFoldedComparison = 1;
    private const double OfJoin = 0.4;
    private const double OfSubquery = 0.7;

    /// <summary>
    /// Share of the rows of a list after which it is known whether some of them, all or none meet a condition. Of lists
    /// within lists, that holds for the innermost: a share for each of them would guess too low by what they come to
    /// together.
    /// </summary>
    private const double ReadUntilKnown = 0.5;

    private const double OfHit = 1.5;
    private const double OfFoundRow = 3;

    /// <summary>Share of the rows that need be read, since an index finds them.</summary>
    private double Found(Filter? filter, Entity entity) => filter switch
    {
        Conjunction all => all.Parts.Select(part => Found(part, entity)).Append(1).Min(),
        Disjunction { Parts.Count: > 0 } any => Math.Min(1, any.Parts.Sum(part => Found(part, entity))),
        Compare { Comparison: Comparison.Equal } compare when Identifies(compare.Column, entity) => 1 / _size.Of(entity),
        OneOf oneOf when Identifies(oneOf.Column, entity) => Math.Min(1, oneOf.Values.Count / _size.Of(entity)),
        Related { Relation: ToOne one } related => Found(related.Inner, one.Target),
        Mentions or Compare { Column.Searched: not null } => Share(filter),
        _ => 1,
    };

    private static bool Identifies(Column column, Entity entity) =>
        column == entity.Key
        || (entity == Catalog.Municipality && column.Name is "code" or "name")
        || (entity == Catalog.Edition && column.Name == "municipalityCode");

    /// <summary>Share of the rows read that meet the conditions.</summary>
    private static double Met(Filter? filter) => filter switch
    {
        null or Related => 1,
        Conjunction all => Math.Max(0.001, all.Parts.Aggregate(1.0, (share, part) => share * Met(part))),
        Disjunction any => Math.Clamp(any.Parts.Sum(Met), 0.001, 1),
        Compare { Comparison: Comparison.Equal, Column.Kind: ColumnKind.Integer } => 0.2,
        Compare { Column.Searched: not null } or Mentions => 1,
        Compare { Column.Kind: ColumnKind.Text } or OneOf { Column.Kind: ColumnKind.Text } or Quantified => 0.001,
        _ => 0.5,
    };

    /// <summary>What a condition takes for each row that it is asked of.</summary>
    private double Each(Filter? filter) => filter switch
    {
        null => 0,
        Conjunction all => all.Parts.Sum(Each),
        Disjunction any => any.Parts.Sum(Each),
        Negation not => Each(not.Inner),
        Related related => (related.Relation is Part ? 0 : OfJoin) + Each(related.Inner),
        Quantified quantified => OfSubquery + (ReadOf(quantified) * (OfRow + Each(quantified.Inner))),
        Compare { Column.Searched: not null } or OneOf { Column.Searched: not null } => OfFoundRow,
        Compare { Column.Kind: ColumnKind.Text } => OfFoldedComparison,
        OneOf oneOf => OfComparison + (Math.Min(oneOf.Values.Count, 10) * OfComparison),
        _ => OfComparison,
    };

    private double ReadOf(Quantified quantified) => Math.Max(
        1,
        _size.Below(quantified.Relation, Catalog.OwnerOf(quantified.Relation))
            * (IsNested(quantified.Inner) ? 1 : ReadUntilKnown));

    private static bool IsNested(Filter filter) => filter switch
    {
        Conjunction all => all.Parts.Any(IsNested),
        Disjunction any => any.Parts.Any(IsNested),
        Negation not => IsNested(not.Inner),
        Related related => IsNested(related.Inner),
        Quantified => true,
        _ => false,
    };

    /// <summary>What a condition takes once in a statement: the texts that hold a term are found for all rows together.</summary>
    private double Once(Filter? filter) => filter switch
    {
        null => OfStatement,
        Conjunction all => OfStatement + all.Parts.Sum(InTexts),
        _ => OfStatement + InTexts(filter),
    };

    private double InTexts(Filter filter) => filter switch
    {
        Conjunction all => all.Parts.Sum(InTexts),
        Disjunction any => any.Parts.Sum(InTexts),
        Negation not => InTexts(not.Inner),
        Related related => InTexts(related.Inner),
        Quantified quantified => InTexts(quantified.Inner),
        Compare { Column.Searched: { } searched } => OfStatement + (TextsOf(searched.Kind) * OfTexts(filter)),
        OneOf { Column.Searched: { } searched } => TextsOf(searched.Kind) * OfRow,
        Mentions => OfStatement + (_size.Of(Catalog.SearchText) * OfTexts(filter)),
        _ => 0,
    };

    private static bool AsksTexts(Filter? filter) => filter switch
    {
        Conjunction all => all.Parts.Any(AsksTexts),
        Compare { Column.Searched: not null } or OneOf { Column.Searched: not null } or Mentions => true,
        _ => false,
    };

    private static double OfTexts(Filter filter) =>
        filter is Compare { Comparison: not Comparison.Contains } ? OfRow : Share(filter) * OfHit;

    private double TextsOf(Storage.Rows.SearchKind kind) =>
        _size.Of(Catalog.Nodes.First(node => node.Texts.Any(text => text.Kind == kind)).Entity);

    /// <summary>Share of the texts that hold a term: the longer it is, the fewer.</summary>
    private static double Share(Filter filter)
    {
        var term = filter is Mentions mentions ? mentions.Term : (filter as Compare)?.Value as string;
        return term?.Length switch
        {
            null or 0 => 1,
            1 => 0.5,
            2 => 0.2,
            3 or 4 => 0.1,
            _ => 0.05,
        };
    }
}
