using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>
/// Orders, and the rows after or before a place in one. What has no value is smaller than all that has.
/// </summary>
internal static class OrderSql
{
    /// <summary>The order asked for, made total: the natural order follows it.</summary>
    public static IReadOnlyList<OrderTerm> Total(Rows rows)
    {
        var natural = rows.Order.Count == 0 && rows.Relation.Order is { } own
            ? own()
            : rows.Relation.Target.NaturalOrder;
        return Total(rows.Order, natural, rows.Relation.Target.Key);
    }

    public static IReadOnlyList<OrderTerm> Total(
        IReadOnlyList<OrderTerm> asked, IReadOnlyList<OrderTerm> natural, Column? key)
    {
        var terms = new List<OrderTerm>();
        foreach (var term in asked.Concat(natural))
        {
            if (terms.Exists(known => known.SameValue(term)))
                continue;
            terms.Add(term);

            // What follows a unique key orders nothing.
            if (term.Path.Count == 0 && term.Column == key)
                break;
        }

        return terms;
    }

    /// <summary>Whether a list is in the order of the keys of its rows, and of nothing else.</summary>
    public static bool IsByKey(Rows rows) => Total(rows) is [{ Path.Count: 0, Descending: false, Column: var column }]
        && column == rows.Relation.Target.Key;

    public static string Term(Statement statement, string expression, bool descending, bool nullable) =>
        expression + (descending ? " DESC" : "")
        + (nullable && statement.IsPostgres ? descending ? " NULLS LAST" : " NULLS FIRST" : "");

    public static string List(Scope scope, IReadOnlyList<OrderTerm> terms, bool reversed) => string.Join(
        ", ",
        terms.Select(term =>
            Term(scope.Statement, scope.Expression(term), term.Descending != reversed, Scope.IsNullable(term))));

    /// <summary>The rows strictly beyond a place, or all the others.</summary>
    /// <param name="backward">Before the place, not after it.</param>
    /// <param name="inclusive">The row at the place too.</param>
    public static string Beyond(
        Scope scope, IReadOnlyList<OrderTerm> terms, object?[] values, bool backward, bool inclusive)
    {
        var condition = inclusive ? "1 = 1" : "1 = 0";
        for (var i = terms.Count - 1; i >= 0; i--)
        {
            var expression = scope.Expression(terms[i]);
            var value = values[i];
            var nullable = Scope.IsNullable(terms[i]);
            var parameter = value is null ? null : scope.Statement.Parameter(value);
            var beyond = (terms[i].Descending != backward, parameter) switch
            {
                (false, null) => nullable ? $"{expression} IS NOT NULL" : "1 = 0",
                (false, _) => $"{expression} > {parameter}",
                (true, null) => "1 = 0",
                (true, _) =>
                    nullable ? $"({expression} IS NULL OR {expression} < {parameter})" : $"{expression} < {parameter}",
            };
            var same = parameter is null ? $"{expression} IS NULL" : $"{expression} = {parameter}";
            condition = condition switch
            {
                "1 = 0" => beyond,
                "1 = 1" => $"({beyond} OR {same})",
                _ => $"({beyond} OR ({same} AND {condition}))",
            };
        }

        return condition;
    }
}
