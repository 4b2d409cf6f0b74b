using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Queries;

/// <summary>A condition whose rows are counted when a release is written: that a text holds one character, or two
/// neighbours.</summary>
/// <param name="Texts">Which texts: <c>8:text</c>.</param>
internal sealed record KeptTotal(IReadOnlyList<string> Texts, string Gram)
{
    /// <summary>Null where the number of rows that meet a condition is not kept.</summary>
    /// <param name="size">Of the release; null where it is not known.</param>
    public static KeptTotal? Of(Rows rows, ReleaseSize? size)
    {
        if (!rows.Relation.IsOfRelease
            || (size is null ? rows.Filter : size.Asked(rows)) is not { } filter)
            return null;
        while (filter is Conjunction { Parts.Count: 1 } one)
            filter = one.Parts[0];
        return filter switch
        {
            Compare { Comparison: Comparison.Contains, Column.Searched: { } searched, Value: string term } =>
                Of([$"{(int)searched.Kind}:{searched.Field}"], term),
            Mentions mentions => Of(Searched(null), mentions.Term),
            Conjunction { Parts: [Mentions mentions, Disjunction kinds] } => Of(Searched(kinds), mentions.Term),
            _ => null,
        };
    }

    private static KeptTotal? Of(IReadOnlyList<string> texts, string term)
    {
        if (term.Length > 8 || Folding.IsUnstorable(term))
            return null;
        var folded = Folding.Fold(term);
        return folded.EnumerateRunes().Count() is 1 or 2 ? new KeptTotal(texts, folded) : null;
    }

    /// <summary>The texts whose kind and field meet a condition.</summary>
    private static List<string> Searched(Disjunction? kinds) =>
    [
        .. Catalog.Texts.Where(text => kinds is null
            || Meets(text, kinds)).Select(text => text.Stored),
    ];

    /// <summary>Whether a condition on texts is on their kind and field alone.</summary>
    public static bool IsOfKinds(Filter filter) => filter switch
    {
        Conjunction all => all.Parts.All(IsOfKinds),
        Disjunction any => any.Parts.All(IsOfKinds),
        Compare compare => compare.Column == Catalog.SearchText.Columns["kind"]
            || compare.Column == Catalog.SearchText.Columns["name"],
        _ => false,
    };

    /// <summary>Whether texts of a kind and field meet such a condition.</summary>
    public static bool Meets(SearchedText text, Filter filter) => filter switch
    {
        Conjunction all => all.Parts.All(part => Meets(text, part)),
        Disjunction any => any.Parts.Any(part => Meets(text, part)),
        Compare { Value: long kind } => kind == (long)text.Kind,
        Compare { Value: string field } => field == text.Field,
        _ => false,
    };
}
