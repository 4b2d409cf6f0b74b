using System.Data.Common;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>One statement and what is done with its rows. Units of one level do not depend on each other.</summary>
internal abstract class Unit(QuerySession session)
{
    protected QuerySession Session { get; } = session;

    public abstract void Build(Statement statement);

    public abstract void Read(DbDataReader reader);

    /// <summary>After the last row: puts the results in place and names the units of the next level.</summary>
    public abstract void Finish(List<Unit> next);

    /// <summary>The units of a fetch below rows, of which several may be the same one.</summary>
    public static IEnumerable<Unit> For(QuerySession session, Fetch fetch, List<Row> rows)
    {
        var byId = new Dictionary<long, List<Row>>();
        foreach (var row in rows)
        {
            if (!byId.TryGetValue(row.Id, out var same))
                byId.Add(row.Id, same = []);
            same.Add(row);
        }

        var ids = byId.Keys.ToArray();
        switch (fetch)
        {
            case ListFetch list:
                return [new ListUnit(session, list, new RelationParents(list.Rows.Relation, ids), byId)];
            case PageFetch page:
                var pages = new Dictionary<ParentKey, Row>();
                foreach (var (id, same) in byId)
                {
                    var row = new Row("page", page.Width);
                    pages.Add(new ParentKey(id, null), row);
                    foreach (var parent in same)
                        parent[page.Slot] = Value.Of(row);
                }

                return PageUnit.For(session, page, new RelationParents(page.Rows.Relation, ids), pages);
            case VariantFetch variants:
                return rows.GroupBy(row => row[variants.KindSlot].Number)
                    .Select(group => new VariantUnit(session, variants, variants.Shapes[group.Key], [.. group])).ToList();
            case KeysFetch keys:
                return KeysUnit.For(session, keys, byId);
            default:
                throw new InvalidOperationException($"No unit for {fetch.GetType().Name}.");
        }
    }
}

/// <summary>Lists without pages.</summary>
internal sealed class ListUnit(
    QuerySession session, ListFetch fetch, RelationParents parents, Dictionary<long, List<Row>> byId) : Unit(session)
{
    private readonly Dictionary<long, List<Row>> _lists = [];
    private ShapeReader? _reader;
    private int _key = -1;

    public override void Build(Statement statement)
    {
        var (scope, keys) = parents.Open(statement);
        scope.Where(fetch.Rows.Filter);
        var list = new SelectList();
        if (!parents.IsOne)
            _key = list.Add(keys[0]);
        _reader = new ShapeReader(fetch.Shape, scope, scope.Alias, list);
        if (list.Expressions.Count == 0)
            list.Add("1");
        var order = fetch.Single ? "" : "\nORDER BY " + OrderSql.List(scope, OrderSql.Total(fetch.Rows), reversed: false);
        statement.Text = $"SELECT {string.Join(", ", list.Expressions)}\nFROM {scope.From}{scope.Conditions}{order}";
    }

    public override void Read(DbDataReader reader)
    {
        var id = _key < 0 ? parents.Ids[0] : reader.GetInt64(_key);
        if (!_lists.TryGetValue(id, out var list))
            _lists.Add(id, list = []);
        list.Add(_reader!.Read(reader));
    }

    public override void Finish(List<Unit> next)
    {
        foreach (var (id, rows) in byId)
        {
            var list = _lists.GetValueOrDefault(id);
            foreach (var row in rows)
                row[fetch.Slot] = Value.Of(fetch.Single ? list?[0] : list ?? (object)Array.Empty<Row>());
        }

        _reader!.Next(Session, next);
    }
}

/// <summary>The rows of one table that rows refer to by their id.</summary>
internal sealed class VariantUnit(QuerySession session, VariantFetch fetch, Shape shape, List<Row> rows) : Unit(session)
{
    private readonly Dictionary<long, Row> _read = [];
    private ShapeReader? _reader;

    public override void Build(Statement statement)
    {
        var scope = new Scope(statement, shape.Entity);
        var id = $"{scope.Alias}.{shape.Entity.Id}";
        scope.Where(statement.In(id, rows.ConvertAll(row => row.Id).Distinct().ToArray()));
        var list = new SelectList();
        list.Add(id);
        _reader = new ShapeReader(shape, scope, scope.Alias, list);
        statement.Text = $"SELECT {string.Join(", ", list.Expressions)}\nFROM {scope.From}{scope.Conditions}";
    }

    public override void Read(DbDataReader reader) => _read[reader.GetInt64(0)] = _reader!.Read(reader);

    public override void Finish(List<Unit> next)
    {
        foreach (var row in rows)
            row[fetch.Slot] = Value.Of(_read.GetValueOrDefault(row.Id));
        _reader!.Next(Session, next);
    }
}
