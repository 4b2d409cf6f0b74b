using System.Diagnostics;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// One question in its place. A quick place is for what is quick: who is still there after a while gives it back, and
/// goes on in the dear lane.
/// </summary>
internal sealed class ReadTurn
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly bool _isExtra;
    private readonly ReadLane _dear;
    private readonly CancellationToken _cancellation;
    private ReadLane? _place;
    private Action? _end;
    private bool _isEnded;

    /// <param name="place">Where it begins.</param>
    public ReadTurn(ReadLane place, bool isExtra, ReadLane dear, CancellationToken cancellation)
    {
        (_place, _isExtra, _dear, _cancellation) = (place, isExtra, dear, cancellation);
    }

    /// <summary>
    /// Whether it was told to end, as others are waiting and too many are already longer at work than they seemed.
    /// </summary>
    public bool IsEnded => Volatile.Read(ref _isEnded);

    /// <summary>Whether it is longer in a quick place than quick questions are.</summary>
    public bool IsLate => _place is { } place && place != _dear && Stopwatch.GetElapsedTime(_began) > ReadLane.Patience;

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
        if (!_dear.TryEnter())
        {
            if (!_place!.HasWaiting)
                return true;
            GiveBack();
            try
            {
                _dear.EnterAsync(null, _cancellation).AsTask().GetAwaiter().GetResult();
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

    /// <summary>Gives the place back, before or at its end; false where it has none any more.</summary>
    public bool GiveBack()
    {
        ReadLane? place;
        lock (_lock)
            (place, _place) = (_place, null);
        place?.Leave(_isExtra && place != _dear);
        return place is not null;
    }
}
