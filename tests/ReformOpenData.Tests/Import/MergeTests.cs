using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// A second year, made up for these tests out of the published table, joins the same rows. It is no data: nothing of it
/// ships.
/// </summary>
public sealed class MergeTests
{
    private const string Initiative = "072028/2017/01/01/001";
    private static readonly string Text = File.ReadAllText(PublishedTable.TextPath);

    [Fact]
    public void The_same_bytes_again_change_nothing_and_say_so()
    {
        var result = MunicipalityMerge.Merge(PublishedTable.Municipality, PublishedTable.Result, null);
        Assert.Equal(["DOCUMENT_STORED"], result.Findings.Select(finding => finding.Code));
        Assert.Equal(
            PublishedTable.Everything(PublishedTable.Municipality), PublishedTable.Everything(result.Municipality));
    }

    [Fact]
    public void The_first_document_is_taken_as_it_is()
    {
        var result = MunicipalityMerge.Merge(null, PublishedTable.Result, null);
        Assert.Empty(result.Findings);
        Assert.Equal(
            PublishedTable.Everything(PublishedTable.Municipality), PublishedTable.Everything(result.Municipality));
    }

    [Fact]
    public void An_earlier_year_joins_the_same_assessments()
    {
        var result = MunicipalityMerge.Merge(PublishedTable.Municipality, Earlier(), null);
        Assert.Equal([], result.Findings);
        var merged = result.Municipality!;
        Assert.Equal([2020, 2021], merged.Documents.Select(document => document.FiscalYear));
        foreach (var ((_, _, initiative, row), before) in PublishedTable.Rows(merged).Zip(
            PublishedTable.Rows(PublishedTable.Municipality)))
        {
            Assert.Equal((before.Initiative.Name, before.Row.Number), (initiative.Name, row.Number));
            Assert.Equal([2020, 2021], row.Narratives.Select(narrative => narrative.FiscalYear));
            Assert.Equal(before.Row.Summary, row.Summary);
            Assert.Equal(before.Row.Ratings.Count * 2, row.Ratings.Count);
            Assert.All(row.Ratings, rating => Assert.Equal(rating.FiscalYear == 2021, rating.IsFinal));
            Assert.Equal(6 + 7, row.Cells.Count);
            Assert.Equal(before.Row.Location, row.Location);
        }

        Assert.Equal(144, PublishedTable.Rows(merged).Sum(row => row.Row.Ratings.Count));
        Assert.All(
            MunicipalityComparison.Compare(PublishedTable.Municipality, merged),
            change => Assert.True(
                change is { Kind: ChangeKind.ValueChanged, Field: "cells" }
                    or
                {
                    Kind: ChangeKind.Added, Type: nameof(YearlyNarrative) or nameof(Rating)
                    or nameof(SourceDocument)
                },
                change.ToString()));
    }

    [Fact]
    public void The_order_of_the_years_does_not_matter()
    {
        ReadResult[] years = [Earlier(year: 2019), Earlier(), PublishedTable.Result];
        string[] merged =
        [
            .. new[] { (0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0) }.Select(order =>
            {
                var first = MunicipalityMerge.Merge(null, years[order.Item1], null).Municipality;
                var second = MunicipalityMerge.Merge(first, years[order.Item2], null).Municipality;
                return PublishedTable.Everything(
                    MunicipalityMerge.Merge(second, years[order.Item3], null).Municipality);
            }),
        ];
        Assert.All(merged, one => Assert.Equal(merged[0], one));
    }

    [Fact]
    public void A_merge_comes_back_whole_from_an_export()
    {
        var merged = MunicipalityMerge.Merge(PublishedTable.Municipality, Earlier(), null).Municipality!;
        using var csv = new MemoryStream();
        Data.Exports.TidyCsv.Write([merged], csv);
        using var workbook = new MemoryStream();
        Data.Exports.Workbook.Write([merged], workbook);
        foreach (var bytes in new[] { csv.ToArray(), workbook.ToArray() })
        {
            var read = DocumentReader.Read(new MemoryStream(bytes), "export", null);
            Assert.Equal([], read.Findings);
            Assert.Equal(PublishedTable.Everything(merged), PublishedTable.Everything(read.Municipality));
            Assert.Empty(
                MunicipalityComparison.Compare(merged, MunicipalityMerge.Merge(merged, read, null).Municipality));
        }
    }

