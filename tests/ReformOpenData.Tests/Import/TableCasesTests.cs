using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using static ReformOpenData.Tests.Import.StewardDesk;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// Small tables that failed or misled once, each under its number: from the file in a steward's folder to what readers
/// are given.
/// </summary>
public abstract partial class TableCasesTests(TestDatabase database)
{
    private const string Usual = "改革項目|具体的取組|内容|所管課|取組状況|評価";

    private const string Rows =
        """
        ①歳入の確保|広告収入の拡大|広告を増やします。|財政課|広告を3件掲載した。|A
        |ふるさと納税の推進|返礼品を増やします。|総務課|返礼品を5件増やした。|B
        ②歳出の見直し|補助金の見直し|補助金を見直します。|財政課・総務課|10件を見直した。|B
        """;

    private static readonly SortedDictionary<string, Func<StewardDesk, Task>> Cases =
        new(
            new Dictionary<string, Func<StewardDesk, Task>>([.. Years, .. Files, .. Tables, .. Structures]),
            StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task A_table_does_what_its_note_expects(string name)
    {
        using var desk = new StewardDesk(await database.NewStoreAsync());
        await Cases[name](desk);
    }

    /// <summary>One year after the other.</summary>
    private static Dictionary<string, Func<StewardDesk, Task>> Years => new()
    {
        ["01 a new first item is one question, and the others are found by their names"] = async desk =>
        {
            await desk.PublishAsync(
                "r3.txt", Table("①歳入|広告|増やす。|財政課|した。|A\n②歳出|補助|減らす。|財政課|した。|A\n③組織|窓口|まとめる。|市民課|した。|A"), Json());
            var table = Table(
                "①人材|研修|学ぶ。|人事課|した。|A\n②歳入|広告|増やす。|財政課|した。|A\n③歳出|補助|減らす。|財政課|した。|A\n④組織|窓口|まとめる。|市民課|した。|A");
            var asked = await desk.ImportAsync("r4.txt", table, Json(2022));
            Assert.Equal(
                [
                    "ROW_ADDED “人材” of “財政の健全化”", "ROW_RENUMBERED “歳入” of “財政の健全化” = “歳入” of “財政の健全化”",
                    "ROW_RENUMBERED “歳出” of “財政の健全化” = “歳出” of “財政の健全化”",
                    "ROW_RENUMBERED “組織” of “財政の健全化” = “組織” of “財政の健全化”",
                ],
                Told(asked, FindingSeverity.Error));
            var items =
                (await desk.PublishAsync("r4.txt", table, Json(2022), Guesses(asked))).Plans[0].Categories[0].Items;
            Assert.Equal(
                [(1, "2", "歳入", 2), (2, "3", "歳出", 2), (3, "4", "組織", 2), (4, "1", "人材", 1)],
                items.Select(item =>
                    (item.Number, item.PrintedNumber, item.Name, item.Initiatives[0].Assessments[0].Narratives.Count)));
            await desk.PublishAsync("r5.txt", table.Replace("した。", "続けた。", StringComparison.Ordinal), Json(2023));
        },
        ["02 a rename beside other changes is asked as a rename, and its history goes on"] = async desk =>
        {
            await desk.PublishAsync("r3.xlsx", TestWorkbook.Of(SmallTable.Text(SmallTable.FirstYear)), Utf8(Json()));
            var table = TestWorkbook.Of(SmallTable.Text(MatchingTests.Revised));
            var asked = await desk.ImportAsync("r4.xlsx", table, Utf8(Json(2022)));
            Assert.Equal(
                [
                    "ROW_ADDED “手数料の見直し” of “歳入の確保”", "ROW_REMOVED “電力調達の見直し” of “歳出の見直し”",
                    "ROW_RENAMED “ふるさと納税推進室” of “ふるさと納税の推進” = “総務課” of “ふるさと納税の推進”",
                    "ROW_RENAMED “広告収入等の確保” of “歳入の確保” = “広告収入の拡大” of “歳入の確保”",
                ],
                Told(asked, FindingSeverity.Error).Order(StringComparer.Ordinal));
            var published = await desk.PublishAsync("r4.xlsx", table, Utf8(Json(2022)), Guesses(asked));
            var renamed = published.Plans[0].Categories[0].Items[0].Initiatives[0];
            Assert.Equal(("広告収入等の確保", 2), (renamed.Name, renamed.Assessments[0].Narratives.Count));
            Assert.Equal(2021, published.Plans[0].Categories[0].Items[1].Initiatives[1].Ending!.EndedIn);
        },
        ["03 a file that replaces a public year is asked about, and changes nothing until then"] = async desk =>
        {
            await desk.PublishAsync("r3.txt", SmallTable.Text(SmallTable.FirstYear), Json());
            var asked = await desk.ImportAsync("r4.txt", SmallTable.Text(MatchingTests.Revised), Json(2022));
            var before = await desk.PublishAsync(
                "r4.txt", SmallTable.Text(MatchingTests.Revised), Json(2022), Guesses(asked));
            var forgotten = await desk.ImportAsync(
                "r5.txt",
                SmallTable.Text(MatchingTests.Revised.Replace("広告を4件", "R5広告を4件", StringComparison.Ordinal)),
                Json());
            Assert.Contains("YEAR_PUBLISHED", forgotten.Questions.Select(question => question.Code));
            Same([], MunicipalityComparison.Compare(before, await desk.PublishedAsync()));
        },
        ["04 another plan of the same first year is refused, and stands beside the first with an id"] = async desk =>
        {
            const string other = "公共施設マネジメント計画";
            var table = SmallTable.Text("(1) 施設\n①施設|施設の統廃合|統廃合します。|管財課|1件を統合した。|A", other);
            var json = Json().Replace(SmallTable.Title, other, StringComparison.Ordinal);
            var before = await desk.PublishAsync("r3.txt", SmallTable.Text(SmallTable.FirstYear), Json());
            var asked = await desk.ImportAsync("p.txt", table, json);
            Assert.Contains("PLAN_DIFFERS", asked.Questions.Select(question => question.Code));
            Same([], MunicipalityComparison.Compare(before, await desk.PublishedAsync()));
            var both = await desk.PublishAsync("p.txt", table, json.Replace(
                "\"plan\": {", "\"plan\": { \"id\": \"shisetsu\",", StringComparison.Ordinal));
            Assert.Equal(
                [("2020", SmallTable.Title), ("2020_shisetsu", other)],
                both.Plans.Select(plan => (plan.Code, plan.Title)));
        },
        ["11 departments that differ between years are told how to be written, and are read so"] = async desk =>
        {
            string[] columns = ["fiscal_year", "departments"];
            var refused = await desk.ImportAsync("t.csv", Tidy(columns, ["2021", "財政課"], ["2022", "財務課"]), null);
            Assert.Contains(refused.Findings, finding => finding.Code == "VALUE_DIFFERS"
                && finding.Message.Contains("department_text", StringComparison.Ordinal));
            var read = await desk.PublishAsync(
                "t.csv",
                Tidy([.. columns, "department_text"], ["2021", "財政課・財務課", "財政課"], ["2022", "財政課・財務課", "財務課"]),
                null);
            Assert.Equal(["財政課", "財務課"], read.Departments.Select(department => department.FullName));
        },
    };

    /// <summary>Files as programs write them.</summary>
    private static Dictionary<string, Func<StewardDesk, Task>> Files => new()
    {
        ["05 a hidden row is refused with its place"] = async desk => Same(
            ["SHEET_HIDDEN_ROWS"],
            Codes(await desk.ImportAsync("t.xlsx", TestWorkbook.Of(Table(), sheet =>
                sheet.Replace("<row r=\"5\"", "<row r=\"5\" hidden=\"1\"", StringComparison.Ordinal)), Utf8(Json())))),
        ["06 a hidden column is refused with its place"] = async desk => Same(
            ["SHEET_HIDDEN_COLUMNS"],
            Codes(await desk.ImportAsync("t.xlsx", TestWorkbook.Of(Table(), sheet => sheet.Replace(
                "<sheetData>",
                "<cols><col min=\"6\" max=\"6\" hidden=\"1\"/></cols><sheetData>",
                StringComparison.Ordinal)), Utf8(Json())))),
        ["07 dates, rates and thousands are what the sheet shows"] = async desk =>
        {
            string[] numbers = ["44652", "0.953", "1234567"];
            const string styles =
                $"<styleSheet xmlns=\"{TestWorkbook.Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
                + "formatCode=\"0.0%\"/></numFmts>"
                + "<cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"3\"/></cellXfs></styleSheet>";
            var sheet =
                TestWorkbook.SheetOf(Table("①歳入|甲|増やす。|財政課|44652|A\n|乙|増やす。|財政課|0.953|A\n|丙|増やす。|財政課|1234567|A"));
            foreach (var (number, style) in numbers.Select((number, style) => (number, style)))
                sheet = sheet.Replace(
                    $"t=\"inlineStr\"><is><t>{number}</t></is>",
                    $"s=\"{style}\"><v>{number}</v>",
                    StringComparison.Ordinal);
            var published = await desk.PublishAsync(
                "t.xlsx",
                TestWorkbook.Archive([.. TestWorkbook.Parts(sheet), ("xl/styles.xml", styles)]),
                Utf8(Json()));
            Assert.Equal(
                ["2022/4/1", "95.3%", "1,234,567"],
                PublishedTable.Rows(published).Select(row => row.Row.Narratives[0].Text));
        },
        ["08 two lines of a cell are two departments"] = async desk => Same(
            ["財政課", "総務課"],
            Departments(await desk.PublishAsync(
                "t.xlsx",
                TestWorkbook.Of(Table("①歳入|広告|増やす。|財政課⏎総務課|した。|A").Replace("⏎", "&#10;", StringComparison.Ordinal)),
                Utf8(Json())))),
        ["30 a merged rating is that of each of its rows"] = async desk =>
        {
            var table = Table("①歳入の確保|広告収入の拡大|広告を増やします。|財政課|3件。|A\n|ふるさと納税の推進|返礼品を増やします。|総務課|5件。|");
            var workbook = TestWorkbook.Of(
                table, sheet => sheet.Replace(
                    "</sheetData>",
                    "</sheetData><mergeCells><mergeCell ref=\"A4:A5\"/><mergeCell ref=\"F4:F5\"/></mergeCells>",
                    StringComparison.Ordinal));
            Same(
                [Grade.A, Grade.A], PublishedTable.Rows(await desk.PublishAsync("t.xlsx", workbook, Utf8(Json())))
                    .Select(row => row.Row.Ratings.Single().Grade));
        },
        ["32 a workbook with a password is told to be one"] = async desk =>
        {
            var told = await desk.ImportAsync(
                "t.xlsx", FilesOfTheWorldTests.Compound("EncryptionInfo", "EncryptedPackage"), Utf8(Json()));
            Assert.Equal(
                "The workbook is protected by a password; open it, take the password away, and save it as .xlsx.",
                Assert.Single(told.Findings).Message);
        },
        ["33 CP932 is read in both codes of a character"] = async desk =>
        {
            var parts = Table("①歳入|広告|増やす。|★|した。|A").Split('★');
            byte[] bytes =
                [.. TextDecoding.Cp932.GetBytes(parts[0]), 0xEE, 0xE0, .. TextDecoding.Cp932.GetBytes("橋課" + parts[1])];
            Same(["髙橋課"], Departments(await desk.PublishAsync("t.txt", bytes, Utf8(Json()))));
        },
        ["34 metadata that Notepad saved as ANSI are read"] = async desk =>
            Assert.Equal(
                "試験市", (await desk.PublishAsync("t.txt", Utf8(Table()), TextDecoding.Cp932.GetBytes(Json()))).Name),
        ["35 characters that nobody sees are taken out of names, and the next year finds them"] = async desk =>
        {
            var unseen = Table().Replace("広告収入", "広告\u200b収入", StringComparison.Ordinal)
                .Replace("ふるさと納税", "ふるさと\u2003納税", StringComparison.Ordinal)
                .Replace("補助金の", "補助金\ufeffの", StringComparison.Ordinal);
            var told = await desk.ImportAsync("r3.txt", unseen, Json());
            Assert.Contains("TEXT_REWRITTEN", told.Findings.Select(finding => finding.Code));
            var next = await desk.PublishAsync("r4.txt", Table(), Json(2022));
            Assert.All(PublishedTable.Rows(next), row => Assert.Equal(2, row.Row.Narratives.Count));
        },
        ["37 the layout saved as CSV is read"] = async desk =>
            Assert.Equal(
                3, PublishedTable.Rows(await desk.PublishAsync("t.csv", Table().Replace('\t', ','), Json())).Count()),
        ["38 line ends of an old Macintosh are read"] = async desk =>
            Assert.Equal(
                3, PublishedTable.Rows(await desk.PublishAsync("t.txt", Table().Replace('\n', '\r'), Json())).Count()),
    };

    /// <summary>The answers that are filled in; findings have them too, as a person copies them.</summary>
    private static MappingAnswer[] Guesses(ImportedDocument asked)
    {
        MappingAnswer[] guesses = [.. asked.Questions.Select(question => question.Yes)];
        Assert.All(guesses, guess => Assert.Contains(
            asked.Findings, finding => finding.Message.Contains(InJson(guess), StringComparison.Ordinal)));
        return guesses;

        static string InJson(MappingAnswer answer) => "{" + string.Join(
            ", ", new[] { ("document", answer.Document), ("stored", answer.Stored) }
                .Where(part => part.Item2 is not null)
                .Select(part => $"\"{part.Item1}\": \"{part.Item2}\"")) + "}";
    }

    /// <summary>Lists of what was awaited for.</summary>
    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);

