using System.Text;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Commands;

/// <summary>
/// A city office publishes its table and the next year's, with a spreadsheet and no JSON of its own making.
/// </summary>
public abstract class OfficeCommandTests(TestDatabase database) : IAsyncLifetime
{
    private const string First =
        "行財政改革プラン　令和3年度進捗状況\n方針１　財政\nNo.\t取組項目\t担当課\t実績\t評価\n1\t広告収入の拡大\t財政課\t3件掲載した。\tS\n"
        + "2\t納税の推進\t税務課\t推進した。\tA\n3\t窓口の統合\t市民課\t検討した。\t未着手\n";

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [SkippableFact]
    public async Task Two_years_are_published_with_drafts_and_a_table_of_questions()
    {
        var at = database.NewLocation();
        var table = Write("r3.txt", First);
        var drafted = await RunAsync(at, "import", table, "--new-metadata");
        Assert.Equal(0, drafted.Code);
        var json = Path.ChangeExtension(table, ".json");
        Assert.Equal(1, (await RunAsync(at, "import", table)).Code);
        File.WriteAllText(
            json,
            File.ReadAllText(json).Replace("（自治体コード6桁）", "262072", StringComparison.Ordinal)
                .Replace("（自治体名）", "試験市", StringComparison.Ordinal)
                .Replace("（ローマ字）", "Shiken", StringComparison.Ordinal)
                .Replace("\"lastFiscalYear\": 2021", "\"lastFiscalYear\": 2024", StringComparison.Ordinal));
        var first = await RunAsync(at, "import", table, "--publish");
        Assert.Equal((0, ""), (first.Code, first.Code == 0 ? "" : first.Output));

        var next = Write(
            "r4.txt",
            First.Replace("令和3年度", "令和4年度", StringComparison.Ordinal)
                .Replace("広告収入の拡大", "広告収入等の確保", StringComparison.Ordinal)
                .Replace("3\t窓口の統合\t市民課\t検討した。\t未着手", "3\t電子申請\t情報課\t始めた。\tA", StringComparison.Ordinal));
        Assert.Equal(0, (await RunAsync(at, "import", next, "--new-metadata")).Code);
        Assert.Equal(1, (await RunAsync(at, "import", next, "--new-metadata")).Code);
        var questions = Path.Combine(folder, "q.csv");
        var asked = await RunAsync(at, "import", next, "--questions", questions, "--publish");
        Assert.Equal(1, asked.Code);
        Assert.Contains("holds 3 open questions", asked.Error, StringComparison.Ordinal);
        string[] rows = [.. File.ReadAllLines(questions).Skip(1)];
        Assert.Contains(rows, row => row.Contains("広告収入等の確保,広告収入の拡大,同じ", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("電子申請,,新規", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains(",窓口の統合,終了", StringComparison.Ordinal));

        var answered = await RunAsync(at, "import", next, "--questions", questions, "--publish");
        Assert.Equal((0, ""), (answered.Code, answered.Code == 0 ? "" : answered.Output));
        var exported = Path.Combine(folder, "reform.csv");
        Assert.Equal(0, (await RunAsync(at, "export", exported)).Code);
        var text = File.ReadAllText(exported);
        Assert.Contains(",財政課,2021,3件掲載した。,", text, StringComparison.Ordinal);
        Assert.Contains(",財政課,2022,3件掲載した。,", text, StringComparison.Ordinal);
        await CorrectAndGoOnAsync(at, next, questions);
    }

    /// <summary>The table of questions is kept: what was answered of one table is not taken for another.</summary>
    private async Task CorrectAndGoOnAsync(string at, string table, string questions)
    {
        var text = File.ReadAllText(table);
        File.WriteAllText(table, text.Replace("始めた。", "全ての課で始めた。", StringComparison.Ordinal), Encoding.UTF8);
        var asked = await RunAsync(at, "import", table, "--questions", questions);
        Assert.Equal(1, asked.Code);
        Assert.Contains("holds 1 open question,", asked.Error, StringComparison.Ordinal);
        var rows = File.ReadAllText(questions);
        Assert.Contains("）,,,はい,YEAR_PUBLISHED", rows, StringComparison.Ordinal);
        File.WriteAllText(
            questions, rows.Replace("）,,,はい,YEAR", "）,はい,,はい,YEAR", StringComparison.Ordinal), Encoding.UTF8);
        var mended = await RunAsync(at, "import", table, "--questions", questions, "--publish");
        Assert.Equal((0, ""), (mended.Code, mended.Code == 0 ? "" : mended.Output));

        var next = Write(
            "r5.txt",
            text.Replace("令和4年度", "令和5年度", StringComparison.Ordinal)
                .Replace("電子申請", "電子申請の拡充", StringComparison.Ordinal));
        Assert.Equal(0, (await RunAsync(at, "import", next, "--new-metadata")).Code);
        asked = await RunAsync(at, "import", next, "--questions", questions);
        Assert.Equal(1, asked.Code);
        Assert.Contains("holds 1 open question,", asked.Error, StringComparison.Ordinal);
        Assert.Contains("電子申請の拡充,電子申請,同じ", File.ReadAllText(questions), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Both_files_of_an_export_are_imported_by_naming_one_of_them()
    {
        var at = database.NewLocation();
        var table = Write("r3.txt", First.Replace("評価\n", "評価\tR3効果額（千円）\n", StringComparison.Ordinal)
            .Replace("\tS\n", "\tS\t1,200\n", StringComparison.Ordinal)
            .Replace("\tA\n", "\tA\t\n", StringComparison.Ordinal)
            .Replace("\t未着手\n", "\t未着手\t△30\n", StringComparison.Ordinal));
        Assert.Equal(0, (await RunAsync(at, "import", table, "--new-metadata")).Code);
        var json = Path.ChangeExtension(table, ".json");
        var drafted = File.ReadAllText(json);
        Assert.Contains("\"measure:効果額:千円:2021\"", drafted, StringComparison.Ordinal);
        File.WriteAllText(
            json,
            drafted.Replace("（自治体コード6桁）", "262072", StringComparison.Ordinal)
                .Replace("（自治体名）", "試験市", StringComparison.Ordinal)
                .Replace("（ローマ字）", "Shiken", StringComparison.Ordinal));
        var imported = await RunAsync(at, "import", table, "--publish");
        Assert.Equal((0, ""), (imported.Code, imported.Code == 0 ? "" : imported.Output));
        var exported = Path.Combine(folder, "reform.csv");
        var written = await RunAsync(at, "export", exported);
        Assert.Contains(
            "reform-measures.csv holds its indicators and amounts", written.Output, StringComparison.Ordinal);

        var other = database.NewLocation();
        var back = await RunAsync(other, "import", exported, "--publish");
        Assert.Equal((0, ""), (back.Code, back.Code == 0 ? "" : back.Output));
        var again = Path.Combine(folder, "again.csv");
        Assert.Equal(0, (await RunAsync(other, "export", again)).Code);
        Assert.Equal(File.ReadAllText(exported), File.ReadAllText(again));
        var measures = File.ReadAllText(Path.Combine(folder, "reform-measures.csv"));
        Assert.Contains("△30", measures, StringComparison.Ordinal);
        Assert.Equal(measures, File.ReadAllText(Path.Combine(folder, "again-measures.csv")));
    }

    [SkippableTheory]
    [InlineData("たぶん,,同じ / 別,ROW_RENAMED", "en",
        "(line 2): q.csv: the answer “たぶん” of question 7 is not understood; write 同じ / 別.")]
    [InlineData("たぶん,,同じ / 別,ROW_RENAMED", "ja",
        "（2行目）: q.csv の質問 7 の答え「たぶん」が分かりません。書けるのは「同じ / 別」です。")]
    [InlineData("はい,,はい,PRINT_DIFFERS", "en",
        "(line 2): q.csv: the answer of question 7 needs a reason; write it in the column 理由.")]
    [InlineData("はい,,はい,PRINT_DIFFERS", "ja",
        "（2行目）: q.csv の質問 7 は「理由」がありません。利用者に示すので、書いてください。")]
    public async Task An_answer_that_is_not_understood_is_told_with_its_row(string answer, string language, string told)
    {
        var at = database.NewLocation();
        var table = Write("t.txt", First);
        var questions = Write(
            "q.csv",
            "番号,質問,今回の表,公開中のデータ,答え,理由,書ける答え,種類,対象,相手,件数\n"
                + $"7,同じものですか。,a,b,{answer},262072/2021/01,262072/2021/02,\n");
        var (code, _, error) = await RunAsync(at, "import", table, "--questions", questions, "--lang", language);
        Assert.Equal(1, code);
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    protected abstract string[] Store(string location);

    private Task<(int Code, string Output, string Error)> RunAsync(string location, params string[] arguments) =>
        CommandLineTests.RunAsync([.. arguments, .. Store(location)]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }
}

public sealed class OfficeCommandTestsOnSqlite(SqliteDatabase database)
    : OfficeCommandTests(database), IClassFixture<SqliteDatabase>
{
    protected override string[] Store(string location) => ["--data", location];
}

public sealed class OfficeCommandTestsOnPostgreSql(PostgreSqlDatabase database)
    : OfficeCommandTests(database), IClassFixture<PostgreSqlDatabase>
{
    protected override string[] Store(string location) => ["--connection", location];
}
