using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>
/// A filter as SQL. Each part it writes is true or false and never unknown, so that NOT keeps exactly the other rows.
/// </summary>
internal static class FilterSql
{
    private const string True = "1 = 1";
    private const string False = "1 = 0";

    /// <param name="asked">The rows that it is asked of.</param>
    public static string Write(Scope scope, string alias, Filter filter, Asked asked) =>
        Conditions(scope, alias, filter, asked) is [_, ..] all ? Join(all, " AND ") : True;

    /// <summary>The same as conditions that must all hold; none where it always does.</summary>
    public static IReadOnlyList<string> Conditions(Scope scope, string alias, Filter filter, Asked asked) =>
        WriteKnown(scope.Statement, alias, filter, asked) is { } known ? [known]
        : filter is Conjunction all ? [.. Parts(scope.Statement, all.Parts, asked)
            .Select(part => Write(scope, alias, part.Part, part.Asked))]
        : [WriteOne(scope, alias, filter, asked)];

    private static string WriteOne(Scope scope, string alias, Filter filter, Asked asked) => filter switch
    {
        Disjunction { Parts.Count: 0 } => False,
        Disjunction or Quantified or Compare { Column.Searched: null }
            when scope.Statement.Work?.IsFoundByTexts(filter, asked) == true =>
            $"{alias}.{asked.Entity.Id} IN ({IdsOnce(scope.Statement, asked.Entity, filter)})",
        Disjunction any => Join([.. any.Parts.Select(part => Write(scope, alias, part, asked))], " OR "),
        Negation not when scope.Statement.IsPostgres && IsEquality(not.Inner) =>
            $"COALESCE(NOT ({Write(scope, alias, not.Inner, asked)}), FALSE)",
        Negation not => $"NOT ({Write(scope, alias, not.Inner, asked)})",
        Compare compare => WriteCompare(scope, alias, compare, asked),
        OneOf oneOf => WriteOneOf(scope, alias, oneOf, asked),
        Related related => WriteRelated(scope, alias, related, asked),
        Quantified quantified => WriteQuantified(scope.Statement, alias, quantified, asked),
        Mentions mentions => WriteMentions(scope.Statement, alias, mentions, asked),
        _ => throw new InvalidOperationException($"No SQL for {filter.GetType().Name}."),
    };

    /// <summary>A condition whose rows were found already; null where they were not.</summary>
    private static string? WriteKnown(Statement statement, string alias, Filter filter, Asked asked) =>
        statement.Known?.Of(asked.Entity, filter) is not { } ids ? null
        : ids.Length == 0 ? False
        : statement.In($"{alias}.{asked.Entity.Id}", ids);

    /// <summary>
    /// Of a column that has but one value, PostgreSQL takes it that no row has another, and reads all tables in loops
    /// for the one row that it expects. What it cannot look into it takes to hold for half of the rows.
    /// </summary>
    private static bool IsEquality(Filter filter) => filter switch
    {
        Conjunction { Parts.Count: 1 } one => IsEquality(one.Parts[0]),
        Compare { Comparison: Comparison.Equal, Value: not null, Column.Searched: null } => true,
        OneOf { Column.Searched: null } => true,
        _ => false,
    };

    /// <summary>The same with the texts found once, where one term is looked for in several.</summary>
    private static string IdsOnce(Statement statement, Entity entity, Filter filter)
    {
        if (statement.Found is not null
            || filter is not Disjunction
            || TextIds.TermOf(filter) is not { } term
            || Folding.IsUnstorable(term))
            return Ids(statement, entity, filter);
        var (found, search) = (statement.NextAlias(), statement.NextAlias());
        var texts = $"WITH {found} AS MATERIALIZED (\nSELECT {search}.kind, {search}.field, {search}.entity_id\n"
            + $"FROM search_text AS {search}\nWHERE {Contains(statement, search, term)}\n)\n";
        statement.Found = (term, found);
        var ids = Ids(statement, entity, filter);
        statement.Found = null;
        return texts + ids;
    }

