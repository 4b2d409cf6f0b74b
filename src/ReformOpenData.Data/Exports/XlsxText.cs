using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// Workbooks write a character that XML cannot hold as _xHHHH_ (ECMA-376, ST_Xstring), and so an underscore that would
/// read as the beginning of one. XML itself would turn a carriage return into a line feed.
/// </summary>
internal static partial class XlsxText
{
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && !text.Contains("_x", StringComparison.Ordinal))
            return text;

        var escaped = new StringBuilder(LikeEscape().Replace(text, "_x005F_"));
        for (var index = escaped.Length - 1; index >= 0; index--)
        {
            if (escaped[index] is < ' ' and not ('\n' or '\t') and var character)
                escaped.Remove(index, 1)
                    .Insert(index, string.Create(CultureInfo.InvariantCulture, $"_x{(int)character:X4}_"));
        }

        return escaped.ToString();
    }

    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, Character)
        : text;

    /// <summary>Half a character is none: such an escape is left as it is written.</summary>
    private static string Character(Match match)
    {
        var code = match.Groups["code"].ValueSpan;
        var character = (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return char.IsSurrogate(character) ? match.Value : character.ToString();
    }

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.None, 1000)]
    private static partial Regex Escaped();

    // Looks ahead only, because the underscore at the end of one may be that at the beginning of the next.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.None, 1000)]
    private static partial Regex LikeEscape();
}
