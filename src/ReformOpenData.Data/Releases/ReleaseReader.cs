using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>All releases of a store.</summary>
/// <param name="Current">Number of the one that is served; null while nothing was published.</param>
/// <param name="Releases">By number; a draft is the last.</param>
public sealed record ReleaseList(int? Current, IReadOnlyList<ReleaseRow> Releases);

/// <summary>Reads whole releases: any of them, at any time.</summary>
public sealed class ReleaseReader(Store store)
{
    /// <summary>The server of PostgreSQL that a question reads; null for any.</summary>
    internal PostgreSqlSessions? Sessions { get; init; }

    /// <summary>
    /// Reads for a question, in a place of its own, and once more where the server that it reads is lost.
    /// </summary>
    /// <param name="current">Release that the server has to hold.</param>
    /// <param name="work">About how much, as <see cref="Work"/> counts it.</param>
    /// <param name="client">Who asks, as <see cref="Queries.QuerySession.Client"/> says.</param>
    public static Task<T> AskAsync<T>(
        Store store,
        long current,
        double work,
        UInt128 client,
        Func<ReleaseReader, Task<T>> read,
        CancellationToken cancellation) =>
        store.ReadAsync(
            current,
            work,
            client,
            (sessions, turn) =>
            {
                turn.Begin();
                return read(new ReleaseReader(store) { Sessions = sessions });
            },
            cancellation);

    public Task<ReleaseList> ListAsync(CancellationToken cancellation = default) =>
        StoreReading.ReadRowsAsync(store, ListAsync, cancellation);

    /// <summary>The same, where each statement may take only as long as one of a question.</summary>
    public async Task<ReleaseList> ListForQuestionAsync(CancellationToken cancellation)
    {
        await using var connection = await store.OpenReadAsync(Sessions, cancellation);

        // Most sessions were told once how long a question may take.
        await using var snapshot = Sessions?.BeforeQuestions is not null
            ? await StoreReading.SnapshotAsync(connection, cancellation, Sessions)
            : null;
        return await ListAsync(connection, cancellation);
    }

    internal static async Task<ReleaseList> ListAsync(DbConnection connection, CancellationToken cancellation)
    {
        var state = (await StoredRows.ReadAsync<StoreStateRow>(connection, "", cancellation)).Single();
        return new ReleaseList(
            state.CurrentRelease,
            await StoredRows.ReadAsync<ReleaseRow>(connection, "ORDER BY number", cancellation));
    }

    /// <summary>
    /// The changes of a release against its base, as they were found when it was imported, in the order of the print.
    /// </summary>
    public Task<List<Change>> ChangesAsync(int number, CancellationToken cancellation = default) =>
        StoreReading.ReadAsync(
            store,
            (context, token) =>
                context.Set<ReleaseChangeRow>().Where(row => row.ReleaseNumber == number).OrderBy(row => row.Position)
                    .Select(row => new Change(row.Kind, row.Type, row.Key, row.Field, row.Before, row.After))
                    .ToListAsync(token),
            cancellation);

    /// <summary>The municipalities of a release, by code, one at a time.</summary>
    /// <param name="code">Of the only one that is wanted; null for all.</param>
    /// <exception cref="StoreException">There is no such release.</exception>
    /// <exception cref="QueryException">It was taken down.</exception>
    public async IAsyncEnumerable<Municipality> ReadAsync(
        int number, string? code = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var reading = new StoreReading(store);
        foreach (var (_, edition) in await reading.EditionsAsync(number, cancellation))
        {
            if (code is null || edition.MunicipalityCode == code)
            {
                yield return await reading.ReadAsync(
                    (connection, token) => EditionReader.ReadAsync(connection, edition.Id, token), cancellation);
            }
        }
    }

    /// <summary>
    /// The columns that an export of a release writes (<see cref="TidyColumns.Of"/>), without reading the
    /// municipalities.
    /// </summary>
    /// <param name="code">Of the only municipality that is wanted; null for all.</param>
    public Task<IReadOnlyList<TidyColumn>> ColumnsOfAsync(
        int number, string? code = null, CancellationToken cancellation = default) =>
        StoreReading.ReadAsync(store, (context, token) => ColumnsOfAsync(context, number, code, token), cancellation);

