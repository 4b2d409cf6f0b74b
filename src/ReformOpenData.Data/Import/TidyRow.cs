using System.Globalization;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A row of the tidy table, whose cells are asked by column.</summary>
internal sealed class TidyRow(TidyHeader header, TableLine line, int number)
{
    /// <summary>Names that people wrote, as they are seen.</summary>
    private static readonly TidyColumn[] NameColumns =
    [
        TidyColumns.MunicipalityName, TidyColumns.PlanTitle, TidyColumns.CategoryName, TidyColumns.ItemName,
        TidyColumns.InitiativeName, TidyColumns.Departments, TidyColumns.DepartmentText,
    ];

    private readonly List<TidyRow> continuations = [];
    private Dictionary<TidyColumn, string>? seen;

    public string Code => Own(TidyColumns.MunicipalityCode);

    /// <summary>The cell of a column, with what goes on below it; empty where the file has none.</summary>
    public string this[TidyColumn column] => seen?.GetValueOrDefault(column) ?? Printed(column);

    /// <summary>The same as it is in the file, byte for byte.</summary>
    public string Printed(TidyColumn column) => continuations.Count == 0 || column == TidyColumns.MunicipalityCode
        ? Own(column)
        : string.Concat([Own(column), .. continuations.Select(row => row.Own(column))]);

    /// <summary>Takes what cannot be seen out of names, where the table itself is the source, and tells it.</summary>
    public void CleanNames(FindingLog log)
    {
        if (Own(TidyColumns.Document).Length > 0)
            return;

        foreach (var column in NameColumns)
        {
            var cell = Printed(column);
            var text = VisibleText.Of(cell);
            if (text.Length == cell.Length)
                continue;

            (seen ??= [])[column] = text;
            log.Add(FindingKinds.TextRewritten, PlaceOf(column), RowReader.Rewritten, cell, text);
        }
    }

    /// <summary>The numbered pieces of the provenance, of this row and those below that go on with it.</summary>
    public IEnumerable<TidyRow> ProvenancePieces =>
        ((TidyRow[])[this, .. continuations]).Where(row => row.Own(TidyColumns.Provenance).Length > 0);

    /// <summary>Takes a row that goes on with the cells of this one; false where it is a row of its own.</summary>
    public bool Continue(TidyRow row)
    {
        var last = continuations.Count == 0 ? this : continuations[^1];
        if (!TidyPieces.Continues(row.Own, last.Own))
            return false;

        continuations.Add(row);
        return true;
    }

    /// <summary>The cell of this row alone.</summary>
    public string Own(TidyColumn column) => header.Cell(line.Cells, column);

    /// <summary>The columns that the file has.</summary>
    public IReadOnlySet<TidyColumn> Columns => header.Columns;

    public Place Place => new(line.Sheet, number, null, line.Line);

    /// <summary>Tells a log of which sheet the row is.</summary>
    public void Name(FindingLog log) => log.NamePage(line.Sheet, line.Origin);

    /// <summary>How much the row adds to the characters of its municipality.</summary>
    public int Length => LengthOf(
        TidyColumns.All.Select(column => header.IndexOf(column) is var index and >= 0 ? line.Cells[index] : ""));

    /// <summary>
    /// Characters of a row, of a cell for each of <see cref="TidyColumns.All"/>: of the columns for people, or a
    /// quarter of all where that is more, so that an export, which carries the print beside the values, is within the
    /// bound wherever its values are.
    /// </summary>
    public static int LengthOf(IEnumerable<string> cells)
    {
        var (all, values, index) = (0, 0, 0);
        foreach (var cell in cells)
        {
            all += cell.Length;
            if (index++ < TidyColumns.Document.Index)
                values += cell.Length;
        }

        return Math.Max(values, all / 4);
    }

    /// <summary>False, with an error, where a cell holds what could not be written again.</summary>
    public bool CheckTexts(FindingLog log)
    {
        var isFine = true;
        for (var index = 0; index < line.Cells.Count; index++)
        {
            var text = FormulaGuard.Restore(line.Cells[index]);
            if (!TextLimits.IsTooLong(text))
                continue;

            isFine = false;
            log.Add(
                FindingKinds.TextTooLong, Place with { Column = index + 1 }, TextLimits.Sentence(text.Length), text);
        }

        return isFine;
    }

    public Place PlaceOf(TidyColumn column) => Place with { Column = ColumnOf(column) };

    /// <summary>Where the column stands in the file, from 1; null where the file has none.</summary>
    public int? ColumnOf(TidyColumn column) => header.IndexOf(column) is var index and >= 0 ? index + 1 : null;

    /// <summary>Where the row itself stands, for a table that is its own document.</summary>
    public SourceLocation LocationIn(string document, int? column) =>
        new(document, line.Sheet, number, column, line.Line);

    /// <summary>
    /// A whole number in a range; null, with an error unless blank is allowed, where the cell holds none.
    /// </summary>
    public int? Number(TidyColumn column, int min, int max, FindingLog log, bool mayBeBlank = false)
    {
        var cell = this[column].Trim();
        if (cell.Length == 0 && mayBeBlank)
            return null;
        if (int.TryParse(CellText.Narrow(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max)
            return number;

        log.Add(
            FindingKinds.ValueInvalid,
            PlaceOf(column),
            $"{column.English} is a whole number from {min} to {max}.",
            cell,
            japanese: $"「{column.Japanese}」は {min} から {max} までの整数です。");
        return null;
    }

    /// <summary>A text that must not be blank.</summary>
    public string? Text(TidyColumn column, FindingLog log)
    {
        var cell = this[column];
        if (!string.IsNullOrWhiteSpace(cell))
            return cell;

        log.Add(
            FindingKinds.ValueInvalid,
            PlaceOf(column),
            $"{column.English} is blank.",
            japanese: $"「{column.Japanese}」が空欄です。");
        return null;
    }
}