    [Fact]
    public void A_new_edition_of_the_same_year_takes_the_place_of_the_old_one()
    {
        var read = PublishedTable.Read(
            Text.Replace("中期財政見通しを作成・公表し、これを基本に", "中期財政見通しを公表し、これを基本に", StringComparison.Ordinal));
        var result = MunicipalityMerge.Merge(PublishedTable.Municipality, read, null);
        Assert.Equal(["DOCUMENT_REPLACED"], result.Findings.Select(finding => finding.Code));
        var changes = MunicipalityComparison.Compare(PublishedTable.Municipality, result.Municipality)
            .Where(change => !MunicipalityComparison.IsOfPrint(change));
        Assert.Equal(
            [
                (ChangeKind.TextChanged, "YearlyNarrative", "text"),
                (ChangeKind.Added, "SourceDocument", null),
                (ChangeKind.Removed, "SourceDocument", null),
            ],
            changes.Select(change => (change.Kind, change.Type, change.Field)));
        Assert.DoesNotContain(
            PublishedTable.Result.Document.Sha256,
            PublishedTable.Everything(result.Municipality!.Plans),
            StringComparison.Ordinal);
        Assert.Contains(result.Municipality.Documents[0].Findings, finding => finding.Code == "DOCUMENT_REPLACED");
    }

    [Theory]
    [InlineData("a renamed item", "①安定的・効率的な財政運営の推進", "①財政運営の推進", "ROW_RENAMED", "072028/2017/01/01")]
    [InlineData("a renumbered item", "⑦行政組織の見直し", "⑧行政組織の見直し", "ROW_RENUMBERED", "072028/2017/01/08")]
    [InlineData("a renamed category", "(3) 市民サービスの向上", "(3) 市民のためのサービス", "ROW_RENAMED", "072028/2017/03")]
    [InlineData("a renumbered category", "(3) 市民サービスの向上", "(4) 市民サービスの向上", "ROW_RENUMBERED", "072028/2017/04")]
    [InlineData("a renamed initiative", "中期財政見通しの策定", "財政見通しの策定", "ROW_RENAMED", "072028/2017/01/01/001")]
    [InlineData("another department", "\t納税課\t特別徴収", "\t収納課\t特別徴収", "ROW_RENAMED", "072028/2017/01/02/001/001")]
    public void A_row_that_may_be_another_is_a_question_that_a_mapping_answers(
        string what, string from, string to, string code, string key)
    {
        var read = Earlier(text => text.Replace(from, to, StringComparison.Ordinal));
        Assert.False(read.HasErrors, what);
        var asked = MunicipalityMerge.Merge(PublishedTable.Municipality, read, null);
        var question = Assert.Single(asked.Findings);
        Assert.Null(asked.Municipality);
        Assert.Equal((code, FindingSeverity.Error), (question.Code, question.Severity));
        Assert.Contains($"\"document\": \"{key}\"", question.Message, StringComparison.Ordinal);
        Assert.NotNull(question.Page);

        var answer = AnswerIn(question.Message);
        Assert.Equal(key, answer.Document);
        var answered = MunicipalityMerge.Merge(PublishedTable.Municipality, read, new Mapping([answer]));
        Assert.Equal([], answered.Findings);
        // Names are those of the newest year, which is the stored one.
        Assert.All(
            MunicipalityComparison.Compare(PublishedTable.Municipality, answered.Municipality).Where(
                change => !MunicipalityComparison.IsOfPrint(change)),
            change => Assert.Equal(ChangeKind.Added, change.Kind));
        Assert.Equal(66, PublishedTable.Rows(answered.Municipality!).Count(row => row.Row.Narratives.Count == 2));

        // Once answered, the same bytes need no answer again.
        var again = MunicipalityMerge.Merge(answered.Municipality, read, null);
        Assert.Equal(["DOCUMENT_STORED"], again.Findings.Select(finding => finding.Code));
        Assert.Equal(PublishedTable.Everything(answered.Municipality), PublishedTable.Everything(again.Municipality));
    }

