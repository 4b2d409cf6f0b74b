using System.Text;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Import;

/// <summary>
/// A text as it is seen: without characters that cannot be (zero width spaces, byte order marks, soft hyphens, marks of
/// direction), and with letters that are written in two parts put together, as some systems write が as か and U+3099.
/// </summary>
internal static class VisibleText
{
    /// <summary>The same instance where nothing changes; shorter in any other case.</summary>
    public static string Of(string text)
    {
        var first = 0;
        while (first < text.Length && !IsUnseen(text[first]) && !IsMark(text[first]))
            first++;
        if (first == text.Length)
            return text;

        var seen = new StringBuilder(text, 0, first, text.Length);
        foreach (var character in text.AsSpan(first))
        {
            if (IsUnseen(character))
                continue;
            if (IsMark(character) && seen.Length > 0 && Compose(seen[^1], character) is { } composed)
                seen[^1] = composed;
            else
                seen.Append(character);
        }

        return seen.Length == text.Length ? text : seen.ToString();
    }

    private static bool IsUnseen(char character) =>
        character is '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or '\u00AD' or '\u180E'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsMark(char character) => character is (>= '\u0300' and <= '\u036F') or '\u3099' or '\u309A';

    private static char? Compose(char letter, char mark)
    {
        // The tables are those of folding, which knows small letters alone.
        var small = char.ToLowerInvariant(letter);
        var composed = UnicodeTables.Instance.Compose(small, mark);
        return composed is > 0 and <= char.MaxValue
            ? small == letter ? (char)composed : char.ToUpperInvariant((char)composed)
            : null;
    }
}
