using System.Data.Common;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>
/// Finds the rows of a list once, where finding them is most of what its page and groups take: these are asked of the
/// ids. Where the list is in the order of its keys, so are the ids, and the first page is asked of its own alone.
/// </summary>
internal sealed class FindUnit(
    QuerySession session, Rows rows, Parents parents, IReadOnlyList<Unit> further) : Unit(session)
{
    /// <summary>Of more rows, each statement had better find its own.</summary>
    public const int Most = 5_000;

    private readonly List<long> _ids = [];
    private readonly bool _isByKey = OrderSql.IsByKey(rows);

    public override bool IsOfAnswer => false;

    /// <summary>What a page of a release takes: to find its rows first, where that is less.</summary>
    public static IReadOnlyList<Unit> Before(
        QuerySession session, PageFetch page, Parents parents, IReadOnlyList<Unit> units) =>
        page.Rows.Filter is { } filter && session.SizeOf(parents) is not null
        && session.Found.Of(page.Rows.Relation.Target, filter) is null
        && session.Work!.IsFoundOnce(page, units.Count)
            ? [new FindUnit(session, page.Rows, parents, units)]
            : units;

    public override void Build(Statement statement)
    {
        var texts = TextIds.TextsOf(rows, Session.Size!);
        var of = texts is null ? parents : new RelationParents(texts.Relation, [Session.Release]);
        var (scope, _) = of.Open(statement);
        scope.Where((texts ?? rows).Filter);
        var (target, limit) = (rows.Relation.Target, $"LIMIT {GroupSql.Number(Most + 1)}");
        var id = $"{scope.Alias}.{(texts ?? rows).Relation.Target.Id}";
        var from = $"\nFROM {scope.From}{scope.Conditions}\n{limit}";
        // Sorted once they are found: no index of the keys is read in their order to look for them.
        statement.Text = _isByKey
            ? $"SELECT f.id\nFROM (\nSELECT {id} AS id, {target.Key!.Of(scope.Alias)} AS key{from}\n) AS f\nORDER BY "
                + (statement.IsPostgres ? "f.key" : "+f.key")
            : $"SELECT {id}{from}";
    }

    public override void Read(DbDataReader reader) => _ids.Add(reader.GetInt64(0));

    public override void Finish(List<Unit> next)
    {
        if (_ids.Count <= Most)
            Session.Found.Add(rows.Relation.Target, rows.Filter!, [.. _ids], _isByKey);
        next.AddRange(further);
    }
}
