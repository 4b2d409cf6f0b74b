using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// Numbers that are not simply those of the keys, levels that the model does not have, and what a document calls its
/// levels.
/// </summary>
public sealed class PrintedLevelTests
{
    private const string Header = "No.|項番|節|項|改革項目|具体的取組|所管課|取組状況";

    private const string Columns = """
        "columns": { "No.": "number", "項番": "number:item", "節": "heading", "項": "heading" }
        """;

    [Fact]
    public void Numbers_are_kept_as_printed_where_a_column_has_them_or_they_are_not_simply_those_of_the_keys()
    {
        var categories = Read(
            Columns,
            """
            基本方針Ⅱ 財政の健全化
            R2-1|||| Ⅲ 歳入の確保|広告収入の拡大|財政課|3件
            001||||Ⅲ 歳入の確保|ふるさと納税の推進|総務課|5件
            -||||① 歳出の見直し|補助金の見直し|財政課|10件
            4|ア|||人の見直し|定数の見直し|人事課|3人
            方針3 サービス
            5|7|||窓口|窓口の統合|市民課|検討
            """).Categories;
        Assert.Equal([(2, "Ⅱ"), (3, null)], categories.Select(category => (category.Number, category.PrintedNumber)));
        Assert.Equal(
            [("歳出の見直し", 1, null), ("歳入の確保", 3, "Ⅲ"), ("人の見直し", 4, "ア")],
            categories[0].Items.Select(item => (item.Name, item.Number, item.PrintedNumber)));
        Assert.Equal((7, "7"), (categories[1].Items[0].Number, categories[1].Items[0].PrintedNumber));
        Assert.Equal(
            [null, "R2-1", "001", "4", "5"],
            categories.SelectMany(category => category.Items).SelectMany(item => item.Initiatives)
                .Select(initiative => initiative.PrintedNumber));
    }

    [Fact]
    public void Headings_between_category_and_item_continue_until_others_come()
    {
        var items = Read(
            Columns,
            """
            (1) 財政の健全化
            1||第1節 歳入|税|納付|口座振替の推進|税務課|3件
            2|||||電子納付|税務課|5件
            3|||税外|納付|使用料の見直し|財政課|検討
            4||第2節 歳出||補助金|補助金の見直し|財政課|10件
            """).Categories[0].Items;
        Assert.Equal(
            [("第1節歳入\n税", "納付", 2), ("第1節歳入\n税外", "納付", 1), ("第2節歳出", "補助金", 1)],
            items.Select(item => (item.Headings, item.Name, item.Initiatives.Count)));
    }

    [Fact]
    public void The_next_year_keeps_what_the_metadata_of_the_first_called_the_levels()
    {
        var first = Any(Columns, "(1) 財政\n1||||歳入|広告|財政課|3件", "\"levelNames\": { \"item\": \"重点項目\" },");
        Assert.Equal(new LevelNames(null, "重点項目", null), first.Municipality!.Plans[0].LevelNames);
        var second = MunicipalityMerge.Merge(
            first.Municipality, Any(Columns, "(1) 財政\nR3-1||||歳入|広告|財政課|4件", "", 2022), null).Municipality!.Plans[0];
        Assert.Equal(new LevelNames(null, "重点項目", null), second.LevelNames);
        Assert.Equal("R3-1", second.Categories[0].Items[0].Initiatives[0].PrintedNumber);
    }

    [Theory]
    [InlineData("number:initiative")]
    [InlineData("number::2021")]
    [InlineData("heading:節")]
    public void Other_words_behind_them_are_refused(string column) =>
        Assert.Null(LayoutFile.MeaningOf(column, 2020, 2024));

    private static Plan Read(string layout, string rows)
    {
        var read = Any(layout, rows);
        Assert.Equal([], read.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Message));
        return Assert.Single(read.Municipality!.Plans);
    }

    private static ReadResult Any(string layout, string rows, string plan = "", int year = 2021)
    {
        var json = $$"""
            {
              "municipality": { "code": "262072", "name": "試験市", "romanName": "Shiken" },
              "plan": { "title": "計画", "firstFiscalYear": 2020, "lastFiscalYear": 2024, {{plan}} "ratingScale": [] },
              "document": { "title": "計画", "fiscalYear": {{year}}, "publisher": "試験市", "licenceConfirmed": false },
              {{layout}}
            }
            """;
        var (metadata, findings) = MetadataFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "t.json");
        Assert.Equal([], findings.Select(finding => finding.Message));
        var lines = rows.Split('\n').Select(line => line.Trim()).ToList();
        var text = string.Join('\n', (string[])["計画", lines[0], Header, .. lines.Skip(1)]).Replace('|', '\t');
        return DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.txt", metadata);
    }
}
