using System.Diagnostics;
using Npgsql;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// The PostgreSQL servers that a connection string names: a primary, which is written to, and its standbys. A server is
/// read while it holds the same public releases as the one that leads: the primary, or while there is none, the standby
/// that is ahead of the others. So what one question reads is of one state, however far a standby is behind.
/// </summary>
internal sealed class PostgreSqlServers : IAsyncDisposable
{
    /// <summary>A server that has not answered the look by then is passed over until it does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks at a server that somebody works with.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How often a server whose sessions end while it is asked is asked again in one look.</summary>
    private const int MostAgain = 2;

    private readonly PostgreSqlMember[] _members;
    private readonly SemaphoreSlim _meeting = new(1);
    private readonly Lock _choice = new();
    private volatile Readable[] _read = [];
    private volatile PostgreSqlMember? _primary;
    private volatile PostgreSqlMember? _written;
    private Task? _finding;

    private PostgreSqlServers(PostgreSqlMember[] members) => _members = members;

    /// <summary>How many servers there are.</summary>
    public int Count => _members.Length;

    /// <summary>How many sessions all servers have together, of those that answered at the start.</summary>
    public int Sessions => _members.Sum(member => member.Sessions?.Size ?? 0);

    /// <summary>Those of a server to read from: of those that may be read, the one that has most left.</summary>
    public PostgreSqlSessions Reading => MostFree(_read);

    /// <summary>
    /// The same for what is about a release: of those that are known to hold it. Who asks may not have heard yet that
    /// another server leads now, which is behind. A draft, which no look tells of, is read from the primary.
    /// </summary>
    /// <exception cref="StoreException">None of them holds it.</exception>
    public PostgreSqlSessions ReadingOf(long release)
    {
        var read = _read;
        if (Count == 1)
            return read[0].Sessions;
        var holders = Array.FindAll(read, one => one.Look?.Publications.ContainsKey((int)release) == true);
        if (holders.Length > 0)
            return MostFree(holders);
        return _primary?.Sessions is { } primary && Array.Exists(read, one => one.Sessions == primary)
            ? primary
            : throw StoreFaults.NotHeld(release);
    }

    /// <param name="connectionString">Of one server, or with several in Host, separated by commas.</param>
    /// <param name="longest">After which a server ends a statement of a question; null for never.</param>
    /// <exception cref="NpgsqlException">None of them answers, or the only one refuses.</exception>
    public static async Task<PostgreSqlServers> OpenAsync(
        string connectionString, TimeSpan? longest, CancellationToken cancellation)
    {
        var servers = new PostgreSqlServers(
            [.. PostgreSqlSessions.Parse(connectionString).Select(settings =>
                new PostgreSqlMember(settings, longest))]);
        try
        {
            if (servers.Count == 1)
            {
                await servers._members[0].OpenAsync(cancellation);
                servers._read = [new Readable(servers._members[0].Sessions!, Look: null)];
            }
            else
            {
                await servers.MeetAsync(cancellation);
            }
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }

        return servers;
    }

    /// <summary>Those of the server that is written to.</summary>
    /// <exception cref="StoreException">None of them takes writes.</exception>
    public async ValueTask<PostgreSqlSessions> WritingAsync(CancellationToken cancellation)
    {
        if (Count == 1)
            return _members[0].Sessions!;

        // It may have changed since the last look, and one that was passed over may go on.
        await MeetAsync(cancellation, waitsForAll: true);
        _written = _primary;
        return _written?.Sessions ?? throw new StoreException(
            "None of the PostgreSQL servers in the connection string takes writes: promote a standby (pg_ctl promote), "
                + "or wait until "
            + "the primary is back. Reading goes on.",
            "接続文字列の PostgreSQL のサーバーはどれも書き込めません。スタンバイを昇格させる（pg_ctl promote）か、プライマリーが戻るのを待ってください。読み取りは続きます。");
    }

    /// <summary>What is current at the server that leads; from then on, those that hold the same are read.</summary>
    public async Task<StoreLook> LookAsync(CancellationToken cancellation)
    {
        if (Count == 1)
            return await _members[0].LookAsync(cancellation);
        return await MeetAsync(cancellation)
            ?? throw new StoreException(
                "The PostgreSQL server that leads has no store any more: restore it from a backup.",
                "プライマリーの PostgreSQL にデータがなくなりました。バックアップから戻してください。");
    }

    /// <summary>
    /// Told of a server whose session has ended: until it answers a look that begins now, the others are read. Where
    /// there is none, all are asked at once: one may have come back since the last look.
    /// </summary>
    public async Task LoseAsync(PostgreSqlSessions sessions)
    {
        Task finding;
        lock (_choice)
        {
            Array.Find(_members, member => member.Sessions == sessions)?.Lose();
            var others = Array.FindAll(_read, one => one.Sessions != sessions);
            if (others.Length > 0)
                _read = others;
            if (others.Length > 0 || Count == 1)
                return;

            finding = _finding is { IsCompleted: false } under ? under : _finding = Task.Run(FindAsync);
        }

        await finding;
    }

