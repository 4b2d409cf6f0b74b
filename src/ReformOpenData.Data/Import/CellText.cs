using System.Text;
using System.Text.RegularExpressions;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Turns a printed cell into clean text. The cell was taken from a page, where a line that is full goes on in the next
/// one, so a space stands for one of three things. The rules, in this order, for a run of spaces between two
/// characters:
/// <list type="number">
/// <item>At either end of the cell or of a paragraph it is nothing.</item>
/// <item>After 。 (a bracket or quote may close behind it), after 】, before 【 and before a circled number it is a line
/// break.</item>
/// <item>Behind a circled number, and beside 、 or ・, it is noise.</item>
/// <item>Between two Japanese characters (kana, kanji, full-width signs, brackets of either width) it is noise: the
/// line was full.</item>
/// <item>Anywhere else, that is beside a Latin letter, a digit or a half-width sign, it stays: R4. 4. 1 941名.</item>
/// </list>
/// Markup: <c>&lt;p&gt;…&lt;/p&gt;</c> makes a paragraph, and paragraphs are parted by an empty line; <c>&lt;br&gt;</c>
/// is a line break; any other tag stays as it is and is reported. Letters written in two parts (か and U+3099) are put
/// together, and characters that cannot be seen are taken out (<see cref="VisibleText"/>). A line break inside a cell
/// of a workbook or CSV stays one. Nothing else is changed.
/// </summary>
internal static partial class CellText
{
    /// <summary>What was cleaned, and what of it is worth a finding.</summary>
    /// <param name="Noise">Surroundings of the spaces that were taken out as noise, as printed.</param>
    /// <param name="HasParagraphs">The cell carried markup of paragraphs.</param>
    /// <param name="OtherMarkup">The first tag that is not known, if any.</param>
    /// <param name="IsRewritten">Letters in two parts were put together, or characters that cannot be seen taken
    /// out.</param>
    public readonly record struct Cleaned(
        string Text, IReadOnlyList<string> Noise, bool HasParagraphs, string? OtherMarkup, bool IsRewritten);

    /// <summary>Cleans a text of sentences by all rules.</summary>
    public static Cleaned Clean(string printed)
    {
        var noise = new List<string>();
        var cell = VisibleText.Of(printed);
        var isRewritten = cell.Length != printed.Length;
        if (!cell.Contains('<'))
            return new Cleaned(
                CleanParagraph(cell, noise), noise, HasParagraphs: false, OtherMarkup: null, isRewritten);

        var other = Tag().Matches(cell).FirstOrDefault(tag => !IsKnown(tag.Value))?.Value;
        var hasParagraphs = false;
        var paragraphs = ParagraphTag().Split(LineBreakTag().Replace(cell, "\n"));
        if (paragraphs.Length > 1)
            hasParagraphs = true;

        var cleaned = paragraphs.Select(paragraph => CleanParagraph(paragraph, noise)).Where(text => text.Length > 0);
        return new Cleaned(string.Join("\n\n", cleaned), noise, hasParagraphs, other, isRewritten);
    }

    /// <summary>
    /// The cell without any space or character that cannot be seen: how names of departments, grades, headings and
    /// labels are compared.
    /// </summary>
    public static string WithoutSpaces(string text) => AnySpaces().Replace(VisibleText.Of(text), "");

    /// <summary>Whether a cell holds nothing that can be seen.</summary>
    public static bool IsBlank(string cell) =>
        string.IsNullOrWhiteSpace(cell) || string.IsNullOrWhiteSpace(VisibleText.Of(cell));

    /// <summary>
    /// Full-width letters, digits and signs made half-width, and dashes of any kind a hyphen: for comparing, never for
    /// keeping.
    /// </summary>
    public static string Narrow(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            builder.Append(character switch
            {
                '\u3000' or '\u00A0' => ' ',
                '‐' or '‑' or '–' or '—' or '―' or '−' or '－' => '-',
                >= '！' and <= '～' => (char)(character - '！' + '!'),
                _ => character,
            });
        }

