using System.Data.Common;
using System.Globalization;
using System.Text;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>What tells the rows of one parent from those of another.</summary>
internal readonly record struct ParentKey(long Id, string? Text);

/// <summary>Several parents whose rows are read in one statement.</summary>
internal abstract class Parents
{
    /// <summary>
    /// Columns that tell whose a row is, and whether each may have no value; none where there is only one parent.
    /// </summary>
    public abstract IReadOnlyList<bool> NullableKeys { get; }

    /// <summary>How many columns tell whose a row is.</summary>
    public int KeyCount => NullableKeys.Count;

    /// <summary>Whether there is only one, so that rows need not say whose they are.</summary>
    public bool IsOne => KeyCount == 0;

    /// <summary>The rows of all parents, and the expressions that tell whose each is.</summary>
    /// <param name="walks">Whether the rows are to be read in the order of their list, until there are enough.</param>
    /// <param name="filter">The condition that they will be asked, where it may tell whose they are.</param>
    public abstract (Scope Scope, IReadOnlyList<string> Keys) Open(
        Statement statement, bool walks = false, Filter? filter = null);

    /// <summary>Reads whose a row is.</summary>
    public abstract ParentKey Read(DbDataReader reader, int ordinal);

    /// <summary>Number of the release that a parent is; null where it is something else.</summary>
    public virtual long? ReleaseOf(ParentKey parent) => null;
}

/// <summary>Parents with a to-many relation to the rows.</summary>
internal sealed class RelationParents(ToMany relation, long[] ids) : Parents
{
    public ToMany Relation { get; } = relation;

    public long[] Ids { get; } = ids;

    public override IReadOnlyList<bool> NullableKeys => Ids.Length == 1 ? [] : [false];

    public override (Scope Scope, IReadOnlyList<string> Keys) Open(
        Statement statement, bool walks = false, Filter? filter = null)
    {
        var scope = new Scope(statement, Relation.Target, Relation.Only);
        if (statement.Size is { } size)
            scope.Rows = Ids.Length * size.Below(Relation, Catalog.OwnerOf(Relation));
        if (Relation.Column == ToMany.All)
            return (scope, IsOne ? [] : [EachRelease(scope)]);
        if (Relation.Link is null)
        {
            var column = $"{scope.Alias}.{Relation.Column}";
            scope.Where(statement.In(column, Ids));
            return (scope, IsOne ? [] : [column]);
        }

        if (IsOne && Relation.IsOfRelease)
        {
            scope.Release = statement.Parameter(Ids[0], Ids);

            // The condition names the one edition that the release has of the municipality.
            if (FilterSql.IsOfEdition(Relation.Target) && FilterSql.NamesEdition(filter))
                return (scope, []);
        }

        var link = statement.NextAlias();
        scope.LinkAlias = link;
        var key = $"{link}.{Relation.Column}";
        var on = $"ON {link}.{Relation.LinkTarget} = {scope.Alias}.{Relation.TargetColumn}";
        if (Relation.Repeats)
        {
            scope.Join($"JOIN (SELECT DISTINCT {Relation.Column}, {Relation.LinkTarget} FROM {Relation.Link}"
                + $" WHERE {statement.In(Relation.Column, Ids)}) AS {link} {on}");
        }
        else
        {
            // SQLite joins the tables in the order of a CROSS JOIN, and would begin with the links.
            scope.Join($"{(walks && !statement.IsPostgres ? "CROSS JOIN" : "JOIN")} {Relation.Link} AS {link} {on}");
            scope.Where(statement.In(key, Ids));
        }

        return (scope, IsOne ? [] : [key]);
    }

    public override ParentKey Read(DbDataReader reader, int ordinal) => new(reader.GetInt64(ordinal), null);

    public override long? ReleaseOf(ParentKey parent) =>
        Catalog.Release.Relations.TryGetValue(Relation.Name, out var own) && own == Relation ? parent.Id : null;

    /// <summary>Gives every row to each of several releases.</summary>
    private string EachRelease(Scope scope)
    {
        var release = scope.Statement.NextAlias();
        scope.Join($"JOIN release AS {release} ON {scope.Statement.In($"{release}.number", Ids)}");
        return $"{release}.number";
    }
}

