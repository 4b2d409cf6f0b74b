using System.Collections.Concurrent;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Cancels when the time of a request is over, or when its client has gone. Sources that did not fire are used again.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    private const int MostIdle = 64;

    private static readonly ConcurrentQueue<CancellationTokenSource> s_idle = new();

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    public TimeLimit(int milliseconds, CancellationToken cancellationToken)
    {
        _source = s_idle.TryDequeue(out var idle) ? idle : new CancellationTokenSource();
        _source.CancelAfter(milliseconds);
        _registration = cancellationToken.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registration.Dispose();
        if (_source.TryReset() && s_idle.Count < MostIdle)
            s_idle.Enqueue(_source);
        else
            _source.Dispose();
    }

    public static GraphQLError Exceeded(int milliseconds) => GraphQLError.OverLimit(
        ErrorCode.TimeLimit,
        $"The request took longer than the limit (TimeoutMs) allows, {milliseconds} ms, and was stopped.",
        milliseconds,
        null);
}
