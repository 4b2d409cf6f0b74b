using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>
/// The rows of a release that meet a condition, found once for all statements of a request that ask for the same ones.
/// </summary>
internal sealed class FoundRows
{
    private readonly List<(Entity Entity, Filter Filter, long[] Ids)> _known = [];

    public void Add(Entity entity, Filter filter, long[] ids) => _known.Add((entity, filter, ids));

    /// <summary>The ids of the rows that meet a condition; null where they were not found yet.</summary>
    public long[]? Of(Entity entity, Filter filter)
    {
        foreach (var one in _known)
        {
            if (one.Entity == entity && AreSame(one.Filter, filter))
                return one.Ids;
        }

        return null;
    }

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
}
