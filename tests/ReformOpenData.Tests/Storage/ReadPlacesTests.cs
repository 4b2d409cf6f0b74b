using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Storage;

public sealed class ReadPlacesTests
{
    private const double Dear = ReadPlaces.MostQuickWork + 1;
    private const int Sessions = 8;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Dear_questions_never_stand_in_the_way_of_quick_ones()
    {
        var places = ReadPlaces.OnThreads();
        var gate = new TaskCompletionSource<int>();
        var dear = Enumerable.Range(0, 10).Select(_ => Wait(places, Dear, gate)).ToList();
        for (var i = 0; i < 100; i++)
            await AskAsync(places);
        Assert.All(dear, one => Assert.False(one.IsCompleted));
        gate.SetResult(0);
        await Task.WhenAll(dear);
        places.Dispose();
    }

    [Fact]
    public async Task Who_asks_its_turn_and_is_late_makes_room_and_goes_on_when_a_dear_place_is_free()
    {
        using var places = ReadPlaces.OnThreads();
        using var stop = new CancellationTokenSource();
        var isOver = false;
        var late = Enumerable.Range(0, 40).Select(_ => places.RunAsync(1, 0, WorkAsync, stop.Token)).ToList();
        for (var i = 0; i < 10; i++)
            await AskAsync(places);
        // What finds no room to wait among the dear is told so.
        await Task.WhenAny(late).WaitAsync(Long);
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(late).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Long);
        Assert.InRange(late.Count(one => one.IsCompletedSuccessfully), 1, 39);
        Assert.All(late.Where(one => one.IsFaulted), one => Assert.Equal(StoreFault.Full, FaultOf(one)));
        await AskAsync(places);
        await AskAsync(places, Dear);

