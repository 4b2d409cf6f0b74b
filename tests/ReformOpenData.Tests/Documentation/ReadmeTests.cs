using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReformOpenData.Tests.Clients;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Documentation;

/// <summary>README.md and README.ja.md show what the server answers: every example is run and compared with the answer
/// below it.</summary>
public sealed class ReadmeTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private static readonly string[] Names = ["README.md", "README.ja.md"];

    private PublishedHost _host = null!;

    public static TheoryData<string> Pages => [.. Names];

    public static TheoryData<string, int, string> Examples { get; } = Number();

    public async Task InitializeAsync() => _host = await PublishedHost.StartAsync(database);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_answers_as_it_says(string page, int number, string language)
    {
        var (_, example, expected) = Read(page)[number];
        var answer = language == "graphql" ? await Ask(example) : await Run(language, example);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(answer)),
            $"{page} says{Environment.NewLine}{expected}{Environment.NewLine}and the "
                + $"server{Environment.NewLine}{answer}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void There_are_examples_of_every_kind(string page) =>
        Assert.Equal(
            ["graphql", "js", "python", "sh"], Read(page).Select(example => example.Language).Distinct().Order());

    /// <summary>The halves differ in their words alone.</summary>
    [Fact]
    public void Both_languages_show_the_same_examples_and_command_lines()
    {
        Assert.Equal(Read("README.md"), Read("README.ja.md"));
        Assert.Equal(Lines("README.md").Where(line => line != "dotnet test"), Lines("README.ja.md"));

        static IEnumerable<string> Lines(string page) =>
            CommandLines.All().Where(line => line.Page == page).Select(line => line.Text);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_row_that_explains_the_words_is_one_of_the_data(string page)
    {
        const string Row = """
            {
              initiative(municipality: "072028", plan: 2017, category: 1, item: 1, number: 3) {
                municipality { name } plan { title firstFiscalYear lastFiscalYear } category { number name } item { number name } name
                assessments { responsibilities { department { fullName } } narratives { fiscalYear text } ratings { printed } }
              }
            }
            """;
        var data = JsonNode.Parse(await Ask(Row))!["data"]!["initiative"]!;
        var (plan, category, item) = (data["plan"]!, data["category"]!, data["item"]!);
        var row = data["assessments"]!.AsArray().Single()!;
        string[] words =
        [
            $"{data["municipality"]!["name"]}", $"{plan["title"]}", $"{plan["firstFiscalYear"]}",
            $"{plan["lastFiscalYear"]}",
            $"({category["number"]}) {category["name"]}", $"{"①②③"[(int)item["number"]! - 1]} {item["name"]}",
            $"{data["name"]}",
            $"{row["responsibilities"]![0]!["department"]!["fullName"]}", $"{row["narratives"]![0]!["fiscalYear"]}",
            $"{row["narratives"]![0]!["text"]}"[..17], $"{row["ratings"]!.AsArray().Single()!["printed"]}",
        ];
        var tree = Blocks(page).Single(block => block.Language == "text").Text.Trim();
        Assert.Equal(5, tree.Split('\n').Length);
        Assert.Matches(string.Join(@"[\s\S]*", words.Select(Regex.Escape)) + "$", tree);
    }

    private async Task<string> Ask(string query)
    {
        using var answer = await _host.Running.Client.PostAsJsonAsync("/graphql", new { query });
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> Run(string language, string example)
    {
        var code = example.Replace(
            "http://localhost:5080", _host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
        var (program, arguments) = language switch
        {
            "sh" => ("sh", new[] { "-c", code }),
            "js" => ("node", ["--input-type=module", "-e", code]),
            _ => ("python3", ["-c", code]),
        };
        var (exit, output) = await Scripts.RunAsync(program, Repository.Root, _host.Address, arguments);
        Assert.True(exit == 0, output);
        return output;
    }

    private static TheoryData<string, int, string> Number()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var page in Names)
        {
            foreach (var (index, example) in Read(page).Index())
                data.Add(page, index, example.Language);
        }

        return data;
    }

    /// <summary>Fenced blocks of code, and the block of JSON below each, which is the answer.</summary>
    private static List<(string Language, string Text, string Answer)> Read(string page)
    {
        var blocks = Blocks(page).Where(block => block.Language != "text").ToList();
        return [.. blocks.Zip(blocks.Skip(1)).Where(pair => pair.First.Language != "json").Select(pair =>
        {
            Assert.Equal("json", pair.Second.Language);
            return (pair.First.Language, pair.First.Text, pair.Second.Text);
        })];
    }

    private static IEnumerable<(string Language, string Text)> Blocks(string page) =>
        File.ReadAllText(Repository.Path(page)).Split("\n```").Skip(1).Chunk(2)
            .Select(pair => pair[0].Split('\n', 2)).Select(pair => (pair[0], pair[1]));
}