/// <summary>The level that parents are read from: which rows of which parents.</summary>
/// <param name="IsSingle">Whether there is at most one.</param>
internal sealed record OwnerLevel(Rows Rows, Parents Parents, bool IsSingle);

/// <summary>
/// Parents that are not read yet: their rows are told from others by the conditions that the parents themselves meet,
/// so that the statements of several levels can be sent at once.
/// </summary>
internal sealed class AheadParents(ToMany relation, OwnerLevel owner) : Parents
{
    public override IReadOnlyList<bool> NullableKeys { get; } = owner.IsSingle ? [] : [false];

    private ToMany Relation { get; } = relation;

    /// <summary>Whether this can be asked: a table of links that repeats itself is better asked by ids.</summary>
    public static bool Can(ToMany relation, OwnerLevel owner) =>
        !relation.Repeats && relation.Column != ToMany.All && IsCheap(owner.Rows.Filter) && owner.Parents switch
        {
            AheadParents => true,
            RelationParents { Relation.IsOfRelease: true } of => of.IsOne && owner.IsSingle,
            _ => false,
        };

    /// <summary>Whether a condition may be asked once for each level below: it looks at the row alone.</summary>
    private static bool IsCheap(Filter? filter) => filter switch
    {
        null or Compare { Column.Searched: null } or OneOf { Column.Searched: null } => true,
        Conjunction all => all.Parts.All(IsCheap),
        Disjunction any => any.Parts.All(IsCheap),
        Negation not => IsCheap(not.Inner),
        _ => false,
    };

    public override (Scope Scope, IReadOnlyList<string> Keys) Open(
        Statement statement, bool walks = false, Filter? filter = null)
    {
        var scope = new Scope(statement, Relation.Target, Relation.Only);
        if (statement.Size is { } size)
            scope.Rows = owner.IsSingle ? size.Below(Relation, owner.Rows.Relation.Target) : size.Of(Relation.Target);
        var key = $"{scope.Alias}.{Relation.Column}";
        var editions = new List<string> { scope.Alias };
        if (Relation.Link is not null)
        {
            scope.LinkAlias = statement.NextAlias();
            editions.Add(scope.LinkAlias);
            key = $"{scope.LinkAlias}.{Relation.Column}";
            scope.Join(
                $"JOIN {Relation.Link} AS {scope.LinkAlias} ON {scope.LinkAlias}.{Relation.LinkTarget} "
                + $"= {scope.Alias}.{Relation.TargetColumn}");
        }

        Restrict(scope, key, Relation.Link is null ? (Relation.Target, scope.Alias) : null, editions);
        return (scope, KeyCount == 0 ? [] : [key]);
    }

    public override ParentKey Read(DbDataReader reader, int ordinal) => new(reader.GetInt64(ordinal), null);

    /// <summary>
    /// Joins upwards to what is known: levels that filter nothing are stepped over, since rows know their ancestors.
    /// </summary>
    /// <param name="id">The parent's id, where it stands in the row.</param>
    /// <param name="row">The row that the id stands in, if it may know further ancestors.</param>
    private void Restrict(Scope scope, string id, (Entity Entity, string Alias)? row, List<string> editions)
    {
        var level = owner;
        while (level is { Rows.Filter: null, Parents: AheadParents above }
            && level.Rows.Relation is { Link: null, Only: null } step
            && row is { } of
            && of.Entity.Relations.Values.OfType<ToOne>().Any(one => one.Column == step.Column))
        {
            id = $"{of.Alias}.{step.Column}";
            level = above.Level;
        }

        var entity = level.Rows.Relation.Target;
        var alias = scope.Statement.NextAlias();
        scope.Join($"JOIN {entity.Table} AS {alias} ON {alias}.{entity.Id} = {id}");
        scope.Where(alias, level.Rows.Filter);
        editions.Add(alias);
        if (level.Parents is AheadParents next)
        {
            var upward = next.Relation;
            if (upward.Only is not null)
                scope.Where(upward.Only.Replace("{0}", alias, StringComparison.Ordinal));
            var up = $"{alias}.{upward.Column}";
            if (upward.Link is not null)
            {
                var link = scope.Statement.NextAlias();
                scope.Join(
                    $"JOIN {upward.Link} AS {link} ON {link}.{upward.LinkTarget} = {alias}.{upward.TargetColumn}");
                up = $"{link}.{upward.Column}";
            }

            next.Restrict(scope, up, upward.Link is null ? (entity, alias) : null, editions);
            return;
        }

        // Every row named so far is of the release's edition: said of each, so that any of their indexes can serve.
        var root = (RelationParents)level.Parents;
        var release = scope.Statement.NextAlias();
        var on = string.Join(" AND ", editions.Select(one => $"{release}.edition_id = {one}.edition_id"));
        scope.Join($"JOIN release_edition AS {release} ON {on}");
        scope.Where(scope.Statement.In($"{release}.release_number", root.Ids));
    }

