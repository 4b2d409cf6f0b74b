using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
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

    /// <summary>Reads for a question, in a place of its own, and once more where the server that it reads is lost.</summary>
    /// <param name="current">Release that the server has to hold.</param>
    /// <param name="work">About how much, as <see cref="Work"/> counts it.</param>
    /// <param name="client">Who asks, as <see cref="Queries.QuerySession.Client"/> says.</param>
    public static Task<T> AskAsync<T>(
        Store store, long current, double work, UInt128 client, Func<ReleaseReader, Task<T>> read, CancellationToken cancellation) =>
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
        ListAsync(isQuestion: false, cancellation);

    /// <param name="isQuestion">Whether each statement may take only as long as one of a question.</param>
    public async Task<ReleaseList> ListAsync(bool isQuestion, CancellationToken cancellation)
    {
        await using var context = CreateContext();
        // Most sessions were told once how long a question may take.
        await using var snapshot = isQuestion && Sessions?.BeforeQuestions is not null
            ? await SnapshotAsync(context, cancellation, Sessions)
            : null;
        var current = await context.Set<StoreStateRow>().Select(row => row.CurrentRelease).SingleAsync(cancellation);
        return new ReleaseList(current, await context.Set<ReleaseRow>().OrderBy(row => row.Number).ToListAsync(cancellation));
    }

    /// <summary>The changes of a release against its base, as they were found when it was imported, in the order of the print.</summary>
    public async Task<IReadOnlyList<Change>> ChangesAsync(int number, CancellationToken cancellation = default)
    {
        await using var context = CreateContext();
        return await context.Set<ReleaseChangeRow>().Where(row => row.ReleaseNumber == number).OrderBy(row => row.Position)
            .Select(row => new Change(row.Kind, row.Type, row.Key, row.Field, row.Before, row.After)).ToListAsync(cancellation);
    }

    /// <summary>The municipalities of a release, by code, one at a time.</summary>
    /// <param name="code">Of the only one that is wanted; null for all.</param>
    /// <exception cref="StoreException">There is no such release.</exception>
    /// <exception cref="QueryException">It was taken down.</exception>
    public async IAsyncEnumerable<Municipality> ReadAsync(
        int number, string? code = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var context = CreateContext();
        await using var snapshot = await SnapshotAsync(context, cancellation);
        foreach (var (_, edition) in await EditionsAsync(context, number, cancellation))
        {
            if (code is null || edition.MunicipalityCode == code)
                yield return await EditionReader.ReadAsync(context, edition.Id, cancellation);
        }
    }

    /// <summary>The columns that an export of a release writes (<see cref="TidyColumns.Of"/>), without reading the municipalities.</summary>
    /// <param name="code">Of the only municipality that is wanted; null for all.</param>
    public IReadOnlyList<TidyColumn> ColumnsOf(int number, string? code = null)
    {
        using var context = CreateContext();
        var editions = context.Set<ReleaseEditionRow>().Where(row => row.ReleaseNumber == number)
            .Join(context.Set<EditionRow>(), row => row.EditionId, row => row.Id, (_, edition) => edition)
            .Where(edition => code == null || edition.MunicipalityCode == code).Select(edition => edition.Id);
        var steps = context.Set<RatingScaleRow>().Where(row => editions.Contains(row.EditionId));
        var ratings = context.Set<RatingRow>().Where(row => editions.Contains(row.EditionId));
        var extra = new HashSet<TidyColumn>();
        if (steps.Any(
            row => row.Symbol != null || row.Meaning != null || row.Level != null || row.IsRated != null
                || row.FirstFiscalYear != null || row.LastFiscalYear != null))
        {
            extra.Add(TidyColumns.RatingScaleDetails);
        }

        if (ratings.Any(row => row.Evaluator != null))
            extra.Add(TidyColumns.Evaluator);
        if (ratings.Any(row => row.Aspect != null))
            extra.Add(TidyColumns.Aspect);
        if (context.Set<InitiativeRow>().Any(row => editions.Contains(row.EditionId) && row.Status != null))
            extra.UnionWith(TidyColumns.Endings);
        if (context.Set<NarrativeRow>().Any(row => editions.Contains(row.EditionId) && row.Kind != NarrativeKind.Result))
            extra.Add(TidyColumns.ProgressKind);
        if (context.Set<ResponsibilityRow>().Any(row => editions.Contains(row.EditionId) && row.Role == ResponsibilityRole.Supporting))
            extra.Add(TidyColumns.Supporting);
        AddFilled<Category, CategoryRow>(TidyColumns.OfCategory);
        AddFilled<Item, ItemRow>(TidyColumns.OfItem);
        AddFilled<Initiative, InitiativeRow>(TidyColumns.OfInitiative);
        var plans = context.Set<PlanRow>().Where(row => editions.Contains(row.EditionId));
        if (plans.Any(row => row.OwnId != null))
            extra.Add(TidyColumns.PlanId);
        if (plans.Any(row => row.CategoryLevelName != null || row.ItemLevelName != null || row.InitiativeLevelName != null))
        {
            extra.UnionWith(TidyColumns.Levels);
        }

        return TidyColumns.With(extra);

        void AddFilled<TRecord, TRow>(IReadOnlyList<TidyText<TRecord>> texts)
            where TRow : NodeRow
        {
            var rows = context.Set<TRow>().Where(row => editions.Contains(row.EditionId));
            extra.UnionWith(texts.Where(text => text.Column.IsExtra
                && rows.Any(row => EF.Property<string?>(row, text.Property) != null)).Select(text => text.Column));
        }
    }

    /// <summary>Whether a release has values of measures, for the second table of an export.</summary>
    /// <param name="code">Of the only municipality that is wanted; null for all.</param>
    public bool HasMeasures(int number, string? code = null)
    {
        using var context = CreateContext();
        return context.Set<ReleaseEditionRow>().Where(row => row.ReleaseNumber == number)
            .Join(context.Set<EditionRow>(), row => row.EditionId, row => row.Id, (_, edition) => edition)
            .Any(edition => (code == null || edition.MunicipalityCode == code) && edition.MeasureValueCount > 0);
    }

    /// <summary>
    /// What differs between two releases, by municipality and in the order of the print. Municipalities that both hold in the
    /// same state cost nothing.
    /// </summary>
    /// <exception cref="StoreException">One of them does not exist.</exception>
    /// <exception cref="QueryException">One of them was taken down.</exception>
    public async IAsyncEnumerable<Change> CompareAsync(
        int from, int to, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var context = CreateContext();
        await using var snapshot = await SnapshotAsync(context, cancellation, Sessions);
        await foreach (var change in CompareAsync(context, from, to, cancellation))
            yield return change;
    }

    /// <param name="from">Null for nothing: all of the other is new.</param>
    internal static async IAsyncEnumerable<Change> CompareAsync(
        ReformDbContext context, int? from, int to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var before = from is { } number ? await EditionsAsync(context, number, cancellation) : [];
        var after = await EditionsAsync(context, to, cancellation);
        foreach (var code in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var old = before.GetValueOrDefault(code);
            var now = after.GetValueOrDefault(code);
            if (old?.ContentHash == now?.ContentHash)
                continue;
            var changes = MunicipalityComparison.Compare(
                old is null ? null : await EditionReader.ReadAsync(context, old.Id, cancellation),
                now is null ? null : await EditionReader.ReadAsync(context, now.Id, cancellation));
            foreach (var change in changes)
                yield return change;
        }
    }

    /// <summary>All statements see one state of the store, whatever is deleted meanwhile.</summary>
    /// <param name="asked">The server that a question reads, so that each may take only as long as one of a question;
    /// null: as long as it needs.</param>
    internal static async Task<DbTransaction> SnapshotAsync(
        ReformDbContext context, CancellationToken cancellation, PostgreSqlSessions? asked = null)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        var connection = context.Database.GetDbConnection();
        var snapshot = connection is SqliteConnection sqlite
            ? Deferred(sqlite)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await context.Database.UseTransactionAsync(snapshot, cancellation);
        var setting = asked is null ? "SET LOCAL statement_timeout = 0" : asked.BeforeQuestions;
        if (connection is NpgsqlConnection && setting is not null)
            await connection.ExecuteAsync(setting, cancellation, snapshot);
        return snapshot;
    }

    private ReformDbContext CreateContext() => Sessions is null ? store.CreateContext() : store.CreateContext(Sessions);

    /// <summary>What reads takes no lock of a writer.</summary>
    private static SqliteTransaction Deferred(SqliteConnection connection) => connection.BeginTransaction(deferred: true);

    internal static async Task<SortedDictionary<string, EditionRow>> EditionsAsync(
        ReformDbContext context, int number, CancellationToken cancellation)
    {
        var release = await context.Set<ReleaseRow>().SingleOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw StoreFaults.NoRelease(number);
        if (release.Status == ReleaseStatus.TakenDown)
            throw QueryException.TakenDown(number, release.TakenDownReason!);
        var editions = await context.Set<ReleaseEditionRow>().Where(row => row.ReleaseNumber == number)
            .Join(context.Set<EditionRow>(), row => row.EditionId, row => row.Id, (_, edition) => edition).ToListAsync(cancellation);
        return new SortedDictionary<string, EditionRow>(
            editions.ToDictionary(edition => edition.MunicipalityCode), StringComparer.Ordinal);
    }
}
