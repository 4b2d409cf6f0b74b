using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>
/// All combinations of the values of the dimensions, for groups that are to be shown even where nothing falls into
/// them. A value is one that exists under those parts of the filter that speak of the dimension itself or of what
/// contains it: asking for the B ratings of one plan by category gives each category of the plan, with or without a B.
/// </summary>
internal sealed class GroupDomain(GroupFetch fetch, Parents parents)
{
    // The rows that groups within groups are groups of stand below this.
    private readonly RelationParents _root = Root(parents);

    private readonly Filter? _filter = FilterOf(fetch, parents);

    /// <summary>
    /// Adds to groups those without rows: a grouping of both together, whose time is that of its size.
    /// </summary>
    /// <param name="counts">The columns of numbers of rows, which are 0 there.</param>
    public string Fill(Statement statement, string groups, IReadOnlyList<string> counts, GroupFigureSql figures)
    {
        var keys = Enumerable.Range(0, parents.KeyCount).Select(i => $"k{GroupSql.Number(i)}");
        var names = string.Join(
            ", ", keys.Concat(Enumerable.Range(0, fetch.By.Count).Select(i => $"d{GroupSql.Number(i)}")));
        var own = string.Join(", ", counts) + string.Concat(figures.Names(", "));
        var none = string.Join(", ", counts.Select(_ => "0").Concat(Enumerable.Repeat("NULL", figures.Count)));
        var together = string.Join(
            ", ", counts.Select(count => $"CAST(sum({count}) AS bigint) AS {count}").Concat(figures.OfGroups()));
        return $"SELECT {names}, {together}\nFROM (\nSELECT {names}, {own}\nFROM (\n{groups}\n) AS f"
            + $"\nUNION ALL\nSELECT {names}, {none}\nFROM (\n{All(statement)}\n) AS e\n) AS u\nGROUP BY {names}";
    }

    private static RelationParents Root(Parents parents) => parents switch
    {
        RelationParents root => root,
        GroupParents groups => Root(groups.Of),
        _ => throw new InvalidOperationException("What has no rows yet has no empty groups."),
    };

    private static Filter? FilterOf(GroupFetch fetch, Parents parents) =>
        parents is GroupParents groups
            ? Filter.Both(FilterOf(groups.Fetch, groups.Of), fetch.Rows.Filter)
            : fetch.Rows.Filter;

    private string All(Statement statement)
    {
        // Each is read once, whatever the database thinks of it: SQLite would read some anew for each row of another.
        var with = new List<string>();
        var from = new List<string>();
        var select = new List<string>();
        var values = new List<Values>();
        if (parents is GroupParents groups)
            Heads(statement, groups, with, from, select, values);
        else if (!parents.IsOne)
            select.Add("v0.k AS k0");
        var conditions = new List<string>();
        for (var i = 0; i < fetch.By.Count; i++)
        {
            var alias = "v" + GroupSql.Number(i);
            var dimension = fetch.By[i];
            var rows = dimension.Relation is { } relation
                ? Rows(statement, relation)
                : OfColumn(statement, dimension.Column!);
            with.Add($"{alias} AS MATERIALIZED (\n{rows}\n)");
            from.Add(alias);
            select.Add($"{alias}.d AS d{GroupSql.Number(i)}");
            var own = new Values(alias, dimension.Relation?.Target, alias + ".d", $"{alias}.municipality_id");
            if (!_root.IsOne && (i > 0 || parents is GroupParents))
                conditions.Add($"{alias}.k = {(parents is GroupParents ? "h.k0" : "v0.k")}");
            conditions.AddRange(values.Select(other => Together(own, other)).OfType<string>());
            values.Add(own);
        }

        var where = conditions.Count == 0 ? "" : "\nWHERE " + string.Join(" AND ", conditions);
        return $"WITH {string.Join(", ", with)}\nSELECT {string.Join(", ", select)}\nFROM {string.Join(", ", from)}"
            + $"{where}";
    }

