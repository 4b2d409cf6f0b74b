using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Import;

namespace ReformOpenData.Tests.Commands;

/// <summary>A mistake that a table makes on every page, or in every row, is read in a few lines.</summary>
public sealed class AlikeErrorTests : IDisposable
{
    private static readonly string Table =
        File.ReadAllText(Repository.Path("data/072028-fy2021.txt")).ReplaceLineEndings("\n");

    private readonly string folder = Directory.CreateTempSubdirectory("reform-alike-").FullName;

    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        { "HEADER_MISSING", Without(line => line.StartsWith("改革項目", StringComparison.Ordinal)) },
        { "PAGE_WITHOUT_TITLE", Without(line => line.Contains("取組状況と総括", StringComparison.Ordinal)) },
        { "LINE_UNKNOWN", Table.Replace("行政サービスの向上", "行政サービス向上", StringComparison.Ordinal) },
        { "ITEM_WITHOUT_NUMBER", Regex.Replace(Table, "^[①-⑨]", "", RegexOptions.Multiline) },
        { "ROW_TOO_LONG", Rows(row => row + "\tx") },
        { "ROW_TRUNCATED", Rows(row => row[..row.LastIndexOf('\t')]) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task It_is_told_three_times_and_then_where_else(string code, string table)
    {
        var path = Write(table);
        var all = JsonNode.Parse((await RunAsync(path, "--json")).Output)!["documents"]![0]!["findings"]!.AsArray()
            .Where(finding => (string?)finding!["code"] == code)
            .ToList();
        Assert.True(all.Count > 10, $"{all.Count} of {code}");
        var told = (await RunAsync(path, "--lang", "ja")).Output;
        Assert.Equal(3, Regex.Count(told, $"^  エラー {code} ", RegexOptions.Multiline));
        Assert.Contains($"同じエラーがほかに {all.Count - 3} か所: {all[3]!["line"]}行目、", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_it_is_in_English()
    {
        var told = (await RunAsync(Write(Rows(row => row + "\tx")), "--lang", "en")).Output;
        Assert.Equal(3, Regex.Count(told, "ROW_TOO_LONG"));
        Assert.Matches("the same at [0-9]+ more places: line 11, line 18, .*, …\n", told);
    }

    [Theory]
    [InlineData("|")]
    [InlineData("   ")]
    [InlineData("／")]
    public async Task Cells_that_are_parted_by_something_else_are_told_once(string separator)
    {
        var told = (await RunAsync(
            Write(Table.Replace("\t", separator, StringComparison.Ordinal)), "--lang", "ja")).Output;
        Assert.Single(Regex.Matches(told, "LINE_UNKNOWN"));
        Assert.Contains("(1ページ・ファイルの7行目)", told, StringComparison.Ordinal);
        Assert.Contains("セルはタブ、カンマ、セミコロンのどれかで区切ります。", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_workbook_it_is_where_the_cells_are()
    {
        var path = Path.Combine(folder, "form.xlsx");
        var rows = Enumerable.Range(1, 9).Select(number => (string[])["", $"取組{number}", "担当は未定である。", "した。", "A"]);
        await File.WriteAllBytesAsync(path, TestWorkbook.Workbook(TestWorkbook.Sheet(
        [
            ["", SmallTable.Title], ["", "具体的取組", "所管課", "令和3年度の取組状況", "評価"], .. rows,
        ])));
        await File.WriteAllTextAsync(
            Path.ChangeExtension(path, ".json"), StewardDesk.Json(layout: "\"headerRows\": 1"));
        var told = (await RunAsync(path, "--lang", "ja")).Output;
        Assert.True(Regex.Count(told, "DEPARTMENT_UNREADABLE") == 3, told);
        Assert.Contains(
            "同じエラーがほかに 6 か所: 表1!C6、表1!C7、表1!C8、表1!C9、表1!C10、表1!C11", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_of_a_kind_are_told_whole()
    {
        var page = string.Join('\n', Table.Split('\n').Take(11));
        var told = (await RunAsync(
            Write(page.Replace("\t財政課\t", "\t財政の担当である。\t", StringComparison.Ordinal)), "--lang", "ja")).Output;
        Assert.Equal(4, Regex.Count(told, "DEPARTMENT_UNREADABLE"));
        Assert.DoesNotContain("同じエラー", told, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Without(Predicate<string> isLeftOut) =>
        string.Join('\n', Table.Split('\n').Where(line => !isLeftOut(line)));

    private static string Rows(Func<string, string> edit) => string.Join('\n', Table.Split('\n').Select(line =>
        line.Contains('\t', StringComparison.Ordinal) && !line.StartsWith("改革項目", StringComparison.Ordinal)
            ? edit(line)
            : line));

    private string Write(string table)
    {
        var path = Path.Combine(folder, "table.txt");
        File.WriteAllText(path, table);
        var metadata = JsonNode.Parse(File.ReadAllText(Repository.Path("data/072028-fy2021.json")))!;
        metadata["document"]!.AsObject().Remove("sha256");
        File.WriteAllText(Path.ChangeExtension(path, ".json"), metadata.ToJsonString());
        return path;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string path, params string[] options) =>
        CommandLineTests.RunAsync(["import", path, "--dry-run", "--data", Path.Combine(folder, "store"), .. options]);
}
