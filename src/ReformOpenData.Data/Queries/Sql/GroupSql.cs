using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>The statement of groups: one GROUP BY, whose keys are then joined with the rows that they name.</summary>
internal sealed class GroupSql(GroupFetch fetch, Parents parents)
{
    /// <summary>The number of rows in a group, as a condition compares it.</summary>
    public static Column Count { get; } = new("count", ColumnKind.Integer, "n", Nullable: false);

    /// <summary>The share of a group in all rows, as a condition compares it.</summary>
    public static Column Share { get; } = new("share", ColumnKind.Number, ShareOf, Nullable: false);

    /// <summary>The number of rows in a group that meet a condition.</summary>
    public static Column MatchingCount { get; } = new("matchingCount", ColumnKind.Integer, "m", Nullable: false);

    /// <summary>Their share of the group; nothing where it has no rows.</summary>
    public static Column MatchingShare { get; } = new(
        "matchingShare", ColumnKind.Number, MatchingShareOf, Nullable: true);

    /// <summary>The figures that every group has.</summary>
    public static IReadOnlyList<Column> Own { get; } = [Count, Share, MatchingCount, MatchingShare];

    private const string ShareOf =
        "(CASE WHEN {0}.total = 0 THEN 0.0 ELSE CAST({0}.n AS double precision) / {0}.total END)";

    private const string MatchingShareOf =
        "(CASE WHEN {0}.n = 0 THEN NULL ELSE CAST({0}.m AS double precision) / {0}.n END)";

    /// <summary>Ordinals of the dimensions follow those that tell whose a group is.</summary>
    public int FirstDimension => parents.KeyCount;

    public int CountOrdinal => parents.KeyCount + fetch.By.Count;

    /// <summary>The columns of figures follow the numbers of rows.</summary>
    public GroupFigureSql Figures { get; } = new(
        [.. fetch.Figures.Select(figure => figure.Column)
            .Concat(fetch.Order.Select(term => term.Of?.Column).OfType<Column>())
            .Distinct()]);

    public int FirstFigure => CountOrdinal + 1 + (HasMatching ? 1 : 0) + (HasTotal ? 1 : 0);

    private bool HasTotal { get; } = Asks(fetch, Share);

    private bool HasMatching { get; } = Asks(fetch, MatchingCount) || Asks(fetch, MatchingShare);

    /// <summary>Whether the groups add up to all rows, so that these need not be counted once more.</summary>
    private bool CountsEachOnce { get; } = !fetch.IncludeEmpty
        && !fetch.By.Any(dimension => dimension.Relation is ToMany);

    /// <summary>The expressions that rows are grouped by; joins the tables of links that they need.</summary>
    public static IReadOnlyList<string> Dimensions(Scope scope, GroupFetch fetch)
    {
        var expressions = new List<string>();
        foreach (var dimension in fetch.By)
        {
            switch (dimension.Relation)
            {
                case null:
                    expressions.Add(dimension.Column!.Of(scope.Alias));
                    break;
                case ToOne one:
                    expressions.Add($"{scope.Alias}.{one.Column}");
                    break;
                case ToMany many:
                    var link = scope.Statement.NextAlias();
                    // One that repeats another is passed over: of few rows one by one, or all are made different first.
                    var areFew = scope.Statement.Work
                        ?.AreFew(fetch.Rows.Filter, new Asked(fetch.Rows.Relation.Target, scope.Rows)) == true;
                    var links = many.Repeats && !areFew
                        ? $"(SELECT DISTINCT {many.Column}, {many.LinkTarget} FROM {many.Link})"
                        : many.Link;
                    scope.Join($"JOIN {links} AS {link} ON {link}.{many.Column} = {scope.Alias}.{many.ParentColumn}");
                    if (many.Repeats && areFew)
                    {
                        scope.Where(
                            $"NOT EXISTS (SELECT 1 FROM {many.Link} AS o WHERE o.{many.Column} = {link}.{many.Column}"
                                + $" AND o.{many.LinkTarget} = {link}.{many.LinkTarget} AND o.id < {link}.id)");
                    }

                    expressions.Add($"{link}.{many.LinkTarget}");
                    break;
                default:
                    throw new InvalidOperationException($"Nothing is grouped by {dimension.Relation.Name}.");
            }
        }

        return expressions;
    }

    /// <summary>A figure of a group that was read.</summary>
    public Value Read(DbDataReader reader, Column figure)
    {
        var count = reader.GetInt64(CountOrdinal);
        if (figure == Count)
            return Value.Of(count);
        if (figure == Share)
            return reader.GetInt64(FirstFigure - 1) is var total and not 0
                ? Value.Of((double)count / total)
                : Value.Of(0.0);
        var matching = reader.GetInt64(CountOrdinal + 1);
        return figure == MatchingCount ? Value.Of(matching) : count == 0 ? default : Value.Of((double)matching / count);
    }

