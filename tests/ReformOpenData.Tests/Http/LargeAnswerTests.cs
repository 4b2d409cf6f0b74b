using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Tests.Http;

public sealed class LargeAnswerTests
{
    private const int MiB = 1024 * 1024;

    private readonly LargeAnswers _answers = new();

    [Fact]
    public void Large_answers_hold_so_much_together_and_those_that_are_shared_count_once()
    {
        var shared = Of(32 * MiB);
        var held = Enumerable.Range(0, 100).Select(_ => Hold(shared)).ToList();
        held.AddRange([Hold(Of(32 * MiB)), Hold(Of(32 * MiB)), Hold(Of(32 * MiB))]);
        Assert.DoesNotContain(null, held);
        Assert.False(_answers.TryHold(new DefaultHttpContext(), Of(MiB), MiB, out _));
        Assert.True(_answers.TryHold(new DefaultHttpContext(), shared, MiB, out var again));
        Assert.True(_answers.TryHold(new DefaultHttpContext(), Of(MiB - 1), MiB, out var small));
        Assert.Null(small);
        again!.Dispose();
        held[^1]!.Dispose();
        Assert.NotNull(Hold(Of(32 * MiB)));
        held.Take(99).ToList().ForEach(one => one!.Dispose());
        Assert.False(_answers.TryHold(new DefaultHttpContext(), Of(32 * MiB), MiB, out _));
        held[99]!.Dispose();
        Assert.NotNull(Hold(Of(32 * MiB)));
    }

    [Fact]
    public void Who_holds_most_loses_its_own_to_who_holds_less_and_nobody_to_who_holds_more()
    {
        var (greedy, modest, third) = (Client(1), Client(2), Client(3));
        var cut = Enumerable.Range(0, 8).Select(_ => greedy()).ToList();
        var held = cut.ConvertAll(one => Hold(Of(16 * MiB), one));
        Assert.DoesNotContain(null, held);
        Assert.Null(Hold(Of(16 * MiB), greedy()));
        Assert.DoesNotContain(true, cut.Select(IsCut));

        // Sixteen for sixty-four, of which the one that holds most keeps more than the other gets.
        var (own, shared) = (modest(), Of(16 * MiB));
        Assert.NotNull(Hold(shared, own));
        Assert.Equal(1, cut.Count(IsCut));
        Assert.NotNull(Hold(shared, greedy()));
        Assert.NotNull(Hold(Of(48 * MiB), third()));
        Assert.Equal(4, cut.Count(IsCut));
        Assert.Null(Hold(Of(64 * MiB), modest()));
        Assert.Equal(4, cut.Count(IsCut));
        Assert.False(IsCut(own));

        // What was cut was given back then, and is not once more when its sending ends.
        held.ForEach(one => one!.Dispose());
        Assert.NotNull(Hold(Of(64 * MiB), modest()));
        Assert.Null(Hold(Of(2 * MiB), modest()));
    }

    [Fact]
    public async Task Compressed_forms_of_large_answers_are_made_once_for_all_who_wait()
    {
        var content = Of(2 * MiB);
        var bytes = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => _answers.CompressAsync(new DefaultHttpContext(), content, Coding.GZip).AsTask()));
        Assert.All(bytes, one => Assert.Equal(content.In(Coding.GZip), one));
    }

    [Fact]
    public void One_answer_is_sent_however_large_it_is() => Assert.NotNull(Hold(Of(200 * MiB)));

    private IDisposable? Hold(Content content, HttpContext? context = null) =>
        _answers.TryHold(context ?? new DefaultHttpContext(), content, content.Length, out var held) ? held : null;

    private static Func<HttpContext> Client(byte number) => () =>
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = new IPAddress([192, 0, 2, number]);
        context.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime());
        return context;
    };

    private static bool IsCut(HttpContext context) => context.RequestAborted.IsCancellationRequested;

    private static Content Of(int bytes) => new(new byte[bytes], null);

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public void Abort() => RequestAborted = new CancellationToken(canceled: true);
    }
}
