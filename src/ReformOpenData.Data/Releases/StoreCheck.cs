using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>Compares what a store holds with what was written into it: nothing may have been changed since.</summary>
public sealed class StoreCheck(Store store)
{
    private const int MaxOfFile = 20;

    /// <summary>States that were found whole in the current release.</summary>
    private readonly HashSet<(long Id, string Hash)> whole = [];

    /// <summary>What was public then.</summary>
    private IReadOnlyDictionary<int, string> publications = new Dictionary<int, string>();

    /// <summary>Whether something was wrong with the current release the last time.</summary>
    private bool wasDamaged;

    /// <summary>Told of each state of a municipality, before it is read.</summary>
    public Action<string>? Progress { get; set; }

    /// <summary>How many states of municipalities were read.</summary>
    public int StatesRead { get; private set; }

    /// <summary>
    /// Everything: the files of the database, the pointers, each state of a municipality, the texts as they are
    /// compared, the search index, the figures of releases and their changes.
    /// </summary>
    public Task<IReadOnlyList<StoreProblem>> AllAsync(CancellationToken cancellation = default) =>
        StoreReading.ReadAsync(store, AllAsync, cancellation);

    /// <summary>Each server of PostgreSQL has files of its own: where it is lost, another one is looked at from the
    /// beginning.</summary>
    private async Task<IReadOnlyList<StoreProblem>> AllAsync(ReformDbContext context, CancellationToken cancellation)
    {
        StatesRead = 0;
        var problems = new List<StoreProblem>();
        var connection = context.Database.GetDbConnection();
        await GuardAsync(problems, null, () => FilesAsync(connection, problems, cancellation));
        var links = LinksOnce(connection, only: null, cancellation);
        await GuardAsync(problems, null, () => PointersAsync(connection, only: null, links, problems, cancellation));
        await GuardAsync(problems, null, () => EditionsAsync(connection, only: null, links, problems, cancellation));
        await GuardAsync(problems, null, () => new TextCheck(context, problems).RunAsync(cancellation));
        await GuardAsync(
            problems, null, () => new CountCheck(connection, problems).RunAsync(cancellation));
        var releases = await StoredRows.ReadAsync<ReleaseRow>(connection, "ORDER BY number", cancellation);
        var kept = releases.Where(row => row.Status != ReleaseStatus.TakenDown).ToDictionary(row => row.Number);
        foreach (var release in kept.Values.Where(row => row.BaseRelease is not { } origin || kept.ContainsKey(origin)))
            await GuardAsync(problems, release.Number, () => ChangesAsync(context, release, problems, cancellation));
        return problems;
    }

    /// <summary>
    /// What a server serves: the pointers, the figures and each state of a municipality of the current release. A state
    /// that was found whole before is not read again where all that was public then still is, so that a publication
    /// costs what it adds. Each start reads a release back so, and gets by without EF Core, which takes longer to get
    /// ready.
    /// </summary>
    public Task<ReadBack> CurrentAsync(CancellationToken cancellation = default) =>
        StoreReading.ReadRowsAsync(store, CurrentAsync, cancellation);

