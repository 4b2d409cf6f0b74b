using System.Globalization;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// For people at a terminal: the time of the day, the level where it is more than information, the message.
/// </summary>
internal sealed class TextLogForm(TimeProvider time) : LogForm(time)
{
    public override string Line(in LogEvent entry, IExternalScopeProvider? scopes)
    {
        var level = entry.Level == LogLevel.Information ? "" : entry.Level.ToString().ToLowerInvariant() + ": ";
        var clock =
            TimeZoneInfo.ConvertTime(Now, TimeZoneInfo.Local).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var line = $"{clock} {level}{Plain(Message(entry))}";
        return Fault(entry) is { } fault ? $"{line}\n{fault}" : line;
    }

    /// <summary>What a client sends moves no cursor and changes no colour.</summary>
    private static string Plain(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '·' : c)) : text;
}
