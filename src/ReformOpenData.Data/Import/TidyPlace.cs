using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Where a row of a tidy table comes from: a place in the print that it names (an export does), or the row itself, for
/// a table that people wrote.
/// </summary>
internal sealed class TidyPlace
{
    private readonly TidyRow row;
    private readonly SourceLocation location;

    private TidyPlace(TidyRow row, SourceLocation location, bool isPrinted)
    {
        this.row = row;
        this.location = location;
        IsPrinted = isPrinted;
    }

    /// <summary>Whether the row names a place in print, and so may carry what is printed there.</summary>
    public bool IsPrinted { get; }

    /// <summary>Null, with an error in the log, where the row names a place that cannot be.</summary>
    public static TidyPlace? Of(TidyRow row, TidyDocuments documents, FindingLog log)
    {
        var document = row[TidyColumns.Document];
        if (document.Length == 0)
            return new TidyPlace(row, row.LocationIn(documents.FileSha256, null), isPrinted: false);

        if (!documents.Knows(document))
        {
            log.Add(
                FindingKinds.ValueInvalid,
                row.PlaceOf(TidyColumns.Document),
                "The document is not among those of the municipality's provenance; leave the cell blank where the "
                + "table itself is the source.",
                document,
                japanese: "この自治体の出典にない資料です。表そのものが出典なら空欄にしてください。");
            return null;
        }

        return row.Number(TidyColumns.Page, 1, int.MaxValue, log) is { } page
            && row.Number(TidyColumns.Row, 1, int.MaxValue, log) is { } number
            && row.Number(TidyColumns.Line, 1, int.MaxValue, log) is { } line
                ? new TidyPlace(row, new SourceLocation(document, page, number, null, line), isPrinted: true)
                : null;
    }

    public SourceLocation At(int? column) => location with { Column = column };

    /// <summary>
    /// The place of a cell: the printed column where the row names one, else the column of the table.
    /// </summary>
    public SourceLocation At(TidyColumn printed, TidyColumn own) =>
        At(IsPrinted ? Number(row[printed]) : row.ColumnOf(own));

    /// <summary>Whether the row has something to say: a printed column, or a cell that is not blank.</summary>
    public bool Has(TidyColumn printed, TidyColumn own) =>
        IsPrinted ? row[printed].Length > 0 : !string.IsNullOrWhiteSpace(row[own]);

    /// <summary>The clean text; null where there is nothing to report.</summary>
    public string? Text(TidyColumn own)
    {
        var text = row[own];
        if (CellText.IsNothing(text))
            return null;

        return IsPrinted ? text : text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
    }

    /// <summary>The text as printed; a table that people wrote is its own print.</summary>
    public string Source(TidyColumn own, TidyColumn source) => row[IsPrinted ? source : own];

    private static int? Number(string cell) =>
        int.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Reads the printed cells of a row of a tidy table.</summary>
internal sealed class TidyRowCells(TidyRow row, TidyPlace place)
{
    public IEnumerable<SourceCell> Read(
        IReadOnlyList<NamedDepartment> current, IReadOnlyList<NamedDepartment> ofYear, IReadOnlyList<Rating> ratings)
    {
        var tokens = row[TidyColumns.Cells].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (place.IsPrinted && tokens.Length != TidyCells.Columns.Length)
            yield break; // Nothing of the print was kept.

        var item = new Item(Number(TidyColumns.ItemNumber), row[TidyColumns.ItemName], []);
        var initiative = new Initiative(0, row[TidyColumns.InitiativeName], row[TidyColumns.Description], []);
        var values = new TidyValues(item, initiative, RowReader.Canonical(current), ratings);
        foreach (var column in TidyCells.Columns)
        {
            var own = TidyCells.ValueOf(column);
            if (place.IsPrinted)
            {
                if (tokens[(int)column - 1] is not "." and var token)
                    yield return Printed(column, token, values);
            }
            else if (row.ColumnOf(own) is { } at)
            {
                var text = column switch
                {
                    SourceColumn.Progress or SourceColumn.Summary => place.Text(own) ?? row[own].Trim(),
                    SourceColumn.Department => RowReader.Canonical(ofYear),
                    _ => TidyCells.Expected(column, row[own], values),
                };
                yield return new SourceCell(column, text, row.Printed(own), place.At(at));
            }
        }
    }

    private SourceCell Printed(SourceColumn column, string token, TidyValues values)
    {
        var (source, text) = TidyCells.Of(column);
        var at = Number(token.TrimEnd(TidyCells.BlankMark));
        var clean = token.EndsWith(TidyCells.BlankMark) ? ""
            : row[text].Length > 0 ? row[text]
            : TidyCells.Expected(column, row[source], values);
        return new SourceCell(column, clean, row[source], place.At(at));
    }

    private static int? Number(string token) =>
        int.TryParse(token, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private int Number(TidyColumn column) =>
        int.Parse(CellText.Narrow(row[column].Trim()), System.Globalization.CultureInfo.InvariantCulture);
}