    /// <param name="columns">Puts the columns of a dimension's rows into the list: dimension, scope, alias, list,
    /// offset.</param>
    public string Write(Statement statement, int limit, Action<int, Scope, string, SelectList, int> columns)
    {
        var groups = Groups(statement);
        if (fetch.IncludeEmpty)
            groups = new GroupDomain(fetch, parents).Fill(statement, groups, HasMatching ? ["n", "m"] : ["n"], Figures);
        var outer = new Scope(statement, $"(\n{WithTotal(statement, groups)}\n)", "g");
        var list = new SelectList();
        var nodes = new string?[fetch.By.Count];
        for (var i = 0; i < fetch.By.Count; i++)
        {
            if (fetch.By[i].Relation is not { } relation)
                continue;
            var node = nodes[i] = statement.NextAlias();
            // SQLite would read a table of the whole store in its order to find the few that the groups name.
            var join = statement.IsPostgres ? "JOIN" : "CROSS JOIN";
            outer.Join($"{join} {relation.Target.Table} AS {node} ON {node}.{relation.Target.Id} = g.d{Number(i)}");
            columns(i, outer, node, list, FirstFigure + Figures.Count);
        }

        outer.Where(fetch.Having);
        var order = string.Join(", ", Order(outer, nodes));
        var keys = Enumerable.Range(0, parents.KeyCount).Select(i => $"g.k{Number(i)}").ToList();
        var select = keys.Concat(Enumerable.Range(0, fetch.By.Count).Select(i => $"g.d{Number(i)}")).Append("g.n")
            .Concat(HasMatching ? ["g.m"] : [])
            .Concat(HasTotal ? ["g.total"] : []).Concat(Figures.Names("g.")).ToList();
        if (parents.IsOne || fetch.First is null)
        {
            return $"SELECT {string.Join(", ", select.Concat(list.Expressions))}\nFROM {outer.From}{outer.Conditions}"
                + $"\nORDER BY {order}\nLIMIT {Number(limit)}";
        }

        // So many groups for each parent.
        var inner = select.Select((name, i) => $"{name} AS f{Number(i)}")
            .Concat(list.Expressions.Select((expression, i) => $"{expression} AS c{Number(i)}"))
            .Append($"row_number() OVER (PARTITION BY {string.Join(", ", keys)} ORDER BY {order}) AS place");
        var names =
            select.Select((_, i) => $"q.f{Number(i)}").Concat(list.Expressions.Select((_, i) => $"q.c{Number(i)}"));
        return $"SELECT {string.Join(", ", names)}\nFROM (\nSELECT {string.Join(", ", inner)}\nFROM {outer.From}"
            + $"{outer.Conditions}\n) AS q"
            + $"\nWHERE q.place <= {statement.Parameter((long)fetch.First)}\nORDER BY q.place\nLIMIT {Number(limit)}";
    }

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Groups(Statement statement)
    {
        if (IsOfEditions)
            return GroupsOfEditions(statement);
        var (scope, keys) = parents.Open(statement, walks: false, fetch.Rows.Filter);
        scope.Where(fetch.Rows.Filter);
        var dimensions = Dimensions(scope, fetch);
        var names = keys.Select((key, i) => $"{key} AS k{Number(i)}")
            .Concat(dimensions.Select((dimension, i) => $"{dimension} AS d{Number(i)}"))
            .Append("count(*) AS n")
            .Concat(HasMatching ? [$"{Matching(scope)} AS m"] : [])
            .Concat(Figures.OfRows(scope.Alias));
        if (HasTotal && CountsEachOnce)
            names = names.Append($"CAST(sum(count(*)) OVER ({Partition(keys)}) AS bigint) AS total");
        var by = keys.Select((_, i) => $"k{Number(i)}").Concat(dimensions.Select((_, i) => $"d{Number(i)}"));
        return $"SELECT {string.Join(", ", names)}\nFROM {scope.From}{scope.Conditions}"
            + $"\nGROUP BY {string.Join(", ", by)}";
    }

    /// <summary>
    /// Whether the groups are all rows of a release by municipality: an edition is of one municipality, and its number
    /// of rows was counted when it was written.
    /// </summary>
    private bool IsOfEditions => parents is RelationParents { Relation: { IsOfRelease: true, Counted: not null } }
        && fetch is { Rows.Filter: null, By: [{ Relation: ToOne { Column: "municipality_id" } }], IncludeEmpty: false }
        && !HasMatching && Figures.Count == 0;

