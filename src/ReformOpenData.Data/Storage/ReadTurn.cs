namespace ReformOpenData.Data.Storage;

/// <summary>
/// One question in its place. A quick place is for what is quick: who is still there after a while gives it back, and
/// goes on in the dear lane.
/// </summary>
internal sealed class ReadTurn
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly bool _isExtra;
    private readonly FairLane _dear;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private FairLane? _place;

    /// <summary>0 while it waits for a session.</summary>
    private long _began;
    private Action? _end;
    private bool _isEnded;

    /// <param name="place">Where it begins.</param>
    /// <param name="clock">By which it is late.</param>
    public ReadTurn(
        FairLane place,
        UInt128 client,
        bool isExtra,
        FairLane dear,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        (_place, Client, _isExtra, _dear) = (place, client, isExtra, dear);
        (_clock, _cancellation) = (clock, cancellation);
    }

    /// <summary>Whose place it is.</summary>
    public UInt128 Client { get; }

    /// <summary>
    /// Whether it was told to end, as others are waiting and too many are already longer at work than they seemed.
    /// </summary>
    public bool IsEnded => Volatile.Read(ref _isEnded);

    /// <summary>Whether it is longer at work in a quick place than quick questions are.</summary>
    public bool IsLate => _place is { } place && place != _dear && IsLongerThan(FairLane.Patience);

    /// <summary>
    /// Whether it is so late that it ends for others: a server that is slow for a moment makes all late.
    /// </summary>
    public bool IsVeryLate => IsLate && IsLongerThan(Longest);

    /// <summary>
    /// Called when it has its session: who waits for one is not late, however few sessions others have left.
    /// </summary>
    public void Begin() => Volatile.Write(ref _began, _clock.GetTimestamp());

    /// <summary>
    /// Asked every few steps by what reads in a thread of its own. Waits there for a place among the dear questions
    /// where the quick place is needed.
    /// </summary>
    /// <returns>False where it is to end.</returns>
    public bool GoesOn()
    {
        if (_cancellation.IsCancellationRequested || IsEnded)
            return false;
        if (!IsLate)
            return true;
        if (!_dear.TryEnter(Client))
        {
            if (!_place!.HasWaiting)
                return true;
            GiveBack();
            try
            {
                _dear.EnterAsync(Client, null, goesOn: true, _cancellation).AsTask().GetAwaiter().GetResult();
            }
            catch (Exception fault) when (fault is OperationCanceledException or StoreException)
            {
                _isEnded = fault is StoreException;
                return false;
            }
        }
        else
        {
            GiveBack();
        }

        lock (_lock) _place = _dear;
        return true;
    }

    /// <summary>What ends the statement, where another thread has to.</summary>
    public void OnEnd(Action end)
    {
        lock (_lock) _end = end;
        if (IsEnded)
            end();
    }

    /// <summary>Tells it to end.</summary>
    public void End()
    {
        Action? end;
        lock (_lock)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            end = _end;
        }

        end?.Invoke();
    }

    private bool IsLongerThan(TimeSpan time) =>
        Volatile.Read(ref _began) is var began and not 0 && _clock.GetElapsedTime(began) > time;

    /// <summary>Gives the place back, before or at its end; false where it has none any more.</summary>
    public bool GiveBack()
    {
        FairLane? place;
        lock (_lock)
            (place, _place) = (_place, null);
        place?.Leave(Client, _isExtra && place != _dear);
        return place is not null;
    }
}
