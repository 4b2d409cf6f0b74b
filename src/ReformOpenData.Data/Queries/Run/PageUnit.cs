using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>
/// Pages, one for each parent: the rows and the figures about all of them in one statement. A page is found by the
/// values of its order (keyset), never by skipping rows.
/// </summary>
internal sealed class PageUnit : Unit
{
    private readonly PageFetch _fetch;
    private readonly Parents _parents;
    private readonly Dictionary<ParentKey, Row> _pages;
    private readonly PageSql _sql;
    private readonly Dictionary<ParentKey, Page> _read = [];
    private readonly List<(int Slot, ShapeReader Reader)> _nodes = [];
    private readonly List<(EdgeSlots Slots, List<(int Slot, ShapeReader Reader)> Nodes)> _edges = [];
    private readonly string _fingerprint;
    private int[] _order = [];

    private PageUnit(
        QuerySession session, PageFetch fetch, Parents parents, Dictionary<ParentKey, Row> pages, bool isCounted)
        : base(session)
    {
        _fetch = fetch;
        _parents = parents;
        _pages = pages;
        var terms = OrderSql.Total(fetch.Rows);
        _fingerprint = Cursor.Fingerprint(fetch.Rows.Relation.Target.Name, terms);
        _sql = new PageSql(fetch, parents, terms, isCounted)
        {
            After = Decode(fetch.Page.After, "after"),
            Before = Decode(fetch.Page.Before, "before"),
        };

        object?[]? Decode(string? cursor, string argument) =>
            cursor is null ? null : Cursor.Decode(cursor, argument, _fingerprint, session.Release, terms);
    }

    /// <param name="counted">What needs no statement.</param>
    /// <param name="kept">Groups that may need none.</param>
    public static IReadOnlyList<Unit> For(
        QuerySession session,
        PageFetch fetch,
        Parents parents,
        Dictionary<ParentKey, Row> pages,
        CountedPage? counted = null,
        PageGroups? kept = null)
    {
        var units = new List<Unit>();
        var unit = new PageUnit(session, fetch, parents, pages, counted is not null);
        if (unit._sql.HasRows || unit._sql.HasTotal)
            units.Add(unit);
        foreach (var group in fetch.Groups.Where(group => counted?.Has(group) != true && kept?.Has(group) != true))
            units.Add(new GroupUnit(session, group, parents, pages, kept?.KindOf(group)));
        return units;
    }

    public override void Build(Statement statement)
    {
        statement.Text = _sql.Write(statement, Columns);
        return;

        void Columns(Scope scope, SelectList list, int offset)
        {
            foreach (var (slot, shape) in _fetch.Nodes)
                _nodes.Add((slot, new ShapeReader(shape, scope, scope.Alias, list, offset)));
            foreach (var edge in _fetch.Edges)
            {
                _edges.Add((edge, edge.Nodes
                    .ConvertAll(node => (node.Slot, new ShapeReader(node.Shape, scope, scope.Alias, list, offset)))));
            }

            if (_sql.HasCursors)
                _order = [.. _sql.Terms.Select(term => list.Add(scope.Expression(term)) + offset)];
        }
    }

    public override void Read(DbDataReader reader)
    {
        if (_pages.Count == 0)
            return;
        var key = _parents.IsOne ? _pages.First().Key : _parents.Read(reader, 0);
        if (!_pages.ContainsKey(key))
            return;
        if (!_read.TryGetValue(key, out var page))
            _read.Add(key, page = NewPage(reader));
        if (!_sql.HasRows || (_sql.PresentOrdinal >= 0 && reader.IsDBNull(_sql.PresentOrdinal)))
            return;
        if (page.Count == _fetch.Page.Size)
        {
            page.GoesOn = true;
            return;
        }

        page.Count++;
        var cursor = _sql.HasCursors ? ReadCursor(reader, key) : null;
        page.First ??= cursor;
        page.Last = cursor;
        for (var i = 0; i < _nodes.Count; i++)
            page.Nodes[i].Add(_nodes[i].Reader.Read(reader, Session));
        for (var i = 0; i < _edges.Count; i++)
        {
            var (slots, nodes) = _edges[i];
            var edge = new Row("edge", slots.Width);
            foreach (var slot in slots.Cursors)
                edge[slot] = Value.Of(cursor);
            foreach (var (slot, node) in nodes)
                edge[slot] = Value.Of(node.Read(reader, Session));
            page.Edges[i].Add(edge);
        }
    }