    /// <summary>The ids of what holds a term in its texts of a kind.</summary>
    private static string Holding(Statement statement, SearchKind kind, string field, string term)
    {
        if (statement.Found is { } found && found.Term == term)
            return $"SELECT {found.Name}.entity_id FROM {found.Name} WHERE {found.Name}.kind = {(int)kind} "
                + $"AND {found.Name}.field = '{field}'";
        var search = statement.NextAlias();
        return $"SELECT {search}.entity_id FROM search_text AS {search} WHERE {search}.kind = {(int)kind}"
            + $" AND {search}.field = '{field}' AND {Contains(statement, search, term)}";
    }

    /// <summary>
    /// The ids of the rows of an entity that meet a condition, beginning with the texts that hold its terms.
    /// </summary>
    private static string Ids(Statement statement, Entity entity, Filter filter)
    {
        switch (filter)
        {
            case Disjunction any:
                return string.Join("\nUNION ALL ", any.Parts.Select(part => Ids(statement, entity, part)));
            case Conjunction { Parts.Count: 1 } only:
                return Ids(statement, entity, only.Parts[0]);
            case Related { Relation: ToOne one } related:
                var row = statement.NextAlias();
                return $"SELECT {row}.{entity.Id} FROM {entity.Table} AS {row}"
                    + $" WHERE {row}.{one.Column} IN ({Ids(statement, one.Target, related.Inner)})";
            case Related related:
                return Ids(statement, ((Part)related.Relation).Target, related.Inner);
            case Quantified some:
                var rows = new Scope(statement, some.Relation.Target, some.Relation.Only);
                rows.Rows = statement.Size!.Of(some.Relation.Target);
                // Among ids, one that is unknown would make NOT IN unknown for every row.
                if (some.Relation.IsOptional)
                    rows.Where($"{rows.Alias}.{some.Relation.Column} IS NOT NULL");
                return $"SELECT {rows.Alias}.{some.Relation.Column} FROM {Meeting(rows, some.Inner)}";
            case Compare compare
                when compare.Column.Searched is not null || TextIds.TextOf(compare, entity) is not null:
                var (kind, field) = compare.Column.Searched
                    ?? (TextIds.TextOf(compare, entity)!.Kind, compare.Column.Name);
                return Holding(statement, kind, field, (string)compare.Value!);
            default:
                var all = new Scope(statement, entity) { Rows = statement.Size!.Of(entity) };
                return $"SELECT {all.Alias}.{entity.Id} FROM {Meeting(all, filter)}";
        }

        string Meeting(Scope scope, Filter condition)
        {
            scope.Where(condition);
            return scope.From + scope.Conditions;
        }
    }

    /// <summary>The parts of a condition with the rows that each is asked of.</summary>
    private static IEnumerable<(Filter Part, Asked Asked)> Parts(
        Statement statement, IReadOnlyList<Filter> parts, Asked asked) =>
        statement.Work is { } work && parts.Count > 1 ? work.Parts(parts, asked) : parts.Select(part => (part, asked));

    private static string Join(IReadOnlyList<string> parts, string word) =>
        parts.Count == 1 ? parts[0] : "(" + string.Join(word, parts) + ")";

    private static string WriteRelated(Scope scope, string alias, Related related, Asked asked)
    {
        if (scope.Release is { } release && related.City is { } named && IsOfEdition(asked.Entity))
        {
            // Each municipality has one edition in a release. Of one edition, an index has the rows in their order.
            var (city, link) = (scope.Statement.NextAlias(), scope.Statement.NextAlias());
            var code = Write(scope, city, related.Inner, asked with { Entity = Catalog.Municipality });
            var edition = $"COALESCE((SELECT {city}.edition_id FROM municipality AS {city}"
                + $" JOIN release_edition AS {link} ON {link}.edition_id = {city}.edition_id"
                + $" WHERE {code} AND {link}.release_number = {release}), 0)";
            return code == False ? False
                : scope.TextsOf(alias) is { } texts ? OfCity(scope.Statement, texts, named, edition)
                : $"{alias}.edition_id = {edition}";
        }

        var joined = scope.Follow(alias, related.Relation);
        var inner = Write(
            scope, joined, related.Inner, related.Relation is ToOne one ? asked with { Entity = one.Target } : asked);
        // Few rows are found by the other side: said of their edition too, an index leads from there to this side.
        if (related.Relation is ToOne { Nullable: false } to && IsOfEdition(to.Target) && IsOfEdition(asked.Entity)
            && scope.Statement.Work?.IsFound(related, asked.Entity) == true)
            inner = $"({joined}.edition_id = {alias}.edition_id AND {inner})";
        var present = Scope.Present(alias, joined, related.Relation);
        return present is null ? inner : $"({present} AND {inner})";
    }

