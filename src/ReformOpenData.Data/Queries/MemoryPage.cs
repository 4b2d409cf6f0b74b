using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

/// <summary>A page of things that are in memory and in order.</summary>
public static class MemoryPage
{
    private static readonly Column Position = new("position", ColumnKind.Integer, "position", Nullable: false);

    /// <summary>Makes the row of a page.</summary>
    /// <param name="list">What tells this list from others, for cursors.</param>
    /// <param name="read">Makes a row of a thing.</param>
    public static Row Make<T>(PageFetch fetch, string list, long release, IReadOnlyList<T> all, Func<Shape, T, Row> read)
    {
        IReadOnlyList<OrderTerm> terms = [new OrderTerm([], Position, Descending: false)];
        var fingerprint = Cursor.Fingerprint(list, terms);
        var start = Place(fetch.Page.After, "after") is { } after ? Math.Min(after + 1, all.Count) : 0;
        var end = Place(fetch.Page.Before, "before") is { } before ? Math.Clamp(before, start, all.Count) : all.Count;
        var first = fetch.Page.FromEnd ? Math.Max(start, end - fetch.Page.Size) : start;
        var last = fetch.Page.FromEnd ? end : Math.Min(end, start + fetch.Page.Size);
        var row = new Row("page", fetch.Width);
        foreach (var slot in fetch.Totals)
            row[slot] = Value.Of(all.Count);
        foreach (var (slot, shape) in fetch.Nodes)
            row[slot] = Value.Of(Range(first, last).Select(i => read(shape, all[i])).ToList());
        foreach (var edges in fetch.Edges)
            row[edges.Slot] = Value.Of(Range(first, last).Select(i => Edge(edges, i)).ToList());
        foreach (var slots in fetch.Infos)
        {
            var info = new Row("pageInfo", slots.Width);
            row[slots.Slot] = Value.Of(info);
            slots.HasNext.ForEach(slot => info[slot] = Value.Of(last < all.Count));
            slots.HasPrevious.ForEach(slot => info[slot] = Value.Of(first > 0));
            slots.Start.ForEach(slot => info[slot] = Value.Of(first < last ? At(first) : null));
            slots.End.ForEach(slot => info[slot] = Value.Of(first < last ? At(last - 1) : null));
        }

        return row;

        int? Place(string? cursor, string argument) => cursor is null
            ? null
            : (int)Math.Clamp((long)Cursor.Decode(cursor, argument, fingerprint, release, terms)[0]!, -1, int.MaxValue - 1);

        string At(int position) => Cursor.Encode(fingerprint, release, [(long)position]);

        Row Edge(EdgeSlots slots, int position)
        {
            var edge = new Row("edge", slots.Width);
            slots.Cursors.ForEach(slot => edge[slot] = Value.Of(At(position)));
            foreach (var (slot, shape) in slots.Nodes)
                edge[slot] = Value.Of(read(shape, all[position]));
            return edge;
        }
    }

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, Math.Max(0, last - first));
}
