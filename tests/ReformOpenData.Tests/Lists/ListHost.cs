using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Queries;

namespace ReformOpenData.Tests.Lists;

/// <summary>
/// The host over a store of two municipalities and two releases, one instance for the tests of a class.
/// </summary>
public sealed class ListHost
{
    private RunningHost? _running;

    internal RunningHost Running => _running!;

    /// <summary>
    /// The host, which ends with the database; the calling test is skipped where that is not installed.
    /// </summary>
    internal async Task<ListHost> OnAsync(TestDatabase database)
    {
        if (_running is not null)
            return this;
        var store = (await QuestionStore.CreateAsync(database)).Store;
        var sdl = await File.ReadAllBytesAsync(Repository.Path("schema/reform.graphql"));
        var schema = ReformSchema.Create(store, sdl);
        var releases = new PublicReleases(2, "", new Dictionary<int, string> { [1] = "one", [2] = "two" });
        _running = await RunningHost.StartAsync(
            new Served(
                (request, release, client, cancellation) =>
                    schema.ExecuteAsync(request, release, client.Value, null, cancellation),
                _ => Task.FromResult<PublicReleases?>(releases),
                sdl),
            new ServerOptions { RequestsPerMinute = 0 });
        database.Own(_running);
        return this;
    }

    internal Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        Running.SendAsync(HttpMethod.Get, path, headers);

    internal async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await GetAsync(path);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {System.Text.Encoding.UTF8.GetString(bytes)}");
        return bytes;
    }

    internal async Task<string> TextAsync(string path) => System.Text.Encoding.UTF8.GetString(await BytesAsync(path));

    internal async Task<JsonElement> AskAsync(string query)
    {
        using var answer = await Running.Client.PostAsJsonAsync("/graphql", new { query });
        var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.False(json.TryGetProperty("errors", out var errors), errors.ToString());
        return json.GetProperty("data");
    }

    /// <summary>The rows of a list as the API has them, each with the values of its columns, in their order.</summary>
    internal async Task<List<JsonElement?[]>> RowsAsync(ListTable list)
    {
        var selection = string.Join(
            ' ',
            list.Columns.Select(column => Selection(column.IsOrdinal ? $"{column.Path}.__typename" : column.Path)));
        var root = $"{list.Root}(first: 1000) {{ nodes {{ {selection} }} }}";
        var data = await AskAsync(list.IsOfStore ? $"{{ {root} }}" : $"{{ release {{ {root} }} }}");
        var nodes = (list.IsOfStore ? data : data.GetProperty("release")).GetProperty(list.Root).GetProperty("nodes");
        return [.. nodes.EnumerateArray().SelectMany(node => Rows(list, node))];
    }

    private static IEnumerable<JsonElement?[]> Rows(ListTable list, JsonElement node)
    {
        if (list.Rows.Length == 0)
        {
            yield return [.. list.Columns.Select(column => Value(node, column.Path))];
            yield break;
        }

        var number = 0;
        foreach (var row in Value(node, list.Rows)?.EnumerateArray() ?? [])
        {
            number++;
            yield return
            [
                .. list.Columns.Select(column => column.IsOrdinal ? JsonSerializer.SerializeToElement(number)
                    : column.Path.StartsWith(list.Rows + ".", StringComparison.Ordinal)
                        ? Value(row, column.Path[(list.Rows.Length + 1)..])
                        : Value(node, column.Path)),
            ];
        }
    }

    private static JsonElement? Value(JsonElement from, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (from.ValueKind == JsonValueKind.Null) return null;
            from = from.GetProperty(name);
        }

        return from.ValueKind == JsonValueKind.Null ? null : from;
    }

    private static string Selection(string path)
    {
        var names = path.Split('.');
        return string.Join(" { ", names) + string.Concat(Enumerable.Repeat(" }", names.Length - 1));
    }
}