    /// <summary>
    /// The texts of a municipality, whose keys begin with its code: an index has them in their order. Databases would
    /// take those of its edition from another one and sort them, unless they are said by an expression.
    /// </summary>
    private static string OfCity(Statement statement, string texts, Compare named, string edition)
    {
        var code = statement.Parameter(statement.Folds.Fold((string)named.Value!), named);
        return $"({texts}.key >= {code} AND {texts}.key < {code} || '0'"
            + $" AND {texts}.edition_id + 0 = {edition})";
    }

    /// <summary>
    /// Whether a condition says of which edition rows are: it is on their municipality, or on that of what they belong
    /// to, which is of the same edition.
    /// </summary>
    public static bool NamesEdition(Filter? filter) => filter switch
    {
        Related { City: not null } => true,
        Related { Relation: ToOne { Nullable: false } one } related =>
            IsOfEdition(one.Target) && NamesEdition(related.Inner),
        Conjunction all => all.Parts.Any(NamesEdition),
        _ => false,
    };

    /// <summary>Whether each row is of one edition, which the row names.</summary>
    public static bool IsOfEdition(Entity entity) =>
        Catalog.Nodes.Any(node => node.Entity == entity && node.List is not null);

    private static string WriteQuantified(Statement statement, string alias, Quantified quantified, Asked asked)
    {
        var relation = quantified.Relation;
        var scope = Scope.Below(statement, relation, alias);
        scope.Rows = statement.Work?.Below(quantified, asked).Rows ?? scope.Rows;
        scope.Where(quantified.Quantifier == Quantifier.All ? new Negation(quantified.Inner) : quantified.Inner);
        // PostgreSQL does not know that few rows ask, and would read all rows of the other table once for them; with an
        // OFFSET it cannot.
        var each = statement is { IsPostgres: true, Size: { } size } && scope.Rows * 10 < size.Of(relation.Target)
            ? " OFFSET 0"
            : "";
        var exists = $"EXISTS (SELECT 1 FROM {scope.From}{scope.Conditions}{each})";
        return quantified.Quantifier == Quantifier.Some ? exists : $"NOT {exists}";
    }

    private static string WriteOneOf(Scope scope, string alias, OneOf oneOf, Asked asked)
    {
        var (statement, column) = (scope.Statement, oneOf.Column);
        var parts = new List<string>();
        var values = oneOf.Values.OfType<object>().ToList();
        if (oneOf.Values.Count > values.Count && column.Nullable)
            parts.Add($"{column.Of(alias)} IS NULL");
        var condition = column.Kind switch
        {
            ColumnKind.Text => InTexts(scope, alias, oneOf, values, asked),
            ColumnKind.Integer => values.Count == 0
                ? False
                : statement.In(column.Of(alias), values.Cast<long>().Distinct().ToArray(), oneOf),
            _ => values.Count == 0
                ? False
                : "("
                    + string.Join(" OR ", values.Select(value => $"{column.Of(alias)} = {statement.Parameter(value)}"))
                    + ")",
        };
        if (condition != False)
            parts.Add(column.Nullable && !IsTrueOrFalse(statement, column)
                ? $"({column.Of(alias)} IS NOT NULL AND {condition})"
                : condition);
        return parts.Count switch { 0 => False, 1 => parts[0], _ => "(" + string.Join(" OR ", parts) + ")" };
    }

    private static string InTexts(Scope scope, string alias, OneOf oneOf, List<object> values, Asked asked)
    {
        var (statement, column) = (scope.Statement, oneOf.Column);
        var texts = values.Cast<string>().Where(text => !Folding.IsUnstorable(text));
        var distinct = (column.IsFolded ? texts.Select(statement.Folds.Fold) : texts).Distinct().ToArray();
        if (distinct.Length == 0)
            return False;
        return column.Searched is not null
            ? Searched(scope, alias, oneOf, column, asked, (search, _) =>
                statement.In($"{search}.folded", distinct, oneOf))
            : statement.In(column.Compared(alias), distinct, oneOf);
    }

