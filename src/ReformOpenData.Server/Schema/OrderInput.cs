using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// Makes an order of an <c>order</c> argument: each object names one field, which may lie beyond to-one relations.
/// </summary>
internal static class OrderInput
{
    private const int MostTerms = 10;

    /// <summary>The order of an argument; empty where it is absent or null.</summary>
    public static IReadOnlyList<OrderTerm> Map(CoercedValues arguments, Entity entity) =>
        [.. Terms(arguments).Select(term => MapTerm(term, entity))];

    /// <summary>The order of groups: by their figures, or by what they are grouped by.</summary>
    public static IReadOnlyList<GroupOrderTerm> MapGroups(
        CoercedValues arguments, IReadOnlyList<Dimension> by, Entity entity)
    {
        var terms = new List<GroupOrderTerm>();
        foreach (var term in Terms(arguments))
        {
            var (name, value) = One(term);
            if (GroupFigures.Find(name) is { } figure)
            {
                terms.Add(new(-1, null, IsDescending(value), figure));
                continue;
            }

            if (FetchPlanner.FigureOf(name, entity) is { } of)
            {
                terms.Add(new(-1, null, IsDescending(value)) { Of = of });
                continue;
            }

            var dimension = by.Index().FirstOrDefault(one => NameOf(one.Item) == name, (-1, null!)).Index;
            if (dimension < 0)
                throw Fault($"Groups cannot be ordered by \"{name}\", since they are not grouped by it.");
            terms.Add(value is InputObjectValue inner
                ? MapTerm(inner, by[dimension].Relation!.Target) is var found
                    ? new(dimension, found, found.Descending)
                    : throw Fault(name)
                : new GroupOrderTerm(dimension, null, IsDescending(value)));
        }

        return terms;
    }

    /// <summary>Name of a dimension as a field of the group: that of the column or of the single row.</summary>
    public static string NameOf(Dimension dimension) => dimension.Column?.Name ?? dimension.Relation!.Target.Name;

    private static IEnumerable<InputObjectValue> Terms(CoercedValues arguments)
    {
        var list = arguments["order"] as IReadOnlyList<object?> ?? [];
        if (list.Count > MostTerms)
            throw Fault($"An order has at most {MostTerms} terms.");
        return list.Cast<InputObjectValue>();
    }

    private static OrderTerm MapTerm(InputObjectValue input, Entity entity)
    {
        var path = new List<Relation>();
        while (true)
        {
            var (name, value) = One(input);
            if (value is InputObjectValue inner)
            {
                var relation = entity.Relations[name];
                path.Add(relation);
                entity = relation.Target;
                input = inner;
                continue;
            }

            var column = name == "id" ? entity.Key ?? entity.Columns["number"] : entity.Columns[name];
            return new OrderTerm(path, column, IsDescending(value));
        }
    }

    private static KeyValuePair<string, object?> One(InputObjectValue input)
    {
        if (input.Entries.Count != 1)
        {
            throw Fault(
                $"Each object of \"order\" names one field, and this one names {input.Entries.Count}; write a list of "
                + "objects, the most important first.");
        }

        var one = input.Entries[0];
        return one.Value is null
            ? throw Fault($"\"{one.Key}\" in an order is null; say ASC or DESC, or leave it out.")
            : one;
    }

    private static bool IsDescending(object? direction) => direction is "DESC";

    private static QueryException Fault(string message) => new(QueryFault.Order, message);
}