    private async Task<ReadBack> CurrentAsync(DbConnection connection, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var problems = new List<StoreProblem>();
        await GuardAsync(problems, null, async () =>
        {
            var look = await StoreLook.ReadAsync(connection, store.Incarnation, cancellation);
            if (publications.Any(one => look.Publications.GetValueOrDefault(one.Key) != one.Value))
                whole.Clear();
            publications = look.Publications;
            var links = LinksOnce(connection, look.Release, cancellation);
            await PointersAsync(connection, look.Release, links, problems, cancellation);
            if (look.Release is { } current)
                await EditionsAsync(connection, current, links, problems, cancellation);
        });
        if (problems.Count > 0)
            whole.Clear();
        else if (wasDamaged)
            store.ForgetSizes();
        wasDamaged = problems.Count > 0;
        return new ReadBack(problems, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>The files themselves, as the database sees them.</summary>
    private static async Task FilesAsync(
        DbConnection connection, List<StoreProblem> problems, CancellationToken cancellation)
    {
        if (connection is not SqliteConnection)
            return;
        await foreach (var row in connection.RowsAsync($"PRAGMA integrity_check({MaxOfFile})", cancellation))
        {
            if (row[0] is not "ok")
                problems.Add(new StoreProblem(null, null, $"The file is damaged: {row[0]}", $"ファイルが壊れています: {row[0]}"));
        }

        await foreach (var row in connection.RowsAsync("PRAGMA foreign_key_check", cancellation))
        {
            problems.Add(new StoreProblem(
                null,
                null,
                $"Row {row[1]} of {row[0]} belongs to a row of {row[2]} that is not there.",
                $"{row[0]} の行 {row[1]} が属する {row[2]} の行がありません。"));
        }
    }

    /// <param name="only">The only release whose figures are compared; null for all.</param>
    private static async Task PointersAsync(
        DbConnection connection,
        int? only,
        Lazy<Task<List<Link>>> links,
        List<StoreProblem> problems,
        CancellationToken cancellation)
    {
        var states = await StoredRows.ReadAsync<StoreStateRow>(connection, "", cancellation);
        if (states is not [var state])
        {
            problems.Add(new StoreProblem(
                null, null, "The row that says which release is current is not there.", "どの版を公開しているかの記録がありません。"));
            return;
        }

        var releases = await StoredRows.ReadAsync<ReleaseRow>(connection, "ORDER BY number", cancellation);
        if (state.CurrentRelease is { } current
            && releases.Find(row => row.Number == current)?.Status is not ReleaseStatus.Published)
        {
            problems.Add(new StoreProblem(
                current,
                null,
                "It is current, and was never published or was taken back.",
                "公開中とされていますが、公開されていないか、取り消されています。"));
        }

        var editions = await links.Value;
        var changes = new Dictionary<int, int>();
        await foreach (var row in connection.RowsAsync(
            $"SELECT release_number, count(*) FROM release_change {ReleaseReader.Of(only)} GROUP BY release_number",
            cancellation))
        {
            changes.Add(
                Convert.ToInt32(row[0], CultureInfo.InvariantCulture),
                Convert.ToInt32(row[1], CultureInfo.InvariantCulture));
        }

        foreach (var release in releases.Where(row => only == null || row.Number == only))
        {
            var held =
                editions.Where(link => link.Release == release.Number).Select(link => link.Edition).ToList();
            foreach (var twice in held.GroupBy(row => row.MunicipalityCode).Where(group => group.Count() > 1))
            {
                problems.Add(new StoreProblem(
                    release.Number, twice.Key, "It holds two states of this municipality.", "この自治体のデータが二つあります。"));
            }

            if (release.Status == ReleaseStatus.TakenDown)
            {
                if (held.Count > 0 || changes.ContainsKey(release.Number))
                {
                    problems.Add(new StoreProblem(
                        release.Number, null, "It was taken down, and something of it is left.", "削除した版のデータが残っています。"));
                }

                continue;
            }

            if (release.BaseRelease is { } origin
                && !releases.Exists(row => row.Number == origin && row.Status != ReleaseStatus.TakenDown))
            {
                problems.Add(new StoreProblem(
                    release.Number,
                    null,
                    $"It was begun on release {origin}, which is not there.",
                    $"もとにした第{origin}版がありません。"));
            }

            if (release.MunicipalityCount != held.Count)
                problems.Add(Differs(release.Number, ("municipalities", "自治体"), release.MunicipalityCount, held.Count));
            if (release.ChangeCount != changes.GetValueOrDefault(release.Number))
                problems.Add(Differs(
                    release.Number,
                    ("changes", "変更点"),
                    release.ChangeCount,
                    changes.GetValueOrDefault(release.Number)));
            foreach (var (name, japanese, count) in EditionCheck.Figures)
            {
                if (count(release) != held.Sum(count))
                    problems.Add(Differs(release.Number, (name, japanese), count(release), held.Sum(count)));
            }
        }

        var orphans = await StoredRows.ReadAsync<EditionRow>(
            connection, "WHERE id NOT IN (SELECT edition_id FROM release_edition) ORDER BY id", cancellation);
        problems.AddRange(orphans.Select(edition => new StoreProblem(
            null,
            edition.MunicipalityCode,
            "A state of this municipality is in no release.",
            "この自治体のデータが、どの版にも属していません。")));
        if (await connection.ScalarAsync("SELECT max(id) FROM edition", cancellation) is { } last
            && Convert.ToInt64(last, CultureInfo.InvariantCulture) >= state.NextId)
        {
            problems.Add(new StoreProblem(
                null, null, "The number for the next row is taken already.", "次の行の番号がすでに使われています。"));
        }
    }

    /// <param name="only">The only release whose editions are read; null for all.</param>
    private async Task EditionsAsync(
        DbConnection connection,
        int? only,
        Lazy<Task<List<Link>>> links,
        List<StoreProblem> problems,
        CancellationToken cancellation)
    {
        var editions = (await links.Value).GroupBy(link => link.Edition.Id)
            .Select(group => group.MinBy(link => link.Release)!)
            .OrderBy(link => link.Edition.MunicipalityCode, StringComparer.Ordinal).ThenBy(link => link.Edition.Id);
        foreach (var link in
            editions.Where(link => only == null || !whole.Contains((link.Edition.Id, link.Edition.ContentHash))))
        {
            cancellation.ThrowIfCancellationRequested();
            StatesRead++;
            Progress?.Invoke(link.Edition.MunicipalityCode);
            var messages = await EditionCheck.RunAsync(connection, link.Edition, cancellation);
            problems.AddRange(messages.Select(message => new StoreProblem(
                link.Release, link.Edition.MunicipalityCode, message.English, message.Japanese)));
            if (only != null)
                whole.Add((link.Edition.Id, link.Edition.ContentHash));
        }
    }

    /// <summary>The states of municipalities with the releases that hold them, read once for what needs them.</summary>
    /// <param name="only">The only release; null for all.</param>
    private static Lazy<Task<List<Link>>> LinksOnce(
        DbConnection connection, int? only, CancellationToken cancellation) =>
        new(() => LinksAsync(connection, only, cancellation));

    private static async Task<List<Link>> LinksAsync(
        DbConnection connection, int? only, CancellationToken cancellation)
    {
        var links = await StoredRows.ReadAsync<ReleaseEditionRow>(connection, ReleaseReader.Of(only), cancellation);
        var editions = await ReleaseReader.HeldAsync(connection, only, cancellation);
        var byId = editions.ToDictionary(edition => edition.Id);
        return [.. from link in links
            where byId.ContainsKey(link.EditionId)
            select new Link(link.ReleaseNumber, byId[link.EditionId])];
    }

    private static async Task ChangesAsync(
        ReformDbContext context, ReleaseRow release, List<StoreProblem> problems, CancellationToken cancellation)
    {
        var stored = await context.Set<ReleaseChangeRow>().Where(row => row.ReleaseNumber == release.Number)
            .Select(row => new Change(row.Kind, row.Type, row.Key, row.Field, row.Before, row.After))
            .ToListAsync(cancellation);
        var found = new List<Change>();
        await foreach (var change in ReleaseReader.CompareAsync(
            context.Database.GetDbConnection(), release.BaseRelease, release.Number, cancellation))
            found.Add(change);
        foreach (var code in stored.Concat(found).Select(change => change.Key.Split('/')[0]).Distinct().Order(
            StringComparer.Ordinal))
        {
            if (!Of(stored, code).SetEquals(Of(found, code)))
            {
                problems.Add(new StoreProblem(
                    release.Number,
                    code,
                    "Its changes are not what differs from the release that it was begun on.",
                    "変更点の記録が、もとにした版との実際の違いと合いません。"));
            }
        }

        static HashSet<Change> Of(List<Change> changes, string code) =>
            [.. changes.Where(change => change.Key.Split('/')[0] == code)];
    }

    /// <summary>A part that cannot be read is a problem, and the others are looked at all the same.</summary>
    private static async Task GuardAsync(List<StoreProblem> problems, int? release, Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (Exception exception) when (exception is StoreException || EditionCheck.IsDamage(exception))
        {
            var (english, japanese) = EditionCheck.Unreadable(exception);
            problems.Add(new StoreProblem(release, null, english, japanese));
        }
    }

    private static StoreProblem Differs(int release, (string English, string Japanese) name, int stored, int found)
    {
        var (english, japanese) = EditionCheck.Differs(name, stored, found);
        return new(release, null, english, japanese);
    }

    private sealed record Link(int Release, EditionRow Edition);
}
