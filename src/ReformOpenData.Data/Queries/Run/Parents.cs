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
    /// <summary>Columns that tell whose a row is, and whether each may have no value; none where there is only one parent.</summary>
    public abstract IReadOnlyList<bool> NullableKeys { get; }

    /// <summary>How many columns tell whose a row is.</summary>
    public int KeyCount => NullableKeys.Count;

    /// <summary>Whether there is only one, so that rows need not say whose they are.</summary>
    public bool IsOne => KeyCount == 0;

    /// <summary>The rows of all parents, and the expressions that tell whose each is.</summary>
    public abstract (Scope Scope, IReadOnlyList<string> Keys) Open(Statement statement);

    /// <summary>Reads whose a row is.</summary>
    public abstract ParentKey Read(DbDataReader reader, int ordinal);
}

/// <summary>Parents with a to-many relation to the rows.</summary>
internal sealed class RelationParents(ToMany relation, long[] ids) : Parents
{
    public ToMany Relation { get; } = relation;

    public long[] Ids { get; } = ids;

    public override IReadOnlyList<bool> NullableKeys => Ids.Length == 1 ? [] : [false];

    public override (Scope Scope, IReadOnlyList<string> Keys) Open(Statement statement)
    {
        var scope = new Scope(statement, Relation.Target, Relation.Only);
        if (Relation.Column == ToMany.All)
            return (scope, IsOne ? [] : throw new InvalidOperationException($"{Relation.Name} is asked of one parent."));
        if (Relation.Link is null)
        {
            var column = $"{scope.Alias}.{Relation.Column}";
            scope.Where(statement.In(column, Ids));
            return (scope, IsOne ? [] : [column]);
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
            scope.Join($"JOIN {Relation.Link} AS {link} {on}");
            scope.Where(statement.In(key, Ids));
        }

        return (scope, IsOne ? [] : [key]);
    }

    public override ParentKey Read(DbDataReader reader, int ordinal) => new(reader.GetInt64(ordinal), null);
}

/// <summary>Groups as the parents of their rows.</summary>
internal sealed class GroupParents(GroupFetch fetch, Parents parents) : Parents
{
    public override IReadOnlyList<bool> NullableKeys { get; } = [.. parents.NullableKeys, .. fetch.By.Select(one => one.Column is { Nullable: true })];

    public override (Scope Scope, IReadOnlyList<string> Keys) Open(Statement statement)
    {
        var (scope, keys) = parents.Open(statement);
        scope.Where(fetch.Rows.Filter);
        return (scope, [.. keys, .. GroupSql.Dimensions(scope, fetch.By)]);
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
}
