using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>
/// The statement of a page. Columns, where they are asked for: whose it is, total, any before, any after, present; then
/// those of the rows.
/// </summary>
/// <param name="isCounted">Whether the total is known already.</param>
internal sealed class PageSql(PageFetch fetch, Parents parents, IReadOnlyList<OrderTerm> terms, bool isCounted)
{
    private string _hits = "";

    /// <summary>All rows of the list in its order, where they were found before; of a first or last page.</summary>
    private long[]? _found;

    // SQLite expects any condition to leave enough rows, and would read all of them in their order for the few that an
    // index finds; an expression has no index to read it by.
    private bool _isSorted;

    public IReadOnlyList<OrderTerm> Terms { get; } = terms;

    /// <summary>Values of the order after which the page begins.</summary>
    public object?[]? After { get; init; }

    /// <summary>Values of the order before which the page ends.</summary>
    public object?[]? Before { get; init; }

    public bool HasTotal { get; } = !isCounted && fetch.Totals.Count > 0;

    public bool HasCursors { get; } = fetch.Edges.Exists(edge => edge.Cursors.Count > 0)
        || fetch.Infos.Exists(info => info.Start.Count + info.End.Count > 0);

    /// <summary>Whether rows are read, be it only to know that they are there.</summary>
    public bool HasRows { get; } = fetch.Nodes.Count + fetch.Edges.Count > 0
        || fetch.Infos
            .Exists(info => info.HasNext.Count + info.HasPrevious.Count + info.Start.Count + info.End.Count > 0);

    /// <summary>The total, where it is known once the statement is written.</summary>
    public long? Total => _found?.LongLength;

    public int TotalOrdinal { get; private set; } = -1;

    public int AnyBeforeOrdinal { get; private set; } = -1;

    public int AnyAfterOrdinal { get; private set; } = -1;

    /// <summary>Null in it means that a row tells the figures alone.</summary>
    public int PresentOrdinal { get; private set; } = -1;

    private bool WantsNext => fetch.Infos.Exists(info => info.HasNext.Count > 0);

    private bool WantsPrevious => fetch.Infos.Exists(info => info.HasPrevious.Count > 0);

    // One row more than the page tells whether the list goes on. It stands in the text: a plan that does not know it
    // expects a tenth of all rows, and so looks worse than planning anew each time, which costs more than the page.
    private int Limit => fetch.Page.Size + ((fetch.Page.FromEnd ? WantsPrevious : WantsNext) ? 1 : 0);

    /// <param name="columns">Puts the columns of the rows into the list; they begin at the given ordinal.</param>
    public string Write(Statement statement, Action<Scope, SelectList, int> columns)
    {
        if (HasRows && After is null && Before is null && parents.IsOne)
            _found = statement.Known?.InOrder(fetch.Rows);
        var head = Head(statement);
        if (!HasRows)
            return _hits + head;
        var offset = parents.KeyCount;
        if (head is not null)
        {
            offset += (TotalOrdinal >= 0 ? 1 : 0) + (AnyBeforeOrdinal >= 0 ? 1 : 0) + (AnyAfterOrdinal >= 0 ? 1 : 0);
            PresentOrdinal = offset++;
        }

        var walks = IsWalked(statement);
        _isSorted = !walks && !statement.IsPostgres && fetch.Rows.Filter is { } filter
            && (IsKnown(statement) || statement.Work?.IsFound(filter, fetch.Rows.Relation.Target) == true);
        var (scope, keys) = walks ? Walk(statement) : _found is { Length: > 0 } ? Shown(statement) : Open(statement);
        if (After is not null)
            scope.Where(OrderSql.Beyond(scope, Terms, After, backward: false, inclusive: false));
        if (Before is not null)
            scope.Where(OrderSql.Beyond(scope, Terms, Before, backward: true, inclusive: false));
        if (IsSearch)
        {
            var page =
                $"(\nSELECT {Searched(scope)}\nFROM {scope.From}{scope.Conditions}\nORDER BY {Order(scope)}\nLIMIT "
                + $"{Limit}\n)";
            scope = new Scope(statement, page, statement.NextAlias());
        }

        var list = new SelectList();
        columns(scope, list, offset);
        if (list.Expressions.Count == 0)
            list.Add("1");
        var order = Order(scope);
        if (head is null && parents.IsOne)
        {
            return $"{_hits}SELECT {string.Join(", ", list.Expressions)}\nFROM {scope.From}{scope.Conditions}"
                + $"\nORDER BY {order}\nLIMIT {Limit}";
        }

        return _hits + (parents.IsOne
            ? OneWithHead(statement, head!, scope, list, order)
            : Many(statement, head, scope, keys, list, order));
    }

