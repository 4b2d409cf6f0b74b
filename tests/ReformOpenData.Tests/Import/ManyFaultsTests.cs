using System.Text;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Tests.Import;

/// <summary>A form with faults of every layer: of its metadata, its bytes, its sheet, its header, its lines and its
/// cells.</summary>
public sealed class ManyFaultsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void All_of_them_are_told_in_one_run()
    {
        string[][] rows =
        [
            ["", "第3次行財政改革行動計画進捗状況（令和2年度末）"],
            ["", "重点改革項目２　行財政運営体制の確立"],
            ["", "No.", "取組項目", "所管課", "取組内容", "令和2年度の取組状況", "評価", "備考"],
            ["", "12", "職員研修の充実", "人事秘書課", "研修を行う。", "10回行った。", "A", ""],
            ["", "13", "内部の検討", "人事秘書課", "検討する。", "検討した。", "A", "未公表"],
            ["", "R2-1", "会計年度任用職員", "任用は随時行う。", "適正に任用する。", "制度を運用した。", "対象外", ""],
            ["", "15", "窓口の見直し", "市民課", "見直す。", "集約した。", "未評価", "集約"],
            ["", "なぞの行"],
            ["", "※評価はAからCまで"],
        ];
        var sheet = TestWorkbook.Sheet(rows)
            .Replace("<row r=\"5\">", "<row r=\"5\" hidden=\"1\">", StringComparison.Ordinal)
            .Replace(
                "<c r=\"F7\" t=\"inlineStr\"><is><t>集約した。</t></is></c>",
                "<c r=\"F7\"><f>A1</f><v>1</v></c>",
                StringComparison.Ordinal);
        Assert.Equal(
            [
                "METADATA_INVALID form.json: “GREAT” is not a level; known are EXCEEDED, AS_PLANNED, MOSTLY, BEHIND, "
                    + "NOT_DONE.",
                "METADATA_INVALID form.json: headerRows is a number from 1 to 4.",
                "CHECKSUM_DIFFERS",
                "COLUMN_UNKNOWN 表1!B3: These headings are not known: “No.” (column B), “備考” (column H)",
                "SHEET_HIDDEN_ROWS Rows of the sheet “表1” are hidden or filtered out, but hold something: 5",
                "DEPARTMENT_UNREADABLE 表1!D6: The cell does not read as departments",
                "GRADE_UNKNOWN 表1!G6: “対象外”, “未評価” are not grades of the plan",
                "SHEET_FORMULA Cells of the sheet “表1” are formulas: 表1!F7",
                "LINE_UNKNOWN 表1!B8: The line is neither a title",
            ],
            Errors(sheet, "\"headerRows\": 9", "\"A\", \"level\": \"GREAT\"", "\"sha256\": \"00\""));
        Assert.Equal([], Errors(
            TestWorkbook.Sheet(
                [.. rows.Where((_, index) => index is not (4 or 7)).Select(row =>
                    row.Select(cell => cell == "任用は随時行う。" ? "人事秘書課" : cell).ToArray())]),
            "\"columns\": { \"No.\": \"description:番号\", \"備考\": \"progress:備考\" }",
            "\"A\" }, { \"label\": \"対象外\", \"isRated\": false }, { \"label\": \"未評価\", \"isRated\": false",
            "\"licenceConfirmed\": false"));
    }

    [Fact]
    public void A_header_of_unknown_names_hides_nothing_below_it() =>
        Assert.Equal(
            [
                "HEADER_MISSING 表1!A2: The row has no header line above it on its page",
                "GRADE_UNKNOWN 表1!C3: “順調” is not a grade of the plan",
                "DEPARTMENT_UNREADABLE 表1!D4: The cell does not read as departments",
            ],
            Errors(
                TestWorkbook.Sheet(
                [
                    ["第3次行財政改革行動計画"], ["節", "やること項目", "目標の達成状況（自己）", "責任のある課"], ["1 歳入", "広告", "順調", "財政課"],
                    ["", "納税", "A", "担当は未定である。"],
                ]),
                "\"headerRows\": 1",
                "\"A\"",
                "\"licenceConfirmed\": false"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Errors(string sheet, string layout, string label, string document)
    {
        var path = Path.Combine(folder, "form.xlsx");
        File.WriteAllBytes(path, TestWorkbook.Workbook(sheet));
        File.WriteAllText(
            Path.ChangeExtension(path, ".json"),
            "{ \"municipality\": { \"code\": \"262072\", \"name\": \"試験市\", \"romanName\": \"Shiken\" },"

                + "\"plan\": { \"title\": \"第3次行財政改革行動計画\", \"firstFiscalYear\": 2017, \"lastFiscalYear\": 2021, "
                + "\"ratingScale\": [{ \"label\": "
                + label + " }] },"
            + "\"document\": { \"title\": \"第3次行財政改革行動計画\", \"fiscalYear\": 2020, \"publisher\": \"試験市\", "

                + (document.StartsWith("\"licence", StringComparison.Ordinal) ? "" : "\"licenceConfirmed\": false, ")
                + document + " }, " + layout + " }",
            Encoding.UTF8);
        return
        [
            .. DocumentFiles.Read([path], null)
                .Single().Findings.Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(
                    finding => finding.Code == "CHECKSUM_DIFFERS" ? finding.Code : $"{finding.Code} {finding.Message}")
                .Select(text => text[..Math.Min(text.Length, Expected(text))]),
        ];

        // The first clause says which cause was found; the rest of a message is tested where it is made.
        static int Expected(string text)
        {
            var ends =
                new[] { "; a header", ": names parted", ". Unhide", ". Replace", " (it does", ". Mend", " (A",
                    "; known are 改革" };
            return ends.Select(end => text.IndexOf(end, StringComparison.Ordinal))
                .Where(end => end > 0).DefaultIfEmpty(text.Length).Min();
        }
    }
}