    private static async Task<IReadOnlyList<TidyColumn>> ColumnsOfAsync(
        ReformDbContext context, int number, string? code, CancellationToken cancellation)
    {
        var editions = context.Set<ReleaseEditionRow>().Where(row => row.ReleaseNumber == number)
            .Join(context.Set<EditionRow>(), row => row.EditionId, row => row.Id, (_, edition) => edition)
            .Where(edition => code == null || edition.MunicipalityCode == code).Select(edition => edition.Id);
        var steps = context.Set<RatingScaleRow>().Where(row => editions.Contains(row.EditionId));
        var ratings = context.Set<RatingRow>().Where(row => editions.Contains(row.EditionId));
        var extra = new HashSet<TidyColumn>();
        if (await steps.AnyAsync(
            row => row.Symbol != null || row.Meaning != null || row.Level != null || row.IsRated != null
                || row.FirstFiscalYear != null || row.LastFiscalYear != null,
            cancellation))
        {
            extra.Add(TidyColumns.RatingScaleDetails);
        }

        if (await ratings.AnyAsync(row => row.Evaluator != null, cancellation))
            extra.Add(TidyColumns.Evaluator);
        if (await ratings.AnyAsync(row => row.Aspect != null, cancellation))
            extra.Add(TidyColumns.Aspect);
        if (await context.Set<InitiativeRow>().AnyAsync(
            row => editions.Contains(row.EditionId) && row.Status != null, cancellation))
            extra.UnionWith(TidyColumns.Endings);
        if (await context.Set<NarrativeRow>().AnyAsync(
            row => editions.Contains(row.EditionId) && row.Kind != NarrativeKind.Result, cancellation))
            extra.Add(TidyColumns.ProgressKind);
        if (await context.Set<ResponsibilityRow>().AnyAsync(
            row => editions.Contains(row.EditionId) && row.Role == ResponsibilityRole.Supporting, cancellation))
            extra.Add(TidyColumns.Supporting);
        await AddFilledAsync<Category, CategoryRow>(TidyColumns.OfCategory);
        await AddFilledAsync<Item, ItemRow>(TidyColumns.OfItem);
        await AddFilledAsync<Initiative, InitiativeRow>(TidyColumns.OfInitiative);
        var plans = context.Set<PlanRow>().Where(row => editions.Contains(row.EditionId));
        if (await plans.AnyAsync(row => row.OwnId != null, cancellation))
            extra.Add(TidyColumns.PlanId);
        if (await plans.AnyAsync(
            row => row.CategoryLevelName != null || row.ItemLevelName != null || row.InitiativeLevelName != null,
            cancellation))
        {
            extra.UnionWith(TidyColumns.Levels);
        }

        return TidyColumns.With(extra);

        async Task AddFilledAsync<TRecord, TRow>(IReadOnlyList<TidyText<TRecord>> texts)
            where TRow : NodeRow
        {
            var rows = context.Set<TRow>().Where(row => editions.Contains(row.EditionId));
            foreach (var text in texts.Where(text => text.Column.IsExtra))
            {
                if (await rows.AnyAsync(row => EF.Property<string?>(row, text.Property) != null, cancellation))
                    extra.Add(text.Column);
            }
        }
    }

    /// <summary>Whether a release has values of measures, for the second table of an export.</summary>
    /// <param name="code">Of the only municipality that is wanted; null for all.</param>
    public Task<bool> HasMeasuresAsync(int number, string? code = null, CancellationToken cancellation = default) =>
        StoreReading.ReadAsync(
            store,
            (context, token) => context.Set<ReleaseEditionRow>().Where(row => row.ReleaseNumber == number)
                .Join(context.Set<EditionRow>(), row => row.EditionId, row => row.Id, (_, edition) => edition)
                .AnyAsync(
                    edition => (code == null || edition.MunicipalityCode == code) && edition.MeasureValueCount > 0,
                    token),
            cancellation);

    /// <summary>
    /// What differs between two releases, by municipality and in the order of the print. Municipalities that both hold
    /// in the same state cost nothing.
    /// </summary>
    /// <exception cref="StoreException">One of them does not exist.</exception>
    /// <exception cref="QueryException">One of them was taken down.</exception>
    public async IAsyncEnumerable<Change> CompareAsync(
        int from, int to, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var reading = new StoreReading(store, Sessions);
        var pairs = Differing(
            await reading.EditionsAsync(from, cancellation), await reading.EditionsAsync(to, cancellation));
        foreach (var (old, now) in pairs)
        {
            var changes = await reading.ReadAsync(
                (connection, token) => CompareAsync(connection, old, now, token), cancellation);
            foreach (var change in changes)
                yield return change;
        }
    }

    /// <param name="from">Null for nothing: all of the other is new.</param>
    internal static async IAsyncEnumerable<Change> CompareAsync(
        DbConnection connection, int? from, int to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var before = from is { } number ? await EditionsAsync(connection, number, cancellation) : [];
        var pairs = Differing(before, await EditionsAsync(connection, to, cancellation));
        foreach (var (old, now) in pairs)
        {
            foreach (var change in await CompareAsync(connection, old, now, cancellation))
                yield return change;
        }
    }

    /// <summary>The states of each municipality that two releases do not both hold, by code.</summary>
    private static IEnumerable<(EditionRow? Old, EditionRow? Now)> Differing(
        SortedDictionary<string, EditionRow> before, SortedDictionary<string, EditionRow> after) =>
        before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(code => (Old: before.GetValueOrDefault(code), Now: after.GetValueOrDefault(code)))
            .Where(pair => pair.Old?.ContentHash != pair.Now?.ContentHash);

    private static async Task<IReadOnlyList<Change>> CompareAsync(
        DbConnection connection, EditionRow? old, EditionRow? now, CancellationToken cancellation) =>
        [.. MunicipalityComparison.Compare(
            old is null ? null : await EditionReader.ReadAsync(connection, old.Id, cancellation),
            now is null ? null : await EditionReader.ReadAsync(connection, now.Id, cancellation))];

    internal static async Task<SortedDictionary<string, EditionRow>> EditionsAsync(
        DbConnection connection, int number, CancellationToken cancellation)
    {
        var release = (await StoredRows.ReadAsync<ReleaseRow>(
            connection, string.Create(CultureInfo.InvariantCulture, $"WHERE number = {number}"), cancellation))
            .SingleOrDefault() ?? throw StoreFaults.NoRelease(number);
        if (release.Status == ReleaseStatus.TakenDown)
            throw QueryException.TakenDown(number, release.TakenDownReason!);
        var editions = await HeldAsync(connection, number, cancellation);
        return new SortedDictionary<string, EditionRow>(
            editions.ToDictionary(edition => edition.MunicipalityCode), StringComparer.Ordinal);
    }

    /// <summary>The states of municipalities that a release holds; null for any release.</summary>
    internal static Task<List<EditionRow>> HeldAsync(
        DbConnection connection, int? release, CancellationToken cancellation) => StoredRows.ReadAsync<EditionRow>(
        connection, $"WHERE id IN (SELECT edition_id FROM release_edition {Of(release)})", cancellation);

    /// <summary>The condition of rows that belong to a release; empty for any release.</summary>
    internal static string Of(int? release) => release is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"WHERE release_number = {number}")
        : "";
}
