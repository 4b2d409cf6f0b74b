namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Refused requests in the log: the first of a while have a line each, the others are counted, and told in one line
/// when the while is over.
/// </summary>
internal sealed class RefusedRequests : IDisposable
{
    internal const int MostLines = 50;

    private static readonly TimeSpan While = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly ILogger<RefusedRequests> _log;
    private readonly ITimer _end;
    private readonly SortedDictionary<int, long> _counted = [];
    private int _lines;

    public RefusedRequests(TimeProvider time, ILogger<RefusedRequests> log)
    {
        _log = log;
        _end = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a request that was answered with this status has a line of its own in the log.</summary>
    public bool HasLine(int status)
    {
        if (status is < StatusCodes.Status400BadRequest or StatusCodes.Status500InternalServerError)
            return true;
        lock (_lock)
        {
            if (++_lines == 1)
                _end.Change(While, Timeout.InfiniteTimeSpan);
            if (_lines <= MostLines)
                return true;
            _counted[status] = _counted.GetValueOrDefault(status) + 1;
            return false;
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        End();
    }

    private void End()
    {
        KeyValuePair<int, long>[] counted;
        lock (_lock)
        {
            counted = [.. _counted];
            _counted.Clear();
            _lines = 0;
        }

        foreach (var (status, count) in counted)
            _log.LogInformation("{Count} more requests were refused with {Status}", count, status);
    }
}
