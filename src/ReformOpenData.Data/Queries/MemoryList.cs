using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// A list of what is in memory and in order, answered as if it had been read: filtered, paged and grouped. Rows are
/// values by column; relations there are none.
/// </summary>
/// <param name="name">What tells this list from others, for cursors.</param>
/// <param name="release">That cursors are given for.</param>
/// <param name="position">Column of whole numbers that the rows are in the order of, each having its own.</param>
public sealed class MemoryList(
    string name, long release, Column position, IReadOnlyList<IReadOnlyDictionary<Column, object?>> rows)
{
    private readonly IReadOnlyList<OrderTerm> _order = [new OrderTerm([], position, Descending: false)];

    /// <summary>Column that says for how many a row stands; null: for itself.</summary>
    internal Column? Weight { get; init; }

    /// <summary>The texts that are compared, as they are compared.</summary>
    internal FoldMemo Folds { get; } = new();

    /// <summary>All rows, whatever is asked.</summary>
    internal IReadOnlyList<IReadOnlyDictionary<Column, object?>> Rows => rows;

    /// <summary>For how many rows stand.</summary>
    internal long Count(IReadOnlyList<IReadOnlyDictionary<Column, object?>> some) =>
        Weight is { } weight ? some.Sum(row => (long)row[weight]!) : some.Count;

    /// <summary>The row of a page.</summary>
    /// <exception cref="QueryException">A cursor is none of this list's, or there are too many groups.</exception>
    public Row Page(PageFetch fetch) => Page(fetch, rows, filter: null);

    /// <summary>The row of a page of some of the rows.</summary>
    /// <param name="filter">What they were kept by.</param>
    internal Row Page(PageFetch fetch, IReadOnlyList<IReadOnlyDictionary<Column, object?>> some, Filter? filter)
    {
        var all = some.Where(row => MemoryFilter.Holds(fetch.Rows.Filter, row, Folds)).ToList();
        var fingerprint = Cursor.Fingerprint(name, _order);
        var start = Place(fetch.Page.After, "after") is { } after ? all.Count(row => At(row) <= after) : 0;
        var end = Place(fetch.Page.Before, "before") is { } before
            ? Math.Max(start, all.Count(row => At(row) < before))
            : all.Count;
        var first = fetch.Page.FromEnd ? Math.Max(start, end - fetch.Page.Size) : start;
        var last = fetch.Page.FromEnd ? end : Math.Min(end, start + fetch.Page.Size);
        var page = new Row("page", fetch.Width);
        foreach (var slot in fetch.Totals)
            page[slot] = Value.Of(all.Count);
        foreach (var (slot, shape) in fetch.Nodes)
            page[slot] = Value.Of(Range(first, last).Select(i => Read(shape, all[i])).ToList());
        foreach (var edges in fetch.Edges)
            page[edges.Slot] = Value.Of(Range(first, last).Select(i => Edge(edges, i)).ToList());
        foreach (var groups in fetch.Groups)
            page[groups.Slot] =
                Value.Of(new MemoryGroups(this, groups, Filter.Both(filter, fetch.Rows.Filter)).Of(all));
        foreach (var slots in fetch.Infos)
        {
            var info = new Row("pageInfo", slots.Width);
            page[slots.Slot] = Value.Of(info);
            slots.HasNext.ForEach(slot => info[slot] = Value.Of(last < all.Count));
            slots.HasPrevious.ForEach(slot => info[slot] = Value.Of(first > 0));
            slots.Start.ForEach(slot => info[slot] = Value.Of(first < last ? CursorAt(first) : null));
            slots.End.ForEach(slot => info[slot] = Value.Of(first < last ? CursorAt(last - 1) : null));
        }

        return page;

        long? Place(string? cursor, string argument) => cursor is null
            ? null
            : (long)Cursor.Decode(cursor, argument, fingerprint, release, _order)[0]!;

        long At(IReadOnlyDictionary<Column, object?> row) => (long)row[position]!;

        string CursorAt(int index) => Cursor.Encode(fingerprint, release, [At(all[index])]);

        Row Edge(EdgeSlots slots, int index)
        {
            var edge = new Row("edge", slots.Width);
            slots.Cursors.ForEach(slot => edge[slot] = Value.Of(CursorAt(index)));
            foreach (var (slot, shape) in slots.Nodes)
                edge[slot] = Value.Of(Read(shape, all[index]));
            return edge;
        }
    }

    private static Row Read(Shape shape, IReadOnlyDictionary<Column, object?> values)
    {
        var row = new Row(shape.Entity.Name, shape.Width);
        foreach (var (column, slot) in shape.Columns)
            row[slot] = Of(values[column]);
        return row;
    }

    /// <summary>A value as a slot holds it.</summary>
    internal static Value Of(object? value) => value switch
    {
        long number => Value.Of(number),
        double number => Value.Of(number),
        bool truth => Value.Of(truth),
        _ => Value.Of(value),
    };

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, Math.Max(0, last - first));
}