    private string Order(Scope scope) => (_isSorted ? "+" : "") + OrderSql.List(scope, Terms, fetch.Page.FromEnd);

    /// <summary>
    /// Whether what is found is kept by name while the statement runs: a search sorts all that it finds to give a few
    /// of them, so that finding it again to count it, or joining all of it to what it belongs to, would double its
    /// cost.
    /// </summary>
    private bool IsSearch => parents.IsOne && fetch.Rows.Relation.Target == Catalog.SearchText;

    private string OneWithHead(Statement statement, string head, Scope scope, SelectList list, string order)
    {
        // The rows are ordered where few are left of them, and once more after the join, which promises no order.
        var count = list.Expressions.Count;
        var sorted = Terms.Select(term => OrderSql.Term(
            statement,
            $"p.c{list.Add(scope.Expression(term))}",
            term.Descending != fetch.Page.FromEnd,
            Scope.IsNullable(term)));
        var outer = string.Join(", ", sorted);
        var inner = string.Join(", ", list.Expressions.Select((expression, i) => $"{expression} AS c{i}"));
        return $"SELECT {Figures()}, p.n{Columns(count)}\nFROM (\n{head}\n) AS h\nLEFT JOIN (\n"
            + $"SELECT 1 AS n, {inner}\nFROM {scope.From}{scope.Conditions}\nORDER BY {order}\nLIMIT {Limit}"
            + $"\n) AS p ON 1 = 1\nORDER BY {outer}";
    }

    private string Many(
        Statement statement, string? head, Scope scope, IReadOnlyList<string> keys, SelectList list, string order)
    {
        var limit = statement.Parameter((long)Limit);
        var inner = keys.Select((key, i) => $"{key} AS k{i}")
            .Concat(list.Expressions.Select((expression, i) => $"{expression} AS c{i}"))
            .Append($"row_number() OVER (PARTITION BY {string.Join(", ", keys)} ORDER BY {order}) AS n");
        var rows = $"SELECT {string.Join(", ", inner)}\nFROM {scope.From}{scope.Conditions}";
        var columns = Columns(list.Expressions.Count);
        if (head is null)
            return $"SELECT {Keys("p", keys.Count)}{columns}\nFROM (\n{rows}\n) AS p\nWHERE p.n <= {limit}\nORDER BY "
                + "p.n";
        var same =
            string.Join(" AND ", keys.Select((_, i) => Same(statement, $"p.k{i}", $"h.k{i}", parents.NullableKeys[i])));
        return $"SELECT {Keys("h", keys.Count)}, {Figures()}, p.n{columns}\nFROM (\n{head}\n) AS h\nLEFT JOIN "
            + $"(\n{rows}\n) AS p"
            + $" ON {same} AND p.n <= {limit}\nORDER BY p.n";
    }

    /// <summary>
    /// Equality that, where there may be no value, also holds where neither side has one; a join by it is slow.
    /// </summary>
    public static string Same(Statement statement, string left, string right, bool nullable) =>
        !nullable ? $"{left} = {right}"
            : statement.IsPostgres ? $"{left} IS NOT DISTINCT FROM {right}"
            : $"{left} IS {right}";

