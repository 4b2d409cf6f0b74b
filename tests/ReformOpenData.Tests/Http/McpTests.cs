using System.Net;
using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

/// <summary>What programs that answer in words may ask, where the setting lets them.</summary>
public sealed class McpTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly ServerOptions On = new() { Mcp = true, RequestsPerMinute = 0 };

    [Fact]
    public async Task It_is_off_without_the_setting()
    {
        await using var host = await PublishedHost.StartAsync(database);
        using var answer = await PostAsync(host, "tools/list", "{}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Its_tools_answer_what_the_API_answers_and_name_the_release()
    {
        await using var host = await PublishedHost.StartAsync(database, On);
        using var initialized = await PostAsync(
            host, "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");
        Assert.Contains("reform-open-data", await initialized.Content.ReadAsStringAsync());
        var tools = (await AskAsync(host, "tools/list", "{}")).GetProperty("tools").EnumerateArray().ToList();
        Assert.Equal(
            ["count_ratings", "get", "graphql", "search"],
            tools.Select(tool => tool.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.All(
            tools, tool => Assert.True(tool.GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean()));

        var (found, isError) = await CallAsync(host, "search", """{"text":"公債費","first":1}""");
        Assert.False(isError);
        var id = JsonElement.Parse(found)
            .GetProperty("data")
            .GetProperty("search")
            .GetProperty("nodes")[0]
            .GetProperty("node")
            .GetProperty("id");
        Assert.Contains("公債費負担の適正化", (await CallAsync(host, "get", $$"""{"key":"{{id}}"}""")).Text);
        Assert.Contains("\"totalCount\":72", (await CallAsync(host, "get", """{"key":"072028/2017"}""")).Text);
        Assert.Contains("財政課", (await CallAsync(host, "get", """{"key":"072028/departments/財政課"}""")).Text);
        var (counts, _) = await CallAsync(
            host, "count_ratings", """{"by":["CATEGORY"],"where":{"grade":{"eq":"B"}},"matching":{"category":{"number":{"eq":2}}}}""");
        Assert.Equal(
            ["2 8 1", "1 6 0", "3 5 0"],
            JsonElement.Parse(counts)
                .GetProperty("data")
                .GetProperty("ratings")
                .GetProperty("groups")
                .EnumerateArray()
                .Select(group =>
                    $"{group.GetProperty("category").GetProperty("number")} {group.GetProperty("count")} "
                    + $"{group.GetProperty("matchingShare")}"));
        var (own, _) = await CallAsync(
            host, "graphql", """{"query":"query ($first: Int) { ratings(first: $first) { totalCount } }","variables":{"first":0}}""");
        Assert.Equal("""{"data":{"ratings":{"totalCount":72}}}""", own);
    }

    [Theory]
    [InlineData("get", """{"key":"x"}""", "neither an id nor a key")]
    [InlineData("get", """{"key":"releases/1/072028/2017"}""", "neither an id nor a key")]
    [InlineData("get", """{"key":"072028/2018"}""", "has nothing of this key")]
    [InlineData("graphql", """{"query":"{ ratingz }"}""", "Did you mean")]
    [InlineData("graphql", """{"query":"mutation { x }"}""", "errors")]
    [InlineData("graphql", """{"query":"{ assessments(first: 1000) { nodes { cells { text sourceText } summary { text } } } }"}""", "ask for fewer rows")]
    [InlineData("count_ratings", """{"by":["COLOUR"]}""", "COLOUR")]
    [InlineData("search", "{}", "“text” is missing: Words")]
    [InlineData("search", """{"text":null}""", "“text” is missing: Words")]
    [InlineData("search", """{"text":5}""", "“text” is not what it should be: Words")]
    [InlineData("search", """{"text":"市債","first":"x"}""", "“first” is not what it should be: How many results")]
    [InlineData("search", """{"text":"市債","frist":1}""", "“frist” is not an argument of this tool; it takes text,")]
    [InlineData("get", """{"key":null}""", "“key” is missing")]
    [InlineData("count_ratings", """{"by":"CATEGORY"}""", "“by” is not what it should be")]
    [InlineData("count_ratings", """{"by":[1]}""", "“by” is not what it should be")]
    [InlineData("count_ratings", """{"by":["CATEGORY"],"where":"grade"}""", "“where” is not what it should be")]
    [InlineData("graphql", """{"query":"{ ratings { totalCount } }","variables":[1]}""", "“variables” is not what")]
    public async Task What_cannot_be_answered_is_an_error_that_says_what_to_do(
        string tool, string arguments, string says)
    {
        await using var host = await PublishedHost.StartAsync(database, On);
        var (text, isError) = await CallAsync(host, tool, arguments);
        Assert.Contains(says, text);
        Assert.True(isError);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"arguments":{}}""")]
    [InlineData("""{"name":5}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":"search","arguments":{"text":"\ud800"}}""", "half a surrogate pair")]
    [InlineData("""{"name":"graphql","arguments":{"variables":{"a":"\udc00"}}}""", "half a surrogate pair")]
    public async Task A_call_that_names_no_tool_is_told_so(string parameters, string told = "tools/list")
    {
        await using var host = await PublishedHost.StartAsync(database, On);
        using var answer = await PostAsync(host, "tools/call", parameters);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("-32602", text);
        Assert.Contains(told, text);
    }

    [Theory]
    [InlineData("text/plain", 415, "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData(null, 415, "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("application/json", 413, "BODY_LIMIT_EXCEEDED")]
    public async Task A_message_of_the_wrong_type_or_size_is_an_error_of_the_one_shape(
        string? type, int status, string code)
    {
        await using var host = await PublishedHost.StartAsync(database, On);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/mcp", UriKind.Relative))
        {
            Content = new ByteArrayContent(new byte[status == 413 ? 1_000_000 : 10]),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Content.Headers.ContentType = type is null ? null : new(type);
        using var answer = await host.Running.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, JsonElement.Parse(await answer.Content.ReadAsStringAsync())
            .GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_it_asks_is_taken_from_the_budget_of_the_address()
    {
        await using var host = await PublishedHost.StartAsync(database, On with { CostPerMinute = 1 });
        Assert.False((await CallAsync(host, "search", """{"text":"市債"}""")).IsError);
        var (text, isError) = await CallAsync(host, "search", """{"text":"公債費"}""");
        Assert.True(isError, text);
        using var get = await host.GetAsync("/mcp");
        Assert.Equal(
            (HttpStatusCode.MethodNotAllowed, "POST, OPTIONS"),
            (get.StatusCode, string.Join(", ", get.Content.Headers.Allow)));
    }

    private static async Task<(string Text, bool IsError)> CallAsync(PublishedHost host, string tool, string arguments)
    {
        var result = await AskAsync(host, "tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""");
        var content = result.GetProperty("content");
        var isError = result.TryGetProperty("isError", out var error) && error.GetBoolean();
        if (!isError)
            Assert.Equal("Release 1", content[1].GetProperty("text").GetString());
        return (content[0].GetProperty("text").GetString()!, isError);
    }

    private static async Task<JsonElement> AskAsync(PublishedHost host, string method, string parameters)
    {
        using var answer = await PostAsync(host, method, parameters);
        var text = await answer.Content.ReadAsStringAsync();
        var data =
            text.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..];
        return JsonElement.Parse(data).GetProperty("result");
    }

    private static async Task<HttpResponseMessage> PostAsync(PublishedHost host, string method, string parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/mcp", UriKind.Relative))
        {
            Content = new StringContent(
                $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""",
                Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        return await host.Running.Client.SendAsync(request);
    }
}
