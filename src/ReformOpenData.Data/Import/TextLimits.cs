using System.Buffers;
using System.Globalization;
using ReformOpenData.Data.Exports;

namespace ReformOpenData.Data.Import;

/// <summary>
/// What a text may be so that everything we write can carry it: a cell of a workbook holds 32,767 characters, XML has
/// no control characters and no halves of a pair, PostgreSQL no U+0000. So nothing that is read is refused when it is
/// written.
/// </summary>
internal static class TextLimits
{
    /// <summary>UTF-16 units of a text, as a spreadsheet counts them.</summary>
    public const int MaxLength = 32_767;

    private static readonly SearchValues<char> Controls = SearchValues.Create(TextDecoding.ControlCharacters);

    /// <summary>
    /// Whether a cell of a workbook cannot hold a text, with the apostrophe that keeps it from being a formula.
    /// </summary>
    public static bool IsTooLong(string text) =>
        text.Length >= MaxLength && FormulaGuard.Protect(text).Length > MaxLength;

    /// <summary>
    /// The first character that no output can carry: a control character, or half a surrogate pair; -1 where there is
    /// none.
    /// </summary>
    public static int IndexOfForbidden(ReadOnlySpan<char> text)
    {
        var control = text.IndexOfAny(Controls);
        for (var index = 0; index < text.Length; index++)
        {
            var found = text[index..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (found < 0)
                break;
            index += found;
            if (!char.IsHighSurrogate(text[index]) || index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]))
                return control < 0 ? index : Math.Min(control, index);
            index++;
        }

        return control;
    }

    /// <summary>U+0007, of the first character of a text that no output can carry.</summary>
    public static string NameOfControl(string text) =>
        IndexOfForbidden(text) is >= 0 and var at ? Name(text[at]) : "";

    public static string Name(char character) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}");

    /// <summary>What to do about a text of this length.</summary>
    public static string Sentence(int length) => string.Create(
        CultureInfo.InvariantCulture,
        $"The text has {length:N0} characters; a cell of a workbook cannot hold more than {MaxLength:N0}. Shorten it, "
        + $"or give it two rows.");

    /// <summary>What to do about texts that are too long.</summary>
    public static string Sentence(string whose, string places) => string.Create(
        CultureInfo.InvariantCulture,
        $"{whose} hold more than {MaxLength:N0} characters: {places}. A cell of a workbook cannot hold more; shorten "
        + $"the text, or give it two rows.");
}
