using ReformOpenData.Data.Queries.Run;

namespace ReformOpenData.Data.Queries;

/// <summary>The figures of a page that need no statement, since they are counted when a release is written.</summary>
internal sealed class CountedPage(CountedRows rows, PageFetch fetch, ReleaseSize size)
{
    /// <summary>
    /// Null where a page is not of the whole release that is counted, or has a condition on something else.
    /// </summary>
    public static CountedPage? Of(QuerySession session, PageFetch fetch, Parents parents) =>
        session.SizeOf(parents) is { } size && size.Counted(fetch.Rows) is { } rows
            ? new CountedPage(rows, fetch, size)
            : null;

    public bool Has(GroupFetch group) => rows.Can(group) && size.Counted(group.Rows) is not null;

    /// <summary>Puts the figures into the row of the page.</summary>
    public void Put(Row page)
    {
        if (fetch.Totals.Count > 0 && rows.Count(size.Asked(fetch.Rows)) is var total)
        {
            foreach (var slot in fetch.Totals)
                page[slot] = Value.Of(total);
        }

        foreach (var group in fetch.Groups.Where(Has))
            page[group.Slot] = Value.Of(rows.Groups(group, size.Asked(group.Rows)));
    }
}