        return builder.ToString();
    }

    /// <summary>Whether the print says that there is nothing: a cell that holds one dash of any kind.</summary>
    public static bool IsDash(string cell) => Narrow(cell).Trim() is "-" or "ー";

    /// <summary>Whether a text tells nothing: it is blank, or a dash.</summary>
    public static bool IsNothing(string text) => string.IsNullOrWhiteSpace(text) || IsDash(text);

    /// <summary>1 for ① up to 50 for ㊿; null for any other character.</summary>
    public static int? CircledNumber(char character) => character switch
    {
        >= '①' and <= '⑳' => character - '①' + 1,
        >= '㉑' and <= '㉟' => character - '㉑' + 21,
        >= '㊱' and <= '㊿' => character - '㊱' + 36,
        _ => null,
    };

    private static string CleanParagraph(string text, List<string> noise)
    {
        var builder = new StringBuilder(text.Length);
        var position = 0;
        while (position < text.Length)
        {
            var start = position;
            while (position < text.Length && IsSpace(text[position]))
                position++;

            if (position > start && start > 0 && position < text.Length && builder.Length > 0)
                AppendSpaces(builder, text, start, position, noise);

            if (position < text.Length)
                builder.Append(text[position++]);
        }

        return builder.ToString();
    }

    private static void AppendSpaces(StringBuilder builder, string text, int start, int end, List<string> noise)
    {
        var spaces = text.AsSpan(start, end - start);
        var before = text[start - 1];
        var after = text[end];
        if (spaces.ContainsAny('\n', '\r'))
        {
            builder.Append('\n', Math.Min(2, CountLineBreaks(spaces)));
        }
        else if (IsLineBreak(text, start, before, after))
        {
            builder.Append('\n');
        }
        else if (IsNoise(before, after))
        {
            var from = Math.Max(0, start - 4);
            noise.Add(text[from..Math.Min(text.Length, end + 4)]);
        }
        else
        {
            builder.Append(spaces);
        }
    }

    private static int CountLineBreaks(ReadOnlySpan<char> spaces)
    {
        var feeds = spaces.Count('\n');
        return feeds > 0 ? feeds : spaces.Count('\r');
    }

    private static bool IsLineBreak(string text, int start, char before, char after)
    {
        if (before == '】' || after == '【' || (CircledNumber(after) is not null && IsJapanese(before)))
            return true;

        var sentenceEnd = start - 1;
        while (sentenceEnd > 0 && text[sentenceEnd] is '」' or '』' or '）' or ')' or '"')
            sentenceEnd--;

        return text[sentenceEnd] == '。';
    }

    private static bool IsNoise(char before, char after) =>
        CircledNumber(before) is not null
        || before is '、' or '・'
        || after is '、' or '・' or '。'
        || (IsJapanese(before) && IsJapanese(after));

    private static bool IsSpace(char character) =>
        character is ' ' or '\t' or '\n' or '\r' or '\u3000' or '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u202F'
            or '\u205F';

    private static bool IsJapanese(char character) => character is
        >= '\u3001' and <= '\u30FF' // punctuation, hiragana, katakana
        or >= '\u31F0' and <= '\u31FF'
        or >= '\u3400' and <= '\u9FFF' // kanji
        or >= '\uF900' and <= '\uFAFF'
        or >= '\uD840' and <= '\uDBFF' or >= '\uDC00' and <= '\uDFFF' // kanji beyond the first plane
        or >= '\uFF00' and <= '\uFF0F' or >= '\uFF1A' and <= '\uFF20' // full-width signs
        or >= '\uFF3B' and <= '\uFF40' or >= '\uFF5B'
        or '※' or '(' or ')';

    private static bool IsKnown(string tag) => ParagraphTag().IsMatch(tag) || LineBreakTag().IsMatch(tag);

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"</?[pP]\s*>", RegexOptions.None, 1000)]
    private static partial Regex ParagraphTag();

    [GeneratedRegex(@"<[bB][rR]\s*/?>", RegexOptions.None, 1000)]
    private static partial Regex LineBreakTag();

    [GeneratedRegex(@"[ \t\r\n\u3000\u00A0\u2000-\u200A\u202F\u205F]+", RegexOptions.None, 1000)]
    private static partial Regex AnySpaces();
}
