using System.Text;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.GraphQL.Tests.Execution;

public sealed class PlanCacheTests
{
    private int _made;

    [Fact]
    public void A_document_is_made_once()
    {
        var cache = new PlanCache<string>(10, 1000);
        var first = cache.GetOrMake("a"u8, Make);
        Assert.Same(first, cache.GetOrMake("a"u8.ToArray(), Make));
        Assert.Equal(1, _made);
        Assert.NotSame(first, cache.GetOrMake("b"u8, Make));
        Assert.Equal(2, _made);
    }

    [Fact]
    public void Entries_are_bounded_and_what_was_used_stays()
    {
        var cache = new PlanCache<string>(3, 1000);
        foreach (var document in "a b c a d a e a f".Split(' '))
            cache.GetOrMake(Encoding.UTF8.GetBytes(document), Make);
        Assert.Equal(3, cache.Count);
        Assert.Equal(6, _made);
        cache.GetOrMake("a"u8, Make);
        Assert.Equal(6, _made);
    }

    [Fact]
    public void Bytes_are_bounded_and_what_exceeds_them_alone_is_not_kept()
    {
        var cache = new PlanCache<string>(100, 1000);
        for (var i = 0; i < 50; i++)
            cache.GetOrMake(Encoding.UTF8.GetBytes($"{i}"), utf8 => (Make(utf8).Plan, 100));
        Assert.Equal(10, cache.Count);
        Assert.Equal(1000, cache.Bytes);
        cache.GetOrMake("large"u8, utf8 => (Make(utf8).Plan, 5000));
        Assert.True(cache.Bytes <= 1000);
        Assert.Equal("large", cache.GetOrMake("large"u8, Make));
    }

    [Fact]
    public void What_fails_to_be_made_is_tried_again()
    {
        var cache = new PlanCache<string>(10, 1000);
        Assert.Throws<InvalidOperationException>(
            () => cache.GetOrMake("a"u8, _ => throw new InvalidOperationException()));
        Assert.Equal(0, cache.Count);
        Assert.Equal("a", cache.GetOrMake("a"u8, Make));
    }

    [Fact]
    public void A_document_has_its_plan_once_it_was_made()
    {
        var cache = new PlanCache<string>(10, 1000);
        var hasBefore = true;
        cache.GetOrMake("a"u8, utf8 =>
        {
            hasBefore = cache.Has("a"u8);
            return Make(utf8);
        });
        Assert.False(hasBefore);
        Assert.True(cache.Has("a"u8));
        Assert.False(cache.Has("b"u8));
    }

    [Fact]
    public async Task Many_that_bring_a_document_at_once_make_it_once()
    {
        var cache = new PlanCache<string>(10, 1000);
        using var together = new Barrier(8);
        var plans = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return cache.GetOrMake("a"u8, utf8 =>
                {
                    Thread.Sleep(50);
                    return Make(utf8);
                });
            },
            TaskCreationOptions.LongRunning)));
        Assert.Single(plans.Distinct(ReferenceEqualityComparer.Instance));
        Assert.Equal(1, _made);
        Assert.Equal(1, cache.Bytes);
    }

    private (string Plan, long Bytes) Make(byte[] utf8)
    {
        Interlocked.Increment(ref _made);
        return (Encoding.UTF8.GetString(utf8), 1);
    }
}
