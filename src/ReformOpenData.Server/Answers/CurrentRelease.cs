using OpenTelemetry;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// Which release is current, as last seen: looked at every <see cref="ServerOptions.ReleasePollMs"/> by one cheap statement, so
/// that a publish, rollback or take-down by another process shows within that time. Also where it is noticed that the database went
/// away and came back, so that requests need not find out one by one.
/// </summary>
internal sealed class CurrentRelease(
    ServerOptions options,
    ResponseCache cache,
    Func<CancellationToken, Task<StoreLook>> look,
    ILogger<CurrentRelease> log) : BackgroundService
{
    private volatile Seen _seen = new(new StoreLook(null, ""));
    private volatile bool _available = true;

    /// <summary>Null before the first release is published.</summary>
    public int? Number => _seen.Look.Release;

    /// <summary>Current release and stamp, as of one look.</summary>
    public StoreLook Last => _seen.Look;

    /// <summary>Called after a look that saw something else than the one before.</summary>
    public Action? Changed { get; set; }

    /// <summary>False from when the database was found gone until it answers again.</summary>
    public bool Available => _available;

    /// <summary>Told by a request whose statement could not reach the database.</summary>
    public void Lost()
    {
        if (_available) log.LogError("The database does not answer; answers in memory go on being served");
        _available = false;
    }

    public async Task Look(CancellationToken cancellation)
    {
        // A span every second would bury those of requests.
        using var unseen = SuppressInstrumentationScope.Begin();
        try
        {
            var seen = await look(cancellation);
            if (!_available) log.LogInformation("The database answers again");
            _available = true;
            if (seen == _seen.Look) return;
            log.LogInformation("Release {Release} is current, with stamp {Stamp}", seen.Release, seen.Stamp);
            _seen = new Seen(seen);
            cache.Drop();
            Changed?.Invoke();
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested) // Whatever is wrong with it, the next look tells.
        {
            if (_available) log.LogError(fault, "The database does not answer; answers in memory go on being served");
            _available = false;
        }
    }

    /// <summary>In an object, so that it is read whole.</summary>
    private sealed record Seen(StoreLook Look);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.ReleasePollMs));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Told to stop; where the host never started, that is no failure of its own.
        }
    }
}
