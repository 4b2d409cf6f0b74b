using System.Text.RegularExpressions;

namespace ReformOpenData.Data.Import;

/// <summary>What lines begin with that are notes to a table in any plan.</summary>
internal static partial class NoteLines
{
    public static bool Begins(string line) => Sign().IsMatch(line);

    [GeneratedRegex(
        @"^(※|\*|\(\s*注|【\s*注|\[\s*注|注[0-9]*[:.)、\s]|\(\s*備考|備考\s*([:、]|\s|$)|[(【「<〈]?\s*凡\s*例)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Sign();
}
