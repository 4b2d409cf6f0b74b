using System.Data.Common;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>
/// Finds the rows of a list once, where finding them is most of what its page and groups take: these are asked of the
/// ids.
/// </summary>
internal sealed class FindUnit(
    QuerySession session, Rows rows, Parents parents, IReadOnlyList<Unit> further) : Unit(session)
{
    /// <summary>Of more rows, each statement had better find its own.</summary>
    public const int Most = 5_000;

    private readonly List<long> _ids = [];

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
        var (scope, _) = parents.Open(statement);
        scope.Where(rows.Filter);
        statement.Text = $"SELECT {scope.Alias}.{rows.Relation.Target.Id}\nFROM {scope.From}{scope.Conditions}"
            + $"\nLIMIT {GroupSql.Number(Most + 1)}";
    }

    public override void Read(DbDataReader reader) => _ids.Add(reader.GetInt64(0));

    public override void Finish(List<Unit> next)
    {
        if (_ids.Count <= Most)
            Session.Found.Add(rows.Relation.Target, rows.Filter!, [.. _ids]);
        next.AddRange(further);
    }
}
