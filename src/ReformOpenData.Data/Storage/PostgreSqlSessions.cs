using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Sessions with a PostgreSQL server: no more at once than it allows, each for one question at a time. Who finds none
/// free waits a little. One more is kept for the look at what is current, which must not wait behind questions.
/// </summary>
internal sealed class PostgreSqlSessions : IAsyncDisposable
{
    /// <summary>
    /// A statement is planned once for a connection, not for each question: ordering the seven tables of a page of
    /// ratings takes ten times as long as reading it. Statements name their tables in a good order, so that few orders
    /// need be tried. In the connection string, Options replaces this.
    /// </summary>
    private const string PlanOnce = "-c plan_cache_mode=force_generic_plan -c join_collapse_limit=5";

    /// <summary>On each connection; the least recently used leaves first.</summary>
    private const int PreparedStatements = 200;

    /// <summary>
    /// More would only take turns on the server's processors; two servers fit PostgreSQL's own default of 100.
    /// </summary>
    private const int Most = 40;

    /// <summary>However few the server allows: a command may read while it writes.</summary>
    private const int Fewest = 2;

    /// <summary>Beside those of the pool: one for the look, and one for a command of the steward.</summary>
    private const int Others = 2;

    /// <summary>
    /// Where the server allows fewer, the look has no session of its own: it would be missed by questions.
    /// </summary>
    private const int Few = 10;

    /// <summary>How long a question waits for a session.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>After which the server is asked again whether it lets a further session in.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _looking;
    private readonly SemaphoreSlim _free;
    private readonly Lock _lock = new();
    private CancellationTokenSource _passing = new();
    private int _parked;
    private int _step;
    private bool _isDisposed;

    private PostgreSqlSessions(NpgsqlConnectionStringBuilder settings, PostgreSqlServer server, TimeSpan? longest)
    {
        LongestStatement = longest;
        Size = Math.Min(settings.MaxPoolSize, Math.Max(Fewest, server.Connections - Others));
        settings.MaxPoolSize = Size;
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, Size);

