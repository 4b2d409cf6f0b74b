using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

/// <summary>Conditions whose rows can be found from the texts that hold a term, without asking each row.</summary>
internal static class TextIds
{
    /// <summary>Whether a condition on rows of an entity is one.</summary>
    public static bool Can(Filter filter, Entity entity) => filter switch
    {
        Disjunction any => any.Parts.Count > 0 && any.Parts.All(part => Can(part, entity)),
        Conjunction all => all.Parts.Any(part => Can(part, entity)),
        Related { Relation: ToOne one } related => Can(related.Inner, one.Target),
        Related { Relation: Part part } related => Can(related.Inner, part.Target),
        Quantified { Quantifier: Quantifier.Some, Relation: { Link: null, ParentColumn: "id" } many } some =>
            Can(some.Inner, many.Target),
        Compare { Comparison: Comparison.Contains, Value: string } compare =>
            compare.Column.Searched is not null || TextOf(compare, entity) is not null,
        _ => false,
    };

    /// <summary>
    /// The texts in the place of the rows of a release, where these need but contain a term in a long text of their
    /// own: each text names the id and the key of its row. Null for any other condition.
    /// </summary>
    /// <param name="size">Of that release.</param>
    public static Rows? TextsOf(Rows rows, ReleaseSize size)
    {
        if (!rows.Relation.IsOfRelease)
            return null;
        var filter = size.Asked(rows);
        while (filter is Conjunction { Parts: [var only] })
            filter = only;
        return filter is Compare
        {
            Comparison: Comparison.Contains, Value: string term, Column: { Searched: { } searched } column
        }
            && rows.Relation.Target.Columns.Values.Contains(column)
            ? new Rows(
                (ToMany)Catalog.Release.Relations["search"],
                new Conjunction(
                [
                    new Mentions(term),
                    new Compare(Catalog.SearchText.Columns["kind"], Comparison.Equal, (long)searched.Kind),
                    new Compare(Catalog.SearchText.Columns["name"], Comparison.Equal, searched.Field),
                ]),
                [])
            : null;
    }

    /// <summary>The one term that all conditions on texts in a condition look for; null where there are
    /// several.</summary>
    public static string? TermOf(Filter filter)
    {
        var terms = Terms(filter).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return terms is [var term] ? term : null;
    }

    /// <summary>Whether a condition looks for a term in some text.</summary>
    public static bool HasTerm(Filter filter) => Terms(filter).Any();

    private static IEnumerable<string> Terms(Filter filter) => filter switch
    {
        Disjunction any => any.Parts.SelectMany(Terms),
        Conjunction all => all.Parts.SelectMany(Terms),
        Related related => Terms(related.Inner),
        Quantified quantified => Terms(quantified.Inner),
        Compare { Comparison: Comparison.Contains, Value: string term } => [term],
        _ => [],
    };

    /// <summary>The name that a condition looks into, where search knows it; null for a long text, and for any
    /// other.</summary>
    public static SearchedText? TextOf(Compare compare, Entity entity) => compare.Column.Searched is not null ? null
        : Catalog.Nodes.FirstOrDefault(node => node.Entity == entity)?.Texts
            .FirstOrDefault(text => text.Field == compare.Column.Name);
}