    private OwnerLevel Level => owner;
}

/// <summary>Groups as the parents of their rows: those that were shown, of all that there are.</summary>
internal sealed class GroupParents(GroupFetch fetch, Parents parents) : Parents
{
    private readonly HashSet<long>[] _numbers = [.. fetch.By.Select(_ => new HashSet<long>())];
    private readonly HashSet<string>[] _texts = [.. fetch.By.Select(_ => new HashSet<string>())];
    private readonly bool[] _missing = new bool[fetch.By.Count];
    private readonly Array?[] _values = new Array?[fetch.By.Count];

    public GroupFetch Fetch { get; } = fetch;

    /// <summary>Whose groups they are.</summary>
    public Parents Of { get; } = parents;

    public override IReadOnlyList<bool> NullableKeys { get; } =
        [.. parents.NullableKeys, .. fetch.By.Select(one => one.Column is { Nullable: true })];

    /// <summary>Reads the key of a group, which is shown.</summary>
    public ParentKey Show(DbDataReader reader)
    {
        for (var i = 0; i < Fetch.By.Count; i++)
        {
            var ordinal = Of.KeyCount + i;
            if (reader.IsDBNull(ordinal))
                _missing[i] = true;
            else if (KindOf(i) == ColumnKind.Integer)
                _numbers[i].Add(reader.GetInt64(ordinal));
            else if (KindOf(i) == ColumnKind.Text)
                _texts[i].Add(reader.GetString(ordinal));
        }

        return Read(reader, 0);
    }

    public override (Scope Scope, IReadOnlyList<string> Keys) Open(
        Statement statement, bool walks = false, Filter? filter = null)
    {
        var (scope, keys) = Of.Open(statement);
        scope.Where(Fetch.Rows.Filter);
        var dimensions = GroupSql.Dimensions(scope, Fetch);
        foreach (var condition in Shown(statement, dimensions))
            scope.Where(condition);
        return (scope, [.. keys, .. dimensions]);
    }

    public override ParentKey Read(DbDataReader reader, int ordinal)
    {
        var text = new StringBuilder();
        for (var i = ordinal; i < ordinal + KeyCount; i++)
        {
            if (!reader.IsDBNull(i))
                text.Append('=').Append(Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture));
            text.Append('\n');
        }

        return new ParentKey(0, text.ToString());
    }

    private ColumnKind KindOf(int dimension) => Fetch.By[dimension].Column?.Kind ?? ColumnKind.Integer;

    /// <summary>
    /// Conditions that keep other groups out, dimension by dimension: what is left of them is told by its key.
    /// </summary>
    /// <param name="expressions">One for each dimension.</param>
    public IEnumerable<string> Shown(Statement statement, IReadOnlyList<string> expressions) =>
        expressions.Select((expression, i) => Shown(statement, i, expression)).OfType<string>();

    private string? Shown(Statement statement, int dimension, string expression)
    {
        if (KindOf(dimension) is not (ColumnKind.Integer or ColumnKind.Text))
            return null;
        var values = _values[dimension] ??= KindOf(dimension) == ColumnKind.Integer
            ? _numbers[dimension].ToArray()
            : _texts[dimension].ToArray();
        var known = values switch
        {
            { Length: 0 } => null,
            long[] numbers => statement.In(expression, numbers),
            _ => statement.In(expression, (string[])values),
        };
        return !_missing[dimension] ? known
            : known is null ? $"{expression} IS NULL"
            : $"({expression} IS NULL OR {known})";
    }
}