    private static string Keys(string alias, int count) =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => $"{alias}.k{i}"));

    private static string Columns(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $", p.c{i}"));

    private string Figures()
    {
        var figures = new List<string>();
        if (TotalOrdinal >= 0)
            figures.Add("h.total");
        if (AnyBeforeOrdinal >= 0)
            figures.Add("h.any_before");
        if (AnyAfterOrdinal >= 0)
            figures.Add("h.any_after");
        return string.Join(", ", figures);
    }

    private (Scope Scope, IReadOnlyList<string> Keys) Open(Statement statement)
    {
        if (_hits.Length > 0)
            return (new Scope(statement, "hits", statement.NextAlias()), []);
        var (scope, keys) = parents.Open(statement, walks: false, IsKnown(statement) ? null : fetch.Rows.Filter);
        scope.Where(fetch.Rows.Filter);
        if (!IsSearch)
            return (scope, keys);

        // Found by the index of texts whatever the term is, so one plan serves all.
        statement.IsSearch = false;
        _hits = "WITH hits AS MATERIALIZED (\n"
            + $"SELECT {Searched(scope)}\nFROM {scope.From}{scope.Conditions}\n)\n";
        return Open(statement);
    }

    /// <summary>The rows of the page alone, of those that were found.</summary>
    private (Scope Scope, IReadOnlyList<string> Keys) Shown(Statement statement)
    {
        var (scope, keys) = parents.Open(statement);
        var count = Math.Min(Limit, _found!.Length);
        scope.Where(statement.In(
            $"{scope.Alias}.{fetch.Rows.Relation.Target.Id}", fetch.Page.FromEnd ? _found[^count..] : _found[..count]));
        return (scope, keys);
    }

    private static string Searched(Scope scope) =>
        string.Join(", ", new[] { "kind", "field", "key", "entity_id" }.Select(column => $"{scope.Alias}.{column}"));

    /// <summary>Whether the rows are read in their order, and asked one by one, until the page is full.</summary>
    private bool IsWalked(Statement statement) =>
        statement is { Work: { } work, Size: { } size } && parents is RelationParents { IsOne: true } of
        && (!IsSearch || _hits.Length == 0) && !IsKnown(statement)
        && work.IsWalked(fetch, size.Below(of.Relation, Catalog.OwnerOf(of.Relation)));

    private bool IsKnown(Statement statement) =>
        fetch.Rows.Filter is { } filter && statement.Known?.Of(fetch.Rows.Relation.Target, filter) is not null;

    private (Scope Scope, IReadOnlyList<string> Keys) Walk(Statement statement)
    {
        var (scope, keys) = parents.Open(statement, walks: true, fetch.Rows.Filter);
        scope.Rows = statement.Work!.Walked(fetch, scope.Rows);
        if (statement.Work.Leading(fetch.Rows) is { } texts)
            scope.BeginWith(texts);
        scope.Where(fetch.Rows.Filter);
        return (scope, keys);
    }

    /// <summary>The number of rows, where it was counted when they were written; null where it was not.</summary>
    private string? Counted(Statement statement)
    {
        if (parents is not RelationParents { IsOne: true } of)
            return null;
        var size = statement.Size?.Release == of.Ids[0] ? statement.Size : null;
        if (fetch.Rows.Filter is null && of.Relation.Counted is { } column)
            return $"SELECT {column} AS total\nFROM release\nWHERE number = {statement.Parameter(of.Ids[0])}";
        if (KeptTotal.Of(fetch.Rows, size) is not { } kept)
            return size is null || IsKnown(statement) ? null : CountedTexts(statement, size, of);
        var (gram, number) = (statement.Parameter(kept.Gram), statement.Parameter(of.Ids[0]));
        var texts = kept.Texts
            .Select(text => $"COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '{text}' AND c.gram = {gram}"
                + $" AND c.since_release <= {number} ORDER BY c.since_release DESC LIMIT 1), 0)");
        return $"SELECT {string.Join("\n  + ", texts)} AS total";
    }

    /// <summary>The number of rows, where it is that of texts, which need not lead to them; null where it is not.
    /// </summary>
    private string? CountedTexts(Statement statement, ReleaseSize size, RelationParents of)
    {
        if (TextIds.TextsOf(fetch.Rows, size) is not { } texts)
            return null;
        var (scope, _) = new RelationParents(texts.Relation, of.Ids).Open(statement);
        scope.Where(texts.Filter);
        return $"SELECT count(*) AS total\nFROM {scope.From}{scope.Conditions}";
    }

    /// <summary>The figures about all rows, whatever the page; null where none is asked for.</summary>
    private string? Head(Statement statement)
    {
        var ordinal = parents.KeyCount;
        if (HasTotal && _found is null)
            TotalOrdinal = ordinal++;
        if (WantsPrevious && After is not null)
            AnyBeforeOrdinal = ordinal++;
        if (WantsNext && Before is not null)
            AnyAfterOrdinal = ordinal;
        if (TotalOrdinal < 0 && AnyBeforeOrdinal < 0 && AnyAfterOrdinal < 0)
            return null;
        if (AnyBeforeOrdinal < 0 && AnyAfterOrdinal < 0 && Counted(statement) is { } counted)
            return counted;
        var (scope, keys) = Open(statement);
        var figures = keys.Select((key, i) => $"{key} AS k{i}").ToList();
        if (TotalOrdinal >= 0)
            figures.Add("count(*) AS total");
        if (AnyBeforeOrdinal >= 0)
            figures.Add($"{Any(scope, After!, backward: true)} AS any_before");
        if (AnyAfterOrdinal >= 0)
            figures.Add($"{Any(scope, Before!, backward: false)} AS any_after");
        var group = keys.Count == 0 ? "" : $"\nGROUP BY {string.Join(", ", keys)}";
        return $"SELECT {string.Join(", ", figures)}\nFROM {scope.From}{scope.Conditions}{group}";

        string Any(Scope rows, object?[] place, bool backward) =>
            $"max(CASE WHEN {OrderSql.Beyond(rows, Terms, place, backward, inclusive: true)} THEN 1 ELSE 0 END)";
    }
}
