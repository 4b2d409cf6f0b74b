using System.Diagnostics;
using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Reads the current release back, at the start and after each change of what is current, and keeps the server from serving what is
/// not as it was written. A start waits for it a little; what takes longer is done while answers are given.
/// </summary>
internal sealed class Verification(
    Func<CancellationToken, Task<IReadOnlyList<StoreProblem>>> check, CurrentRelease release, ResponseCache cache, ILogger<Verification> log)
    : BackgroundService
{
    private static readonly PathString[] Made = ["/graphql", "/downloads", "/dataset.jsonld"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim _wanted = new(1, 1);
    private volatile bool _isDamaged, _isDone;

    /// <summary>Whether the current release was found to be not as it was written.</summary>
    public bool IsDamaged => _isDamaged;

    /// <summary>Whether the current release was read back since it became current.</summary>
    public bool IsDone => _isDone;

    /// <summary>What is made of the store is refused while that is damaged; the pages and the health of the server are not.</summary>
    public static Task Guard(HttpContext context, RequestDelegate next, Verification verification) =>
        verification.IsDamaged && Made.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
            ? ErrorAnswer.Unavailable(context, HostErrorCode.StoreDamaged, "The store is damaged and is being restored.")
            : next(context);

    /// <summary>Called when something else is current.</summary>
    public void Want()
    {
        _isDone = false;
        if (_wanted.CurrentCount == 0) _wanted.Release();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        var watch = Stopwatch.StartNew();
        while (!_isDone && watch.Elapsed < Patience) await Task.Delay(10, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _wanted.WaitAsync(stoppingToken);
                await Verify(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private async Task Verify(CancellationToken cancellation)
    {
        var last = release.Last;
        try
        {
            var watch = Stopwatch.StartNew();
            var problems = await check(cancellation);
            foreach (var problem in problems)
                log.LogError("Release {Release}, {Municipality}: {Problem}", problem.Release, problem.Municipality, problem.Message);
            _isDamaged = problems.Count > 0;
            if (_isDamaged) cache.Drop();
            _isDone = last == release.Last;
            log.LogInformation("Release {Release} was read back in {Duration} ms", last.Release, watch.ElapsedMilliseconds);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested) // The database is away; the look tells, and what is current then is read.
        {
            log.LogWarning(fault, "Release {Release} could not be read back", last.Release);
            _isDone = true;
        }
    }
}
