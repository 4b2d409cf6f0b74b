using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// Groups of what is in memory; they mean what <see cref="GroupSql"/> and <see cref="GroupDomain"/> write.
/// </summary>
/// <param name="filter">What the rows that are grouped were kept by.</param>
internal sealed class MemoryGroups(MemoryList list, GroupFetch fetch, Filter? filter)
{
    private readonly IReadOnlyList<Column> _by = [.. fetch.By.Select(
        dimension => dimension.Column
            ?? throw new InvalidOperationException("What is in memory has no relations to group by."))];

    public List<Row> Of(IReadOnlyList<IReadOnlyDictionary<Column, object?>> rows)
    {
        var byKey = rows.GroupBy(row => new Key([.. _by.Select(column => row[column])]))
            .ToDictionary(group => group.Key, group => group.ToList());
        if (fetch.IncludeEmpty)
        {
            foreach (var key in Combinations())
                byKey.TryAdd(key, []);
        }

        var total = list.Count(rows);
        var groups = byKey.Select(group => new Group(group.Key, group.Value, Figures(group.Value, total)))
            .Where(group => MemoryFilter.Holds(fetch.Having, group.Figures, list.Folds)).ToList();
        groups.Sort(Compare);
        if (groups.Count > GroupUnit.Most && fetch.First is null)
            throw GroupUnit.TooMany();
        if (fetch.First is { } first)
            groups = [.. groups.Take(first)];
        if (fetch.Pages.Count > 0 && groups.Count > GroupUnit.MostOpened)
            throw GroupUnit.TooManyOpened(groups.Count);
        return groups.ConvertAll(Read);
    }

    private Row Read(Group group)
    {
        var row = new Row("group", fetch.Width);
        foreach (var (dimension, slot) in fetch.Keys)
            row[slot] = MemoryList.Of(group.Key.Values[dimension]);
        foreach (var (figure, slot) in fetch.Counts)
            row[slot] = MemoryList.Of(group.Figures[figure]);
        foreach (var page in fetch.Pages)
            row[page.Slot] = Value.Of(list.Page(page, group.Rows, filter));
        return row;
    }

    private int Compare(Group left, Group right)
    {
        foreach (var term in fetch.Order)
        {
            var order = term.Figure is { } figure
                ? MemoryFilter.Order(left.Figures[figure], right.Figures[figure])
                : MemoryFilter.Order(left.Key.Values[term.Dimension], right.Key.Values[term.Dimension]);
            if (order != 0)
                return term.Descending ? -order : order;
        }

        return left.Key.Values.Zip(right.Key.Values, MemoryFilter.Order).FirstOrDefault(order => order != 0);
    }

    private IEnumerable<Key> Combinations()
    {
        IEnumerable<object?[]> all = [[]];
        foreach (var column in _by)
        {
            var about = GroupDomain.About(filter, column);
            var values = list.Rows.Where(row => MemoryFilter.Holds(about, row, list.Folds))
                .Select(row => row[column])
                .Distinct()
                .ToList();
            all = all.SelectMany(key => values.Select(value => (object?[])[.. key, value]));
        }

        return all.Select(values => new Key(values));
    }

    private Dictionary<Column, object?> Figures(List<IReadOnlyDictionary<Column, object?>> group, long total)
    {
        var count = list.Count(group);
        var matching = fetch.Matching is null
            ? count
            : list.Count([.. group.Where(row => MemoryFilter.Holds(fetch.Matching, row, list.Folds))]);
        return new Dictionary<Column, object?>
        {
            [GroupSql.Count] = count,
            [GroupSql.Share] = total == 0 ? 0 : (double)count / total,
            [GroupSql.MatchingCount] = matching,
            [GroupSql.MatchingShare] = count == 0 ? null : (double)matching / count,
        };
    }

    private sealed record Group(
        Key Key, List<IReadOnlyDictionary<Column, object?>> Rows, IReadOnlyDictionary<Column, object?> Figures);

    private readonly record struct Key(object?[] Values)
    {
        public bool Equals(Key other) => Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
    }
}