    private static string[] Codes(ImportedDocument document) => [.. document.Findings.Select(finding => finding.Code)];

    private static IEnumerable<string> Departments(Municipality municipality) =>
        municipality.Departments.Select(department => department.FullName);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Table(
        string rows = Rows,
        string header = Usual,
        string title = SmallTable.Title,
        string category = "(1) 財政の健全化") => string.Join(
            '\n', ((string[])[title, category, header, .. rows.Split('\n')])
                .Select(line => line.Trim('\r', ' ').Replace('|', '\t'))
                .Where(line => line.Length > 0));

    /// <summary>A tidy table of one row, or of several that differ in some columns.</summary>
    private static string Tidy(string[] columns, params string[][] rows)
    {
        (string Column, string Value)[] usual =
        [
            ("municipality_code", SmallTable.Code), ("municipality_name", "試験市"), ("municipality_roman_name", "Shiken"),
            ("plan_title", SmallTable.Title), ("plan_first_fiscal_year", "2020"), ("plan_last_fiscal_year", "2024"),
            ("rating_scale", "A=A;B=B;C=C;NOT_RATED=-"), ("category_number", "1"), ("category_name", "財政の健全化"),
            ("item_number", "1"), ("item_name", "歳入の確保"), ("initiative_number", "1"), ("initiative_name", "広告収入の拡大"),
            ("description", "広告を増やします。"), ("assessment_number", "1"), ("departments", "財政課"), ("fiscal_year", "2021"),
            ("progress", "広告を3件掲載した。"),
            ("rating", "A"),
        ];
        string[] others = [.. usual.Select(pair => pair.Column).Except(columns)];
        var values = usual.ToDictionary(pair => pair.Column, pair => pair.Value);
        return string.Concat(
            rows.Select(row => string.Join(',', [.. others.Select(column => values[column]), .. row]) + "\n")
                .Prepend(string.Join(',', [.. others, .. columns]) + "\n"));
    }
}

public sealed class TableCasesTestsOnSqlite(SqliteDatabase database)
    : TableCasesTests(database), IClassFixture<SqliteDatabase>;

public sealed class TableCasesTestsOnPostgreSql(PostgreSqlDatabase database)
    : TableCasesTests(database), IClassFixture<PostgreSqlDatabase>;
