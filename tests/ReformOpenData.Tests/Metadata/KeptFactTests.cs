using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Metadata;

/// <summary>What is kept of an answer is of the releases that are public now.</summary>
public sealed class KeptFactTests
{
    [Fact]
    public async Task It_is_asked_once_for_each_key_and_anew_when_the_same_number_is_another_publication()
    {
        var (number, asked, stamp) = (7, 0, "one");
        var sdl = "type Query { number: Int }"u8.ToArray();
        var schema = ExecutableSchema.Create(SchemaBuilder.Build(sdl), new Bindings().Leaf<object>(
            "Query.number", (object _, SelectedField _, ref LeafWriter writer) => writer.Int(number)));
        await using var host = await RunningHost.StartAsync(
            new Served(
                async (_, _, _, cancellation) =>
                {
                    asked++;
                    return new Executed(
                        await schema.ExecuteAsync(
                            new GraphQLRequest { Document = Encoding.UTF8.GetBytes("{number}") }, null, cancellation),
                        []);
                },
                _ => Task.FromResult<PublicReleases?>(new PublicReleases(1, stamp)),
                sdl),
            new ServerOptions { CacheBytes = 0, ReleasePollMs = 60_000 });
        var services = host.App.Services;
        var release = services.GetRequiredService<CurrentRelease>();
        var fact = new KeptFact<string>(
            services.GetRequiredService<AnswerService>(),
            release,
            "{number}"u8.ToArray(),
            "number",
            _ => [],
            data => data.GetProperty("number").GetRawText());
        Assert.Equal("7", await fact.OfAsync("a", default, default));
        number = 8;
        Assert.Equal("7", await fact.OfAsync("a", default, default));
        Assert.Equal(1, asked);
        Assert.Equal("8", await fact.OfAsync("b", default, default));

        stamp = "two";
        await release.LookAsync(default);
        Assert.Equal("8", await fact.OfAsync("a", default, default));
        Assert.Equal(3, asked);
    }
}
