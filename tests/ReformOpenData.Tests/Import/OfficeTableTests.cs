using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>Small tables as offices make them, in the one layout that needs no declaration, or nearly.</summary>
public sealed class OfficeTableTests
{
    private const string Rows =
        """
        ①歳入の確保|広告収入の拡大|広告を増やします。|財政課|広告を3件掲載した。|A
        |ふるさと納税の推進|返礼品を増やします。|総務課|返礼品を5件増やした。|B
        ②歳出の見直し|補助金の見直し|補助金を見直します。|財政課・総務課|10件を見直した。|B
        """;

    [Fact]
    public void All_that_is_wrong_is_told_in_one_run()
    {
        var rows = Rows.Replace("|A", "|S|未公表|1", StringComparison.Ordinal)
            .Replace("|B", "|対象外||", StringComparison.Ordinal)
            .Replace("財政課・総務課", "担当は未定である。", StringComparison.Ordinal);
        var result = Any(Table("改革項目|具体的取組|内容|所管課|取組状況|評価|備考|No.", rows) + "\nなぞの行", SmallTable.Metadata(2021));
        Assert.Equal(
            ["COLUMN_UNKNOWN", "DEPARTMENT_UNREADABLE", "GRADE_UNKNOWN", "LINE_UNKNOWN"],
            result.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("区分|項目|計画額a", "item initiative progress:計画額a")]
    [InlineData("節|項|取り組み|具体的な取り組み|所管課|R2", "item item initiative known known progress:R2")]
    [InlineData("改革の柱|施策名|事業名|見直し区分", "category item known rating")]
    [InlineData("取組項目|目標の達成状況（自己）|評価（委員会）|達成率（％）", "known rating::目標の達成状況 rating:委員会 measure:達成率:%")]
    [InlineData("計画額（千円）|R3効果額（百万円）|累計（円）|30年度目標参加者数（人）|備考（別紙）",
        "measure:計画額:千円:plan measure:効果額:百万円:2021 measure:累計:円:cumulative measure:参加者数:人:plan progress:備考（別紙）")]
    public void A_heading_that_is_not_known_is_guessed_by_its_name_and_its_place(string header, string guesses)
    {
        var headings = header.Split('|');
        Assert.Equal(
            guesses,
            string.Join(
                ' ', HeadingGuesses.Of(headings, HeadingNames.Read(headings, null)).Select(guess => guess ?? "known")));
    }

    [Fact]
    public void Only_the_sheets_that_are_named_are_read()
    {
        var table = TestWorkbook.Sheet(
            [
                [SmallTable.Title], ["(1) 財政の健全化"], ["改革項目", "具体的取組", "内容", "所管課", "取組状況"],
                ["①歳入の確保", "広告", "増やす。", "財政課", "3件。"]
            ]);
        var workbook = TestWorkbook.Workbook(table, table.Replace("広告", "内部資料", StringComparison.Ordinal));
        var result = DocumentReader.Read(new MemoryStream(workbook), "t.xlsx", Declared("\"sheets\": [\"表1\"]"));
        Assert.Equal("広告", Plan(result).Categories[0].Items[0].Initiatives.Single().Name);
        var missing = DocumentReader.Read(new MemoryStream(workbook), "t.xlsx", Declared("\"sheets\": [\"一覧\"]"));
        Assert.Contains(missing.Findings, finding => finding.Code == "SHEET_MISSING");
    }

    [Theory]
    [InlineData(
        "\"columns\": { \"a\": \"colour\", \"b\": \"progress:x:1999\" }", "“a” is “colour”; “b” is “progress:x:1999”")]
    [InlineData("\"categoryPattern\": \"第#章\"", "categoryPattern holds *")]
    [InlineData("\"headerRows\": 9", "from 1 to 4")]
    [InlineData("\"notes\": [\" \"]", "must not be blank")]
    public void A_layout_that_cannot_be_is_told(string layout, string told)
    {
        var (metadata, findings) = MetadataFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Json(layout))), "t.json");
        Assert.Null(metadata);
        Assert.Contains(told, Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tidy_table_of_nothing_but_money_says_that_no_department_is_known()
    {
        var read = Tidy("職員定数", "NOT_RATED=-", "（不明）", "計画額347.0百万円、実績額400.3百万円", "");
        Assert.Equal(["DEPARTMENT_NONE"], read.Findings.Select(finding => finding.Code));
        Assert.Empty(First(read).Responsibilities);
        Assert.Empty(First(read).Ratings);
    }

    [Fact]
    public void A_tidy_table_of_nine_labels_and_a_bureau_with_a_dot_in_its_name()
    {
        string[] labels =
        [
            "継続（拡充）", "継続（改善）", "継続（一部改善）", "継続（縮小）", "継続", "終了（完了）", "終了（再構築）", "終了（廃止）", "終了",
        ];
        var scale = string.Join(';', labels.Select(label => $"OTHER={label}"));
        foreach (var label in labels)
        {
            var read = Tidy("移住", scale, "企画・地域振興部 政策支援課", "-", label);
            Assert.Equal(["DEPARTMENT_JOINED"], read.Findings.Select(finding => finding.Code));
            Assert.Equal(["企画・地域振興部政策支援課"], read.Municipality!.Departments.Select(department => department.FullName));
            Assert.Equal([label], First(read).Ratings.Select(rating => rating.Printed));
        }

        var undeclared = Tidy("移住", "A=継続（拡充）", "政策支援課", "-", "継続（一部改善）").Findings;
        Assert.Contains("OTHER=継続（一部改善）", Assert.Single(undeclared).Message, StringComparison.Ordinal);
    }

    private static ReadResult Tidy(
        string initiative, string scale, string departments, string progress, string rating) => DocumentReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(
                "municipality_code,municipality_name,municipality_roman_name,plan_title,plan_first_fiscal_year,"
                + "plan_last_fiscal_year,rating_scale,"
                + "category_number,category_name,item_number,item_name,initiative_number,initiative_name,"
                + "assessment_number,departments,fiscal_year,"
                + $"progress,rating\n262072,試験市,Shiken,計画,2020,2024,{scale},1,,1,,1,{initiative},1,{departments},"
                + $"2021,{progress},{rating}\n")),
            "t.csv",
            null);

    [Fact]
    public void A_draft_of_the_metadata_reads_its_table_once_its_blanks_are_filled()
    {
        const string text =
            "行財政改革プラン　令和3年度進捗状況\n方針１　財政\nNo.\t取組項目\t担当課\t実績\t実施状況\n1\t広告\t財政課\t3件掲載した。\t達成\n2\t納税\t税務課\t推進した。\t部分実施\n";
        var (json, findings, _) = MetadataDraft.Of(new MemoryStream(Encoding.UTF8.GetBytes(text)), [], null);
        Assert.Equal([], findings);
        Assert.Contains(
            "the draft still has （自治体コード6桁）", Metadata(json!).Findings.Single().Message, StringComparison.Ordinal);
        var filled = json!.Replace("（自治体コード6桁）", "262072", StringComparison.Ordinal)
            .Replace("（自治体名）", "試験市", StringComparison.Ordinal)
            .Replace("（ローマ字）", "Shiken", StringComparison.Ordinal);
        var (metadata, _) = Metadata(filled);
        Assert.Equal(("行財政改革プラン", 2021), (metadata!.PlanTitle, metadata.FiscalYear));
        Assert.Equal(["達成", "部分実施"], metadata.RatingScale.Select(step => step.Label));
        var row = First(Any(text, metadata));
        Assert.Equal(("3件掲載した。", "達成"), (row.Narratives.Single().Text, row.Ratings.Single().Printed));

        var (next, _, _) = MetadataDraft.Of(
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    text.Replace(
                        "令和3年度", "令和4年度", StringComparison.Ordinal).Replace("達成", "順調", StringComparison.Ordinal))),
            [metadata with { LastFiscalYear = 2024 }],
            null);
        var (later, none) = Metadata(next!);
        Assert.Equal([], none);
        Assert.Equal((2022, 2024, "試験市"), (later!.FiscalYear, later.LastFiscalYear, later.MunicipalityName));
        Assert.Equal(["達成", "部分実施", "順調"], later.RatingScale.Select(step => step.Label));
        Assert.Equal(metadata.Layout!.Columns, later.Layout!.Columns);

        static (DocumentMetadata? Metadata, IReadOnlyList<Finding> Findings) Metadata(string json) =>
            MetadataFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "t.json");
    }

    [Fact]
    public void Questions_are_rows_that_come_back_as_answers()
    {
        var first = SmallTable.Read(SmallTable.FirstYear, 2021).Municipality!;
        var second = SmallTable.Read(
            SmallTable.FirstYear.Replace("広告収入の拡大", "広告収入等の確保", StringComparison.Ordinal)
                .Replace("|電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A\n", "", StringComparison.Ordinal)
                .Replace("(2)", "|ＤＸの推進|手続を電子化します。|情報課|始めた。|A\n(2)", StringComparison.Ordinal),
            2022);
        var asked = MunicipalityMerge.Merge(first, second, null).Questions;
        Assert.Equal(
            ["ROW_ADDED", "ROW_REMOVED", "ROW_RENAMED"],
            asked.Select(question => question.Code).Order(StringComparer.Ordinal));

        using var file = new MemoryStream();
        QuestionFile.Write([], asked, file);
        var text = Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains(
            "この具体的取組は、名称が変わっただけで同じものですか。,広告収入等の確保（歳入の確保）,広告収入の拡大（歳入の確保）,同じ", text, StringComparison.Ordinal);
        var (answered, findings) = QuestionFile.Read(
            new MemoryStream(Data.Import.Cp932Encoding.Instance.GetBytes(text.TrimStart('\uFEFF'))), "q.csv");
        Assert.Equal([], findings);
        var merged = MunicipalityMerge.Merge(first, second, new Mapping([.. answered!.SelectMany(row => row.Answers)]));
        Assert.Equal([], merged.Questions);
        Assert.Equal(
            [2021, 2022],
            merged.Municipality!.Plans[0].Categories[0].Items[0].Initiatives[0].Assessments[0].Narratives.Select(
                narrative => narrative.FiscalYear));

        var wrong = QuestionFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(text.Replace(",同じ,", ",たぶん,", StringComparison.Ordinal))), "q.csv");
        Assert.Contains("“たぶん”", Assert.Single(wrong.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("廃止", InitiativeStatus.Ended, 0)]
    [InlineData("完了", InitiativeStatus.Completed, 0)]
    [InlineData("統合→補助金の見直し", InitiativeStatus.Merged, 1)]
    [InlineData("分割：補助金の見直し、窓口の統合", InitiativeStatus.Split, 2)]
    [InlineData("移動", InitiativeStatus.Moved, 0)]
    public void What_became_of_an_initiative_is_an_answer_in_words(string word, InitiativeStatus status, int successors)
    {
        var first = SmallTable.Read(SmallTable.FirstYear, 2021).Municipality!;
        var second = SmallTable.Read(
            SmallTable.FirstYear.Replace("|電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A\n", "", StringComparison.Ordinal), 2022);
        using var file = new MemoryStream();
        QuestionFile.Write([], MunicipalityMerge.Merge(first, second, null).Questions, file);
        var text = Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains(
            ",終了,,終了 / 廃止 / 完了 / 統合 / 分割 / 移動 / 継続（統合→引き継ぐ取組の名称）,ROW_REMOVED,", text, StringComparison.Ordinal);
        var (answered, findings) = QuestionFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(
                text.Replace(",終了,,", $",{word},組織の見直しによる,", StringComparison.Ordinal))), "q.csv");
        Assert.Equal([], findings);
        var mapping = new Mapping([.. answered!.SelectMany(row => row.Answers)]);
        var ending = SmallTable.Merge(
            first, second, [.. mapping.Answers]).Plans[0].Categories[0].Items[1].Initiatives[1].Ending!;
        Assert.Equal(
            (status, 2021, "組織の見直しによる", successors),
            (ending.Status, ending.EndedIn, ending.Reason, ending.Successors.Count));

        using var again = new MemoryStream();
        QuestionFile.Write(answered!, [], again);
        Assert.Contains($",{word},組織の見直しによる,", Encoding.UTF8.GetString(again.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', "utf-8", false)]
    [InlineData(',', "cp932", true)]
    [InlineData('\t', "utf-16", true)]
    [InlineData(';', "utf-8", true)]
    public void A_table_of_questions_is_the_same_however_a_spreadsheet_saves_it(
        char separator, string encoding, bool isTurned)
    {
        var first = SmallTable.Read(SmallTable.FirstYear, 2021).Municipality!;
        var second = SmallTable.Read(
            SmallTable.FirstYear.Replace("広告収入の拡大", "広告収入等の確保", StringComparison.Ordinal)
                .Replace("|電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A\n", "", StringComparison.Ordinal), 2022);
        using var file = new MemoryStream();
        QuestionFile.Write([], MunicipalityMerge.Merge(first, second, null).Questions, file);
        var (expected, _) = QuestionFile.Read(new MemoryStream(file.ToArray()), "q.csv");

        // Other line ends, quotes around all, columns in another order, blank columns and rows at the end.
        var rows = new CsvRows(new StringReader(Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF')), ',')
            .Read()
            .Select(row => isTurned ? [.. row.Cells.Reverse(), "", ""] : row.Cells).ToList();
        var saved = string.Concat(rows.Append([.. rows[0].Select(_ => "")])
            .Select(row => string.Join(separator, row.Select(cell => $"\"{cell}\"")) + "\r\n"));
        byte[] bytes = encoding switch
        {
            "cp932" => Data.Import.Cp932Encoding.Instance.GetBytes(saved),
            "utf-16" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(saved)],
            _ => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(saved)],
        };
        var (answered, findings) = QuestionFile.Read(new MemoryStream(bytes), "q.csv");
        Assert.Equal([], findings);
        Assert.NotEmpty(answered!);
        Assert.Equal(expected!.SelectMany(row => row.Answers), answered!.SelectMany(row => row.Answers));
        Assert.Equal(
            expected!.Select(row => string.Join('|', row.Cells)), answered!.Select(row => string.Join('|', row.Cells)));
    }

    private static string Table(string header, string rows = Rows) =>
        $"{SmallTable.Title}\n(1) 財政の健全化\n{Lines(header, rows)}";

    private static string Lines(string header, string rows) => string.Join(
        '\n', ((string[])[header, .. rows.Split('\n')]).Select(line => line.Trim().Replace('|', '\t')));

    private static ReadResult Any(string text, DocumentMetadata metadata) =>
        DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.txt", metadata);

    private static Plan Plan(ReadResult result) => Assert.Single(result.Municipality!.Plans);

    private static Assessment First(ReadResult result) =>
        Plan(result).Categories[0].Items[0].Initiatives[0].Assessments[0];

    private static string Json(string layout) =>
        $$"""
        {
          "municipality": { "code": "262072", "name": "試験市", "romanName": "Shiken" },
          "plan": { "title": "{{SmallTable.Title}}", "firstFiscalYear": 2020, "lastFiscalYear": 2024, "ratingScale": [] },
          "document": { "title": "計画", "fiscalYear": 2021, "publisher": "試験市", "licenceConfirmed": false },
          {{layout}}
        }
        """;

    private static DocumentMetadata Declared(string layout) =>
        MetadataFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Json(layout))), "t.json").Metadata!;
}
