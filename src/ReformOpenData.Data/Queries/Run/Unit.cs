using System.Data.Common;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>One statement and what is done with its rows. Units of one level do not depend on each other.</summary>
internal abstract class Unit(QuerySession session)
{
    protected QuerySession Session { get; } = session;

    /// <summary>Whether what it reads is what the answer is made of, and counts against its bound.</summary>
    public virtual bool IsOfAnswer => true;

    public abstract void Build(Statement statement);

    public abstract void Read(DbDataReader reader);

    /// <summary>After the last row: puts the results in place and names the units of the next level.</summary>
    public abstract void Finish(List<Unit> next);

    /// <summary>Units of the levels below that need not wait for this one's rows.</summary>
    public virtual IReadOnlyList<Unit> Ahead() => [];
}

/// <summary>Lists without pages.</summary>
internal sealed class ListUnit(QuerySession session, ListFetch fetch, Parents parents) : Unit(session)
{
    private readonly Dictionary<long, List<Row>> _lists = [];
    private Dictionary<Fetch, Pending>? _ahead;
    private ShapeReader? _reader;

    /// <summary>The parents by id, of which several may be the same one; known before the first row is read.</summary>
    public Dictionary<long, List<Row>> ById { get; set; } = [];

    public override IReadOnlyList<Unit> Ahead()
    {
        if (!fetch.Shape.FetchesOfTheRow().Any())
            return [];
        var owner = new OwnerLevel(fetch.Rows, parents, fetch.Single);
        var units = new List<Unit>();
        foreach (var one in fetch.Shape.FetchesOfTheRow())
        {
            if (!(fetch.Single && ShortLists.Can(one)) && Pending.Ahead(Session, one, owner) is { } pending)
            {
                (_ahead ??= []).Add(one, pending);
                units.AddRange(pending.Units);
            }
        }

        return units;
    }

    public override void Build(Statement statement)
    {
        var (scope, keys) = parents.Open(statement);
        scope.Where(fetch.Rows.Filter);
        var list = new SelectList();
        foreach (var key in keys)
            list.Add(key);
        _reader = new ShapeReader(
            fetch.Shape, scope, scope.Alias, list, hasShortLists: fetch.Single && statement.IsPostgres);
        if (list.Expressions.Count == 0)
            list.Add("1");
        var order = fetch.Single
            ? ""
            : "\nORDER BY " + OrderSql.List(scope, OrderSql.Total(fetch.Rows), reversed: false);
        statement.Text = $"SELECT {string.Join(", ", list.Expressions)}\nFROM {scope.From}{scope.Conditions}{order}";
    }

    public override void Read(DbDataReader reader)
    {
        var id = parents.IsOne ? 0 : reader.GetInt64(0);
        if (!_lists.TryGetValue(id, out var list))
            _lists.Add(id, list = []);
        list.Add(_reader!.Read(reader, Session));
    }

    public override void Finish(List<Unit> next)
    {
        foreach (var (id, rows) in ById)
        {
            var list = _lists.GetValueOrDefault(parents.IsOne ? 0 : id);
            foreach (var row in rows)
                row[fetch.Slot] = Value.Of(fetch.Single ? list?[0] : list ?? (object)Array.Empty<Row>());
        }

        _reader!.Next(Session, next, _ahead);
    }
}
