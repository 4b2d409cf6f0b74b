using Microsoft.AspNetCore.Http;
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
    public void One_answer_is_sent_however_large_it_is() => Assert.NotNull(Hold(Of(200 * MiB)));

    private IDisposable? Hold(Content content) =>
        _answers.TryHold(new DefaultHttpContext(), content, content.Length, out var held) ? held : null;

    private static Content Of(int bytes) => new(new byte[bytes], null);
}