    public override void Finish(List<Unit> next)
    {
        foreach (var (key, row) in _pages)
            Put(row, _read.GetValueOrDefault(key) ?? new Page(_nodes.Count, _edges.Count));
        foreach (var (_, reader) in _nodes)
            reader.Next(Session, next);
        foreach (var (_, reader) in _edges.SelectMany(edge => edge.Nodes))
            reader.Next(Session, next);
    }

    private Page NewPage(DbDataReader reader)
    {
        return new Page(_nodes.Count, _edges.Count)
        {
            Total = _sql.TotalOrdinal < 0 ? 0 : reader.GetInt64(_sql.TotalOrdinal),
            AnyBefore = Flag(_sql.AnyBeforeOrdinal),
            AnyAfter = Flag(_sql.AnyAfterOrdinal),
        };

        bool Flag(int ordinal) =>
            ordinal >= 0
                && !reader.IsDBNull(ordinal)
                && Convert.ToBoolean(reader.GetValue(ordinal), CultureInfo.InvariantCulture);
    }

    private string ReadCursor(DbDataReader reader, ParentKey key)
    {
        var values = new object?[_order.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = ShapeReader.ReadObject(reader, _sql.Terms[i].Column.Kind, _order[i]);
        return Cursor.Encode(_fingerprint, _parents.ReleaseOf(key) ?? Session.Release, values);
    }

    private void Put(Row row, Page page)
    {
        if (_fetch.Page.FromEnd)
            page.Reverse();
        if (_sql.HasTotal)
        {
            foreach (var slot in _fetch.Totals)
                row[slot] = Value.Of(_sql.Total ?? page.Total);
        }

        for (var i = 0; i < _nodes.Count; i++)
            row[_nodes[i].Slot] = Value.Of(page.Nodes[i]);
        for (var i = 0; i < _edges.Count; i++)
            row[_edges[i].Slots.Slot] = Value.Of(page.Edges[i]);
        foreach (var slots in _fetch.Infos)
        {
            var info = new Row("pageInfo", slots.Width);
            row[slots.Slot] = Value.Of(info);
            foreach (var slot in slots.HasNext)
                info[slot] = Value.Of(page.AnyAfter || (page.GoesOn && !_fetch.Page.FromEnd));
            foreach (var slot in slots.HasPrevious)
                info[slot] = Value.Of(page.AnyBefore || (page.GoesOn && _fetch.Page.FromEnd));
            foreach (var slot in slots.Start)
                info[slot] = Value.Of(page.First);
            foreach (var slot in slots.End)
                info[slot] = Value.Of(page.Last);
        }
    }

    private sealed class Page(int nodes, int edges)
    {
        public List<Row>[] Nodes { get; } = [.. Enumerable.Range(0, nodes).Select(_ => new List<Row>())];

        public List<Row>[] Edges { get; } = [.. Enumerable.Range(0, edges).Select(_ => new List<Row>())];

        public long Total { get; init; }

        /// <summary>Whether rows stand up to the cursor after which the page begins.</summary>
        public bool AnyBefore { get; init; }

        /// <summary>Whether rows stand from the cursor before which the page ends.</summary>
        public bool AnyAfter { get; init; }

        public bool GoesOn { get; set; }

        public int Count { get; set; }

        public string? First { get; set; }

        public string? Last { get; set; }

        public void Reverse()
        {
            foreach (var list in Nodes)
                list.Reverse();
            foreach (var list in Edges)
                list.Reverse();
            (First, Last) = (Last, First);
        }
    }
}
