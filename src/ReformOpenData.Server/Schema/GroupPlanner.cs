using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Server.Schema;

/// <summary>Makes the question behind a <c>groups</c> field.</summary>
internal static class GroupPlanner
{
    private static readonly (string Name, Figure Figure)[] Figures =
        [("sum", Figure.Sum), ("min", Figure.Least), ("max", Figure.Greatest), ("avg", Figure.Mean)];

    public static GroupFetch Plan(FetchPlanner planner, SelectedField field, Rows rows)
    {
        var entity = rows.Relation.Target;
        var fields = field.Fields((ObjectType)field.Definition.Type.Named);
        var arguments = field.Arguments;
        var by = Dimensions((IReadOnlyList<object?>)arguments["by"]!, entity);
        var first = (int?)arguments["first"];
        if (first is < 0 or > QueryLimits.MostGroups)
            throw new QueryException(
                QueryFault.Page, $"\"first\" is {first}; groups can be 0 to {QueryLimits.MostGroups}.");
        var group = new GroupFetch(field.Index, rows, fields.Count, by)
        {
            Matching = FilterInput.Map(arguments, "matching", entity),
            Having = FilterInput.MapFigures(arguments["having"] as InputObjectValue),
            Order = OrderInput.MapGroups(arguments, by, entity),
            First = first,
            IncludeEmpty = arguments["includeEmpty"] is true,
        };
        foreach (var one in fields)
            Plan(planner, one, group, rows);
        return group;
    }

    /// <summary>Whether groups tell the default rows from others.</summary>
    public static bool TellsApart(SelectedField field, Rows rows) => rows.Relation.Target.Default is { } usual
        && ((IReadOnlyList<object?>)field.Arguments["by"]!)
            .Any(value => EnumCodes.Is((string)value!, usual.Column.Name));

    /// <summary>The dimension of an enum value; null where there is none.</summary>
    public static Dimension? Find(string value, Entity entity)
    {
        if (entity.Columns.Values.FirstOrDefault(one => EnumCodes.Is(value, one.Name)) is { } column)
            return new Dimension(column, null);
        var relation =
            entity.Relations.Values.FirstOrDefault(one => one is not Part && EnumCodes.Is(value, one.Target.Name));
        return relation is null ? null : new Dimension(null, relation);
    }

    /// <summary>
    /// A figure of a column of decimals: sum, min, max and avg of the number, sumYen … of another; null where the field
    /// is none.
    /// </summary>
    public static (Figure Figure, Column Column)? FigureOf(string field, Entity entity)
    {
        foreach (var (name, figure) in Figures)
        {
            if (!field.StartsWith(name, StringComparison.Ordinal))
                continue;
            var of = field.Length == name.Length
                ? "number"
                : char.ToLowerInvariant(field[name.Length]) + field[(name.Length + 1)..];
            return entity.Columns.TryGetValue(of, out var column) && column.IsScaled ? (figure, column) : null;
        }

        return null;
    }

    private static List<Dimension> Dimensions(IReadOnlyList<object?> values, Entity entity)
    {
        if (values.Count == 0)
            throw new QueryException(QueryFault.Group, "\"by\" is empty; name at least one dimension.");
        if (values.Distinct().Count() < values.Count)
            throw new QueryException(QueryFault.Group, "\"by\" names a dimension twice.");
        return [.. values.Select(value => Find((string)value!, entity)!)];
    }

    private static void Plan(FetchPlanner planner, SelectedField field, GroupFetch group, Rows rows)
    {
        var name = field.Definition.Name;
        if (GroupFigures.Find(name) is { } own)
        {
            group.Counts.Add((own, field.Index));
        }
        else if (FigureOf(name, rows.Relation.Target) is { } figure)
        {
            group.Figures.Add((figure.Figure, figure.Column, field.Index));
        }
        else if (field.Definition.Type.Named.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            group.Pages.Add(planner.PageOfGroup(field, rows.Relation));
        }
        else if (group.By.Index()
            .FirstOrDefault(one => OrderInput.NameOf(one.Item) == name, (-1, null!)) is ( >= 0, var dimension) found)
        {
            if (dimension.Column is not null)
                group.Keys.Add((found.Index, field.Index));
            else
                group.Nodes.Add((found.Index, field.Index, planner.Object(field, dimension.Relation!.Target)));
        }
    }
}
