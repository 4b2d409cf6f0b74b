using System.Globalization;

namespace ReformOpenData.Server.Commands;

/// <summary>
/// The language in which a command speaks to people: as <c>--lang</c> says, else Japanese where the locale is. Each
/// message has both languages where it is made. What programs read (JSON, exports, codes) is the same in either.
/// </summary>
internal static class Language
{
    public const string OptionName = "--lang";

    private static readonly AsyncLocal<bool> Chosen = new();

    public static bool IsJapanese => Chosen.Value;

    /// <summary>The text in the language of the command.</summary>
    public static string Of(string english, string japanese) => IsJapanese ? japanese : english;

    /// <summary>
    /// Chooses for all that the caller does from here on; before the command line is read, since its help has a
    /// language too.
    /// </summary>
    public static void Choose(string[] arguments)
    {
        var index = Array.FindIndex(
            arguments,
            argument => argument == OptionName || argument.StartsWith(OptionName + "=", StringComparison.Ordinal));
        var named = index < 0 ? Locale()
            : arguments[index] == OptionName ? arguments.ElementAtOrDefault(index + 1)
            : arguments[index][(OptionName.Length + 1)..];
        Chosen.Value = named?.StartsWith("ja", StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>
    /// The locale of messages: the first of the variables that says something, else that of the system.
    /// </summary>
    private static string Locale() =>
        new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? CultureInfo.InstalledUICulture.Name;
}
