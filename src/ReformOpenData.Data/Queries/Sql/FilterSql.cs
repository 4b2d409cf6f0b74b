using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>
/// A filter as SQL. Each part it writes is true or false and never unknown, so that NOT keeps exactly the other rows.
/// </summary>
internal static class FilterSql
{
    private const string True = "1 = 1";
    private const string False = "1 = 0";

    public static string Write(Scope scope, string alias, Filter filter) => filter switch
    {
        Conjunction all => Join(scope, alias, all.Parts, " AND ", True),
        Disjunction any => Join(scope, alias, any.Parts, " OR ", False),
        Negation not when scope.Statement.IsPostgres && IsEquality(not.Inner) =>
            $"COALESCE(NOT ({Write(scope, alias, not.Inner)}), FALSE)",
        Negation not => $"NOT ({Write(scope, alias, not.Inner)})",
        Compare compare => WriteCompare(scope.Statement, alias, compare),
        OneOf oneOf => WriteOneOf(scope.Statement, alias, oneOf),
        Related related => WriteRelated(scope, alias, related),
        Quantified quantified => WriteQuantified(scope.Statement, alias, quantified),
        Mentions mentions => Contains(scope.Statement, alias, mentions.Term),
        _ => throw new InvalidOperationException($"No SQL for {filter.GetType().Name}."),
    };

    /// <summary>
    /// Of a column that has but one value, PostgreSQL takes it that no row has another, and reads all tables in loops for
    /// the one row that it expects. What it cannot look into it takes to hold for half of the rows.
    /// </summary>
    private static bool IsEquality(Filter filter) => filter switch
    {
        Conjunction { Parts.Count: 1 } one => IsEquality(one.Parts[0]),
        Compare { Comparison: Comparison.Equal, Value: not null, Column.Searched: null } => true,
        OneOf { Column.Searched: null } => true,
        _ => false,
    };

    private static string Join(Scope scope, string alias, IReadOnlyList<Filter> parts, string word, string empty) =>
        parts.Count switch
        {
            0 => empty,
            1 => Write(scope, alias, parts[0]),
            _ => "(" + string.Join(word, parts.Select(part => Write(scope, alias, part))) + ")",
        };

    private static string WriteRelated(Scope scope, string alias, Related related)
    {
        var joined = scope.Follow(alias, related.Relation);
        var inner = Write(scope, joined, related.Inner);
        var present = Scope.Present(alias, joined, related.Relation);
        return present is null ? inner : $"({present} AND {inner})";
    }

    private static string WriteQuantified(Statement statement, string alias, Quantified quantified)
    {
        var relation = quantified.Relation;
        var scope = Scope.Below(statement, relation, alias);
        scope.Where(quantified.Quantifier == Quantifier.All ? new Negation(quantified.Inner) : quantified.Inner);
        var exists = $"EXISTS (SELECT 1 FROM {scope.From}{scope.Conditions})";
        return quantified.Quantifier == Quantifier.Some ? exists : $"NOT {exists}";
    }

    private static string WriteOneOf(Statement statement, string alias, OneOf oneOf)
    {
        var column = oneOf.Column;
        var parts = new List<string>();
        var values = oneOf.Values.OfType<object>().ToList();
        if (oneOf.Values.Count > values.Count && column.Nullable)
            parts.Add($"{column.Of(alias)} IS NULL");
        var condition = column.Kind switch
        {
            ColumnKind.Text => InTexts(statement, alias, oneOf, values),
            ColumnKind.Integer => values.Count == 0 ? False : statement.In(column.Of(alias), values.Cast<long>().Distinct().ToArray(), oneOf),
            _ => values.Count == 0
                ? False
                : "(" + string.Join(" OR ", values.Select(value => $"{column.Of(alias)} = {statement.Parameter(value)}")) + ")",
        };
        if (condition != False)
            parts.Add(column.Nullable ? $"({column.Of(alias)} IS NOT NULL AND {condition})" : condition);
        return parts.Count switch { 0 => False, 1 => parts[0], _ => "(" + string.Join(" OR ", parts) + ")" };
    }

