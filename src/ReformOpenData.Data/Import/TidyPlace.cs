using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Where a row of a tidy table comes from: a place in the print that it names (an export does), or the row itself, for a table that
/// people wrote.
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
                "The document is not among those of the municipality's provenance; leave the cell blank where the table itself is the source.",
                document);
            return null;
        }

        return row.Number(TidyColumns.Page, 1, int.MaxValue, log) is { } page
            && row.Number(TidyColumns.Row, 1, int.MaxValue, log) is { } number
            && row.Number(TidyColumns.Line, 1, int.MaxValue, log) is { } line
                ? new TidyPlace(row, new SourceLocation(document, page, number, null, line), isPrinted: true)
                : null;
    }

    public SourceLocation At(int? column) => location with { Column = column };

    /// <summary>The place of a cell: the printed column where the row names one, else the column of the table.</summary>
    public SourceLocation At(TidyColumn printed, TidyColumn own) => At(IsPrinted ? Number(row[printed]) : row.ColumnOf(own));

    /// <summary>Whether the row has something to say: a printed column, or a cell that is not blank.</summary>
    public bool Has(TidyColumn printed, TidyColumn own) => IsPrinted ? row[printed].Length > 0 : !string.IsNullOrWhiteSpace(row[own]);

    /// <summary>The clean text; null where there is nothing to report.</summary>
    public string? Text(TidyColumn own)
    {
        var text = row[own];
        if (string.IsNullOrWhiteSpace(text) || CellText.IsDash(text))
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
        IReadOnlyList<NamedDepartment> current,
        IReadOnlyList<NamedDepartment> ofYear,
        IReadOnlyList<Rating> ratings)
    {
        var tokens = row[TidyColumns.Cells].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (place.IsPrinted && tokens.Length != TidyCells.Columns.Length)
            yield break; // Nothing of the print was kept.

        var item = new Item(Number(TidyColumns.ItemNumber), row[TidyColumns.ItemName], []);
        var initiative = new Initiative(0, row[TidyColumns.InitiativeName], row[TidyColumns.Description], []);
        foreach (var column in TidyCells.Columns)
        {
            var (source, text, value) = TidyCells.Of(column, item, initiative, RowReader.Canonical(current));
            var own = Own(column);
            if (place.IsPrinted ? tokens[(int)column - 1] == "." : row.ColumnOf(own) is null)
                continue;

            var printed = row[place.IsPrinted ? source : own];
            int? at = !place.IsPrinted
                ? row.ColumnOf(own)
                : int.TryParse(tokens[(int)column - 1], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
            yield return new SourceCell(column, Text(column, text, value, printed, ofYear, ratings), printed, place.At(at));
        }
    }

    private string Text(
        SourceColumn column,
        TidyColumn? text,
        string current,
        string printed,
        IReadOnlyList<NamedDepartment> ofYear,
        IReadOnlyList<Rating> ratings) => column switch
        {
            SourceColumn.Department => RowReader.Canonical(ofYear),
            SourceColumn.Progress or SourceColumn.Summary => place.IsPrinted
                ? PrintedText(printed)
                : place.Text(Own(column)) ?? printed.Trim(),
            SourceColumn.Rating => RowReader.Canonical(ratings),
            _ when text is not null && row[text].Length > 0 => row[text],
            _ => current,
        };

    private static string PrintedText(string printed) =>
        string.IsNullOrWhiteSpace(printed) || CellText.IsDash(printed) ? printed.Trim() : CellText.Clean(printed).Text;

    private static TidyColumn Own(SourceColumn column) => column switch
    {
        SourceColumn.Item => TidyColumns.ItemName,
        SourceColumn.Initiative => TidyColumns.InitiativeName,
        SourceColumn.Description => TidyColumns.Description,
        SourceColumn.Department => TidyColumns.Departments,
        SourceColumn.Progress => TidyColumns.Progress,
        SourceColumn.Summary => TidyColumns.Summary,
        _ => TidyColumns.Rating,
    };

    private int Number(TidyColumn column) => int.Parse(CellText.Narrow(row[column].Trim()), System.Globalization.CultureInfo.InvariantCulture);
}
