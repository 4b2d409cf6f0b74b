using OpenTelemetry;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// Which releases are public and which of them is current, as last seen: looked at every
/// <see cref="ServerOptions.ReleasePollMs"/> by one cheap statement, so that a publish, rollback or take-down by another
/// process shows within that time. Also where it is noticed that the database went away and came back, so that requests
/// need not find out one by one.
/// </summary>
/// <param name="look">Null before the first release is published.</param>
internal sealed class CurrentRelease(
    ServerOptions options,
    AnswerCache cache,
    Func<CancellationToken, Task<PublicReleases?>> look,
    ILogger<CurrentRelease> log) : BackgroundService
{
    private volatile PublicReleases? _seen;
    private volatile bool _available = true;

    /// <summary>Null before the first release is published.</summary>
    public PublicReleases? Seen => _seen;

    /// <summary>Called after a look that saw something else than the one before.</summary>
    public Action? Changed { get; set; }

    /// <summary>False from when the database was found gone until it answers again.</summary>
    public bool Available => _available;

    /// <summary>Told by whoever could not reach the database.</summary>
    public void ReportUnavailable()
    {
        if (_available) log.LogError("The database does not answer; answers in memory go on being served");
        _available = false;
    }

    public async Task LookAsync(CancellationToken cancellation)
    {
        // A span every second would bury those of requests.
        using var unseen = SuppressInstrumentationScope.Begin();
        try
        {
            var now = await look(cancellation);
            if (!_available) log.LogInformation("The database answers again");
            _available = true;
            if (now?.Stamp == _seen?.Stamp && now?.Current == _seen?.Current) return;
            log.LogInformation("Release {Release} is current, with stamp {Stamp}", now?.Current, now?.Stamp);
            _seen = now;
            if (now is not null) cache.Keep(now);
            Changed?.Invoke();
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested) // Whatever is wrong with it, the next look tells.
        {
            if (_available) log.LogError(fault, "The database does not answer; answers in memory go on being served");
            _available = false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.ReleasePollMs));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Told to stop; where the host never started, that is no failure of its own.
        }
    }
}
