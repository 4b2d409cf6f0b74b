namespace ReformOpenData.Data.Storage;

/// <summary>
/// The places in which questions are read. Quick questions have places of their own, so that dear ones never stand in
/// their way. Who turns out not to be quick gives its place back: SQLite's go on when a dear place is free,
/// PostgreSQL's go on beside them, as many as it has sessions for. SQLite works in the thread that asks it: its
/// questions run on threads that belong to the store, and the pool's are free for what waits for nothing.
/// </summary>
internal sealed class ReadPlaces : IDisposable
{
    /// <summary>Work up to which a question is quick, in the units of <see cref="Queries.Work"/>.</summary>
    public const double MostQuickWork = 10_000;

    private const int MostWaitingQuick = 256;
    private const int MostWaitingDear = 16;
    private const int ExtraPlaces = 8;

    private readonly FairLane _quick;
    private readonly FairLane _dear;
    private readonly TimeProvider _clock;
    private readonly ReadThreads? _quickThreads;
    private readonly ReadThreads? _dearThreads;

    /// <summary>
    /// In quick places, where the server reads and has to be told to end; null where they ask for themselves.
    /// </summary>
    private readonly HashSet<ReadTurn>? _turns;
    private readonly HashSet<ReadTurn> _late = [];
    private readonly Action? _onWaiting;
    private readonly int _mostLate;

    private ReadPlaces(FairLane quick, FairLane dear, TimeProvider clock, bool hasThreads)
    {
        (_quick, _dear, _clock) = (quick, dear, clock);
        if (hasThreads)
        {
            _quickThreads = new ReadThreads("reform-read", areModest: false);
            _dearThreads = new ReadThreads("reform-read-dear", areModest: true);
        }
    }

    private ReadPlaces(int sessions, int dear, int late, TimeProvider clock)
        : this(
            new FairLane(Math.Max(2, sessions - dear - late), extra: 0, MostWaitingQuick),
            new FairLane(dear, extra: 0, MostWaitingDear),
            clock,
            hasThreads: false)
    {
        _mostLate = late;
        _turns = [];
        _onWaiting = MakeRoom;
    }

    /// <summary>For questions that block the thread that reads them.</summary>
    public static ReadPlaces OnThreads()
    {
        var cores = Environment.ProcessorCount;
        return new ReadPlaces(
            new FairLane(Math.Max(2, cores), ExtraPlaces, MostWaitingQuick),
            new FairLane(Math.Max(1, cores / 2), extra: 0, MostWaitingDear),
            TimeProvider.System,
            hasThreads: true);
    }

    /// <summary>For questions that a server reads.</summary>
    /// <param name="sessions">How many it reads at once.</param>
    /// <param name="clock">By which one is longer at work than it seemed.</param>
    public static ReadPlaces InSessions(int sessions, TimeProvider clock)
    {
        var dear = Math.Min(Environment.ProcessorCount, Math.Max(1, sessions / 4));
        return new ReadPlaces(sessions, dear, Math.Min(8, sessions / 4), clock);
    }

    public static StoreException Full() =>
        new("Too many questions wait for the store; ask again in a moment.", "問い合わせが混み合っています。少し待ってから、もう一度実行してください。")
        {
            Fault = StoreFault.Full,
        };

    /// <summary>Reads in a place, once one is free.</summary>
    /// <param name="client">Who asks: no client waits behind all that another one asks.</param>
    /// <param name="passedOver">Cancelled when what is read is not to be waited for any more.</param>
    /// <exception cref="StoreException">Too many wait for one already.</exception>
    public async Task<T> RunAsync<T>(
        double work,
        UInt128 client,
        Func<ReadTurn, Task<T>> read,
        CancellationToken cancellation,
        CancellationToken passedOver = default)
    {
        var isDear = work > MostQuickWork;
        var lane = isDear ? _dear : _quick;
        var isExtra = await lane.EnterAsync(client, isDear ? null : _onWaiting, goesOn: false, cancellation);
        var turn = new ReadTurn(lane, client, isExtra, _dear, _clock, cancellation);
        var isWatched = !isDear && _turns is not null;
        if (isWatched)
            lock (_turns!) _turns.Add(turn);
        try
        {
            var threads = isDear ? _dearThreads : _quickThreads;
            return await (threads?.CallAsync(() => read(turn)) ?? read(turn).WaitAsync(passedOver));
        }
        catch (Exception fault) when (turn.IsEnded && fault is not StoreException)
        {
            throw Full();
        }
        finally
        {
            if (isWatched)
            {
                lock (_turns!)
                {
                    _turns.Remove(turn);
                    _late.Remove(turn);
                }
            }

            turn.GiveBack();
        }
    }

    /// <summary>The threads end when they have nothing left to do.</summary>
    public void Dispose()
    {
        _quickThreads?.Dispose();
        _dearThreads?.Dispose();
    }

    /// <summary>
    /// Who is late goes on without a place, while there are sessions for it; of others, who is very late ends.
    /// </summary>
    private void MakeRoom()
    {
        List<ReadTurn> ending = [];
        lock (_turns!)
        {
            foreach (var turn in _turns.Where(turn => turn.IsLate))
            {
                if (_late.Count < _mostLate)
                {
                    if (turn.GiveBack())
                        _late.Add(turn);
                }
                else if (turn.IsVeryLate)
                {
                    ending.Add(turn);
                }
            }
        }

        ending.ForEach(turn => turn.End());
    }
}
