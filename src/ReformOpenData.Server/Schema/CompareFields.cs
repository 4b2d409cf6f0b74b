using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Releases;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// <c>compare</c>: the changes between any two releases. They are in no table, so they are made in memory, and
/// filtered, paged and grouped there as if they had been read.
/// </summary>
internal static class CompareFields
{
    /// <summary>
    /// What is compared is read whole, twice: how much that is depends on how many municipalities changed.
    /// </summary>
    public const double Work = 50_000;

    /// <param name="fetch">The page that is made of what was compared.</param>
    public static Task<Row?> AskAsync(
        PageFetch fetch, SelectedField field, QuerySession session, CancellationToken cancellation) =>
        ReleaseReader.AskAsync(
            session.Store,
            session.Current,
            Work,
            session.Client,
            reader => ReadAsync(fetch, field, reader, cancellation),
            cancellation);

    private static async Task<Row?> ReadAsync(
        PageFetch fetch, SelectedField field, ReleaseReader reader, CancellationToken cancellation)
    {
        var from = (int)field.Arguments["from"]!;
        var to = (int)field.Arguments["to"]!;

        // Each statement is short. One that is cancelled would wait for the database in the thread that cancels.
        var releases = await reader.ListForQuestionAsync(CancellationToken.None);
        if (!IsPublished(from) || !IsPublished(to))
            return null;
        var changes = new List<IReadOnlyDictionary<Column, object?>>();
        await foreach (var change in reader.CompareAsync(from, to, CancellationToken.None))
        {
            cancellation.ThrowIfCancellationRequested();
            changes.Add(Values(change, changes.Count));
        }

        // Whichever release is current: the changes between two are always the same.
        return new MemoryList($"compare {from} {to}", Math.Max(from, to), Catalog.Change.Columns["position"], changes)
            .Page(fetch);

        bool IsPublished(int number) =>
            releases.Releases.Any(release => release.Number == number && release.PublishedAt is not null);
    }

    private static Dictionary<Column, object?> Values(Change change, long position)
    {
        var columns = Catalog.Change.Columns;
        return new Dictionary<Column, object?>
        {
            [columns["position"]] = position,
            [columns["kind"]] = (long)change.Kind,
            [columns["type"]] = change.Type,
            [columns["municipalityCode"]] = change.Key.Split('/')[0],
            [columns["target"]] = $"{change.Type}:{change.Key}",
            [columns["field"]] = change.Field,
            [columns["before"]] = change.Before,
            [columns["after"]] = change.After,
        };
    }
}
