using System.Text.RegularExpressions;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Server.Commands;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Import;

namespace ReformOpenData.Tests.Commands;

/// <summary>What a steward meets is in Japanese or English; what programs read is the same in either.</summary>
public sealed partial class LanguageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task A_year_of_the_steward_in_Japanese()
    {
        var first = Write("r3.txt", SmallTable.Text(SmallTable.FirstYear), 2021);
        var published = await RunAsync("import", first, "--publish", "--lang", "ja");
        Assert.Contains("第1版を公開しました:", published.Output, StringComparison.Ordinal);
        Assert.Contains("        6  取組の行", published.Output, StringComparison.Ordinal);

        var next = Write(
            "r4.txt",
            SmallTable.Text(SmallTable.FirstYear.Replace("広告収入の拡大", "広告収入等の確保", StringComparison.Ordinal)),
            2022);
        var asked = await RunAsync("import", next, "--lang", "ja", "--questions", Path.Combine(folder, "q.csv"));
        Assert.Equal(1, asked.Code);
        Assert.Contains("質問　 ROW_RENAMED", asked.Output, StringComparison.Ordinal);
        Assert.Contains("この具体的取組は、名称が変わっただけで同じものですか。", asked.Output, StringComparison.Ordinal);
        Assert.Contains("「広告収入等の確保（歳入の確保）」 ⇔ 「広告収入の拡大（歳入の確保）」", asked.Output, StringComparison.Ordinal);
        Assert.Contains("q.csv に質問を 1 件書きました。", asked.Error, StringComparison.Ordinal);
        Assert.Equal(
            0, (await RunAsync("import", next, "--lang", "ja", "--questions", Path.Combine(folder, "q.csv"))).Code);
        Assert.Contains("名称の変更 1 件", (await RunAsync("compare", "--lang", "ja")).Output, StringComparison.Ordinal);
        Assert.Contains("第2版を公開しました。", (await RunAsync("publish", "--lang", "ja")).Output, StringComparison.Ordinal);
        Assert.Contains("公開中", (await RunAsync("releases", "--lang", "ja")).Output, StringComparison.Ordinal);
        Assert.Contains("データは書き込んだとおりです", (await RunAsync("check", "--lang", "ja")).Output, StringComparison.Ordinal);
        Assert.Contains(
            "第1版をもう一度公開しました。", (await RunAsync("rollback", "--lang", "ja")).Output, StringComparison.Ordinal);
        Assert.Contains(
            "第9版はありません。", (await RunAsync("rollback", "9", "--lang", "ja")).Error, StringComparison.Ordinal);
        Assert.Contains(
            "エラー: 第1版は公開中です。",
            (await RunAsync("take-down", "1", "--reason", "試験", "--lang", "ja")).Error,
            StringComparison.Ordinal);
        var csv = Path.Combine(folder, "reform.csv");
        Assert.Contains(
            "に第1版を書き出しました（1 自治体）。", (await RunAsync("export", csv, "--lang", "ja")).Output, StringComparison.Ordinal);
        var down = await RunAsync("take-down", "2", "--reason", "試験", "--keep-shared", "--lang", "ja");
        Assert.Contains("第2版を削除しました。", down.Output, StringComparison.Ordinal);
        Assert.Contains("が削除: 試験", (await RunAsync("releases", "--lang", "ja")).Output, StringComparison.Ordinal);
        Assert.Contains("エラー: 下書きがありません。", (await RunAsync("publish", "--lang", "ja")).Error, StringComparison.Ordinal);
    }

    /// <summary>Commands with an option that needs a value.</summary>
    public static IEnumerable<object[]> Valued() =>
        from command in CommandLine.Create(new CommonOptions()).Subcommands
        from option in command.Options
        where option.Arity.MinimumNumberOfValues > 0
        select new object[] { command.Name, option.Name };

    [Theory]
    [MemberData(nameof(Valued))]
    public async Task An_option_without_its_value_is_told_in_words(string command, string option)
    {
        foreach (var rest in (string[][])[[], ["--json"]])
        {
            var told = await CommandLineTests.RunAsync([command, option, .. rest]);
            Assert.NotEqual(0, told.Code);
            Assert.DoesNotContain("should not have happened", told.Output + told.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_programs_read_is_the_same_in_either_language()
    {
        var table = Write(
            "r3.txt", SmallTable.Text(SmallTable.FirstYear).Replace("\tA\n", "\tZ\n", StringComparison.Ordinal), 2021);
        var english = await RunAsync("import", table, "--json", "--lang", "en");
        Assert.Equal(english.Output, (await RunAsync("import", table, "--json", "--lang", "ja")).Output);
        Assert.Contains("is not a grade of the plan", english.Output, StringComparison.Ordinal);
        Assert.Equal(
            (await RunAsync("publish", "--json")).Output, (await RunAsync("publish", "--json", "--lang", "ja")).Output);
    }

    public static TheoryData<string> Commands =>
        [.. CommandLine.Create(new CommonOptions()).Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_help_of_a_command_is_in_Japanese(string command)
    {
        var (code, output, _) = await CommandLineTests.RunAsync([command, "--help", "--lang", "ja"]);
        Assert.Equal(0, code);
        Assert.Contains("使い方:", output, StringComparison.Ordinal);
        Assert.Contains("例: " + command, output, StringComparison.Ordinal);
        Assert.DoesNotContain("Description:", output, StringComparison.Ordinal);
        Assert.Matches("[\u3040-\u30ff]", output.Split('\n')[1]);
        Assert.Equal([], Descriptions(output).Where(text => text.Length > 0 && text.All(char.IsAscii)));
    }

    /// <summary>Faults take both languages, or do not compile; what is written as it is has both in one call.</summary>
    [Fact]
    public void Every_message_of_a_command_is_made_in_both_languages()
    {
        var alone = Directory.GetFiles(Repository.Path("src/ReformOpenData.Server/Commands"), "*.cs")
            .SelectMany(file => File.ReadAllLines(file)
                .Select((line, index) => (Place: $"{Path.GetFileName(file)}:{index + 1}", Line: line)))
            .Where(line => Alone().IsMatch(line.Line))
            .Select(line => $"{line.Place} {line.Line.Trim()}");
        Assert.Equal([], alone);
    }

    [Theory]
    [InlineData("「publsh」というコマンドはありません。", "publsh")]
    [InlineData("「--oops」は、このコマンドにはありません。", "releases", "--oops")]
    [InlineData("import に FILE を指定してください。", "import")]
    [InlineData("--reason が必要です。", "take-down", "1")]
    [InlineData("--reason が空です。", "take-down", "1", "--reason", " ")]
    [InlineData("の「first」は整数ではありません。", "rollback", "first")]
    [InlineData("ファイルか、--site でフォルダーを指定してください。", "export")]
    [InlineData("CacheBites という設定はありません。", "serve", "--set", "CacheBites=1")]
    [InlineData("「名前=値」の形ではありません。", "serve", "--set", "CacheBytes")]
    [InlineData("CacheBytes の 'all' は整数ではありません。", "serve", "--set", "CacheBytes=all")]
    [InlineData("設定のファイル nowhere.json がありません。", "releases", "--config", "nowhere.json")]
    [InlineData("にデータがありません。", "take-down", "1", "--reason", "試験")]
    [InlineData(
        "PostgreSQL のサーバーが応答しません。", "releases", "--connection", "Host=127.0.0.1;Port=1;Database=none;Timeout=2")]
    [InlineData("接続文字列の書き方が違います。", "releases", "--connection", "postgres")]
    public async Task What_is_wrong_with_a_command_line_a_setting_or_a_database_is_told_in_Japanese(
        string told, params string[] arguments)
    {
        string[] japanese = arguments.Contains("--lang") ? [] : ["--lang", "ja"];
        string[] store = arguments.Contains("--connection") ? [] : ["--data", Path.Combine(folder, "nothing")];
        var (_, _, error) =
            await CommandLineTests.RunAsync([.. arguments, .. japanese, .. arguments is ["publsh"] ? [] : store]);
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_finding_has_a_sentence_in_Japanese() => Assert.All(
        FindingKinds.All,
        kind => Assert.Matches("[\u3040-\u30ff].*[。か]$", kind.Japanese));

    [Fact]
    public void Every_change_is_told_without_codes_in_Japanese()
    {
        // A test has a flow of its own, and so has the choice.
        Language.Choose(["--lang", "ja"]);
        foreach (var code in ChangeWords.Types.Keys)
        {
            var type = string.Concat(code.Split('_').Select(word => word[0] + word[1..].ToLowerInvariant()));
            Assert.Matches(@"^\+ [^A-Za-z]+ k: ", Words.Of(new Change(ChangeKind.Added, type, "k", null, null, "a")));
        }

        Assert.Equal(
            "~ 評価 k: 評価なし → 完了",
            Words.Of(new Change(ChangeKind.RatingChanged, "Rating", "k", "grade", "NOT_RATED", "COMPLETED")));
        Assert.Equal(
            "~ 具体的取組 k、状態: （なし） → 「終了」",
            Words.Of(new Change(ChangeKind.ValueChanged, "Initiative", "k", "status", null, "ENDED")));
        Assert.Equal(
            "~ 取組の行 k、総括の原文: 「a」 → 「b」",
            Words.Of(new Change(ChangeKind.ValueChanged, "Assessment", "k", "summary.sourceText", "a", "b")));
    }

    [Fact]
    public async Task Another_language_is_refused() =>
        Assert.Equal(2, (await CommandLineTests.RunAsync(["releases", "--lang", "fr"])).Code);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Words that people read, given to what writes them without Language.Of.</summary>
    [GeneratedRegex(@"\b(Line|Progress|AddError|Description =)\(?\s*\$?@?""[^""]*[A-Za-z]{3,} [a-z]")]
    private static partial Regex Alone();

    /// <summary>What stands beside each option and argument.</summary>
    private static IEnumerable<string> Descriptions(string help) => help.Split('\n')
        .Where(line => line.StartsWith("  -", StringComparison.Ordinal)
            || line.StartsWith("  <", StringComparison.Ordinal))
        .Select(line => line.TrimEnd()[2..]).Select(
            line => line.IndexOf("  ", StringComparison.Ordinal) is > 0 and var at ? line[at..].Trim() : "");

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        CommandLineTests.RunAsync([.. arguments, "--data", Path.Combine(folder, "store")]);

    private string Write(string name, string text, int year)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        File.WriteAllText(
            Path.ChangeExtension(path, ".json"),
            $$"""
            {
              "municipality": { "code": "{{SmallTable.Code}}", "name": "試験市", "romanName": "Shiken" },
              "plan": {
                "title": "{{SmallTable.Title}}", "firstFiscalYear": 2020, "lastFiscalYear": 2024,
                "ratingScale": [{ "grade": "A", "label": "A" }, { "grade": "B", "label": "B" }, { "grade": "C", "label": "C" }]
              },
              "document": { "title": "{{SmallTable.Title}}", "fiscalYear": {{year}}, "publisher": "試験市", "licenceConfirmed": false }
            }
            """);
        return path;
    }
}
