using ReformOpenData.Server.Answers;

namespace ReformOpenData.Tests.Http;

public sealed class AnswerCacheTests
{
    [Fact]
    public async Task Many_who_ask_the_same_at_the_same_time_are_given_what_is_made_once()
    {
        var cache = new AnswerCache(1 << 20);
        var gate = new TaskCompletionSource();
        var made = 0;
        var callers = Enumerable.Range(0, 50)
            .Select(_ => cache.GetOrMakeAsync(Key(1), MakeAsync, CancellationToken.None))
            .ToArray();
        gate.SetResult();
        var outcomes = await Task.WhenAll(callers);
        Assert.Equal(1, made);
        Assert.All(outcomes, outcome => Assert.Same(outcomes[0], outcome));

        async Task<Outcome> MakeAsync(CancellationToken stop)
        {
            Interlocked.Increment(ref made);
            await gate.Task;
            return Answer(1, 10);
        }
    }

    /// <summary>Who comes when an answer has just been made is given that one, at whichever moment it comes.</summary>
    [Fact]
    public void What_has_just_been_made_is_not_made_again()
    {
        const int Keys = 50_000;
        var cache = new AnswerCache(1 << 30);
        var made = 0;
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < Keys; i++)
                cache.GetOrMakeAsync(Key(i), _ => Make(i), CancellationToken.None).GetAwaiter().GetResult();
        });
        Assert.Equal(Keys, made);

        Task<Outcome> Make(int number)
        {
            Interlocked.Increment(ref made);
            return Task.FromResult<Outcome>(Answer(number, 10));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_leaves_does_not_stop_the_others(bool isFirst)
    {
        var cache = new AnswerCache(1 << 20);
        var gate = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var first = cache.GetOrMakeAsync(Key(1), MakeAsync, isFirst ? leaving.Token : CancellationToken.None);
        var second = cache.GetOrMakeAsync(Key(1), MakeAsync, isFirst ? CancellationToken.None : leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => isFirst ? first : second);
        gate.SetResult();
        Assert.Equal(200, Assert.IsType<Answer>(await (isFirst ? second : first)).Status);
        Assert.NotNull(cache.Find(Key(1)));

        async Task<Outcome> MakeAsync(CancellationToken stop)
        {
            await gate.Task.WaitAsync(stop);
            return Answer(1, 10);
        }
    }

    [Fact]
    public async Task When_all_have_left_the_making_is_told_to_stop_and_who_comes_then_begins_anew()
    {
        var cache = new AnswerCache(1 << 20);
        var stopped = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 3)
            .Select(_ => cache.GetOrMakeAsync(Key(1), WaitAsync, leaving.Token)).ToArray();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(callers));
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.IsType<Answer>(
            await cache.GetOrMakeAsync(Key(1), _ => Task.FromResult<Outcome>(Answer(1, 1)), CancellationToken.None));

        async Task<Outcome> WaitAsync(CancellationToken stop)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
                return Answer(1, 1);
            }
            finally
            {
                stopped.SetResult();
            }
        }
    }

    [Fact]
    public async Task A_large_answer_is_kept_as_long_as_it_is_asked_for()
    {
        var cache = new AnswerCache(64 << 20);
        await AddAsync(cache, Answer(1, 2 << 20));
        await AddAsync(cache, Answer(2, 2 << 20));
        await AddAsync(cache, Answer(3, 10));
        cache.ForgetUnused();
        Assert.NotNull(cache.Find(Key(1)));
        cache.ForgetUnused();
        Assert.Null(cache.Find(Key(2)));
        Assert.NotNull(cache.Find(Key(1)));
        cache.ForgetUnused();
        cache.ForgetUnused();
        Assert.Null(cache.Find(Key(1)));
        Assert.NotNull(cache.Find(Key(3)));
        Assert.InRange(cache.Held, 1, 1000);
    }

    [Fact]
    public async Task A_fault_reaches_all_who_wait_and_is_not_kept()
    {
        var cache = new AnswerCache(1 << 20);
        await Assert.ThrowsAsync<InvalidOperationException>(() => cache.GetOrMakeAsync(
            Key(1), _ => Task.FromException<Outcome>(new InvalidOperationException()), CancellationToken.None));
        Assert.IsType<Answer>(
            await cache.GetOrMakeAsync(Key(1), _ => Task.FromResult<Outcome>(Answer(1, 1)), CancellationToken.None));
    }

    [Fact]
    public async Task What_is_held_stays_within_the_bound_and_the_least_recently_used_leaves_first()
    {
        var cache = new AnswerCache(100_000);
        for (var i = 0; i < 1000; i++)
        {
            await AddAsync(cache, Answer(i, 1000 + i));
            Assert.True(cache.Find(Key(0)) is not null, $"The first was used at every step, and left at step {i}.");
            Assert.InRange(cache.Held, 1, 100_000);
        }

        Assert.Null(cache.Find(Key(1)));
        Assert.NotNull(cache.Find(Key(999)));
    }

    [Fact]
    public async Task Nothing_is_kept_without_room_nor_an_answer_with_errors_nor_a_failure()
    {
        var (none, cache) = (new AnswerCache(0), new AnswerCache(1 << 20));
        await AddAsync(none, Answer(1, 10));
        await AddAsync(cache, Answer(1, 10) with { Content = new Content(new byte[10], null) });
        await cache.GetOrMakeAsync(Key(2), _ => Task.FromResult<Outcome>(AnswerFailure.Busy), CancellationToken.None);
        Assert.All([none.Find(Key(1)), cache.Find(Key(1)), cache.Find(Key(2))], Assert.Null);
        Assert.Equal((0, 0), (none.Held, cache.Held));
    }

    [Fact]
    public async Task One_answer_does_not_push_out_all_others_and_is_shared_as_long_as_somebody_is_sent_it()
    {
        var cache = new AnswerCache(100_000);
        await AddAsync(cache, Answer(1, 100));
        var sent = Answer(2, 90_000);
        await AddAsync(cache, sent);
        await AddAsync(cache, Answer(3, 90_000));
        Assert.NotNull(cache.Find(Key(1)));
        Assert.InRange(cache.Held, 1, 1000);
        // The third is held by nobody.
        for (var i = 0; cache.Find(Key(3)) is not null; i++)
        {
            Assert.True(i < 100, "An answer that nobody is sent is kept.");
            await Task.Delay(10);
            GC.Collect();
        }

        Assert.Same(sent, cache.Find(Key(2)));
        cache.Keep(Of(2));
        Assert.Null(cache.Find(Key(2)));
    }

    [Fact]
    public async Task A_publication_drops_the_answers_of_the_release_before_and_leaves_those_that_name_theirs()
    {
        var cache = new AnswerCache(1 << 20);
        await AddAsync(cache, Answer(1, 10));
        await AddAsync(cache, Named(2));
        cache.Keep(Of(2));
        Assert.Null(cache.Find(Key(1)));
        Assert.NotNull(cache.Find(Key(2) with { Release = 2 }));
        Assert.Equal(10 + 3 + 512, cache.Held);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("published anew")]
    public async Task A_release_that_is_taken_down_or_published_anew_takes_the_answers_about_it_along(
        string? publication)
    {
        var cache = new AnswerCache(1 << 20);
        await AddAsync(cache, Named(1));
        await AddAsync(cache, Named(2, 1, 2));
        await AddAsync(cache, Named(3, 2));
        var publications = new Dictionary<int, string> { [2] = "p2" };
        if (publication is not null) publications.Add(1, publication);
        cache.Keep(new PublicReleases(2, "s", publications));
        Assert.All([Key(1), Key(2)], key => Assert.Null(cache.Find(key)));
        Assert.NotNull(cache.Find(Key(3)));
        Assert.Equal(10 + 3 + 512, cache.Held);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_being_made_during_a_publication_is_kept_where_it_is_still_true(bool isNamed)
    {
        var cache = new AnswerCache(1 << 20);
        var gate = new TaskCompletionSource<Outcome>();
        var making = cache.GetOrMakeAsync(Key(1), _ => gate.Task, CancellationToken.None);
        cache.Keep(Of(2));
        gate.SetResult(isNamed ? Named(1) : Answer(1, 10));
        await making;
        Assert.Equal(isNamed, cache.Find(Key(1)) is not null);
    }

    [Fact]
    public async Task What_is_dropped_is_gone_and_what_was_being_made_is_given_to_who_waits_but_not_kept()
    {
        var cache = new AnswerCache(1 << 20);
        await AddAsync(cache, Answer(1, 10));
        var gate = new TaskCompletionSource<Outcome>();
        var making = cache.GetOrMakeAsync(Key(2), _ => gate.Task, CancellationToken.None);
        cache.Drop();
        gate.SetResult(Named(2));
        Assert.IsType<Answer>(await making);
        Assert.All([Key(1), Key(2)], key => Assert.Null(cache.Find(key)));
        Assert.Equal(0, cache.Held);
    }

    [Fact]
    public void The_tag_is_made_of_what_the_answer_depends_on()
    {
        Assert.Equal("3.s3-0000000000000000000000000000002a", new AnswerKey(3, "s3", 42).Tag);
        var tag = Of(2).TagOf([1, 2], 42)!;
        Assert.Matches("^n1[.]2-[0-9a-f]{32}$", tag);
        Assert.Equal(tag, Of(3).TagOf([1, 2], 42));
        Assert.NotEqual(tag, Of(2).TagOf([1, 2], 43));
        Assert.Null(Of(2).TagOf([1, 3], 42));
        Assert.Null(Of(2).TagOf([], 42));
    }

    private static Task AddAsync(AnswerCache cache, Answer answer) =>
        cache.GetOrMakeAsync(answer.Key, _ => Task.FromResult<Outcome>(answer), CancellationToken.None);

    private static PublicReleases Of(int current) =>
        new(
            current,
            $"s{current}",
            Enumerable.Range(1, current).ToDictionary(number => number, number => $"p{number}"));

    private static AnswerKey Key(int digest) => new(1, "s1", (UInt128)digest);

    private static Answer Answer(int digest, int size) => new(Key(digest), 200, new Content(new byte[size], "tag"), []);

    private static Answer Named(int digest, params int[] releases)
    {
        int[] numbers = releases.Length == 0 ? [1] : releases;
        var content = new Content(new byte[10], Of(2).TagOf(numbers, (UInt128)digest));
        return new Answer(Key(digest).WithNamedReleases, 200, content, numbers);
    }
}
