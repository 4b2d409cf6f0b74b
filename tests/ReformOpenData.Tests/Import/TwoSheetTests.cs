using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Tests.Import;

/// <summary>A workbook that was exported, edited by a steward in the sheet of data, in the sheet that shows the table,
/// or in both.</summary>
public sealed class TwoSheetTests
{
    private const string Layout = "072028 2017 2021";
    private const string Key = "072028/2017/01/01/001/001/2021/01";
    private static readonly Municipality Published = PublishedTable.Municipality;

    [Fact]
    public void An_export_that_nobody_edited_says_nothing_new()
    {
        var read = Read(Sheets());
        Assert.Equal([], read.Findings);
        Assert.Empty(
            MunicipalityComparison.Compare(
                Published, DocumentJoin.Join(Published, Published, read, new ImportOptions()).Municipality));
    }

    [Fact]
    public void A_rating_that_is_changed_in_the_data_alone_is_a_question_with_its_cell()
    {
        var sheets = Sheets();
        Data(sheets)[1][TidyColumns.Rating.Index] = "B";
        var question = Assert.Single(
            DocumentJoin.Join(Published, Published, Read(sheets), new ImportOptions()).Findings,
            finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal(
            $"データ!T2: The grade of “中期財政見通しの策定” (財政課; {Key}) was changed, and its cell as printed was not. If "
                + $"it mends a misprint, answer "
            + $"{{\"stored\": \"{Key}\", \"field\": \"grade\", \"reason\": \"…\"}} in the mapping file; if the print "
            + $"is another one now, change the printed cell too.",
            question.Message);

        var answer = new Mapping([new MappingAnswer(Stored: Key, Field: "grade", Reason: "誤記")]);
        var corrected = DocumentJoin.Join(
            Published, Published, Read(sheets), new ImportOptions { Mapping = answer }).Municipality!;
        Assert.Equal(
            ("A", "B", "誤記"),
            (corrected.Corrections[0].Printed, corrected.Corrections[0].Corrected, corrected.Corrections[0].Reason));
    }

    [Theory]
    [InlineData("rating", 6, "B", "B")]
    [InlineData("progress", 4, "見直した。", "見直した。")]
    [InlineData("summary", 5, "-", "-")]
    [InlineData("initiative_name", 1, "財政見通しの策定", "財政見通しの策定")]
    [InlineData("description", 2, "毎年度、公表します。", "毎年度、公表します。")]
    public void A_value_that_is_changed_in_both_sheets_is_another_print(
        string column, int printedColumn, string value, string printed)
    {
        var sheets = Sheets();
        var index = TidyColumns.All.Single(tidy => tidy.English == column).Index;
        Data(sheets)[1][index] = value;
        LayoutRows(sheets)[3][printedColumn] = printed;
        var read = Read(sheets);
        Assert.Equal([], read.Findings);
        MappingAnswer[] answers = column == "summary" ? [new(Stored: "072028", Lost: "summary", Count: 1)] : [];
        var joined = DocumentJoin.Join(
            Published, Published, read, new ImportOptions { Mapping = new Mapping(answers) });
        Assert.All(joined.Findings, finding => Assert.Equal("DOCUMENT_STORED", finding.Code));
        Assert.Empty(joined.Municipality!.Corrections);
        var row = joined.Municipality.Plans[0].Categories[0].Items[0].Initiatives[0].Assessments[0];
        Assert.Equal(printed, row.Cells[printedColumn].SourceText);
        Assert.Empty(Read(Sheets(joined.Municipality)).Findings);
    }

    [Fact]
    public void A_cell_that_is_changed_in_the_shown_table_alone_names_both_cells()
    {
        var sheets = Sheets();
        LayoutRows(sheets)[3][6] = "B";
        LayoutRows(sheets)[4][4] = "別の文。";
        Assert.Equal(
            [
                $"'{Layout}'!G4: The cell differs from データ!T2; change it in both sheets, "
                    + "or in neither. [B / A]",
                $"'{Layout}'!E5: The cell differs from データ!R3; change it in both sheets, "
                    + "or in neither. [別の文。 / "
                    + Published.Plans[0].Categories[0].Items[0].Initiatives[1].Assessments[0].Cells[4].SourceText + "]",
            ],
            Read(sheets).Findings.Select(finding => $"{finding.Message} [{finding.Read} / {finding.Made}]"));
    }

    [Fact]
    public void Both_sheets_changed_in_two_ways_is_an_error_of_one_cell()
    {
        var sheets = Sheets();
        Data(sheets)[1][TidyColumns.Rating.Index] = "B";
        LayoutRows(sheets)[3][6] = "完了";
        var error = Assert.Single(Read(sheets).Findings);
        Assert.StartsWith(
            $"'{Layout}'!G4: The cell differs from データ!T2;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_deleted_in_one_sheet_is_told_once()
    {
        var sheets = Sheets();
        LayoutRows(sheets).RemoveAt(LayoutRows(sheets).Count - 1);
        var error = Assert.Single(Read(sheets).Findings);
        Assert.Equal("SHEET_DIFFERS", error.Code);
        Assert.Contains("add or delete the row in both sheets", error.Message, StringComparison.Ordinal);
    }

    private static List<(string Name, List<string[]> Rows)> Sheets(Municipality? municipality = null)
    {
        List<string[]> data = [[.. TidyColumns.Always.Select(column => column.English)]];
        data.AddRange(TidyRows.Of(municipality ?? Published, XlsxWriter.MaxCellLength));
        return
        [
            (Workbook.DataSheet, data),
            .. PrintedLayout.Of(municipality ?? Published)
                .Select(sheet => (sheet.Name, sheet.Lines.Select(line => (string[])line.Cells.Clone()).ToList())),
        ];
    }

    private static List<string[]> Data(List<(string Name, List<string[]> Rows)> sheets) => sheets[0].Rows;

    private static List<string[]> LayoutRows(List<(string Name, List<string[]> Rows)> sheets) => sheets[1].Rows;

    private static ReadResult Read(List<(string Name, List<string[]> Rows)> sheets)
    {
        var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            foreach (var (name, rows) in sheets)
                writer.AddSheet(name, rows);
        }

        stream.Position = 0;
        return DocumentReader.Read(stream, "export.xlsx", null);
    }
}
