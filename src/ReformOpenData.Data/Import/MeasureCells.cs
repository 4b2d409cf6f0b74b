using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>What a column of values is, as the metadata declare it.</summary>
/// <param name="Unit">Null where there is none.</param>
internal sealed record MeasureMeaning(
    string Name, string? Unit, MeasureKind Kind, MeasureDirection? Direction, MeasureRole Role);

/// <summary>Reads the indicators and amounts of a row: a value for each cell that is not blank.</summary>
internal static class MeasureCells
{
    public static IReadOnlyList<Measure> Read(RowCells cells, string document, FindingLog log)
    {
        var row = cells.Row;
        var number = 0;
        var measures = new List<Measure>();
        foreach (var columns in row.Headings.Of(ColumnRole.Measure).GroupBy(
            column => column.Meaning.Measure! with { Role = default }))
        {
            number++;
            var filled = columns.Where(column => !CellText.IsBlank(row.Cells[column.Index])).ToList();
            if (filled.Count == 0)
                continue;

            measures.Add(new Measure(
                number,
                columns.Key.Name,
                columns.Key.Unit,
                columns.Key.Kind,
                columns.Key.Direction,
                [
                    .. filled.Select(column => new MeasureValue(
                        column.Year,
                        column.Meaning.Measure!.Role,
                        row.Cells[column.Index],
                        new SourceLocation(document, row.Page, row.Row, column.Index + 1, row.Line)))
                        .OrderBy(value => value.FiscalYear).ThenBy(value => value.Role),
                ]));
            foreach (var column in filled.Where(column => !CellText.IsNothing(row.Cells[column.Index])))
                Report(
                    row.Cells[column.Index],
                    columns.Key.Unit,
                    new Place(row.Page, row.Row, column.Index + 1, row.Line),
                    log);
        }

        return measures;
    }

    /// <summary>Tells a value that is no number: it is shown as printed, and no sum has it.</summary>
    public static void Report(string printed, string? unit, Place place, FindingLog log)
    {
        if (MeasureNumbers.Read(printed, unit) is null)
            log.Add(
                FindingKinds.MeasureNotRead,
                place,
                "The value is not a number of its unit; it is kept as printed, and no sum has it.",
                printed);
    }
}

/// <summary>Joins the measures of a row with those of another document: they are the same by name, unit and
/// kind.</summary>
internal static class MeasureMerge
{
    public static IReadOnlyList<Measure> Join(IReadOnlyList<Measure> stored, IReadOnlyList<Measure> read)
    {
        if (stored.Count == 0)
            return read;

        var open = read.ToList();
        var joined = new List<Measure>();
        foreach (var measure in stored)
        {
            var same = open.Find(other => Identity(other) == Identity(measure));
            if (same is null)
            {
                joined.Add(measure);
                continue;
            }

            open.Remove(same);
            joined.Add(measure with
            {
                Direction = same.Direction ?? measure.Direction,
                Values =
                [
                    .. measure.Values.Where(
                        value =>
                            !same.Values.Any(other => (other.FiscalYear, other.Role) == (value.FiscalYear, value.Role)))
                        .Concat(same.Values).OrderBy(value => value.FiscalYear).ThenBy(value => value.Role),
                ],
            });
        }

        foreach (var measure in open)
        {
            var isFree = joined.TrueForAll(other => other.Number != measure.Number);
            joined.Add(isFree ? measure : measure with { Number = joined.Max(other => other.Number) + 1 });
        }

        return [.. joined.OrderBy(measure => measure.Number)];

        static (string, string?, MeasureKind) Identity(Measure measure) =>
            (NameKey.Of(measure.Name), measure.Unit, measure.Kind);
    }

    /// <summary>Without the values of documents that are no longer told.</summary>
    public static IReadOnlyList<Measure> Kept(IReadOnlyList<Measure> measures, Func<string, bool> isKept) =>
    [
        .. measures.Select(
            measure => measure with { Values = [.. measure.Values.Where(value => isKept(value.Location.Document))] })
            .Where(measure => measure.Values.Count > 0),
    ];
}
