using System.Data.Common;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>Groups of the rows of each parent.</summary>
/// <param name="kind">As what they are kept; null for not.</param>
internal sealed class GroupUnit(
    QuerySession session,
    GroupFetch fetch,
    Parents parents,
    Dictionary<ParentKey, Row> pages,
    KeptGroups.Kind? kind) : Unit(session)
{
    /// <summary>Groups in one answer.</summary>
    public const int Most = 10_000;

    /// <summary>Groups that are opened into their rows.</summary>
    public const int MostOpened = 1000;

    private readonly GroupSql _sql = new(fetch, parents);
    private readonly GroupParents _self = new(fetch, parents);
    private readonly List<(int Slot, int Dimension, ShapeReader Reader)> _nodes = [];
    private readonly Dictionary<ParentKey, List<Row>> _groups = [];
    private readonly Dictionary<ParentKey, Row> _byKey = [];
    private int _count;

    public static QueryException TooMany() =>
        new(
            QueryFault.Group,
            $"There are more than {Most} groups; ask for fewer with \"first\", \"having\" or \"where\".");

    public static QueryException TooManyOpened(int count) => new(
        QueryFault.Group,
        $"There are {count} groups to open into their rows; at most {MostOpened} are, "
        + "so ask for fewer with \"first\".");

    public override void Build(Statement statement)
    {
        var limit = fetch.First is { } first && parents.IsOne ? first : Most + 1;
        statement.Text = _sql.Write(statement, limit, (dimension, scope, alias, list, offset) =>
        {
            foreach (var (of, slot, shape) in fetch.Nodes)
            {
                if (of == dimension)
                    _nodes.Add((slot, dimension, new ShapeReader(shape, scope, alias, list, offset)));
            }
        });
    }

    public override void Read(DbDataReader reader)
    {
        if (pages.Count == 0)
            return;

        // Those of parents that are not shown count too: what follows them is not read.
        if (++_count > Most)
            throw TooMany();
        var parent = parents.IsOne ? pages.First().Key : parents.Read(reader, 0);
        if (!pages.ContainsKey(parent))
            return;

        var row = new Row("group", fetch.Width);
        if (!_groups.TryGetValue(parent, out var groups))
            _groups.Add(parent, groups = []);
        groups.Add(row);
        foreach (var (dimension, slot) in fetch.Keys)
            row[slot] =
                ShapeReader.ReadValue(reader, fetch.By[dimension].Column!.Kind, _sql.FirstDimension + dimension);
        foreach (var (slot, _, node) in _nodes)
            row[slot] = Value.Of(node.Read(reader, Session));
        foreach (var (figure, slot) in fetch.Counts)
            row[slot] = _sql.Read(reader, figure);
        foreach (var (figure, column, slot) in fetch.Figures)
            row[slot] = _sql.Figures.Read(reader, _sql.FirstFigure, figure, column);
        if (fetch.Pages.Count > 0)
            _byKey.Add(_self.Show(reader), row);
    }

    public override void Finish(List<Unit> next)
    {
        foreach (var (key, page) in pages)
        {
            IReadOnlyList<Row> groups = _groups.GetValueOrDefault(key) ?? [];
            page[fetch.Slot] = Value.Of(groups);
            if (kind is not null)
                Session.Groups!.Add(kind, key.Id, groups);
        }

        foreach (var (_, _, reader) in _nodes)
            reader.Next(Session, next);
        if (fetch.Pages.Count == 0 || _byKey.Count == 0)
            return;
        if (_byKey.Count > MostOpened)
            throw TooManyOpened(_byKey.Count);

        foreach (var page in fetch.Pages)
        {
            var rows = new Dictionary<ParentKey, Row>();
            foreach (var (key, group) in _byKey)
            {
                var row = new Row("page", page.Width);
                group[page.Slot] = Value.Of(row);
                rows.Add(key, row);
            }

            next.AddRange(PageUnit.For(Session, page, _self, rows));
        }
    }
}
