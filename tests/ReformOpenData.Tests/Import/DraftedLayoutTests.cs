using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// Tables as offices make them are read by the metadata that are drafted of them, once the blanks of these are filled.
/// </summary>
public sealed class DraftedLayoutTests
{
    private static readonly Dictionary<string, (string Table, string Drafted, string Told)> Cases = new(
        StringComparer.Ordinal)
    {
        ["a header of two rows"] = (
            """
            みらい改革プラン　令和6年度 進捗状況一覧
            改革の柱１　開かれた市役所
            番号|改革項目|事業名|所管課|工程表||指標||取組の実績|内部評価|今後の方向性
            ||||令和6年度|令和7年度|指標名|実績値|||
            1-1|広報|動画の配信|広報課|企画|配信|本数|30|毎月配信した。|目標を上回って達成|継続
            """,
            "\"headerRows\": 2|\"指標実績値\": \"progress:指標実績値\"|\"取組の実績\": \"progress\"",
            "(1) 開かれた市役所|2024: 毎月配信した。|【工程表令和7年度】 ⏎ 配信"),
        ["a header of three rows, with amounts"] = (
            """
            第四次行財政改革大綱　平成29年度 実績報告
            （単位：千円）
            戦略|取組項目|所管課|進捗状況|取組内容|効果額（千円）||||今後の予定
            |||||歳入増加||歳出削減||
            |||||実績|見込|実績|見込|
            戦略１　稼ぐ|ふるさと納税|企画課|前倒し|返礼品を増やした。|120,000|100,000|||継続
            戦略２　省く|電力の入札|管財課|遅れ|仕様を検討した。|||0|5,000|翌年度実施
            合計|||||120,000|100,000|0|5,000|
            """,
            "\"headerRows\": 3|\"戦略\": \"category\"|歳入増加:千円:forecast\"|\"進捗状況\": \"rating\"",
            "2017 Actual 効果額歳入増加 (千円): 120,000|2017 Forecast 効果額歳出削減 (千円): 5,000"),
        ["scores, levels and departments under common headings"] = (
            """
            令和3年度　事務事業評価結果一覧
            №|施策体系|||担当||評価点|||総合評価|前回評価
            |施策|小施策|事務事業|部|課|必要性|効率性|合計||
            1|1 安全安心|1-1 防災|備蓄品の更新|総務部|防災課|4|3|7|A|B
            2||1-2 防犯|防犯灯の維持|市民部|市民課|2|2|4|E|完了
            """,
            "\"施策体系施策\": \"item\"|\"施策体系事務事業\": \"initiative\"|\"評価点必要性\": \"progress:評価点必要性\"|\"総合評価\": \"rating\"",
            "@ 総務部防災課|2021#1: E|【前回評価】 ⏎ 完了"),
        ["levels in columns and two checks"] = (
            """
            行政改革計画の進捗状況（平成27年度）
            改革の柱|改革の基本的方向|改革事項|所属|年度計画|進捗（9月末）|進捗（3月末）|未達成の理由
            Ⅰ 組織|1 人材|研修の充実|人事課|5回|それ以外|計画達成|
            Ⅱ 財政|1 歳入|徴収対策|税務課|98%|計画達成|それ以外|景気による
            """,
            "\"改革の柱\": \"category\"|\"改革の基本的方向\": \"item\"|\"改革事項\": \"initiative\"|\"rating::9月末\"|\"rating::3月末\"",
            "(2) <Ⅱ> 財政|2015#2: 計画達成  /3月末"),
        ["two axes, in signs, and categories in a form of their own"] = (
            """
            第二次行政改革大綱　実施計画の進捗状況（Ｈ２７．３月末現在）
            ＜凡例＞　着手：◎完了　○取組中　×未着手
            １．行政の効率化
            改革項目|具体的取組|主管課|関係課|着手の状況|達成の状況|取組内容及び成果
            (1) 事務|文書の電子化|総務課|全課|○|一部達成|試行した。
            ２．財政の健全化
            (1) 歳入|口座振替|税務課|会計課|◎|達成|加入率が上がった。
            """,
            "\"fiscalYear\": 2014|\"categoryPattern\"|\"#．*\"|\"rating::着手の状況\"|\"取組内容及び成果\": \"progress\"",
            "(2) 財政の健全化|2014#1: ◎  /着手の状況|会計課 (supporting)"),
        ["target, actual and effect as rows, years as columns"] = (
            """
            第４次行政改革実施計画　進捗管理表
            基本項目|取組項目|担当課|区分|H30年度|R1年度|R2年度|評価
            1 歳入|徴収率の向上|税務課|目標|97.0％|97.5％|98.0％|順調
            |||実績|96.8％|97.6％|98.1％|
            |||効果額（千円）|1,000|2,500|3,100|
            |基金の活用|財政課|目標|－|1億円|1億円|遅れ
            |||実績|－|1億円|0.5億円|
            """,
            "\"firstFiscalYear\": 2018|\"fiscalYear\": 2020|\"区分\": \"row-label\"|\"H30年度\": \"progress::2018\"",
            "2018: 【目標】 ⏎ 97.0％ ⏎ 【実績】 ⏎ 96.8％ ⏎ 【効果額（千円）】 ⏎ 1,000|2020#1: 順調|2020#1: 遅れ"),
        ["three evaluators, and a title with a date of its own"] = (
            """
            第３次行政改革実施計画　令和元年度実績（令和２年１０月訂正）
            整理番号|重点項目|実施項目|所管課|年度目標|取組実績|自己評価|行革本部評価|行政改革委員会の評価|行政改革委員会の提言・意見
            1-1|1 事務|事務事業評価|政策課|100事業|90事業を評価した。|B|B|C|視点を明確にされたい。
            """,
            "\"title\": \"第３次行政改革実施計画\"|\"fiscalYear\": 2019|\"rating:行革本部\"|\"rating:行政改革委員会\"|\"narrative:opinion\"",
            "2019#3: C  行政改革委員会/|2019 Opinion: 視点を明確にされたい。"),
        ["codes, budget and account, a day"] = (
            """
            総合計画実施計画　２０２１年度　事務事業評価
            事業コード|事務事業名|所管課|事業の概要|当該年度の取組実績|事業費（千円）||達成度|今後の方向性|評価日
            |||||予算額|決算額|||
            10101010|防災訓練|危機管理課|訓練を行う。|2回行った。|1,300|1,234|3|Ⅰ|2022/5/10
            """,
            "\"事業コード\": \"description:事業コード\"|\"事務事業名\": \"initiative\"|\"評価日\": \"progress:評価日\"",
            "2021 Actual 事業費決算額 (千円): 1,234|2021#1: 3"),
        ["the department above the table"] = (
            """
            第２次総合計画　施策評価（令和4年度）
            担当課：こども課
            作成|令和5年5月
            施策|事業名|基準値|実績値|評価|翌年度の取組
            1 子育て|保育の充実|25|3|Ａ|継続
            |学童の充実|300|340|Ｆ|拡充
            """,
            "\"title\": \"第２次総合計画　施策評価\"|\"施策\": \"item\"",
            "@ こども課|2022#1: Ｆ"),
        ["amounts alone, whose unit is above the table"] = (
            """
            新行政改革プラン 平成20年度効果額実績（単位：百万円）
            区分|項目|計画額a|実績額b|差b-a|達成率b/a
            【適正化】|職員定数の適正化|347.0|400.3|53.3|115.4%
            【効率化】|内部管理経費の見直し|310.4|292.8|△17.6|94.3%
            合計||657.4|693.1|35.7|105.4%
            """,
            "\"計画額a\": \"measure:計画額:百万円:plan\"|\"差b-a\": \"measure:差:百万円\"|\"達成率b/a\": \"measure:達成率:%\"",
            "2008 Plan 計画額 (百万円): 347.0|2008 Actual 実績額 (百万円): 292.8|2008 Actual 達成率 (%): 94.3%"),
        ["a rating by degrees, and headings that begin with the one above"] = (
            """
            行政改革大綱実施計画 令和2年度 評価表
            取組事項|成果評価|具体的な取組|所属|指標|||実績|実績度
            ||||指標名|指標目標値|指標実績値||
            (1) 情報発信|A|広報の多媒体化|広報課|登録者数|100|120|登録を呼びかけた。|目標達成
            ||会議録の公開|総務課|公開率|100|80|公開した。|50%以上実施
            """,
            "\"指標指標名\": \"progress:指標名\"|\"指標指標目標値\": \"progress:指標目標値\"|\"成果評価\": \"rating::成果評価\"|\"実績度\": "
            + "\"rating::実績度\"",
            "2020#1: A  /成果評価|2020#2: 目標達成  /実績度|2020#1: 50%以上実施  /実績度"),
        ["levels, the lowest of which is the initiative"] = (
            """
            行財政改革推進計画
            令和4年度末の進捗状況について
            区分|項目|取組|担当課|指標|R2|R3|R4|進捗|説明
            健全化|歳入|市税の収納率|税務課|収納率|98.5%|98.7%|99.0%|順調に達成|口座振替を進めた。
            """,
            "\"取組\": \"initiative\"|\"区分\": \"item\"|\"進捗\": \"rating\"|\"fiscalYear\": 2022",
            "1 健全化／歳入|【R2】 ⏎ 98.5%"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_table_is_read_by_the_draft_of_its_metadata_and_nothing_is_lost(string name)
    {
        var (table, drafted, told) = Cases[name];
        var text = table.Replace('|', '\t');
        var json = Draft(Encoding.UTF8.GetBytes(text));
        foreach (var part in drafted.Split('|'))
            Assert.Contains(part, json, StringComparison.Ordinal);

        var outline = Outline(Encoding.UTF8.GetBytes(text), json);
        foreach (var part in told.Split('|'))
            Assert.Contains(part, outline, StringComparison.Ordinal);
        var lines =
            text.Split('\n').Select(line => line.TrimEnd('\r').Split('\t')).Where(line => line.Length > 2).ToList();
        var header = json.Contains("headerRows", StringComparison.Ordinal)
            ? json[json.IndexOf("headerRows", StringComparison.Ordinal) + 13] - '0'
            : 1;
        foreach (var cell in lines.Skip(header)
            .Where(line => line[0] != "合計")
            .SelectMany(line => line)
            .Where(cell => !CellText.IsNothing(cell) && !RowLabels.Contains(cell)))
            Assert.Contains(Folded(LevelNumber.Split(cell).Name), Folded(outline), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_several_rows_is_told_with_their_number()
    {
        var text = Cases["a header of two rows"].Table.Replace('|', '\t');
        var json = Draft(Encoding.UTF8.GetBytes(text)).Replace("\"headerRows\": 2,", "", StringComparison.Ordinal);
        var finding = Read(Encoding.UTF8.GetBytes(text), json).Findings
            .First(finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("HEADER_OF_ROWS", finding.Code);
        Assert.Contains("\"headerRows\": 2", finding.Message, StringComparison.Ordinal);
        Assert.Contains("\"headerRows\": 2", finding.InJapanese(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("税務課", "財政課", "\"sheetNames\": \"department\"", "@ 税務課", "@ 財政課")]
    [InlineData("財政の健全化", "市民サービス", "\"sheetNames\": \"category\"", "(1) 財政の健全化", "(2) 市民サービス")]
    public void Sheets_may_be_named_by_what_their_rows_are_of(
        string first, string second, string drafted, params string[] told)
    {
        string[][] Rows(string name) =>
            [["行革プラン　令和3年度実績"], ["No.", "取組項目", "実績", "評価"], ["1", name + "の取組", "実施した。", "A"]];
        var parts = TestWorkbook.Parts(TestWorkbook.Sheet(Rows("甲")), TestWorkbook.Sheet(Rows("乙")));
        parts[0].Text = parts[0].Text.Replace("表1", first, StringComparison.Ordinal)
            .Replace("表2", second, StringComparison.Ordinal);
        var workbook = TestWorkbook.Archive(parts);
        var json = Draft(workbook);
        Assert.Contains(drafted, json, StringComparison.Ordinal);
        var outline = Outline(workbook, json);
        Assert.All(told, part => Assert.Contains(part, outline, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1ページ", "2ページ", "")]
    [InlineData("p1", "p2", "")]
    [InlineData("その一", "その二", "(1) 財政の健全化")]
    public void Names_of_sheets_that_say_nothing_are_no_categories(string first, string second, string category)
    {
        var sheet = TestWorkbook.SheetOf($"行革プラン　令和3年度実績\n{category}\nNo.\t取組項目\t担当課\t実績\t評価\n1\t広告\t財政課\t実施した。\tA");
        var parts = TestWorkbook.Parts(sheet, sheet);
        parts[0].Text = parts[0].Text.Replace("表1", first, StringComparison.Ordinal)
            .Replace("表2", second, StringComparison.Ordinal);
        Assert.DoesNotContain("sheetNames", Draft(TestWorkbook.Archive(parts)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_with_a_sheet_for_each_year_is_told_to_read_one()
    {
        string[][] Rows(string year) =>
            [[$"行革プラン　{year}実績"], ["No.", "取組項目", "担当課", "実績", "評価"], ["1", "広告", "財政課", "実施した。", "A"]];
        var workbook = TestWorkbook.Workbook(TestWorkbook.Sheet(Rows("令和3年度")), TestWorkbook.Sheet(Rows("令和4年度")));
        var finding =
            Read(workbook, Draft(workbook)).Findings.First(finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("FISCAL_YEAR_DIFFERS", finding.Code);
        Assert.Contains("\"sheets\": [\"表1\"]", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>No cell costs more than its length, wherever it stands and whatever it repeats.</summary>
    [Theory]
    [InlineData("", "実", "")]
    [InlineData("", "評価", "")]
    [InlineData("評価(", "委員", "x")]
    [InlineData("", "a+", "")]
    [InlineData("", "①÷", "b")]
    [InlineData("", "(", "")]
    [InlineData("", "額(", "円)")]
    [InlineData("", "(円)", "")]
    [InlineData("", "令和3年度", "")]
    [InlineData("", "委員会の", "評価")]
    [InlineData("", "3", "")]
    [InlineData("", "あ い　", "")]
    [InlineData("", "「", "")]
    [InlineData("", "“", "”")]
    [InlineData("", "の", "x")]
    [InlineData("", "報告", "x")]
    [InlineData("報告", "　 ", "x")]
    [InlineData("注", " ", "x")]
    [InlineData("1", " ", "あ\nい")]
    [InlineData("", "&lt;p", "")]
    public void A_cell_about_as_long_as_one_can_be_is_read_wherever_it_stands(string begin, string part, string end)
    {
        const int length = 30_000; // The metadata have no room for longer headings beside what they mean.
        var count = (length - begin.Length - end.Length) / part.Length;
        var cell = begin + string.Concat(Enumerable.Repeat(part, count)) + end;
        string[][] rows =
        [
            [cell], ["改革プラン　令和3年度実績"], ["No.", "取組項目", "担当課", cell, "評価"], [cell], ["1", "広告", "財政課", cell, "A"],
            ["2", cell, cell, cell, cell], [cell], ["注"],
        ];
        var sheet = TestWorkbook.Sheet(rows);
        foreach (var table in new[] { TestWorkbook.Workbook(sheet), TestWorkbook.Workbook(sheet, sheet) })
            Read(table, Draft(table));
    }

    [Fact]
    public void Metadata_of_another_plan_give_the_city_alone()
    {
        var table = Encoding.UTF8.GetBytes("公共施設計画　令和6年度実績\n取組項目\t担当課\t実績\t評価\n集約\t管財課\t検討した。\tＳ\n");
        var json = MetadataDraft.Of(new MemoryStream(table), [SmallTable.Metadata(2021)], null).Json!;
        Assert.Contains("\"code\": \"262072\"", json, StringComparison.Ordinal);
        Assert.Contains("\"firstFiscalYear\": 2024", json, StringComparison.Ordinal);
        Assert.Contains("\"title\": \"公共施設計画\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"C\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("２．財政の健全化", "#．*")]
    [InlineData("分野1－稼ぐ", "分野#－*")]
    [InlineData("【健全な財政】", "【*】")]
    [InlineData("■ 市民サービス", "■*")]
    [InlineData("令和3年度の状況", null)]
    [InlineData("Ⅰ 財政の健全化", null)]
    public void A_line_that_may_name_a_category_tells_its_form(string line, string? form)
    {
        Assert.Equal(form, CategoryPattern.Suggest(line));
        if (form is not null)
            Assert.NotNull(new CategoryPattern(form).Read(line));
    }

    private static readonly string[] RowLabels = ["目標", "実績", "効果額（千円）"];

    private static string Folded(string text) => CellText.Narrow(CellText.WithoutSpaces(text));

    private static string Draft(byte[] table)
    {
        var (json, findings, _) = MetadataDraft.Of(new MemoryStream(table), [], null);
        Assert.Equal([], findings);
        return json!.Replace("（自治体コード6桁）", "262072", StringComparison.Ordinal)
            .Replace("（自治体名）", "試験市", StringComparison.Ordinal)
            .Replace("（ローマ字）", "Shiken", StringComparison.Ordinal);
    }

    private static ReadResult Read(byte[] table, string json)
    {
        var (metadata, findings) = MetadataFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "t.json");
        Assert.Equal([], findings.Select(finding => finding.Message));
        return DocumentReader.Read(new MemoryStream(table), "t", metadata);
    }

    private static string Outline(byte[] table, string json)
    {
        var read = Read(table, json);
        Assert.Equal([], read.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Message));
        return LayoutTests.Outline(read.Municipality!);
    }
}
