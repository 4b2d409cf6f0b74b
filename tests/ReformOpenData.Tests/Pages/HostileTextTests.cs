using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Pages;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>Whatever stands in the data is text, on every page and in every place of it.</summary>
public sealed class HostileTextTests(SqliteDatabase database) : PublishedTests(database), IClassFixture<SqliteDatabase>
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;{{1}}";

    /// <summary>Values that the schema chooses, or that a key is made of.</summary>
    private static readonly string[] Chosen =
        [
            "code", "grade", "column", "severity", "status", "kind", "type", "targetId", "publishedAt", "takenDownAt",
            "endCursor", "sha256"
        ];

    public static TheoryData<string> Paths { get; } =
        [.. Kinds.All.Where(path => PageList.Find(path.Split('?')[0]) is not null)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Text_of_the_data_is_never_markup(string path)
    {
        using var answer = await Host.GetAsync(path, ("Accept", "application/json"));
        var found = PageList.Find(path.Split('?')[0])!;
        var json = await answer.Content.ReadAsStringAsync();
        if (!json.StartsWith("{\"data\"", StringComparison.Ordinal))
        {
            using var asked = await Host.GetAsync($"/graphql/operations/{found.Page.DocumentName}");
            json = await asked.Content.ReadAsStringAsync();
        }

        var spoilt = JsonNode.Parse(json)!;
        var count = Spoil(spoilt["data"]!);
        var documents = TrustedDocuments.Load(Repository.Path("schema/operations"));
        foreach (var language in new[] { Language.Japanese, Language.English })
        {
            var request = new PageRequest(
                found.Address with { Language = language }, found.Values, [new("q", Hostile)], "http://localhost")
            {
                Operations = documents.All,
                Document = documents.ByName(found.Page.DocumentName)!.Text,
                Variables = JsonSerializer.Serialize(new { text = Hostile }),
            };
            var page = new HtmlPage(found.Page, request).Write(JsonSerializer.SerializeToUtf8Bytes(spoilt));
            var parsed = new HtmlParser(new HtmlParserOptions { IsStrictMode = true })
                .ParseDocument(System.Text.Encoding.UTF8.GetString(page.Body.Span));
            Assert.Empty(
                parsed.QuerySelectorAll(
                    "script:not([type='application/ld+json']), img:not([src*='/gallery/']), [onerror]"));
            Assert.True(count == 0
                || parsed.DocumentElement.TextContent.Contains(Hostile, StringComparison.Ordinal), path);
        }
    }

    private static int Spoil(JsonNode node)
    {
        var count = 0;
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToList())
                {
                    if (value is JsonValue text
                        && text.GetValueKind() == JsonValueKind.String && !Chosen.Contains(name))
                    {
                        fields[name] = Hostile;
                        count++;
                    }
                    else if (value is not null && name != "targetId")
                    {
                        count += Spoil(value);
                    }
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is JsonValue text && text.GetValueKind() == JsonValueKind.String)
                        list[i] = Hostile;
                    else if (list[i] is { } one)
                        count += Spoil(one);
                }

                break;
        }

        return count;
    }
}