    /// <summary>
    /// The groups that these are within, each with the rows that it names, so that only what belongs to them goes with
    /// them.
    /// </summary>
    private static void Heads(
        Statement statement,
        GroupParents groups,
        List<string> with,
        List<string> from,
        List<string> select,
        List<Values> values)
    {
        string heads;
        if (groups.Fetch.IncludeEmpty)
        {
            var names = Enumerable.Range(0, groups.Of.KeyCount).Select(i => $"k{GroupSql.Number(i)}")
                .Concat(groups.Fetch.By
                    .Select((_, i) => $"d{GroupSql.Number(i)} AS k{GroupSql.Number(groups.Of.KeyCount + i)}"));
            var shown =
                groups.Shown(statement, [.. groups.Fetch.By.Select((_, i) => $"a.d{GroupSql.Number(i)}")]).ToList();
            heads =
                $"SELECT {string.Join(", ", names)}\nFROM "
                + $"(\n{new GroupDomain(groups.Fetch, groups.Of).All(statement)}\n) AS a"
                    + (shown.Count == 0 ? "" : "\nWHERE " + string.Join(" AND ", shown));
        }
        else
        {
            var (scope, keys) = groups.Open(statement);
            heads =
                "SELECT DISTINCT "
                + $"{string.Join(", ", keys.Select((key, i) => $"{key} AS k{GroupSql.Number(i)}"))}\nFROM {scope.From}"
                + $"{scope.Conditions}";
        }

        with.Add($"h AS MATERIALIZED (\n{heads}\n)");
        var joined = "h";
        Join(groups);
        from.Add(joined);
        select.AddRange(Enumerable.Range(0, groups.KeyCount).Select(i => $"h.k{GroupSql.Number(i)}"));

        void Join(GroupParents level)
        {
            if (level.Of is GroupParents outer)
                Join(outer);
            for (var i = 0; i < level.Fetch.By.Count; i++)
            {
                if (level.Fetch.By[i].Relation?.Target is not { } entity)
                    continue;
                var alias = statement.NextAlias();
                joined +=
                    $" JOIN {entity.Table} AS {alias} ON {alias}.id = h.k{GroupSql.Number(level.Of.KeyCount + i)}";
                values.Add(new Values(alias, entity, alias + ".id", alias
                    + (entity == Catalog.Municipality ? ".id" : ".municipality_id")));
            }
        }
    }

    /// <summary>
    /// A category only goes with its own items, and a department with plans and other departments of its own
    /// municipality.
    /// </summary>
    private static string? Together(Values one, Values other)
    {
        if (one.Entity is null || other.Entity is null)
            return null;
        if (one.Entity == other.Entity && one.Entity != Catalog.Department)
            return $"{one.Id} = {other.Id}";
        if (Link(one.Entity, other.Entity) is { } up)
            return $"{one.Alias}.{up.Column} = {other.Id}";
        if (Link(other.Entity, one.Entity) is { } down)
            return $"{other.Alias}.{down.Column} = {one.Id}";
        return one.Entity.Relations.ContainsKey("municipality") && other.Entity.Relations.ContainsKey("municipality")
            ? $"{one.Municipality} = {other.Municipality}"
            : null;
    }

    private static ToOne? Link(Entity from, Entity to) => from == to
        ? null
        : from.Relations.Values.OfType<ToOne>().FirstOrDefault(relation => relation.Target == to && !relation.Nullable);

