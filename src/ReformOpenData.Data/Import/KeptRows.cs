using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>What stays of stored rows that a document does not tell of.</summary>
/// <param name="kept">The stored documents, by SHA-256, whose contents stay.</param>
/// <param name="keepsMeasures">Whether the stored values of a document stay, by its SHA-256.</param>
internal sealed class KeptRows(IReadOnlySet<string> kept, Func<string, bool> keepsMeasures)
{
    /// <summary>A category, an item, an initiative or an assessment; null where nothing of it stays.</summary>
    public object? Of(object row) => row switch
    {
        Assessment one => Of(one),
        Initiative one =>
            All<Assessment>(one.Assessments) is { Count: > 0 } rest ? one with { Assessments = rest } : null,
        Item one => All<Initiative>(one.Initiatives) is { Count: > 0 } rest ? one with { Initiatives = rest } : null,
        Category one => All<Item>(one.Items) is { Count: > 0 } rest ? one with { Items = rest } : null,
        _ => throw new InvalidOperationException($"{row.GetType().Name} is not a row of a plan."),
    };

    /// <summary>
    /// A stored row that the document does not tell of: its past stays, without what a replaced document told.
    /// </summary>
    public Assessment? Of(Assessment old)
    {
        var narratives = old.Narratives.Where(one => kept.Contains(one.Location.Document)).ToArray();
        var ratings = old.Ratings.Where(one => kept.Contains(one.Location.Document)).ToArray();
        var cells = old.Cells.Where(one => kept.Contains(one.Location.Document)).ToArray();
        var measures = MeasureMerge.Kept(old.Measures, keepsMeasures);
        if (narratives.Length == 0 && ratings.Length == 0 && cells.Length == 0 && measures.Count == 0)
            return null;

        return old with
        {
            Narratives = narratives,
            Summary = old.Summary is not null && kept.Contains(old.Summary.Location.Document) ? old.Summary : null,
            Ratings = ratings,
            Location = kept.Contains(old.Location.Document) || cells.Length == 0
                ? old.Location
                : cells[^1].Location with { Column = null },
            Cells = cells,
            Measures = measures,
        };
    }

    private List<T> All<T>(IEnumerable<object> rows) => [.. rows.Select(Of).OfType<T>()];
}
