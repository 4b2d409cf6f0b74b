using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>The units of a fetch, and what puts their results into the parents' rows once those are known.</summary>
internal sealed record Pending(IReadOnlyList<Unit> Units, Action<List<Row>> Bind)
{
    /// <summary>The units of a fetch below rows that are read.</summary>
    public static IEnumerable<Unit> Of(QuerySession session, Fetch fetch, List<Row> rows)
    {
        switch (fetch)
        {
            case KeysFetch keys:
                session.Visit(rows);
                return KeysUnit.For(session, keys, ById(rows));
            case ListFetch { Known: { } known }
                when session.Size is { } size && rows.TrueForAll(row => row.Id == size.Release):
                rows.ForEach(row => row[fetch.Slot] = Value.Of(size.Of(known)));
                return [];
            case ListFetch list when KnownRelease(session, list, rows) is { } known:
                rows.ForEach(row => row[fetch.Slot] = Value.Of(known));
                return [];
            default:
                var ids = rows.ConvertAll(row => row.Id).Distinct().ToArray();
                var pending = Make(session, fetch, relation => new RelationParents(relation, ids));
                pending.Bind(rows);
                return pending.Units;
        }
    }

    /// <summary>The row of the release itself, where all that is asked of it is known.</summary>
    private static Row? KnownRelease(QuerySession session, ListFetch list, List<Row> rows) =>
        list is { Single: true, Rows.Filter: null } && list.Rows.Relation == Catalog.Release.Relations["release"]
        && session.Size is { } size && rows.TrueForAll(row => row.Id == size.Release)
            ? size.RowOf(list.Shape)
            : null;

    /// <summary>The units of a fetch below rows that are not read yet; null where those must be waited for.</summary>
    public static Pending? Ahead(QuerySession session, Fetch fetch, OwnerLevel owner)
    {
        var relation = fetch switch
        {
            ListFetch { Known: null } list => list.Rows.Relation,
            PageFetch page when !HasEmptyGroups(page) => page.Rows.Relation,
            _ => null,
        };
        return relation is not null && AheadParents.Can(relation, owner)
            ? Make(session, fetch, of => new AheadParents(of, owner))
            : null;
    }

    private static bool HasEmptyGroups(PageFetch page) =>
        page.Groups.Exists(group => group.IncludeEmpty || group.Pages.Exists(HasEmptyGroups));

    private static Pending Make(QuerySession session, Fetch fetch, Func<ToMany, Parents> parents)
    {
        if (fetch is ListFetch list)
        {
            var unit = new ListUnit(session, list, parents(list.Rows.Relation));
            return new Pending([unit], rows =>
            {
                Visit(session, list.Rows.Relation, rows);
                unit.ById = ById(rows);
            });
        }

        var page = (PageFetch)fetch;
        var pages = new Dictionary<ParentKey, Row>();
        var of = parents(page.Rows.Relation);
        var counted = CountedPage.Of(session, page, of);
        var kept = PageGroups.Of(session, page, of);
        var units = PageUnit.For(session, page, of, pages, counted, kept);
        return new Pending(FindUnit.Before(session, page, of, units), rows =>
        {
            Visit(session, page.Rows.Relation, rows);
            foreach (var (id, same) in ById(rows))
            {
                var row = new Row("page", page.Width);
                pages.Add(new ParentKey(id, null), row);
                counted?.Put(row);
                kept?.Put(row, id);
                foreach (var parent in same)
                    parent[page.Slot] = Value.Of(row);
            }
        });
    }

    private static void Visit(QuerySession session, ToMany relation, List<Row> releases)
    {
        if (relation.Column == "release_number")
            session.Visit(releases);
    }

    private static Dictionary<long, List<Row>> ById(List<Row> rows)
    {
        var byId = new Dictionary<long, List<Row>>(rows.Count);
        foreach (var row in rows)
        {
            if (!byId.TryGetValue(row.Id, out var same))
                byId.Add(row.Id, same = new List<Row>(1));
            same.Add(row);
        }

        return byId;
    }
}
