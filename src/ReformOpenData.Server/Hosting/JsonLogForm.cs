using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// For machines: one JSON object a line with time, level, message, the message's values, the id of the request, and
/// what was thrown.
/// </summary>
internal sealed class JsonLogForm(TimeProvider time) : LogForm(time)
{
    public override string Line(in LogEvent entry, IExternalScopeProvider? scopes)
    {
        var buffer = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(buffer, Json.Options))
        {
            json.WriteStartObject();
            json.WriteString("time", Now);
            json.WriteString("level", entry.Level.ToString());
            json.WriteString("category", entry.Category);
            json.WriteString("message", Message(entry));
            foreach (var (name, value) in entry.Values)
            {
                if (name != "{OriginalFormat}") Write(json, JsonNamingPolicy.CamelCase.ConvertName(name), value);
            }

            scopes?.ForEachScope(
                static (scope, json) =>
                {
                    if (scope is not KeyValuePair<string, string>[] values) return;
                    foreach (var (name, value) in values) json.WriteString(name, value);
                },
                json);
            if (Fault(entry) is { } fault) json.WriteString("exception", fault);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
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
            default: json.WriteString(name, Cut(value.ToString() ?? "")); break;
        }
    }
}