    /// <summary>The rows of a dimension's table: their id, whose they are, and what they belong to.</summary>
    private string Rows(Statement statement, Relation relation)
    {
        var entity = relation.Target;
        var scope = new Scope(statement, entity);
        string key;
        if (Catalog.Release.Relations.Values.OfType<ToMany>().Contains(_root.Relation))
        {
            var link = statement.NextAlias();
            scope.Join($"JOIN release_edition AS {link} ON {link}.edition_id = {scope.Alias}.edition_id");
            key = $"{link}.release_number";
        }
        else
        {
            var parent = statement.NextAlias();
            var owner = Catalog.OwnerOf(_root.Relation);
            var on = entity == owner ? $"{parent}.id = {scope.Alias}.id"
                : Link(entity, owner) is { } up ? Up(up)
                : Link(owner, entity) is { } down ? $"{parent}.{down.Column} = {scope.Alias}.id"
                : $"{parent}.municipality_id = {scope.Alias}.municipality_id";
            scope.Join($"JOIN {owner.Table} AS {parent} ON {on}");
            key = $"{parent}.id";

            // An index leads to the rows of an edition, and not from each of their ancestors to them.
            string Up(ToOne up) => $"{parent}.id = {scope.Alias}.{up.Column}"
                + (owner == Catalog.Municipality ? "" : $" AND {parent}.edition_id = {scope.Alias}.edition_id");
        }

        scope.Where(statement.In(key, _root.Ids));
        scope.Where(Rerooted(_filter, relation));
        var ancestors = entity.Relations.Values.OfType<ToOne>().Where(one => !one.Nullable && one.Target != entity)
            .Select(one => $", {scope.Alias}.{one.Column}").ToList();
        if (entity == Catalog.Municipality)
            ancestors.Add($", {scope.Alias}.id AS municipality_id");
        var whose = _root.IsOne ? "" : $", {key} AS k";
        return $"SELECT {scope.Alias}.id AS d{whose}{string.Concat(ancestors)}\nFROM {scope.From}{scope.Conditions}";
    }

    /// <summary>The values of a column that occur in the parents' rows.</summary>
    private string OfColumn(Statement statement, Column column)
    {
        var (scope, keys) = _root.Open(statement);
        scope.Where(About(_filter, column));
        var whose = keys.Count == 0 ? "" : $", {keys[0]} AS k";
        return $"SELECT DISTINCT {column.Of(scope.Alias)} AS d{whose}\nFROM {scope.From}{scope.Conditions}";
    }

    /// <summary>
    /// The parts of a filter that speak of a dimension or of what contains it, as said of the dimension's rows.
    /// </summary>
    private static Filter? Rerooted(Filter? filter, Relation dimension)
    {
        switch (filter)
        {
            case Conjunction all:
                return all.Parts.Select(part => Rerooted(part, dimension)).Aggregate((Filter?)null, Filter.Both);
            case Disjunction any:
                var parts = any.Parts.Select(part => Exactly(part, dimension)).ToList();
                return parts.Contains(null) ? null : new Disjunction(parts!);
            case Negation not:
                return Exactly(not.Inner, dimension) is { } inner ? new Negation(inner) : null;
            default:
                return filter is null ? null : Exactly(filter, dimension);
        }
    }

    private static Filter? Exactly(Filter filter, Relation dimension)
    {
        switch (filter)
        {
            case Conjunction all:
                var every = all.Parts.Select(part => Exactly(part, dimension)).ToList();
                return every.Contains(null) ? null : new Conjunction(every!);
            case Disjunction or Negation:
                return Rerooted(filter, dimension);
            case Related related when related.Relation == dimension:
                return related.Inner;
            case Related { Relation: ToOne one } related
                when dimension.Target.Relations.TryGetValue(one.Name, out var same)
                    && same is ToOne
                    && same.Target == one.Target:
                return new Related(same, related.Inner);
            case Quantified { Quantifier: Quantifier.Some } quantified when quantified.Relation == dimension:
                return quantified.Inner;
            default:
                return null;
        }
    }

    /// <summary>The parts of a filter that speak of a column or of what contains the row.</summary>
    public static Filter? About(Filter? filter, Column column)
    {
        switch (filter)
        {
            case null:
                return null;
            case Conjunction all:
                return all.Parts.Select(part => About(part, column)).Aggregate((Filter?)null, Filter.Both);
            default:
                return Speaks(filter, column) ? filter : null;
        }
    }

    private static bool Speaks(Filter filter, Column column) => filter switch
    {
        Conjunction all => all.Parts.All(part => Speaks(part, column)),
        Disjunction any => any.Parts.All(part => Speaks(part, column)),
        Negation not => Speaks(not.Inner, column),
        Compare compare => compare.Column == column,
        OneOf oneOf => oneOf.Column == column,
        Related { Relation: ToOne { Nullable: false } } => true,
        _ => false,
    };

    /// <summary>The rows of a dimension, by what they are told and to whom they belong.</summary>
    /// <param name="Entity">Null for a column.</param>
    private sealed record Values(string Alias, Entity? Entity, string Id, string Municipality);
}
