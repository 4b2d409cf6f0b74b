using System.Net;
using System.Text;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Tests.Http;

/// <summary>Large answers are made a few at a time, whatever is made beside them.</summary>
public sealed class LargeMakingTests : IAsyncLifetime
{
    private const int Large = 200;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _gate = new();
    private RunningHost _host = null!;
    private int _making;

    public async Task InitializeAsync()
    {
        var sdl = Encoding.UTF8.GetBytes(
            """
            directive @listSize(assumedSize: Int) on FIELD_DEFINITION
            type Query { one: Int rows: [Row] @listSize(assumedSize: 1000) }
            type Row { text: String }
            """);
        var executable = ExecutableSchema.Create(SchemaBuilder.Build(sdl), new Bindings()
            .Leaf<object>("Query.one", (object _, SelectedField _, ref LeafWriter writer) => writer.Int(1))
            .Resolve("Query.rows", async _ =>
            {
                Interlocked.Increment(ref _making);
                await _gate.Task;
                return Array.Empty<object>();
            })
            .Leaf<object>("Row.text", (object _, SelectedField _, ref LeafWriter writer) => writer.String("")));
        _host = await RunningHost.StartAsync(new Served(
            async (request, _, _, cancellation) =>
                new Executed(await executable.ExecuteAsync(request, new object(), cancellation), []),
            _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
            sdl));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Large_answers_wait_for_each_other_and_small_ones_for_none_of_them()
    {
        var texts = string.Join(' ', Enumerable.Range(0, 5).Select(i => $"t{i}: text"));
        var few = Enumerable.Range(0, 20).Select(i => StatusAsync($"{{f{i}: rows {{ text }} }}")).ToList();
        await UntilAsync(few.Count);
        var asked = Enumerable.Range(0, Large).Select(i => StatusAsync($"{{a{i}: rows {{ {texts} }} }}")).ToList();

        // Of those that there is no room to wait for, the last are told to come later.
        var busy = await Task.WhenAny(asked).WaitAsync(Long);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await busy);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("{one}").WaitAsync(Long));
        await UntilAsync(few.Count + AnswerService.MostLarge);
        Assert.Equal(few.Count + AnswerService.MostLarge, Volatile.Read(ref _making));
        _gate.SetResult();
        Assert.All(await Task.WhenAll(few), status => Assert.Equal(HttpStatusCode.OK, status));
        var made = (await Task.WhenAll(asked)).Count(status => status == HttpStatusCode.OK);
        Assert.InRange(made, AnswerService.MostLarge + 1, Large - 1);
        Assert.Equal(few.Count + made, _making);
    }

    private async Task UntilAsync(int making)
    {
        while (Volatile.Read(ref _making) < making)
            await Task.Delay(20);
    }

    private async Task<HttpStatusCode> StatusAsync(string document)
    {
        using var answer = await _host.SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(document));
        return answer.StatusCode;
    }
}