    [Fact]
    public void A_later_year_gives_the_names()
    {
        var earlier = Earlier(text => text.Replace("中期財政見通しの策定", "財政見通しの策定", StringComparison.Ordinal));
        var merged = MunicipalityMerge.Merge(
            earlier.Municipality,
            PublishedTable.Result,
            new Mapping([new MappingAnswer(Initiative, Initiative)])).Municipality!;
        var row = PublishedTable.Rows(merged).First();
        Assert.Equal("中期財政見通しの策定", row.Initiative.Name);
        Assert.Equal(
            ["財政見通しの策定", "中期財政見通しの策定"],
            row.Row.Cells.Where(cell => cell.Column == SourceColumn.Initiative).Select(cell => cell.Text));
    }

    [Fact]
    public void A_row_that_is_new_is_stored_only_when_a_person_says_so()
    {
        var read = Earlier(
            text => text.Replace(
                "\n\t総枠配分方式", "\n\t市債の管理\t市債を管理します。\t財政課\t管理した。\t-\tA\n\t総枠配分方式", StringComparison.Ordinal));
        var question = Assert.Single(MunicipalityMerge.Merge(PublishedTable.Municipality, read, null).Findings);
        Assert.Equal(("ROW_ADDED", "“市債の管理” of “安定的・効率的な財政運営の推進”"), (question.Code, question.Read));
        Assert.Contains("{\"document\": \"072028/2017/01/01/002\"}", question.Message, StringComparison.Ordinal);

        var merged = MunicipalityMerge.Merge(
            PublishedTable.Municipality, read, new Mapping([new MappingAnswer("072028/2017/01/01/002")])).Municipality!;
        var item = merged.Plans[0].Categories[0].Items[0];
        Assert.Equal(("市債の管理", 9), (item.Initiatives[^1].Name, item.Initiatives[^1].Number));
        Assert.Equal("総枠配分方式による予算編成システムの充実", item.Initiatives[1].Name);
        Assert.Equal(2, item.Initiatives[1].Assessments[0].Narratives.Count);
    }

    [Fact]
    public void A_row_that_is_gone_keeps_its_past_when_a_person_says_so()
    {
        var later = Later(WithoutLine("公債費負担の適正化\t"));
        var question = Assert.Single(MunicipalityMerge.Merge(PublishedTable.Municipality, later, null).Findings);
        Assert.Equal(("ROW_REMOVED", "“公債費負担の適正化” of “安定的・効率的な財政運営の推進”"), (question.Code, question.Read));
        Assert.Contains("{\"stored\": \"072028/2017/01/01/003\"}", question.Message, StringComparison.Ordinal);

        var mapping = new Mapping([new MappingAnswer(Stored: "072028/2017/01/01/003", Reason: "done")]);
        var merged = MunicipalityMerge.Merge(PublishedTable.Municipality, later, mapping).Municipality!;
        var gone = PublishedTable.Rows(merged).Single(row => row.Initiative.Name == "公債費負担の適正化");
        Assert.Equal((3, 2021), (gone.Initiative.Number, Assert.Single(gone.Row.Narratives).FiscalYear));

        // In the year after, nobody misses it any more.
        var yearAfter = Later(WithoutLine("公債費負担の適正化\t"), 2023);
        Assert.Equal([], MunicipalityMerge.Merge(merged, yearAfter, null).Findings);
    }

    [Fact]
    public void Answers_that_cannot_be_are_told()
    {
        var read = Earlier(text => text.Replace("中期財政見通しの策定", "財政見通しの策定", StringComparison.Ordinal));
        Assert.Equal(["MAPPING_WRONG", "ROW_REMOVED"], Codes(new MappingAnswer(Initiative, "072028/2017/02/01/001")));
        Assert.Contains(
            "MAPPING_REPEATED", Codes(new MappingAnswer(Initiative, Initiative), new MappingAnswer(Initiative)));
        Assert.Equal(
            ["MAPPING_UNUSED"],
            Codes(new MappingAnswer(Initiative, Initiative), new MappingAnswer("072028/2017/09", "072028/2017/09")));
        Assert.Equal(
            [],
            Codes(new MappingAnswer(Initiative, Initiative), new MappingAnswer("990001/2017/09", "990001/2017/09")));

        IEnumerable<string> Codes(params MappingAnswer[] answers) =>
            MunicipalityMerge.Merge(
                PublishedTable.Municipality,
                read,
                new Mapping(answers)).Findings.Select(finding => finding.Code).Order();
    }

