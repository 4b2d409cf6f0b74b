using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>
/// All combinations of the values of the dimensions, for groups that are to be shown even where nothing falls into them. A
/// value is one that exists under those parts of the filter that speak of the dimension itself or of what contains it:
/// asking for the B ratings of one plan by category gives each category of the plan, with or without a B.
/// </summary>
internal sealed class GroupDomain(GroupFetch fetch, Parents parents)
{
    public string Fill(Statement statement, string groups)
    {
        if (parents is not RelationParents of)
            throw new QueryException(QueryFault.Group, "\"includeEmpty\" is not answered within another group.");
        var keys = Enumerable.Range(0, parents.KeyCount).Select(i => $"k{GroupSql.Number(i)}");
        var names = keys.Concat(Enumerable.Range(0, fetch.By.Count).Select(i => $"d{GroupSql.Number(i)}")).ToList();
        var select = names.Select(name => $"e.{name}").Append("COALESCE(f.n, 0) AS n");
        IReadOnlyList<bool> nullable = [.. parents.NullableKeys, .. fetch.By.Select(one => one.Column is { Nullable: true })];
        var on = names.Select((name, i) => PageSql.Same(statement, $"f.{name}", $"e.{name}", nullable[i]));
        return $"SELECT {string.Join(", ", select)}\nFROM (\n{All(statement, of)}\n) AS e\nLEFT JOIN (\n{groups}\n) AS f"
            + $" ON {string.Join(" AND ", on)}";
    }

    private string All(Statement statement, RelationParents of)
    {
        var from = new List<string>();
        var select = new List<string>();
        var values = new List<(string Alias, Entity? Entity)>();
        for (var i = 0; i < fetch.By.Count; i++)
        {
            var alias = "v" + GroupSql.Number(i);
            var dimension = fetch.By[i];
            var rows = dimension.Relation is { } relation
                ? Rows(statement, of, relation)
                : Values(statement, of, dimension.Column!);
            from.Add($"(\n{rows}\n) AS {alias}");
            select.Add($"{alias}.d AS d{GroupSql.Number(i)}");
            values.Add((alias, dimension.Relation?.Target));
        }

        if (!parents.IsOne)
            select.Insert(0, "v0.k AS k0");
        var conditions = new List<string>();
        for (var i = 0; i < values.Count; i++)
        {
            if (!parents.IsOne && i > 0)
                conditions.Add($"v{GroupSql.Number(i)}.k = v0.k");
            for (var j = 0; j < i; j++)
            {
                if (Together(values[i], values[j]) is { } condition)
                    conditions.Add(condition);
            }
        }

        var where = conditions.Count == 0 ? "" : "\nWHERE " + string.Join(" AND ", conditions);
        return $"SELECT {string.Join(", ", select)}\nFROM {string.Join(", ", from)}{where}";
    }

    /// <summary>A category only goes with its own items, and a department with plans of its own municipality.</summary>
    private static string? Together((string Alias, Entity? Entity) one, (string Alias, Entity? Entity) other)
    {
        if (one.Entity is null || other.Entity is null)
            return null;
        if (Link(one.Entity, other.Entity) is { } up)
            return $"{one.Alias}.{up.Column} = {other.Alias}.d";
        if (Link(other.Entity, one.Entity) is { } down)
            return $"{other.Alias}.{down.Column} = {one.Alias}.d";
        return one.Entity.Relations.ContainsKey("municipality") && other.Entity.Relations.ContainsKey("municipality")
            ? $"{one.Alias}.municipality_id = {other.Alias}.municipality_id"
            : null;
    }

    private static ToOne? Link(Entity from, Entity to) => from == to
        ? null
        : from.Relations.Values.OfType<ToOne>().FirstOrDefault(relation => relation.Target == to && !relation.Nullable);

    /// <summary>The rows of a dimension's table: their id, whose they are, and what they belong to.</summary>
    private string Rows(Statement statement, RelationParents of, Relation relation)
    {
        var entity = relation.Target;
        var scope = new Scope(statement, entity);
        string key;
        if (Catalog.Release.Relations.Values.OfType<ToMany>().Contains(of.Relation))
        {
            var link = statement.NextAlias();
            scope.Join($"JOIN release_edition AS {link} ON {link}.edition_id = {scope.Alias}.edition_id");
            key = $"{link}.release_number";
        }
        else
        {
            var parent = statement.NextAlias();
            var owner = Owner(of.Relation);
            var on = entity == owner ? $"{parent}.id = {scope.Alias}.id"
                : Link(entity, owner) is { } up ? $"{parent}.id = {scope.Alias}.{up.Column}"
                : Link(owner, entity) is { } down ? $"{parent}.{down.Column} = {scope.Alias}.id"
                : $"{parent}.municipality_id = {scope.Alias}.municipality_id";
            scope.Join($"JOIN {owner.Table} AS {parent} ON {on}");
            key = $"{parent}.id";
        }

        scope.Where(statement.In(key, of.Ids));
        scope.Where(Rerooted(fetch.Rows.Filter, relation));
        var ancestors = entity.Relations.Values.OfType<ToOne>().Where(one => !one.Nullable && one.Target != entity)
            .Select(one => $", {scope.Alias}.{one.Column}").ToList();
        if (entity == Catalog.Municipality)
            ancestors.Add($", {scope.Alias}.id AS municipality_id");
        var whose = parents.IsOne ? "" : $", {key} AS k";
        return $"SELECT {scope.Alias}.id AS d{whose}{string.Concat(ancestors)}\nFROM {scope.From}{scope.Conditions}";
    }

    /// <summary>The values of a column that occur in the parents' rows.</summary>
    private string Values(Statement statement, RelationParents of, Column column)
    {
        var (scope, keys) = of.Open(statement);
        scope.Where(About(fetch.Rows.Filter, column));
        var whose = keys.Count == 0 ? "" : $", {keys[0]} AS k";
        return $"SELECT DISTINCT {column.Of(scope.Alias)} AS d{whose}\nFROM {scope.From}{scope.Conditions}";
    }

    private static Entity Owner(ToMany relation) =>
        ((Entity[])[
            Catalog.Municipality, Catalog.Plan, Catalog.Category, Catalog.Item, Catalog.Initiative, Catalog.Assessment,
            Catalog.Department, Catalog.SourceDocument])
        .First(entity => entity.Relations.Values.Contains(relation));

    /// <summary>The parts of a filter that speak of a dimension or of what contains it, as said of the dimension's rows.</summary>
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
                when dimension.Target.Relations.TryGetValue(one.Name, out var same) && same is ToOne && same.Target == one.Target:
                return new Related(same, related.Inner);
            case Quantified { Quantifier: Quantifier.Some } quantified when quantified.Relation == dimension:
                return quantified.Inner;
            default:
                return null;
        }
    }

    /// <summary>The parts of a filter that speak of a column or of what contains the row.</summary>
    private static Filter? About(Filter? filter, Column column)
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
}