    private static string WriteCompare(Scope scope, string alias, Compare compare, Asked asked)
    {
        var (statement, column) = (scope.Statement, compare.Column);
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
                ? Searched(
                    scope,
                    alias,
                    compare,
                    column,
                    asked,
                    (search, isTested) => CompareSearched(statement, search, compare, text, isTested))
                : CompareText(
                    statement, column.Compared(alias), compare, column.IsFolded ? statement.Folds.Fold(text) : text);
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
            : column.Nullable && scope.TextOf(alias, column) is null
                && (condition == True || !IsTrueOrFalse(statement, column))
                ? $"({expression} IS NOT NULL AND {condition})"
            : condition;
    }

    /// <summary>
    /// Whether what is asked of the texts of a column says no of a row that has none. SQLite need not read the row
    /// then.
    /// </summary>
    private static bool IsTrueOrFalse(Statement statement, Column column) =>
        column.Searched is not null && !statement.IsPostgres;

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

    private static string CompareSearched(
        Statement statement, string search, Compare compare, string text, bool isTested) =>
        compare.Comparison == Comparison.Contains && !isTested
            ? Contains(statement, search, text)
            : CompareText(statement, $"{search}.folded", compare, statement.Folds.Fold(text));

    private static string WriteMentions(Statement statement, string alias, Mentions mentions, Asked asked)
    {
        if (!IsTested(statement, mentions, asked))
            return Contains(statement, alias, mentions.Term);
        if (Folding.IsUnstorable(mentions.Term))
            return False;
        var contains = new Compare(Catalog.SearchText.Columns["text"], Comparison.Contains, mentions.Term);
        return CompareText(statement, $"{alias}.folded", contains, statement.Folds.Fold(mentions.Term));
    }

    private static bool IsTested(Statement statement, Filter filter, Asked asked) =>
        statement.Work?.IsTested(filter, asked) == true;

    /// <summary>The condition that a row of <c>search_text</c> contains a text.</summary>
    private static string Contains(Statement statement, string search, string text)
    {
        var prefix = "s" + statement.Parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Func<IReadOnlyList<ulong>, IReadOnlyList<ulong>>? choose = statement.Size is { } size ? size.Asked : null;
        var condition = SearchCondition.Contains(statement.Kind, search, text, prefix, statement.Folds, choose);
        statement.IsSearch |= statement.Work?.IsFrequent(text) ?? true;
        foreach (var (name, value) in condition.Parameters)
            statement.Add(name, value);
        return condition.Sql;
    }

    /// <summary>
    /// A condition on a long text: the text of each row is looked into, or all texts that meet it are found first,
    /// whichever takes less. A value that is there has its text in <c>search_text</c>.
    /// </summary>
    private static string Searched(
        Scope scope,
        string alias,
        Filter filter,
        Column column,
        Asked asked,
        Func<string, bool, string> condition)
    {
        var statement = scope.Statement;
        var isTested = IsTested(statement, filter, asked);
        var text = scope.TextOf(alias, column);
        if (isTested && text is not null)
            return condition(text, true);

        // Asked of the text, which is read first: asked of its row, PostgreSQL would join all of both before it asks.
        var id = text is null ? $"{alias}.id" : $"{text}.entity_id";
        if (!isTested
            && statement.Found is { } found
            && filter is Compare { Comparison: Comparison.Contains, Value: string term }
            && found.Term == term)
            return $"{id} IN "
                + $"({Holding(statement, column.Searched!.Value.Kind, column.Searched.Value.Field, term)})";
        var search = statement.NextAlias();
        var inner = condition(search, isTested);
        var (kind, field) = column.Searched!.Value;
        return inner is True or False ? inner
            : isTested
                ? $"(SELECT {inner} FROM search_text AS {search} WHERE {search}.entity_id = {alias}.id "
                    + $"AND {search}.field = '{field}')" + (statement.IsPostgres ? "" : " IS TRUE")
                : $"{id} IN (SELECT {search}.entity_id FROM search_text AS {search}"
                    + $" WHERE {search}.kind = {(int)kind} AND {search}.field = '{field}' AND {inner})";
    }
}