    [Fact]
    public void A_document_of_another_municipality_is_refused() => Assert.Equal(
        ["MUNICIPALITY_DIFFERS"],
        MunicipalityMerge.Merge(
            PublishedTable.Municipality with { Code = "990001" },
            PublishedTable.Result,
            null).Findings.Select(finding => finding.Code));

    [Fact]
    public void Another_plan_stands_beside_the_first()
    {
        var metadata = PublishedTable.AnyBytes with { FirstFiscalYear = 2021, LastFiscalYear = 2026 };
        var result = MunicipalityMerge.Merge(
            PublishedTable.Municipality, PublishedTable.Read(Text + "\n", metadata), null);
        Assert.Equal([], result.Findings);
        Assert.Equal([2017, 2021], result.Municipality!.Plans.Select(plan => plan.FirstFiscalYear));
        Assert.Equal(
            PublishedTable.Everything(PublishedTable.Municipality.Plans[0]),
            PublishedTable.Everything(result.Municipality.Plans[0]));
    }

    [Theory]
    [InlineData(
        """{"answers": [{"document": "072028/2017/01", "stored": "072028/2017/01", "reason": "renamed"}]}""", null)]
    [InlineData("""{"answers": [{"reason": "?"}]}""", "METADATA_INVALID")]
    [InlineData("""{"answer": []}""", "METADATA_INVALID")]
    [InlineData("""[""", "METADATA_INVALID")]
    public void Mapping_files_are_read(string json, string? code)
    {
        var (mapping, findings) = MappingFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "mapping.json");
        Assert.Equal(code, findings.SingleOrDefault()?.Code);
        Assert.Equal(code is null, mapping is not null);
    }

    /// <summary>The table as it might have been printed a year earlier: no summary, and ratings of the year.</summary>
    private static ReadResult Earlier(Func<string, string>? edit = null, int year = 2020)
    {
        var lines = Text.Replace("R3", $"R{year - 2018}", StringComparison.Ordinal)
            .Replace("R 3", $"R{year - 2018}", StringComparison.Ordinal)
            .Replace("における令和3年度", $"における{(year == 2019 ? "平成31/令和元" : "令和2")}年度", StringComparison.Ordinal)
            .Split('\n');
        var shifted = Array.FindIndex(lines, line => line.StartsWith("市民課\t", StringComparison.Ordinal));
        lines[shifted] = "\t\t\t" + lines[shifted].Replace("\t\t\t", "\t", StringComparison.Ordinal).TrimEnd('\t');
        var text = string.Join('\n', lines.Select(line => line.Split('\t') is { Length: 7 } cells
            ? string.Join('\t', cells.Where((_, index) => index != 5)).Replace("最終評価", "評価", StringComparison.Ordinal)
            : line));
        // The edits of rows that have a summary in print are made for a table without it.
        text = (edit ?? (same => same))(text).Replace("\t管理した。\t-\tA", "\t管理した。\tA", StringComparison.Ordinal);
        return Checked(PublishedTable.Read(text, PublishedTable.AnyBytes with { FiscalYear = year }));
    }

    private static ReadResult Later(string text, int year = 2022) => Checked(PublishedTable.Read(
        text.Replace("R3", $"R{year - 2018}", StringComparison.Ordinal).Replace(
            "R 3", $"R{year - 2018}", StringComparison.Ordinal)
            .Replace("における令和3年度", $"における令和{year - 2018}年度", StringComparison.Ordinal),
        PublishedTable.AnyBytes with { FiscalYear = year, LastFiscalYear = 2025 }));

    private static ReadResult Checked(ReadResult result)
    {
        Assert.Equal([], result.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        return result;
    }

    private static string WithoutLine(string part) =>
        string.Join('\n', Text.Split('\n').Where(line => !line.Contains(part, StringComparison.Ordinal)));

    /// <summary>The first answer that a question offers.</summary>
    private static MappingAnswer AnswerIn(string message)
    {
        var json = message[
            message.IndexOf('{', StringComparison.Ordinal)..(message.IndexOf('}', StringComparison.Ordinal) + 1)
        ];
        return MappingFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes($"{{\"answers\":[{json}]}}")), "").Mapping!.Answers[0];
    }
}
