using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Hosting;

/// <summary>One JSON object a line: time, level, message, the message's values, the id of the request, and what was thrown.</summary>
internal sealed class JsonLines(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "json-lines";

    /// <summary>The name under which a scope carries the id of the request.</summary>
    public const string RequestId = "requestId";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(buffer, Json.Options))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow());
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (logEntry.State is IEnumerable<KeyValuePair<string, object?>> values)
            {
                foreach (var (name, value) in values)
                {
                    if (name != "{OriginalFormat}") Write(json, JsonNamingPolicy.CamelCase.ConvertName(name), value);
                }
            }
            scopeProvider?.ForEachScope(
                static (scope, json) =>
                {
                    if (scope is not KeyValuePair<string, string>[] values) return;
                    foreach (var (name, value) in values) json.WriteString(name, value);
                },
                json);
            if (logEntry.Exception is { } exception) json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }
        textWriter.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case double number: json.WriteNumber(name, number); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            default: json.WriteString(name, value.ToString()); break;
        }
    }
}
