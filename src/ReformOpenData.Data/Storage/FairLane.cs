namespace ReformOpenData.Data.Storage;

/// <summary>
/// So many at once, and a bounded number that wait. A place that comes free is for the client that has the fewest, of
/// these for the one that has waited longest for its turn, and of what it asks for the first to come: nobody waits
/// behind all that somebody else asks.
/// </summary>
/// <param name="extra">Places beside these, for clients that have none and have waited a while.</param>
public sealed class FairLane(int places, int extra, int mostWaiting)
{
    /// <summary>
    /// How long a question waits before something is done about it, and how long one may take that seemed quick.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiting = [];
    private readonly Dictionary<UInt128, Share> _shares = [];
    private int _free = places;
    private readonly bool _hasExtra = extra > 0;
    private int _extra = extra;
    private long _entered;

    /// <summary>Whether somebody waits for a place.</summary>
    public bool HasWaiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count > 0;
        }
    }

    /// <summary>Takes a place, if one is free.</summary>
    public bool TryEnter(UInt128 client)
    {
        lock (_lock)
            return TryTake(ref _free, client);
    }

    /// <summary>Takes a place, once one is free.</summary>
    /// <param name="onWaiting">Called each time that it has waited for a while.</param>
    /// <param name="goesOn">Whether it comes before what else the client waits for: it holds memory that it gives back
    /// at its end.</param>
    /// <returns>Whether it is an extra place.</returns>
    /// <exception cref="StoreException">Too many wait for one already, or more came of others while it
    /// waited.</exception>
    public ValueTask<bool> EnterAsync(
        UInt128 client, Action? onWaiting, bool goesOn, CancellationToken cancellation) =>
        TryEnter(client) ? new(false) : WaitAsync(new Waiter(client), onWaiting, goesOn, cancellation);

    /// <summary>Does work in a place, once one is free; <see cref="EnterAsync"/> says the rest.</summary>
    public async Task<T> RunAsync<T>(
        UInt128 client, bool goesOn, Func<Task<T>> work, CancellationToken cancellation)
    {
        var isExtra = await EnterAsync(client, null, goesOn, cancellation);
        try
        {
            return await work();
        }
        finally
        {
            Leave(client, isExtra);
        }
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="isExtra">As <see cref="EnterAsync"/> said.</param>
    public void Leave(UInt128 client, bool isExtra)
    {
        lock (_lock)
        {
            _shares[client].Taken--;
            if (isExtra)
                _extra++;
            else
                _free++;
            if (_free > 0 && _waiting.Count > 0)
                Let(Next(), ref _free, isExtra: false);
            Drop(client);
        }
    }

    private Waiter Next() => _waiting.MinBy(one => (_shares[one.Client].Taken, _shares[one.Client].Entered))!;

    private async ValueTask<bool> WaitAsync(
        Waiter waiter, Action? onWaiting, bool goesOn, CancellationToken cancellation)
    {
        Queue(waiter, goesOn);
        await using var registration = cancellation.UnsafeRegister(
            (_, token) =>
            {
                if (TryForget(waiter))
                    waiter.Place.SetCanceled(token);
            },
            null);
        var place = waiter.Place.Task;
        while (_hasExtra || onWaiting is not null)
        {
            if (await Task.WhenAny(place, Task.Delay(Patience, CancellationToken.None)) == place)
                break;
            if (!TryTakeExtra(waiter))
                onWaiting?.Invoke();
        }

        return await place;
    }

    private void Queue(Waiter waiter, bool goesOn)
    {
        lock (_lock)
        {
            _waiting.Insert(goesOn ? 0 : _waiting.Count, waiter);
            ShareOf(waiter.Client).Waiting++;
            if (_free > 0) // One came free since.
                Let(waiter, ref _free, isExtra: false);
            if (_waiting.Count <= mostWaiting)
                return;

            // The last of those who have most of them is turned away.
            var most = _shares.MaxBy(share => share.Value.Waiting).Key;
            var last = _waiting.FindLast(one => one.Client == most)!;
            TryForget(last);
            last.Place.SetException(ReadPlaces.Full());
        }
    }

    private bool TryTakeExtra(Waiter waiter)
    {
        lock (_lock)
        {
            if (_extra == 0 || !_waiting.Contains(waiter) || _shares[waiter.Client].Taken > 0)
                return false;
            Let(waiter, ref _extra, isExtra: true);
            return true;
        }
    }

    private void Let(Waiter waiter, ref int count, bool isExtra)
    {
        TryTake(ref count, waiter.Client);
        TryForget(waiter);
        waiter.Place.SetResult(isExtra);
    }

    /// <summary>Whoever takes it off the list says what became of it.</summary>
    private bool TryForget(Waiter waiter)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(waiter))
                return false;
            _shares[waiter.Client].Waiting--;
            Drop(waiter.Client);
            return true;
        }
    }

    private bool TryTake(ref int count, UInt128 client)
    {
        if (count == 0)
            return false;
        count--;
        var share = ShareOf(client);
        share.Taken++;
        share.Entered = ++_entered;
        return true;
    }

    private Share ShareOf(UInt128 client)
    {
        if (!_shares.TryGetValue(client, out var share))
            _shares.Add(client, share = new Share());
        return share;
    }

    private void Drop(UInt128 client)
    {
        if (_shares[client] is { Taken: 0, Waiting: 0 })
            _shares.Remove(client);
    }

    /// <summary>What a client has.</summary>
    private sealed class Share
    {
        public int Taken { get; set; }

        public int Waiting { get; set; }

        /// <summary>When it last got a place; 0 for never.</summary>
        public long Entered { get; set; }
    }

    private sealed class Waiter(UInt128 client)
    {
        public UInt128 Client => client;

        /// <summary>Set when it has a place: whether it is an extra one.</summary>
        public TaskCompletionSource<bool> Place { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