    private static string InTexts(Statement statement, string alias, OneOf oneOf, List<object> values)
    {
        var column = oneOf.Column;
        var texts = values.Cast<string>().Where(text => !Folding.IsUnstorable(text));
        var distinct = (column.IsFolded ? texts.Select(statement.Folds.Fold) : texts).Distinct().ToArray();
        if (distinct.Length == 0)
            return False;
        return column.Searched is not null
            ? Searched(statement, alias, column, search => statement.In($"{search}.folded", distinct, oneOf))
            : statement.In(column.Compared(alias), distinct, oneOf);
    }

    private static string WriteCompare(Statement statement, string alias, Compare compare)
    {
        var column = compare.Column;
        var expression = column.Of(alias);
        if (compare.Value is null)
            return column.Nullable ? $"{expression} IS NULL" : False;
        string condition;
        if (column.Kind == ColumnKind.Text)
        {
            var text = (string)compare.Value;
            if (Folding.IsUnstorable(text))
                return False;
            condition = column.Searched is not null
                ? Searched(statement, alias, column, search => CompareSearched(statement, search, compare, text))
                : CompareText(statement, column.Compared(alias), compare, column.IsFolded ? statement.Folds.Fold(text) : text);
        }
        else
        {
            var sign = compare.Comparison switch
            {
                Comparison.Equal => "=",
                Comparison.Greater => ">",
                Comparison.GreaterOrEqual => ">=",
                Comparison.Less => "<",
                Comparison.LessOrEqual => "<=",
                _ => throw new InvalidOperationException($"No {compare.Comparison} of {column.Kind}."),
            };
            condition = $"{expression} {sign} {statement.Parameter(compare.Value, compare)}";
        }

        return condition == True && !column.Nullable ? True
            : condition == False ? False
            : column.Nullable ? $"({expression} IS NOT NULL AND {condition})" : condition;
    }

    // No LIKE: what a client sends holds no wildcards, and SQLite's LIKE would not tell A from a.
    private static string CompareText(Statement statement, string expression, Compare compare, string text)
    {
        if (text.Length == 0 && compare.Comparison != Comparison.Equal)
            return True;
        var parameter = statement.Parameter(text, compare);
        return (compare.Comparison, statement.IsPostgres) switch
        {
            (Comparison.Equal, _) => $"{expression} = {parameter}",
            (Comparison.Contains, true) => $"strpos({expression}, {parameter}) > 0",
            (Comparison.Contains, false) => $"instr({expression}, {parameter}) > 0",
            (Comparison.StartsWith, true) => $"starts_with({expression}, {parameter})",
            (Comparison.StartsWith, false) => $"substr({expression}, 1, length({parameter})) = {parameter}",
            (Comparison.EndsWith, true) => $"right({expression}, length({parameter})) = {parameter}",
            (Comparison.EndsWith, false) => $"substr({expression}, -length({parameter})) = {parameter}",
            _ => throw new InvalidOperationException($"No {compare.Comparison} of text."),
        };
    }

    private static string CompareSearched(Statement statement, string search, Compare compare, string text) =>
        compare.Comparison == Comparison.Contains
            ? Contains(statement, search, text)
            : CompareText(statement, $"{search}.folded", compare, statement.Folds.Fold(text));

    /// <summary>The condition that a row of <c>search_text</c> contains a text.</summary>
    public static string Contains(Statement statement, string search, string text)
    {
        var prefix = "s" + statement.Parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var condition = SearchCondition.Contains(statement.Kind, search, text, prefix, statement.Folds);
        statement.IsSearch = true;
        foreach (var (name, value) in condition.Parameters)
            statement.Add(name, value);
        return condition.Sql;
    }

    private static string Searched(Statement statement, string alias, Column column, Func<string, string> condition)
    {
        var search = statement.NextAlias();
        var inner = condition(search);
        return inner is True or False
            ? inner
            : $"{alias}.id IN (SELECT {search}.entity_id FROM search_text AS {search}"
              + $" WHERE {search}.kind = {(int)column.Searched!.Value.Kind} AND {search}.field = '{column.Searched.Value.Field}' AND {inner})";
    }
}
