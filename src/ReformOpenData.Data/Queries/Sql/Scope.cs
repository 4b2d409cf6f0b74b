using System.Globalization;
using System.Text;
using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>
/// One FROM clause: a table and what is joined to it. A to-one relation is joined once, however often its columns are
/// read, compared or ordered by.
/// </summary>
internal sealed class Scope
{
    private readonly StringBuilder _from = new();
    private readonly Dictionary<(string Alias, Relation Relation), string> _joins = [];
    private readonly HashSet<string> _optional = [];
    private readonly List<string> _conditions = [];

    public Scope(Statement statement, Entity entity, string? only = null)
    {
        Statement = statement;
        Entity = entity;
        Alias = statement.NextAlias();
        _from.Append(entity.Table).Append(" AS ").Append(Alias);
        if (entity.Only is { } condition)
        {
            var shown = condition.Replace("{0}", Alias, StringComparison.Ordinal);
            Where(statement.Draft is { } draft && entity == Catalog.Release
                ? $"({shown} OR {Alias}.number = {statement.Parameter(draft)})"
                : shown);
        }

        if (only is not null)
            Where(only.Replace("{0}", Alias, StringComparison.Ordinal));
    }

    /// <summary>The rows of a relation that belong to the row of an alias, which stands outside.</summary>
    public static Scope Below(Statement statement, ToMany relation, string parent)
    {
        var scope = new Scope(statement, relation.Target, relation.Only);
        var rows = scope.Alias;
        if (relation.Link is not null)
        {
            rows = scope.LinkAlias = statement.NextAlias();
            scope.Join(
                $"JOIN {relation.Link} AS {rows} ON {rows}.{relation.LinkTarget} "
                + $"= {scope.Alias}.{relation.TargetColumn}");
        }

        scope.Where($"{rows}.{relation.Column} = {parent}.{relation.ParentColumn}");
        return scope;
    }

    /// <summary>A FROM clause over a table that another statement makes.</summary>
    public Scope(Statement statement, string table, string alias)
    {
        Statement = statement;
        Alias = alias;
        _from.Append(table).Append(" AS ").Append(alias);
    }

    public Statement Statement { get; }

    public string Alias { get; }

    /// <summary>
    /// About how many rows the conditions are asked of; none counted, too many to ask each for what an index finds.
    /// </summary>
    public double Rows { get; set; } = double.PositiveInfinity;

    private Entity? Entity { get; }

    /// <summary>The number of the one release whose rows these are, as it stands in the text; null where they may be of
    /// others.</summary>
    public string? Release { get; set; }

    /// <summary>The column by whose texts the rows are reached, and the alias of these; null where they are not.
    /// </summary>
    private (Column Column, string Alias)? Texts { get; set; }

    /// <summary>Alias of the table of links, where the rows came through one.</summary>
    public string? LinkAlias { get; set; }

    /// <summary>FROM and what follows, up to the conditions.</summary>
    public string From => _from.ToString();

    /// <summary>All conditions; empty where there is none.</summary>
    public string Conditions => _conditions.Count == 0 ? "" : "\nWHERE " + string.Join("\n  AND ", _conditions);

    public void Where(string condition) => _conditions.Add(condition);

    public void Where(Filter? filter) => Where(Alias, filter);

    public void Where(string alias, Filter? filter)
    {
        if (filter is not null)
        {
            var asked = new Asked(Entity ?? Catalog.Release, Rows) { Held = Texts?.Column };
            _conditions.AddRange(FilterSql.Conditions(this, alias, filter, asked));
        }
    }

    /// <summary>
    /// Reads the texts of a long column, each of which leads to its row, before the rows: those without one are left
    /// out.
    /// </summary>
    public void BeginWith(Column column)
    {
        var alias = Statement.NextAlias();
        var (kind, field) = column.Searched!.Value;
        _from.Insert(0, $"search_text AS {alias}\n  CROSS JOIN ");
        _conditions.Insert(
            0, $"{alias}.kind = {(int)kind}\n  AND {alias}.field = '{field}'\n  AND {Alias}.id = {alias}.entity_id");
        Texts = (column, alias);
    }

    /// <summary>The alias of the text of a column, where rows are reached by it; null where it must be looked
    /// up.</summary>
    public string? TextOf(string alias, Column column) =>
        Texts?.Column == column ? TextsOf(alias) : null;

    /// <summary>The alias of the texts by which rows are reached; null where they are not.</summary>
    public string? TextsOf(string alias) => Texts is { } texts && alias == Alias ? texts.Alias : null;

    public void Join(string text) => _from.Append("\n  ").Append(text);

    /// <summary>Alias of the row on the other side of a to-one relation or part.</summary>
    public string Follow(string alias, Relation relation)
    {
        if (relation is Part)
            return alias;
        var one = (ToOne)relation;
        if (_joins.TryGetValue((alias, relation), out var joined))
            return joined;
        joined = Statement.NextAlias();
        _joins.Add((alias, relation), joined);
        var optional = one.Nullable || _optional.Contains(alias);
        if (optional)
            _optional.Add(joined);
        Join(
            $"{(optional ? "LEFT JOIN" : "JOIN")} {one.Target.Table} AS {joined} ON {joined}.{one.Target.Id} "
            + $"= {alias}.{one.Column}");
        return joined;
    }

    /// <summary>Alias of the row that a row of one of several kinds refers to by its id.</summary>
    public string Follow(string alias, Entity entity, Column kind, long number, Entity target)
    {
        var joined = Statement.NextAlias();
        _optional.Add(joined);
        var row = Statement.IsPostgres ? Statement.NextAlias() : joined;
        var isOf = string.Create(
            CultureInfo.InvariantCulture,
            $"{row}.{target.Id} = {alias}.{entity.Id} AND {kind.Of(alias)} = {number}");
        // PostgreSQL would read all rows of a small table to look a few of them up there, and look up those of other
        // kinds; with an OFFSET it cannot.
        Join(Statement.IsPostgres
            ? $"LEFT JOIN LATERAL (SELECT * FROM {target.Table} AS {row} WHERE {isOf} OFFSET 0) AS {joined} ON TRUE"
            : $"LEFT JOIN {target.Table} AS {joined} ON {isOf}");
        return joined;
    }

    public string Follow(IReadOnlyList<Relation> path)
    {
        var alias = Alias;
        foreach (var relation in path)
            alias = Follow(alias, relation);
        return alias;
    }

    /// <summary>A condition that a to-one relation or part leads to something; null where it always does.</summary>
    public static string? Present(string alias, string joined, Relation relation) => relation switch
    {
        Part { Present: { } column } => $"{alias}.{column} IS NOT NULL",
        ToOne { Nullable: true } one => $"{joined}.{one.Target.Id} IS NOT NULL",
        _ => null,
    };

    public string Expression(OrderTerm term) => term.Column.OnLink
        ? term.Column.Of(LinkAlias ?? throw new InvalidOperationException("There is no table of links here."))
        : Texts is { } texts && term.Path.Count == 0 && term.Column == Entity!.Key ? term.Column.Of(texts.Alias)
        : term.Column.Of(Follow(term.Path));

    /// <summary>Whether a term may have no value here.</summary>
    public static bool IsNullable(OrderTerm term) =>
        term.Column.Nullable
            || term.Path.Any(relation => relation is ToOne { Nullable: true } or Part { Present: not null });
}
