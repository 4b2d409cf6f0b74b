using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>
/// The rows of a release that meet a condition, found once for all statements of a request that ask for the same ones.
/// </summary>
internal sealed class FoundRows
{
    private readonly List<Found> _known = [];

    /// <param name="isByKey">Whether the ids are in the order of the keys of their rows.</param>
    public void Add(Entity entity, Filter filter, long[] ids, bool isByKey) =>
        _known.Add(new Found(entity, filter, ids, isByKey));

    /// <summary>The ids of the rows that meet a condition; null where they were not found yet.</summary>
    public long[]? Of(Entity entity, Filter filter) => Find(entity, filter)?.Ids;

    /// <summary>The ids of the rows of a list, in its order; null where they were not found yet, or in no order.
    /// </summary>
    public long[]? InOrder(Rows rows) =>
        rows.Filter is { } filter && OrderSql.IsByKey(rows)
        && Find(rows.Relation.Target, filter) is { IsByKey: true, Ids: var ids }
            ? ids
            : null;

    private Found? Find(Entity entity, Filter filter) =>
        _known.Find(found => found.Entity == entity && AreSame(found.Filter, filter));

    /// <summary>Records that hold lists are equal only where these are the same object.</summary>
    private static bool AreSame(Filter one, Filter other) => ReferenceEquals(one, other) || (one, other) switch
    {
        (Conjunction left, Conjunction right) => AreSame(left.Parts, right.Parts),
        (Disjunction left, Disjunction right) => AreSame(left.Parts, right.Parts),
        (Negation left, Negation right) => AreSame(left.Inner, right.Inner),
        (OneOf left, OneOf right) => left.Column == right.Column && left.Values.SequenceEqual(right.Values),
        (Related left, Related right) => left.Relation == right.Relation && AreSame(left.Inner, right.Inner),
        (Quantified left, Quantified right) =>
            left.Relation == right.Relation && left.Quantifier == right.Quantifier && AreSame(left.Inner, right.Inner),
        _ => one == other,
    };

    private static bool AreSame(IReadOnlyList<Filter> some, IReadOnlyList<Filter> others) =>
        some.Count == others.Count && some.Zip(others).All(pair => AreSame(pair.First, pair.Second));

    private sealed record Found(Entity Entity, Filter Filter, long[] Ids, bool IsByKey);
}
