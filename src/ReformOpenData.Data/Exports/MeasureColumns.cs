using System.Globalization;
using CsvHelper;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// The second tidy table: a row for each value of a measure. It is a file beside that of the first
/// (reform-measures.csv), or the sheet 指標.
/// </summary>
public static class MeasureColumns
{
    /// <summary>The sheet of a workbook.</summary>
    public const string Sheet = "指標";

    /// <summary>What the name of its file ends in, behind that of the first table without its ending.</summary>
    public const string FileEnding = "-measures.csv";

    /// <summary>English and Japanese headings, in the order in which they are written, and whether a table must have
    /// them.</summary>
    internal static readonly (string English, string Japanese, bool IsRequired)[] All =
    [
        ("municipality_code", "自治体コード", true), ("plan_first_fiscal_year", "計画開始年度", true),
        ("category_number", "分野番号", true),
        ("item_number", "改革項目番号", true), ("initiative_number", "具体的取組番号", true), ("assessment_number", "行番号", true),
        ("measure_number", "指標番号", true), ("measure_name", "指標名", true), ("measure_unit", "単位", false),
        ("measure_kind", "指標の種類", true), ("measure_direction", "望ましい方向", false), ("fiscal_year", "年度", true),
        ("measure_role", "値の区分", true), ("value", "値", true), ("document", "出典", false), ("page", "ページ", false),
        ("row", "行", false), ("column", "列", false), ("line", "ファイル行", false), (PlanId, "計画ID", false),
    ];

    private const string PlanId = "plan_id";

    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
    };

    /// <summary>The name of its file beside that of the first table.</summary>
    public static string PathFor(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + FileEnding);

    /// <summary>Writes the table as CSV. The stream stays open.</summary>
    /// <param name="columns">Those of the first table, which has ids of plans too; null to look through the
    /// municipalities for it first.</param>
    public static void Write(
        IEnumerable<Municipality> municipalities, Stream stream, IReadOnlyList<TidyColumn>? columns = null)
    {
        columns ??= TidyColumns.Of(municipalities);
        using var writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecord(Headings(columns));
        foreach (var row in municipalities.SelectMany(municipality => Rows(municipality, columns)))
            writer.WriteRecord(row);
    }

    internal static string[] Headings(IReadOnlyList<TidyColumn> columns) =>
        In(columns, [.. All.Select(column => column.English)]);

    /// <summary>Guarded against formulas.</summary>
    internal static IEnumerable<string[]> Rows(Municipality municipality, IReadOnlyList<TidyColumn> columns) =>
        from row in KeyedAssessment.Of(municipality)
        from measure in row.Row.Measures
        from value in measure.Values
        let place = value.Location
        let numbers = row.Key.Split('/')
        let plan = Keys.ReadPlanCode(numbers[1])!.Value
        select In(columns, Array.ConvertAll(
            [
                numbers[0], Number(plan.FirstFiscalYear), .. numbers[2..].Select(part => Number(Keys.NumberOf(part))),
                Number(measure.Number), measure.Name, measure.Unit ?? "",
                MeasureNames.Name(measure.Kind),
                measure.Direction is { } direction ? MeasureNames.Name(direction) : "", Number(value.FiscalYear),
                MeasureNames.Name(value.Role),
                value.Printed, place.Document, Number(place.Page), Number(place.Row), Number(place.Column),
                Number(place.Line), plan.Id ?? "",
            ],
            FormulaGuard.Protect));

    /// <summary>The id of the plan is the last cell, and left out where no plan has one.</summary>
    private static string[] In(IReadOnlyList<TidyColumn> columns, string[] row) =>
        columns.Contains(TidyColumns.PlanId) ? row : row[..^1];

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
