using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// Reads the current release back, at the start and after each change of what is current, and tells when it is not as
/// it was written. Who asks a server that has just started waits until its release was read back, where that takes a
/// moment; one that takes longer is read back while answers are given, which nobody may keep until then.
/// </summary>
internal sealed class Verification : BackgroundService
{
    /// <summary>For how long after the start others wait for a release to be read back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A release of more rows is not read back by then.</summary>
    private const double MostRowsAwaited = 20_000;

    /// <summary>Until a release is read again that could not be read.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Func<CancellationToken, Task<ReadBack>> _check;
    private readonly CurrentRelease _release;
    private readonly AnswerCache _cache;
    private readonly ILogger<Verification> _log;
    private readonly Signal _wanted = new(isGiven: true);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _patience;
    private IReadOnlyList<StoreProblem> _told = [];
    private volatile bool _isDamaged;

    /// <summary>What was current when it was read back last; null before that.</summary>
    private volatile Tuple<PublicReleases?>? _readBack;

    public Verification(
        Func<CancellationToken, Task<ReadBack>> check,
        CurrentRelease release,
        AnswerCache cache,
        ILogger<Verification> log)
    {
        (_check, _release, _cache, _log) = (check, release, cache, log);
        release.Changed += _wanted.Give;
    }

    /// <summary>
    /// Until a damaged release is read back again: rows of PostgreSQL may be put right in place, which nothing tells.
    /// </summary>
    public TimeSpan PauseWhileDamaged { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the current release was found to be not as it was written.</summary>
    public bool IsDamaged => _isDamaged;

    /// <summary>Whether the current release was read back since it became current.</summary>
    public bool IsDone => _readBack is { } readBack && readBack.Item1 == _release.Seen;

    /// <summary>Whether the release that was current at the start was read back, be it damaged or not.</summary>
    public bool IsSettled => _readBack is not null;

    /// <summary>Waits until the release was read back that was current at the start, unless that takes long.</summary>
    public Task WaitAsync(CancellationToken cancellation) =>
        IsSettled || !IsAwaited(_release.Seen)
            ? Task.CompletedTask
            : Task.WhenAny(_settled.Task, _patience ?? Task.CompletedTask).WaitAsync(cancellation);

    /// <summary>Whether a release is read back in a moment, which others wait for.</summary>
    public static bool IsAwaited(PublicReleases? releases) => releases is not { Rows: > MostRowsAwaited };

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _patience = Task.Delay(Patience, CancellationToken.None);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _release.Changed -= _wanted.Give;
        _wanted.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        PoolContext.Enter();
        try
        {
            // Where nobody waits for it, the processors are left to the first answers.
            if (!IsAwaited(_release.Seen)) await Task.Delay(Pause, stoppingToken);
            while (true)
            {
                await _wanted.WaitAsync(
                    _isDamaged ? (int)PauseWhileDamaged.TotalMilliseconds : Timeout.Infinite, stoppingToken);
                for (var isFirst = true; !await VerifyAsync(isFirst, stoppingToken); isFirst = false)
                    await Task.Delay(Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <summary>False where the release could not be read.</summary>
    private async Task<bool> VerifyAsync(bool isFirst, CancellationToken cancellation)
    {
        var seen = _release.Seen;
        try
        {
            var (problems, duration) = await _check(cancellation);
            foreach (var problem in problems.Except(_told))
            {
                _log.LogError(
                    "Release {Release}, {Municipality}: {Problem}",
                    problem.Release,
                    problem.Municipality,
                    problem.Message);
            }

            _told = problems;
            if (problems.Count > 0)
            {
                _isDamaged = true;
                _cache.Drop();
            }
            else if (_isDamaged)
            {
                // Rows that are put right in place are seen by nothing else: what was made of them is made anew.
                _cache.Drop();
                seen = _release.Renew(seen);
                _isDamaged = false;
            }

            _readBack = Tuple.Create(seen);
            _settled.TrySetResult();
            if (seen is not null)
            {
                _log.LogInformation(
                    "Release {Release} was read back in {Duration} ms", seen.Current, (long)duration.TotalMilliseconds);
            }

            return true;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // The database is away, which the look tells.
            if (isFirst && seen is not null)
                _log.LogWarning(fault, "Release {Release} could not be read back, and is tried again", seen.Current);
            return false;
        }
    }
}