    /// <summary>
    /// Ends with a fault when a server that has to answer has been silent for so long: the only one, the one that is
    /// written to, or all. Of one that refuses, who asks it is told. One that lets in so few sessions that the look has
    /// none of its own is waited for: who works with all of them would seem to hang.
    /// </summary>
    public async Task WatchAsync(TimeSpan silence, CancellationToken cancellation)
    {
        if (Array.Exists(_members, member => member.Sessions is { HasLook: false }))
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        var answered = Stopwatch.GetTimestamp();
        while (_written is null || _written.Silence < silence)
        {
            await Task.Delay(Pause, cancellation);
            var left = silence - Stopwatch.GetElapsedTime(answered);
            try
            {
                await LookAsync(cancellation).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation);
            }
            catch (TimeoutException)
            {
                break;
            }
            catch (NpgsqlException fault) when (fault.InnerException is TimeoutException)
            {
                continue;
            }
            catch (Exception) when (!cancellation.IsCancellationRequested)
            {
                // It refuses, and who works is told.
            }

            answered = Stopwatch.GetTimestamp();
        }

        throw StoreFaults.Silent();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
            await member.DisposeAsync();
        _meeting.Dispose();
    }

    /// <summary>Asks all; who does not answer in time goes on being asked, and is passed over.</summary>
    /// <returns>What is current at the one that leads; null where no store has been made yet.</returns>
    private async Task<StoreLook?> MeetAsync(CancellationToken cancellation, bool waitsForAll = false)
    {
        await _meeting.WaitAsync(cancellation);
        try
        {
            return await MeetAloneAsync(waitsForAll, cancellation);
        }
        finally
        {
            _meeting.Release();
        }
    }

    private async Task<StoreLook?> MeetAloneAsync(bool waitsForAll, CancellationToken cancellation)
    {
        var patience = Task.Delay(Patience, cancellation);
        var asked = Array.ConvertAll(_members, member => (Task)member.Ask());

        // Those that answered the last time are waited for; where nobody answers, whoever is the first.
        var expected = asked.Where((_, i) => waitsForAll || _members[i].Role is not null || _read.Length == 0);
        await Task.WhenAny(Task.WhenAll(expected), patience).WaitAsync(cancellation);
        await UntilOneAnswersAsync(asked, cancellation);
        foreach (var member in _members)
            await member.HearAsync();

        // What a server said before a session with it ended, which it may have done by ending itself, does not count.
        for (var again = MostAgain; again > 0; again--)
        {
            if (Array.FindAll(_members, member => member is { Role: not null, IsLost: true }) is not [_, ..] lost)
                break;
            await Task.WhenAny(Task.WhenAll(lost.Select(member => member.Ask())), patience).WaitAsync(cancellation);
            foreach (var member in lost)
                await member.HearAsync();
        }

        var leader = Choose();
        foreach (var member in _members)
            member.Sessions?.Hear(member.Role is not null);
        return leader.Look;
    }

    /// <summary>Waits until one of them has succeeded or all have failed; each may end at any moment.</summary>
    internal static async Task UntilOneAnswersAsync(Task[] asked, CancellationToken cancellation)
    {
        while (!Array.Exists(asked, task => task.IsCompletedSuccessfully)
            && Array.FindAll(asked, task => !task.IsCompleted) is [_, ..] open)
            await Task.WhenAny(open).WaitAsync(cancellation);
    }

    /// <summary>Who leads, and who is read, of those that answered.</summary>
    private PostgreSqlRole Choose()
    {
        lock (_choice)
        {
            var known = Array.FindAll(_members, member => member.Role is not null);
            if (Array.FindAll(known, member => !member.IsLost) is [_, ..] sure)
                known = sure;
            if (known.Length == 0)
                throw _members.Select(member => member.Fault).FirstOrDefault(fault => fault is not null)
                    ?? StoreFaults.Silent();
            var leader = known.OrderByDescending(member => member.Role!.Rank).First();
            _primary = leader.Role!.IsPrimary ? leader : null;
            _read =
            [
                .. known.Where(member => member == leader
                    || (member.Role!.Look is { } look && look.Stamp == leader.Role.Look?.Stamp))
                    .Select(member => new Readable(member.Sessions!, member.Role!.Look)),
            ];
            return leader.Role;
        }
    }

    private async Task FindAsync()
    {
        PoolContext.Enter();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await MeetAsync(patience.Token);
        }
        catch (Exception fault)
            when (fault is OperationCanceledException || StoreFaults.Translate(fault) is not null)
        {
            // Nobody answers: who asks again is told.
        }
    }

    private static PostgreSqlSessions MostFree(Readable[] read) => read is [var only]
        ? only.Sessions
        : read.MaxBy(one => one.Sessions.Free)!.Sessions;

    /// <summary>A server that may be read, with what it held when it was looked at.</summary>
    private sealed record Readable(PostgreSqlSessions Sessions, StoreLook? Look);
}
