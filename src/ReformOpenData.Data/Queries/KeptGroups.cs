using System.Collections.Concurrent;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// Groups by counted values of what belongs to a row of a release, as they were read for a question: how the ratings of
/// each plan spread, which every page of cities shows. What a release holds never changes, so that they are true as
/// long as the release is served.
/// </summary>
internal sealed class KeptGroups
{
    /// <summary>Of all that is kept, about: some 25,000 groups with a label and a number.</summary>
    private const long MostBytes = 4 * 1024 * 1024;

    private const int BytesOfList = 128;
    private const int BytesOfGroup = 64;
    private const int BytesOfValue = 16;
    private const int BytesOfText = 24;

    private const int MostKinds = 16;

    private readonly ConcurrentDictionary<Kind, ConcurrentDictionary<long, IReadOnlyList<Row>>> _kinds = new();
    private long _bytes;

    /// <summary>The kind of groups that may be kept; null for any others.</summary>
    public static Kind? KindOf(GroupFetch group, Parents parents) =>
        parents is RelationParents { Relation: { Link: null, Only: null, Repeats: false } relation }
        && Catalog.OwnerOf(relation) != Catalog.Release
        && (group.Rows.Filter is null || ReferenceEquals(group.Rows.Filter, relation.Target.Default?.Filter))
        && group is { Matching: null, Having: null, First: null, IncludeEmpty: false }
        && group.Order.Count + group.Nodes.Count + group.Figures.Count + group.Pages.Count == 0
        && group.By.All(by => by.Column is { } column && relation.Target.Counted.Contains(column))
        && group.Counts.TrueForAll(one => one.Figure == GroupSql.Count)
            ? new Kind(
                relation,
                group.Rows.Filter is null,
                group.Width,
                string.Join(' ', group.By.Select(by => by.Column!.Name)
                    .Concat(group.Keys.Select(key => $"{key.Dimension}:{key.Slot}"))
                    .Concat(group.Counts.Select(one => $"{one.Slot}"))))
            : null;

    /// <summary>The groups of each of several rows; null where those of one were not read yet.</summary>
    public Dictionary<long, IReadOnlyList<Row>>? Find(Kind kind, long[] ids)
    {
        if (!_kinds.TryGetValue(kind, out var known))
            return null;
        var found = new Dictionary<long, IReadOnlyList<Row>>(ids.Length);
        foreach (var id in ids)
        {
            if (!known.TryGetValue(id, out var groups))
                return null;
            found.Add(id, groups);
        }

        return found;
    }

    public void Add(Kind kind, long id, IReadOnlyList<Row> groups)
    {
        var bytes = SizeOf(groups);
        if (Interlocked.Read(ref _bytes) + bytes > MostBytes
            || (_kinds.Count >= MostKinds && !_kinds.ContainsKey(kind)))
            return;
        // Of two who read the same, either may be kept.
        if (_kinds.GetOrAdd(kind, _ => new()).TryAdd(id, groups))
            Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>A client chooses how many values each group has.</summary>
    private static long SizeOf(IReadOnlyList<Row> groups)
    {
        long bytes = BytesOfList;
        foreach (var group in groups)
        {
            bytes += BytesOfGroup + (group.Width * BytesOfValue);
            for (var slot = 0; slot < group.Width; slot++)
            {
                if (group[slot].Reference is string text)
                    bytes += BytesOfText + (text.Length * sizeof(char));
            }
        }

        return bytes;
    }

    /// <param name="IsOfAll">Whether rows that are no default ones are among them.</param>
    /// <param name="Layout">The dimensions, and the slots of a group's row.</param>
    internal sealed record Kind(ToMany Relation, bool IsOfAll, int Width, string Layout);
}

/// <summary>The groups of a page of each of several rows that may be kept.</summary>
/// <param name="known">Those of each row; null where they are still to be read.</param>
internal sealed class PageGroups(
    Dictionary<GroupFetch, (KeptGroups.Kind Kind, Dictionary<long, IReadOnlyList<Row>>? Groups)> known)
{
    /// <summary>Null where there are none.</summary>
    public static PageGroups? Of(QuerySession session, PageFetch page, Parents parents)
    {
        if (session.Groups is not { } kept || page.Groups.Count == 0)
            return null;
        var known = new Dictionary<GroupFetch, (KeptGroups.Kind, Dictionary<long, IReadOnlyList<Row>>?)>();
        foreach (var group in page.Groups)
        {
            if (KeptGroups.KindOf(group, parents) is { } kind)
                known.Add(group, (kind, kept.Find(kind, ((RelationParents)parents).Ids)));
        }

        return known.Count == 0 ? null : new PageGroups(known);
    }

    /// <summary>Whether they are kept, and need no statement.</summary>
    public bool Has(GroupFetch group) => known.GetValueOrDefault(group).Groups is not null;

    /// <summary>As what they are kept once they were read; null for never.</summary>
    public KeptGroups.Kind? KindOf(GroupFetch group) => known.GetValueOrDefault(group).Kind;

    /// <summary>Puts them into the page of one of the rows.</summary>
    public void Put(Row page, long id)
    {
        foreach (var (group, (_, groups)) in known)
        {
            if (groups is not null)
                page[group.Slot] = Value.Of(groups[id]);
        }
    }
}
