using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Tests.Clients;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Documentation;

/// <summary>What README.md shows is what the server says: every example is run, and its answer is the one that stands below it.</summary>
public sealed class ReadmeTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private PublishedHost _host = null!;

    public static TheoryData<int, string> Examples { get; } = Number();

    public async Task InitializeAsync() => _host = await PublishedHost.StartAsync(database);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_answers_as_it_says(int number, string language)
    {
        var (_, example, expected) = Read()[number];
        var answer = language == "graphql" ? await Ask(example) : await Run(language, example);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(answer)),
            $"README.md says{Environment.NewLine}{expected}{Environment.NewLine}and the server{Environment.NewLine}{answer}");
    }

    [Fact]
    public void There_are_examples_of_every_kind() =>
        Assert.Equal(["graphql", "js", "python", "sh"], Read().Select(example => example.Language).Distinct().Order());

    [Fact]
    public void Every_file_that_the_pages_link_to_is_there()
    {
        foreach (var page in new[] { "README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/configuration.md", "docs/errors.md", "docs/operations.md", "docs/decisions/0003-bindings-by-kind.md" })
        {
            foreach (var link in File.ReadAllText(Repository.Path(page)).Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]))
            {
                if (link.Contains("://", StringComparison.Ordinal)) continue;
                var target = Path.Combine(Path.GetDirectoryName(Repository.Path(page))!, link.Split('#')[0]);
                Assert.True(Path.Exists(target), $"{page} links to {link}, which is not there.");
            }
        }
    }

    private async Task<string> Ask(string query)
    {
        using var answer = await _host.Running.Client.PostAsJsonAsync("/graphql", new { query });
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> Run(string language, string example)
    {
        var code = example.Replace("http://localhost:5080", _host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
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

    private static TheoryData<int, string> Number()
    {
        var data = new TheoryData<int, string>();
        foreach (var (index, example) in Read().Index()) data.Add(index, example.Language);
        return data;
    }

    /// <summary>Fenced blocks that are followed by one of JSON, which is the answer.</summary>
    private static List<(string Language, string Text, string Answer)> Read()
    {
        var blocks = File.ReadAllText(Repository.Path("README.md")).Split("\n```").Skip(1).Chunk(2)
            .Select(pair => pair[0].Split('\n', 2)).Select(pair => (Language: pair[0], Text: pair[1])).ToList();
        return [.. blocks.Zip(blocks.Skip(1)).Where(pair => pair.First.Language != "json").Select(pair =>
        {
            Assert.Equal("json", pair.Second.Language);
            return (pair.First.Language, pair.First.Text, pair.Second.Text);
        })];
    }
}
