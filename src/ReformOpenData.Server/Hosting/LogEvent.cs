namespace ReformOpenData.Server.Hosting;

/// <summary>What is logged.</summary>
/// <param name="Values">Those of the message, by their names.</param>
internal readonly record struct LogEvent(
    LogLevel Level,
    string Category,
    string Message,
    IReadOnlyList<KeyValuePair<string, object?>> Values,
    Exception? Exception);
