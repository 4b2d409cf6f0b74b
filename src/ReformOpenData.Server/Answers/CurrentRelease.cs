using System.Diagnostics;
using OpenTelemetry;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// Which releases are public and which of them is current, as last seen: looked at every
/// <see cref="ServerOptions.ReleasePollMs"/> by one cheap statement, so that a publish, rollback or take-down by
/// another process shows within that time. Also where it is noticed that the database went away and came back, so that
/// requests need not find out one by one.
/// </summary>
/// <param name="look">Null before the first release is published.</param>
internal sealed class CurrentRelease(
    ServerOptions options,
    AnswerCache cache,
    Func<CancellationToken, Task<PublicReleases?>> look,
    ILogger<CurrentRelease> log) : BackgroundService
{
    /// <summary>
    /// A database that has not answered the look by then is away; earlier than who waits for a connection gives up.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How long nobody may have been without a connection until it is said that there are enough.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private volatile PublicReleases? _seen;
    private volatile bool _available = true;
    private readonly Signal _wanted = new(isGiven: false);
    private Task<PublicReleases?>? _looking;
    private PublicReleases? _notHeld;
    private long _crowded;

    /// <summary>Null before the first release is published.</summary>
    public PublicReleases? Seen => _seen;

    /// <summary>Called when what is seen is another look than before.</summary>
    public Action? Changed { get; set; }

    /// <summary>False from when the database was found gone until it answers again.</summary>
    public bool Available => _available;

    /// <summary>
    /// Told by whoever could not ask the database; says what to answer. Whether it is so is looked at now: what one
    /// question met may have passed.
    /// </summary>
    public AnswerFailure Report(StoreException fault)
    {
        if (fault.Fault == StoreFault.Full)
            return AnswerFailure.Busy;
        if (fault.Fault == StoreFault.NotHeld)
        {
            if (Interlocked.Exchange(ref _notHeld, _seen) != _seen)
                _wanted.Give();
            return AnswerFailure.DatabaseUnavailable;
        }

        if (fault.Fault != StoreFault.Crowded)
        {
            if (Lose(fault))
                _wanted.Give();
        }
        else if (_available)
            Crowd(fault);
        return _available ? AnswerFailure.NoConnection : AnswerFailure.DatabaseUnavailable;
    }

    /// <summary>
    /// Takes what was seen for another look at the same releases, so that nothing goes on that was made of it.
    /// </summary>
    /// <returns>What is seen now instead of it.</returns>
    public PublicReleases? Renew(PublicReleases? seen)
    {
        var renewed = seen?.Renewed();
        if (Interlocked.CompareExchange(ref _seen, renewed, seen) != seen)
            return seen;
        Changed?.Invoke();
        return renewed;
    }

    public async Task LookAsync(CancellationToken cancellation)
    {
        // A span every second would bury those of requests.
        using var unseen = SuppressInstrumentationScope.Begin();
        try
        {
            // One that is late is not begun anew: it ends when the database goes on, or its session is lost.
            _looking ??= look(CancellationToken.None);
            var now = await _looking.WaitAsync(Patience, cancellation);
            _looking = null;
            Gain();
            if (now?.Stamp == _seen?.Stamp && now?.Current == _seen?.Current) return;
            log.LogInformation("Release {Release} is current, with stamp {Stamp}", now?.Current, now?.Stamp);
            _seen = now;
            if (now is not null) cache.Keep(now);
            Changed?.Invoke();
        }
        // Whatever is wrong with it, the next look tells.
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            if (_looking is not { IsCompleted: false }) _looking = null;
            if (StoreFaults.Translate(fault) is { Fault: StoreFault.Crowded } crowded
                && _available
                && _seen is not null)
                Crowd(crowded);
            else
                Lose(fault);
        }
    }

    public override void Dispose()
    {
        _wanted.Dispose();
        base.Dispose();
    }

    /// <summary>Whether it was not known yet.</summary>
    private bool Lose(Exception fault)
    {
        var isNew = _available;
        if (isNew)
        {
            var cause = fault is TimeoutException
                ? $"It has been asked what is current for {Patience.TotalSeconds:0} s."
                : StoreFaults.Translate(fault)?.Message;
            log.LogError(fault, "The database does not answer; answers in memory go on being served. {Cause}", cause);
        }

        _available = false;
        return isNew;
    }

    private void Gain()
    {
        if (!_available) log.LogInformation("The database answers again");
        _available = true;
        var crowded = Volatile.Read(ref _crowded);
        if (crowded == 0 || Stopwatch.GetElapsedTime(crowded) < Calm) return;
        if (Interlocked.CompareExchange(ref _crowded, 0, crowded) == crowded)
            log.LogInformation("There are connections enough again");
    }

    private void Crowd(StoreException fault)
    {
        if (Interlocked.Exchange(ref _crowded, Stopwatch.GetTimestamp()) == 0)
            log.LogWarning(
                fault,
                "Requests wait for a connection to the database, or are told to come later. {Cause}",
                fault.Message);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        PoolContext.Enter();
        try
        {
            while (true)
            {
                await _wanted.WaitAsync(options.ReleasePollMs, stoppingToken);
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop; where the host never started, that is no failure of its own.
        }
    }
}
