using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// Looks ahead: makes of what is selected below a root field the question that answers all of it. A field of the schema
/// is the column or the relation of the same name; what is not, stands in <see cref="DerivedFields"/> and
/// <see cref="RootFields"/>. The value of a field goes into the slot of its index.
/// </summary>
internal sealed class FetchPlanner(GraphQLSchema schema)
{
    private static readonly (string Name, Figure Figure)[] Figures =
        [("sum", Figure.Sum), ("min", Figure.Least), ("max", Figure.Greatest), ("avg", Figure.Mean)];

    /// <summary>The type that an entity with identifiers is in the API.</summary>
    public ObjectType TypeOf(Entity entity) => (ObjectType)schema.Types.Find(GlobalId.TypeName(entity.Name))!;

    /// <summary>
    /// The question of a field of the root, below a release. It is kept with the field, and several requests may read
    /// it at once.
    /// </summary>
    /// <exception cref="QueryException">It cannot be asked so.</exception>
    public Fetch Root(SelectedField field) => field.Once(this, static (one, planner) =>
        RootFields.Find(one.Definition.Name) is { } plan
            ? plan(planner, one)
            : planner.Page(one, (ToMany)Catalog.Release.Relations[one.Definition.Name]));

    /// <summary>The shape of an object of one type.</summary>
    public Shape Object(SelectedField field, ObjectType type, Entity entity) =>
        field.OnceBelow(entity, (this, type), static (one, of, with) => with.Item1.Make(one, with.type, of));

    private Shape Make(SelectedField field, ObjectType type, Entity entity)
    {
        var fields = field.Fields(type);
        var shape = new Shape(entity, fields.Count);
        foreach (var one in fields)
            Plan(one, shape);
        return shape;
    }

    /// <summary>The shape of an object whose type the field itself names.</summary>
    public Shape Object(SelectedField field, Entity entity) =>
        Object(field, (ObjectType)field.Definition.Type.Named, entity);

    private void Plan(SelectedField field, Shape shape)
    {
        var name = field.Definition.Name;
        var entity = shape.Entity;
        if (name.StartsWith("__", StringComparison.Ordinal))
            return;
        if (DerivedFields.Columns(field.Definition.Coordinate, entity) is { } columns)
        {
            foreach (var needed in columns)
                shape.Columns.Add((needed, field.Index));
        }
        else if (entity.Columns.TryGetValue(name, out var column))
        {
            shape.Columns.Add((column, field.Index));
        }
        else if (entity == Catalog.Release && RootFields.Find(name) is { } root)
        {
            shape.Fetches.Add(root(this, field));
        }
        else if (entity == Catalog.Dataset && DatasetFields.Fetch(this, field) is var fetch)
        {
            if (fetch is not null)
                shape.Fetches.Add(fetch);
            else if (entity.Relations.TryGetValue(name, out var part))
                shape.Ones.Add((part, field.Index, Object(field, part.Target)));
        }
        else
        {
            Relate(field, shape, entity.Relations[name]);
        }
    }

    private void Relate(SelectedField field, Shape shape, Relation relation)
    {
        if (relation is not ToMany many)
            shape.Ones.Add((relation, field.Index, field.Once(
                (this, relation), static (one, of) => of.Item1.Object(one, of.relation.Target))));
        else
            shape.Fetches.Add(field.Once((this, many), static (one, of) => of.Item1.Fetch(one, of.many)));
    }

    private Fetch Fetch(SelectedField field, ToMany relation) => field.Definition.Type.Nullable is ListType
        ? new ListFetch(field.Index, Rows(field, relation), Object(field, relation.Target))
        : Page(field, relation);

    /// <summary>A connection: of the default rows, unless its conditions name what tells others from them.</summary>
    public PageFetch Page(SelectedField field, ToMany relation)
    {
        var rows = Rows(field, relation);
        var asksAll = relation.Target.Default is not { } usual
            || FilterInput.Names(field.Arguments["where"], usual.Column);
        return Page(field, rows, one => Object(one, relation.Target), asksAll);
    }

