using System.Buffers;
using System.Text;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// A spreadsheet takes a cell that begins with one of a few signs for a formula. A text that does is written with an
/// apostrophe before it, and read without; so is a text that begins with an apostrophe, so that nothing is lost.
/// </summary>
public static class FormulaGuard
{
    /// <summary>The cell as written.</summary>
    public static string Protect(string text) => NeedsGuard(text) ? "'" + text : text;

    /// <summary>The text that was written.</summary>
    public static string Restore(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && NeedsGuard(cell[1..]) ? cell[1..] : cell;

    /// <summary>Whether a text in UTF-8 is written with an apostrophe before it.</summary>
    public static bool NeedsGuard(ReadOnlySpan<byte> utf8) =>
        Rune.DecodeFromUtf8(utf8, out var first, out var length) == OperationStatus.Done && IsSign(first.Value)
            && (first.Value != '-' || utf8.Length > length);

    // A lone hyphen, the print's word for “nothing”, is no formula.
    private static bool NeedsGuard(string text) =>
        text.Length > 0
            && text != "-"
            && IsSign(text[0]);

    private static bool IsSign(int first) =>
        first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\'' or '＝' or '＋' or '－' or '＠';
}
