namespace ReformOpenData.Server.Hosting;

/// <summary>How a line of the log is written; whatever is logged, it has a length that can be borne.</summary>
internal abstract class LogForm(TimeProvider time)
{
    private const int MostOfMessage = 500;
    private const int MostOfException = 8000;

    protected DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The scope that carries the id of a request.</summary>
    public static KeyValuePair<string, string>[] ScopeOf(string requestId) => [new("requestId", requestId)];

    public abstract string Line(in LogEvent entry, IExternalScopeProvider? scopes);

    protected static string Message(in LogEvent entry) => Cut(entry.Message, MostOfMessage);

    protected static string? Fault(in LogEvent entry) =>
        entry.Exception is { } fault ? Cut(fault.ToString(), MostOfException) : null;

    protected static string Cut(string text, int most = MostOfMessage) =>
        text.Length <= most ? text : text[..most] + "…";
}
