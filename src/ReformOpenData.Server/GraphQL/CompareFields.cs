using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Search;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.GraphQL;

/// <summary>
/// <c>compare</c>: the changes between any two releases. They are in no table, so they are made, filtered and paged in memory;
/// the slots of the rows are as if they had been read.
/// </summary>
internal static class CompareFields
{
    public static async Task<Row?> AskAsync(
        FetchPlanner planner, SelectedField field, QuerySession session, CancellationToken cancellation)
    {
        var from = (int)field.Arguments["from"]!;
        var to = (int)field.Arguments["to"]!;
        var fetch = planner.Page(field, (ToMany)Catalog.Release.Relations["changes"]);
        var reader = new ReleaseReader(session.Store);
        var releases = await reader.ListAsync(cancellation);
        if (!IsPublished(from) || !IsPublished(to))
            return null;
        var kept = new List<Dictionary<Column, object?>>();
        await foreach (var change in reader.CompareAsync(from, to, cancellation))
        {
            if (Values(change) is var values && (fetch.Rows.Filter is null || Holds(fetch.Rows.Filter, values)))
                kept.Add(values);
        }

        // Whichever release is current: the changes between two are always the same.
        return MemoryPage.Make(fetch, $"compare {from} {to}", Math.Max(from, to), kept, Read);

        bool IsPublished(int number) => releases.Releases.Any(release => release.Number == number && release.PublishedAt is not null);
    }

    private static Dictionary<Column, object?> Values(Change change)
    {
        var columns = Catalog.Change.Columns;
        return new Dictionary<Column, object?>
        {
            [columns["kind"]] = (long)change.Kind,
            [columns["type"]] = change.Type,
            [columns["target"]] = $"{change.Type}:{change.Key}",
            [columns["field"]] = change.Field,
            [columns["before"]] = change.Before,
            [columns["after"]] = change.After,
        };
    }

    private static Row Read(Shape shape, Dictionary<Column, object?> values)
    {
        var row = new Row(shape.Entity.Name, shape.Width);
        foreach (var (column, slot) in shape.Columns)
            row[slot] = values[column] is long number ? Value.Of(number) : Value.Of(values[column]);
        return row;
    }

    private static bool Holds(Filter filter, Dictionary<Column, object?> values) => filter switch
    {
        Conjunction all => all.Parts.All(part => Holds(part, values)),
        Disjunction any => any.Parts.Any(part => Holds(part, values)),
        Negation not => !Holds(not.Inner, values),
        OneOf oneOf => oneOf.Values.Any(value => Equals(Compared(oneOf.Column, values[oneOf.Column]), Compared(oneOf.Column, value))),
        Compare compare => Holds(compare, Compared(compare.Column, values[compare.Column]), Compared(compare.Column, compare.Value)),
        _ => throw new InvalidOperationException($"No {filter.GetType().Name} of changes."),
    };

    private static bool Holds(Compare compare, object? value, object? asked) => compare.Comparison switch
    {
        Comparison.Equal => Equals(value, asked),
        Comparison.Contains => value is string text && text.Contains((string)asked!, StringComparison.Ordinal),
        Comparison.StartsWith => value is string text && text.StartsWith((string)asked!, StringComparison.Ordinal),
        Comparison.EndsWith => value is string text && text.EndsWith((string)asked!, StringComparison.Ordinal),
        _ => throw new InvalidOperationException($"No {compare.Comparison} of text."),
    };

    private static object? Compared(Column column, object? value) =>
        column.IsFolded && value is string text ? Folding.Fold(text) : value;
}