        // Who asks or looks notices that it takes long; Npgsql would wait for the server once more, in a thread that
        // others need. Where some commands had a limit and others none, each question would set it four times.
        settings.CommandTimeout = 0;
        Source = Make(settings, "reform");
        var isAlone = server.Connections >= Few;
        _free = new SemaphoreSlim(isAlone ? Size : Math.Max(1, Size - 1));
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = 1;
        _looking = isAlone ? Make(settings, "reform look") : Source;
        if (!server.TakesOptions)
            BeforeQuestions = Before(longest);
    }

    /// <summary>The sessions of the pool, without the wait.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>How many of them nobody uses now.</summary>
    public int Free => _free.CurrentCount;

    /// <summary>How many sessions the pool has at most.</summary>
    public int Size { get; }

    /// <summary>After which the server ends a statement of a question; null where only who asks ends it.</summary>
    public TimeSpan? LongestStatement { get; }

    /// <summary>
    /// What is said at the beginning of each batch, for that batch alone, where sessions cannot be told once: PgBouncer
    /// shares them between programs. Null where they were told.
    /// </summary>
    public string? BeforeQuestions { get; }

    /// <summary>Whether the look has a session of its own: it is answered whatever is done with the others.</summary>
    public bool HasLook => _looking != Source;

    /// <summary>Ends statements that nobody waits for.</summary>
    public StatementStop Stop { get; } = new();

    /// <summary>Cancelled when the server is passed over: what waits for it is asked of another.</summary>
    public CancellationToken PassedOver => Volatile.Read(ref _passing).Token;

    /// <param name="longest">After which the server ends a statement of a question; null for never.</param>
    public static async Task<PostgreSqlSessions> OpenAsync(
        NpgsqlConnectionStringBuilder asked, TimeSpan? longest, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(asked.ToString());
        var limit = longest is { } time ? $"-c statement_timeout={Milliseconds(time)} " : "";
        settings.Options = $"{limit}{settings.Options ?? PlanOnce} {PostgreSqlServer.Mark}";
        PostgreSqlServer server;
        try
        {
            server = await AskAsync(settings, cancellation);
        }
        catch (PostgresException refused) when (StoreFaults.IsStartupRefused(refused))
        {
            settings.Options = null;
            server = await AskAsync(settings, cancellation);
        }

        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            // What is prepared in a session that is shared may be gone at the next question, or be another's.
            settings.MaxAutoPrepare = server.TakesOptions ? PreparedStatements : 0;
            settings.AutoPrepareMinUsages = 2;
        }

        return new PostgreSqlSessions(settings, server, longest);
    }

    private static async Task<PostgreSqlServer> AskAsync(
        NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await PostgreSqlServer.AskAsync(settings, cancellation);
            }
            catch (PostgresException fault) when (StoreFaults.IsCrowded(fault)
                && Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    /// <summary>An open session from the pool; dispose it to give it back.</summary>
    /// <exception cref="StoreException">None came free in time.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        Exception? last = null;
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = Patience - Stopwatch.GetElapsedTime(began);
            if (!await _free.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation))
                throw StoreFaults.Crowded(last);
            try
            {
                var connection = await Source.OpenConnectionAsync(cancellation);

                // It closes once, whether it is given back or breaks.
                connection.StateChange += (_, _) => Release(1);
                return connection;
            }
            catch (PostgresException fault) when (StoreFaults.IsCrowded(fault))
            {
                last = fault;
                Park();
            }
            catch (NpgsqlException fault) when (fault.InnerException is TimeoutException)
            {
                Release(1);
                throw StoreFaults.Slow(fault);
            }
            catch
            {
                Release(1);
                throw;
            }
        }
    }

    /// <summary>The session of the look; one of the pool, where the server does not let in another.</summary>
    public async ValueTask<NpgsqlConnection> OpenLookAsync(CancellationToken cancellation)
    {
        try
        {
            return await _looking.OpenConnectionAsync(cancellation);
        }
        catch (PostgresException fault) when (StoreFaults.IsCrowded(fault))
        {
            return await Source.OpenConnectionAsync(cancellation);
        }
    }

    /// <summary>Closes the sessions that wait in the pool: whatever ended one of them may have ended all.</summary>
    public void Forget() => Source.Clear();

    /// <summary>Told whether the server answered when all were asked.</summary>
    public void Hear(bool answers)
    {
        if (!answers)
            _ = _passing.CancelAsync();
        else if (_passing.IsCancellationRequested)
            Volatile.Write(ref _passing, new CancellationTokenSource());
    }

    public async ValueTask DisposeAsync()
    {
        Stop.Dispose();
        _passing.Dispose();
        await Source.DisposeAsync();
        await _looking.DisposeAsync();
        lock (_lock)
        {
            _isDisposed = true;
            _free.Dispose();
        }
    }

    private void Release(int places)
    {
        lock (_lock)
        {
            if (!_isDisposed)
                _free.Release(places);
        }
    }

    /// <summary>
    /// The server lets no further session in: the place of it is kept back for a while, so that who waits gets one of
    /// those that there are, and the server is not asked by everybody. Then it is asked for one, two, four …
    /// </summary>
    private void Park()
    {
        lock (_lock)
        {
            _step = 1;
            if (_parked++ == 0)
                _ = GiveBackAsync();
        }
    }

    private async Task GiveBackAsync()
    {
        while (true)
        {
            await Task.Delay(Pause);
            lock (_lock)
            {
                var some = Math.Min(_step, _parked);
                _parked -= some;
                _step *= 2;
                Release(some);
                if (_parked == 0)
                    return;
            }
        }
    }

    /// <summary>Sessions as the settings say. The driver knows all types that the tables have: each start would read
    /// those of the server three times.</summary>
    /// <exception cref="StoreException">The settings do not fit each other.</exception>
    public static NpgsqlDataSource Make(NpgsqlConnectionStringBuilder settings, string name)
    {
        try
        {
            return new NpgsqlDataSourceBuilder(settings.ToString()) { Name = name }
                .ConfigureTypeLoading(types => types.EnableTypeLoading(false))
                .Build();
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw StoreFaults.NotUnderstood($"{exception.Message.TrimEnd('.')}; ", exception);
        }
    }

    private static string Before(TimeSpan? longest)
    {
        const string Plans = "SELECT set_config('join_collapse_limit', '5', true)";
        return longest is { } time ? $"{Plans}, set_config('statement_timeout', '{Milliseconds(time)}', true)" : Plans;
    }

    private static string Milliseconds(TimeSpan time) =>
        ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>The settings for each server that a connection string names.</summary>
    /// <exception cref="StoreException">It is not understood.</exception>
    public static IEnumerable<NpgsqlConnectionStringBuilder> Parse(string text)
    {
        var hosts = With(text, host: null).Host
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return hosts is [_, ..]
            ? hosts.Select(host => With(text, host))
            : throw StoreFaults.NotUnderstood("it names no Host; ");
    }

    private static NpgsqlConnectionStringBuilder With(string text, string? host)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(text);
            if (host is not null)
                settings.Host = host;

            // Which of the servers is written to and read is found out here.
            settings.Remove("Target Session Attributes");
            settings.Remove("Load Balance Hosts");
            settings.ApplicationName ??= "ReformOpenData";

            // A session keeps no state between questions, and asks the same few statements again and again.
            settings.NoResetOnClose = true;
            settings.MaxPoolSize =
                settings.ShouldSerialize("Maximum Pool Size") ? Math.Max(Fewest, settings.MaxPoolSize) : Most;
            if (!settings.ShouldSerialize("Timeout"))
                settings.Timeout = (int)Patience.TotalSeconds;

            // A server that is gone without a word is noticed by the network; one that hangs, by the look.
            if (!settings.ShouldSerialize("TCP Keepalive Time")
                && settings.Host is { Length: > 0 } name
                && name[0] is not '/' and not '@')
                (settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (10, 5);
            return settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // What it says may quote a password.
            throw StoreFaults.NotUnderstood("", exception);
        }
    }
}