    /// <summary>A connection of given rows.</summary>
    /// <param name="node">What of each row, for a field that gives rows.</param>
    /// <param name="asksAll">False for the default rows alone; groups that tell others from them have all.</param>
    public PageFetch Page(SelectedField field, Rows all, Func<SelectedField, Shape> node, bool asksAll = true)
    {
        var rows = asksAll ? all : all with { Filter = Filter.Both(all.Filter, all.Relation.Target.Default!.Filter) };
        var fields = field.Fields((ObjectType)field.Definition.Type.Named);
        var arguments = field.Arguments;
        var page = new PageFetch(
            field.Index,
            rows,
            PageRequest.Create(
                (int?)arguments["first"],
                (string?)arguments["after"],
                (int?)arguments["last"],
                (string?)arguments["before"]),
            fields.Count);
        foreach (var one in fields)
        {
            switch (one.Definition.Name)
            {
                case "totalCount":
                    page.Totals.Add(one.Index);
                    break;
                case "nodes":
                    page.Nodes.Add((one.Index, node(one)));
                    break;
                case "edges":
                    page.Edges.Add(Edges(one, node));
                    break;
                case "pageInfo":
                    page.Infos.Add(Info(one));
                    break;
                case "groups":
                    page.Groups.Add(Groups(one, TellsApart(one, all) ? all : rows));
                    break;
                default:
                    break;
            }
        }

        return page;
    }

    private static EdgeSlots Edges(SelectedField field, Func<SelectedField, Shape> node)
    {
        var fields = field.Fields((ObjectType)field.Definition.Type.Named);
        var edges = new EdgeSlots(field.Index, fields.Count);
        foreach (var one in fields)
        {
            if (one.Definition.Name == "cursor")
                edges.Cursors.Add(one.Index);
            else if (one.Definition.Name == "node")
                edges.Nodes.Add((one.Index, node(one)));
        }

        return edges;
    }

    private static PageInfoSlots Info(SelectedField field)
    {
        var fields = field.Fields((ObjectType)field.Definition.Type.Named);
        var info = new PageInfoSlots(field.Index, fields.Count);
        foreach (var one in fields)
        {
            var slots = one.Definition.Name switch
            {
                "hasNextPage" => info.HasNext,
                "hasPreviousPage" => info.HasPrevious,
                "startCursor" => info.Start,
                "endCursor" => info.End,
                _ => null,
            };
            slots?.Add(one.Index);
        }

        return info;
    }

    private static Rows Rows(SelectedField field, ToMany relation) => new(
        relation,
        FilterInput.Map(field.Arguments, "where", relation.Target),
        OrderInput.Map(field.Arguments, relation.Target));

    /// <summary>Groups of rows.</summary>
    private GroupFetch Groups(SelectedField field, Rows rows)
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
            Plan(one, group, rows.Relation);
        return group;
    }

    /// <summary>Whether groups tell the default rows from others.</summary>
    private static bool TellsApart(SelectedField field, Rows rows) => rows.Relation.Target.Default is { } usual
        && ((IReadOnlyList<object?>)field.Arguments["by"]!)
            .Any(value => EnumCodes.Is((string)value!, usual.Column.Name));

    /// <summary>The dimension of an enum value; null where there is none.</summary>
    public static Dimension? DimensionOf(string value, Entity entity)
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
        return [.. values.Select(value => DimensionOf((string)value!, entity)!)];
    }

    private void Plan(SelectedField field, GroupFetch group, ToMany relation)
    {
        var name = field.Definition.Name;
        if (GroupFigures.Find(name) is { } own)
        {
            group.Counts.Add((own, field.Index));
        }
        else if (FigureOf(name, relation.Target) is { } figure)
        {
            group.Figures.Add((figure.Figure, figure.Column, field.Index));
        }
        else if (field.Definition.Type.Named.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            // Of all its rows that meet the conditions.
            group.Pages.Add(Page(field, Rows(field, relation), one => Object(one, relation.Target)));
        }
        else if (group.By.Index()
            .FirstOrDefault(one => OrderInput.NameOf(one.Item) == name, (-1, null!)) is ( >= 0, var dimension) found)
        {
            if (dimension.Column is not null)
                group.Keys.Add((found.Index, field.Index));
            else
                group.Nodes.Add((found.Index, field.Index, Object(field, dimension.Relation!.Target)));
        }
    }
}
