using System.Globalization;
using ReformOpenData.Data.Exports;

namespace ReformOpenData.Data.Import;

/// <summary>Turns the cells of a workbook into what people see of them.</summary>
internal sealed class SheetCells(
    IReadOnlyList<WorkbookString> strings, WorkbookStyles styles, bool is1904, WorkbookBudget budget)
{
    /// <summary>Reads the cell at which the part is; what is wrong with it goes to the faults.</summary>
    /// <param name="column">From 1.</param>
    /// <param name="isHidden">Whether its row or column is, which is told apart.</param>
    /// <param name="hidesZeros">Whether the sheet shows zeros as blank cells.</param>
    public string Read(WorkbookPart part, int column, int row, bool isHidden, bool hidesZeros, SheetFaults faults)
    {
        if (part.IsEmpty)
            return "";

        var type = part["t"];
        var style = styles[part.Number("s") ?? 0];
        var own = WorkbookString.Plain("");
        var isFormula = false;
        var raw = "";
        var depth = part.Depth;
        while (part.ReadWithin(depth))
        {
            switch (part.Element)
            {
                case "f":
                    isFormula = true;
                    raw = part.ReadContent(Excerpts.MaxLength);
                    faults.Add(SheetCause.Formula, column, row, raw);
                    break;
                case "is":
                    own = WorkbookString.Read(part);
                    budget.Keep(own.Text);
                    break;
                case "v":
                    raw = part.ReadContent(TextLimits.MaxLength);
                    own = Value(type, raw, column, row, faults);
                    budget.Keep(raw);
                    break;
            }
        }

        var shown = type is null or "n" or "d" ? Number(own.Text, style, hidesZeros)
            : style.Format is null ? own.Text
            : style.Format.Display(own.Text);
        if (!isHidden && !isFormula && FaultOf(own, shown, style) is { } cause)
            faults.Add(
                cause, column, row, cause == SheetCause.UnknownDisplay ? $"{own.Text} ({style.FormatCode})" : own.Text);
        // What is refused is read all the same, so that what else is wrong can be told.
        return shown ?? own.Text;
    }

    private WorkbookString Value(string? type, string value, int column, int row, SheetFaults faults)
    {
        switch (type)
        {
            case "s":
                if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < strings.Count)
                    return strings[index];
                faults.Add(SheetCause.TextMissing, column, row, value);
                return WorkbookString.Plain("");
            case "str":
                return WorkbookString.Plain(XlsxText.Unescape(value));
            case "b":
                return WorkbookString.Plain(value == "1" ? "TRUE" : "FALSE");
            case "e":
                faults.Add(SheetCause.SpreadsheetError, column, row, value);
                return WorkbookString.Plain("");
            default:
                return WorkbookString.Plain(value);
        }
    }

    private string? Number(string value, CellStyle style, bool hidesZeros)
    {
        if (value.Length == 0)
            return "";
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            // The strict kind writes days as such.
            if (!DateTime.TryParse(
                value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var day))
                return null;
            number = (day - (is1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30))).TotalDays;
        }

        return number == 0 && hidesZeros ? "" : style.Format?.Display(number, is1904);
    }

    private static SheetCause? FaultOf(WorkbookString own, string? shown, CellStyle style)
    {
        if (string.IsNullOrWhiteSpace(own.Text))
            return null;
        if (shown is null)
            return SheetCause.UnknownDisplay;
        if (own.IsStruck || (style.IsStruck && own.HasPlain))
            return SheetCause.StruckOut;
        if (IsUnseen(own, shown, style))
            return SheetCause.NotSeen;
        if (shown.Length > TextLimits.MaxLength)
            return SheetCause.TooLong;
        return TextLimits.IndexOfForbidden(shown) >= 0 ? SheetCause.ControlCharacter : null;
    }

    /// <summary>A zero that its format shows as a blank cell is one.</summary>
    private static bool IsUnseen(WorkbookString own, string shown, CellStyle style) =>
        (string.IsNullOrWhiteSpace(shown) && own.Text.AsSpan().ContainsAnyExcept("0.-"))
        || own.IsTiny
        || (own.HasPlain && (style.IsTiny || style.Ink == style.Paper))
        || (own.IsWhite && style.Paper == WorkbookStyles.White);
}
