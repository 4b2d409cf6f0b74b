using OpenTelemetry;

namespace ReformOpenData.Server.Http;

/// <summary>
/// Which release is current, as last seen: looked at every <see cref="ServerOptions.ReleasePollMs"/> by one cheap statement, so
/// that a publish or rollback by another process shows within that time. Also where it is noticed that the database went
/// away and came back, so that requests need not find out one by one.
/// </summary>
internal sealed class CurrentRelease(
    ServerOptions options,
    ResponseCache cache,
    Func<CancellationToken, Task<int?>> look,
    ILogger<CurrentRelease> log) : BackgroundService
{
    private volatile int _number;
    private volatile bool _available = true;

    /// <summary>Null before the first release is published.</summary>
    public int? Number => _number is > 0 and var number ? number : null;

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
            var number = await look(cancellation) ?? 0;
            if (!_available) log.LogInformation("The database answers again");
            _available = true;
            if (number == _number) return;
            log.LogInformation("Release {Release} is current", number);
            _number = number;
            cache.Drop();
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
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Told to stop; where the host never started, that is no failure of its own.
        }
    }
}