        Task<int> WorkAsync(ReadTurn turn)
        {
            turn.Begin();
            while (!Volatile.Read(ref isOver))
            {
                if (!turn.GoesOn())
                    throw new InvalidDataException("It was told to end.");
                Thread.Sleep(1);
            }

            return Task.FromResult(0);
        }
    }

    [Fact]
    public async Task What_a_server_reads_and_is_very_late_makes_room_and_so_many_go_on()
    {
        var clock = new FakeTimeProvider();
        var places = ReadPlaces.InSessions(Sessions, clock);
        var late =
            Enumerable.Range(0, 12).Select(_ => places.RunAsync(1, 0, UntilEnded, CancellationToken.None)).ToList();
        var others = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(places)));
        for (var watch = Stopwatch.StartNew();
            (late.Count(one => !one.IsCompleted) > Sessions || !others.IsCompleted) && watch.Elapsed < Long;)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(50);
        }

        await others;
        var left = late.Where(one => !one.IsCompleted).ToList();
        Assert.InRange(left.Count, Sessions / 4, Sessions);
        Assert.All(late.Except(left), one => Assert.Equal(StoreFault.Full, FaultOf(one)));
        places.Dispose();
    }

    [Fact]
    public async Task What_a_slow_server_reads_is_waited_for()
    {
        var clock = new FakeTimeProvider();
        using var places = ReadPlaces.InSessions(Sessions, clock);
        var gate = new TaskCompletionSource();
        var begun = 0;
        var slow =
            Enumerable.Range(0, 30).Select(_ => places.RunAsync(1, 0, WorkAsync, CancellationToken.None)).ToList();
        var first = Volatile.Read(ref begun);
        Assert.InRange(first, 1, Sessions - 1);

        // Late, but not very.
        clock.Advance(TimeSpan.FromMilliseconds(900));
        for (var watch = Stopwatch.StartNew(); Volatile.Read(ref begun) == first && watch.Elapsed < Long;)
            await Task.Delay(10);
        Assert.InRange(begun, first + 1, Sessions);
        gate.SetResult();
        await Task.WhenAll(slow).WaitAsync(Long);

        async Task<int> WorkAsync(ReadTurn turn)
        {
            var ended = UntilEnded(turn);
            Interlocked.Increment(ref begun);
            await await Task.WhenAny(gate.Task, ended);
            return 0;
        }
    }

    [Fact]
    public async Task Who_waits_for_a_session_is_not_late_however_long_it_waits()
    {
        var clock = new FakeTimeProvider();
        using var places = ReadPlaces.InSessions(Sessions, clock);
        var session = new TaskCompletionSource<int>();
        var waiting =
            Enumerable.Range(0, 30).Select(_ => places.RunAsync(1, 0, WorkAsync, CancellationToken.None)).ToList();

        // Longer than what is at work may be late, and so long that who waits for a place makes room.
        clock.Advance(TimeSpan.FromSeconds(2));
        await Task.Delay(3 * FairLane.Patience);
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        session.SetResult(0);
        await Task.WhenAll(waiting).WaitAsync(Long);

        async Task<int> WorkAsync(ReadTurn turn)
        {
            await session.Task;
            turn.Begin();
            turn.OnEnd(() => Assert.Fail("It was told to end."));
            return 0;
        }
    }

    [Fact]
    public async Task What_does_not_ask_its_turn_does_not_stand_in_the_way_either()
    {
        var places = ReadPlaces.OnThreads();
        var gate = new TaskCompletionSource<int>();
        var slow = Enumerable.Range(0, Environment.ProcessorCount + 2).Select(_ => Wait(places, 1, gate)).ToList();
        for (var i = 0; i < 3; i++)
            await AskAsync(places);
        Assert.All(slow, one => Assert.False(one.IsCompleted));
        gate.SetResult(0);
        await Task.WhenAll(slow);
        places.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_asks_little_waits_for_one_of_who_asks_much_and_is_never_turned_away_for_it(bool hasThreads)
    {
        var places = hasThreads ? ReadPlaces.OnThreads() : ReadPlaces.InSessions(Sessions, TimeProvider.System);
        var order = new ConcurrentQueue<UInt128>();
        var gate = new TaskCompletionSource<int>();
        var much =
            Enumerable.Range(0, 500).Select(_ => places.RunAsync(Dear, 1, WorkAsync, CancellationToken.None)).ToList();
        var little = places.RunAsync(Dear, 2, WorkAsync, CancellationToken.None);
        gate.SetResult(0);
        await little.WaitAsync(Long);
        await Task.WhenAll(much).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Long);
        Assert.All(much.Where(one => one.IsFaulted), one => Assert.Equal(StoreFault.Full, FaultOf(one)));

        // Those that had the places before it came, and as many beside it.
        Assert.InRange(order.ToList().IndexOf(2), 0, 2 * Environment.ProcessorCount);
        Assert.True(order.Count > 2 * Environment.ProcessorCount + 1);
        places.Dispose();

        async Task<int> WorkAsync(ReadTurn turn)
        {
            await gate.Task;
            order.Enqueue(turn.Client);
            return 0;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Dear)]
    public async Task What_blocks_runs_in_no_thread_of_the_pool(double work)
    {
        using var places = ReadPlaces.OnThreads();
        var isOfPool = true;
        await places.RunAsync(
            work,
            0,
            _ =>
            {
                isOfPool = Thread.CurrentThread.IsThreadPoolThread;
                return Task.FromResult(0);
            },
            CancellationToken.None);
        Assert.False(isOfPool);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_waits_for_a_quick_question_goes_on_and_asks_the_next_in_the_thread_that_read(
        bool isUnderContext)
    {
        using var places = ReadPlaces.OnThreads();
        await Task.Run(async () =>
        {
            if (isUnderContext)
                PoolContext.Enter();
            var first = await ReadAsync(1);
            Assert.Equal(first, Environment.CurrentManagedThreadId);
            Assert.Equal(isUnderContext, PoolContext.IsOn);
            Assert.Equal(first, await ReadAsync(1));
            Assert.Equal(first, Environment.CurrentManagedThreadId);

            // The thread of a dear one gives way to all others, and does nothing else.
            var dear = await ReadAsync(Dear);
            Assert.NotEqual(first, dear);
            Assert.NotEqual(dear, Environment.CurrentManagedThreadId);
        });

        Task<int> ReadAsync(double work) => places.RunAsync(
            work,
            0,
            _ =>
            {
                // Until somebody waits for it.
                Thread.Sleep(200);
                return Task.FromResult(Environment.CurrentManagedThreadId);
            },
            CancellationToken.None);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task So_many_wait_and_no_more(bool hasThreads)
    {
        using var places = hasThreads
            ? ReadPlaces.OnThreads()
            : ReadPlaces.InSessions(4 * Environment.ProcessorCount, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource<int>();
        var asked = Enumerable.Range(0, Environment.ProcessorCount + 100)
            .Select(_ => places.RunAsync(Dear, 0, _ => gate.Task, stop.Token)).ToList();
        var busy = asked.Count(one => one.Exception?.InnerException is StoreException);
        Assert.True(busy >= 100 - 16, $"{busy} were turned away.");

        // Who no longer waits leaves room for another.
        await stop.CancelAsync();
        await Task.WhenAll(
            asked.Skip(hasThreads ? Math.Max(1, Environment.ProcessorCount / 2) : Environment.ProcessorCount)
                .Select(one => one.ContinueWith(_ => { }, TaskScheduler.Default)));
        var later = places.RunAsync(Dear, 0, _ => gate.Task, CancellationToken.None);
        gate.SetResult(0);
        await later.WaitAsync(Long);
    }

    [Fact]
    public async Task A_fault_is_told_to_who_asked_and_gives_the_place_back()
    {
        using var places = ReadPlaces.OnThreads();
        for (var i = 0; i < 50; i++)
        {
            await Assert.ThrowsAsync<InvalidDataException>(
                () => places.RunAsync<int>(Dear, 0, _ => throw new InvalidDataException(), CancellationToken.None));
        }
    }

    private static Task<int> UntilEnded(ReadTurn turn)
    {
        var ended = new TaskCompletionSource<int>();
        turn.Begin();
        turn.OnEnd(() => ended.SetException(new InvalidDataException("It was told to end.")));
        return ended.Task;
    }

    private static StoreFault? FaultOf(Task one) => ((StoreException)one.Exception!.InnerException!).Fault;

    private static Task AskAsync(ReadPlaces places, double work = 1) => // As another client than the others.
        places.RunAsync(work, 1, _ => Task.FromResult(0), CancellationToken.None).WaitAsync(Long);

    private static Task Wait(ReadPlaces places, double work, TaskCompletionSource<int> gate) =>
        places.RunAsync(work, 0, _ => gate.Task, CancellationToken.None);
}
