using ReformOpenData.Server.Answers;


namespace ReformOpenData.Tests.Http;

public sealed class ResponseCacheTests
{
    [Fact]
    public async Task Identical_misses_at_the_same_time_run_once()
    {
        var cache = new ResponseCache(1 << 20);
        var gate = new TaskCompletionSource();
        var runs = 0;
        var callers = Enumerable.Range(0, 50)
            .Select(_ => cache.GetOrMake(Key(1), Make, CancellationToken.None))
            .ToArray();
        gate.SetResult();
        var answers = await Task.WhenAll(callers);
        Assert.Equal(1, runs);
        Assert.All(answers, answer => Assert.Same(answers[0], answer));

        async Task<Answer> Make()
        {
            Interlocked.Increment(ref runs);
            await gate.Task;
            return Answer(10);
        }
    }

    [Fact]
    public async Task A_caller_that_leaves_does_not_stop_the_others()
    {
        var cache = new ResponseCache(1 << 20);
        var gate = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var first = cache.GetOrMake(Key(1), Make, leaving.Token);
        var second = cache.GetOrMake(Key(1), Make, CancellationToken.None);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        Assert.Equal(200, (await second).Status);

        async Task<Answer> Make()
        {
            await gate.Task;
            return Answer(10);
        }
    }

    [Fact]
    public async Task A_fault_reaches_all_who_wait_and_is_not_kept()
    {
        var cache = new ResponseCache(1 << 20);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => cache.GetOrMake(Key(1), () => Task.FromException<Answer>(new InvalidOperationException()), CancellationToken.None));
        Assert.Equal(200, (await cache.GetOrMake(Key(1), () => Task.FromResult(Answer(1)), CancellationToken.None)).Status);
    }

    [Fact]
    public async Task What_is_held_stays_within_the_bound_and_the_least_recently_used_leaves_first()
    {
        var cache = new ResponseCache(100_000);
        for (var i = 0; i < 1000; i++)
        {
            var size = 1000 + i;
            await cache.GetOrMake(Key(i), () => Task.FromResult(Answer(size)), CancellationToken.None);
            Assert.True(cache.TryGet(Key(0), out _), $"The first was used at every step, and left at step {i}.");
            Assert.InRange(cache.Held, 1, 100_000);
        }
        Assert.False(cache.TryGet(Key(1), out _));
        Assert.True(cache.TryGet(Key(999), out _));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1 << 20, false)]
    public async Task Nothing_is_kept_without_room_or_when_it_holds_an_error(long bytes, bool keep)
    {
        var cache = new ResponseCache(bytes);
        await cache.GetOrMake(Key(1), () => Task.FromResult(Answer(10) with { Keep = keep }), CancellationToken.None);
        Assert.False(cache.TryGet(Key(1), out _));
        Assert.Equal(0, cache.Held);
    }

    [Fact]
    public async Task One_answer_does_not_push_out_all_others()
    {
        var cache = new ResponseCache(100_000);
        await cache.GetOrMake(Key(1), () => Task.FromResult(Answer(100)), CancellationToken.None);
        await cache.GetOrMake(Key(2), () => Task.FromResult(Answer(90_000)), CancellationToken.None);
        Assert.True(cache.TryGet(Key(1), out _));
        Assert.False(cache.TryGet(Key(2), out _));
    }

    [Fact]
    public async Task An_answer_that_was_being_made_when_a_release_was_published_is_not_kept()
    {
        var cache = new ResponseCache(1 << 20);
        var gate = new TaskCompletionSource<Answer>();
        var making = cache.GetOrMake(Key(1), () => gate.Task, CancellationToken.None);
        cache.Drop();
        gate.SetResult(Answer(10));
        await making;
        Assert.False(cache.TryGet(Key(1), out _));
    }

    private static AnswerKey Key(int digest) => new(1, (UInt128)digest);

    private static Answer Answer(int size) => new(200, new Content(new byte[size], "tag"), Keep: true, IsNumbered: false);
}