    private string GroupsOfEditions(Statement statement)
    {
        var of = (RelationParents)parents;
        var (scope, keys) =
            new RelationParents((ToMany)Catalog.Release.Relations["municipalities"], of.Ids).Open(statement);
        var edition = statement.NextAlias();
        scope.Join($"JOIN edition AS {edition} ON {edition}.id = {scope.Alias}.edition_id");
        var count = $"{edition}.{of.Relation.Counted}";
        scope.Where($"{count} > 0");
        var names =
            keys.Select((key, i) => $"{key} AS k{Number(i)}").Append($"{scope.Alias}.id AS d0").Append($"{count} AS n");
        if (HasTotal)
            names = names.Append($"CAST(sum({count}) OVER ({Partition(keys)}) AS bigint) AS total");
        return $"SELECT {string.Join(", ", names)}\nFROM {scope.From}{scope.Conditions}";
    }

    private string Matching(Scope scope)
    {
        if (fetch.Matching is not { } matching)
            return "count(*)";
        var asked = new Asked(fetch.Rows.Relation.Target, scope.Rows);
        return $"count(*) FILTER (WHERE {FilterSql.Write(scope, scope.Alias, matching, asked)})";
    }

    private static string Partition(IReadOnlyList<string> keys) =>
        keys.Count == 0 ? "" : $"PARTITION BY {string.Join(", ", keys)}";

    /// <summary>Each group with the number of all rows; what several departments share is one row of these.</summary>
    private string WithTotal(Statement statement, string groups)
    {
        if (!HasTotal || CountsEachOnce)
            return groups;
        var (scope, keys) = parents.Open(statement, walks: false, fetch.Rows.Filter);
        scope.Where(fetch.Rows.Filter);
        var names = keys.Select((key, i) => $"{key} AS k{Number(i)}").Append("count(*) AS total");
        var grouped = keys.Count == 0 ? "" : $"\nGROUP BY {string.Join(", ", keys)}";
        var on = keys.Count == 0
            ? "1 = 1"
            : string.Join(" AND ", keys.Select(
                (_, i) => PageSql.Same(statement, $"s.k{Number(i)}", $"b.k{Number(i)}", parents.NullableKeys[i])));
        // Counted once: PostgreSQL would count anew for each group where it expects but one.
        return $"WITH s AS MATERIALIZED (\nSELECT {string.Join(", ", names)}\nFROM {scope.From}{scope.Conditions}"
            + $"{grouped}\n)\n"
            + $"SELECT b.*, COALESCE(s.total, 0) AS total\nFROM (\n{groups}\n) AS b\nLEFT JOIN s ON {on}";
    }

    private IEnumerable<string> Order(Scope outer, string?[] nodes)
    {
        var seen = new HashSet<string>();
        foreach (var term in fetch.Order)
        {
            if (term.Of is { } of)
            {
                foreach (var part in Figures.Order("g.", of.Figure, of.Column).Where(seen.Add))
                    yield return OrderSql.Term(outer.Statement, part, term.Descending, nullable: true);
                continue;
            }

            var (expression, nullable) = term switch
            {
                { Figure: { } figure } => (figure.Of("g"), figure.Nullable),
                { Term: null } => ($"g.d{Number(term.Dimension)}", fetch.By[term.Dimension].Column!.Nullable),
                _ => (Node(term.Dimension, term.Term), Scope.IsNullable(term.Term)),
            };
            if (seen.Add(expression))
                yield return OrderSql.Term(outer.Statement, expression, term.Descending, nullable);
        }

        for (var i = 0; i < fetch.By.Count; i++)
        {
            if (fetch.By[i].Relation is not { } relation)
            {
                if (seen.Add($"g.d{Number(i)}"))
                    yield return OrderSql.Term(outer.Statement, $"g.d{Number(i)}", false, fetch.By[i].Column!.Nullable);
                continue;
            }

            foreach (var term in OrderSql.Total([], relation.Target.NaturalOrder, relation.Target.Key))
            {
                var expression = Node(i, term);
                if (seen.Add(expression))
                    yield return OrderSql.Term(outer.Statement, expression, false, Scope.IsNullable(term));
            }
        }

        string Node(int dimension, OrderTerm term)
        {
            var alias = nodes[dimension]!;
            foreach (var relation in term.Path)
                alias = outer.Follow(alias, relation);
            return term.Column.Of(alias);
        }
    }

    private static bool Asks(GroupFetch fetch, Column figure) =>
        fetch.Counts.Exists(known => known.Figure == figure)
        || fetch.Order.Any(term => term.Figure == figure)
        || (fetch.Having is not null && Mentions(fetch.Having, figure));

    private static bool Mentions(Filter filter, Column column) => filter switch
    {
        Conjunction all => all.Parts.Any(part => Mentions(part, column)),
        Disjunction any => any.Parts.Any(part => Mentions(part, column)),
        Negation not => Mentions(not.Inner, column),
        Compare compare => compare.Column == column,
        OneOf oneOf => oneOf.Column == column,
        _ => false,
    };
}
