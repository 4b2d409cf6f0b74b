namespace ReformOpenData.Server.Answers;

/// <summary>
/// Answers in memory, bounded in bytes, the least recently used leaving first. What several ask for at the same time
/// is made once: the first makes it, the others wait for it. Safe for any number of callers.
/// </summary>
/// <param name="bytes">Bound of all answers together; 0 keeps none, but still makes once what several ask for.</param>
internal sealed class AnswerCache(long bytes)
{
    /// <summary>What an entry costs beside its body: key, list and dictionary nodes, objects.</summary>
    private const int EntryOverhead = 512;

    /// <summary>From here on, an answer is worth its memory only while it is asked for.</summary>
    private const long Large = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<AnswerKey, LinkedListNode<Answer>> _entries = [];
    private readonly LinkedList<Answer> _byUse = new();
    private readonly HashSet<AnswerKey> _used = [];
    private readonly Dictionary<AnswerKey, Making> _making = [];

    /// <summary>Those too large to keep, as long as somebody is being sent them: others are sent the same.</summary>
    private readonly Dictionary<AnswerKey, WeakReference<Answer>> _large = [];
    private PublicReleases? _releases;
    private long _held;

    /// <summary>Bytes held now, overheads and compressed forms estimated.</summary>
    public long Held
    {
        get { lock (_lock) return _held; }
    }

    /// <summary>The kept answer to a question, whether or not it turned out to name its releases itself.</summary>
    public Answer? Find(AnswerKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node) && !_entries.TryGetValue(key.WithNamedReleases, out node))
                return FindLarge(key) ?? FindLarge(key.WithNamedReleases);
            if (node != _byUse.First)
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
            }

            Use(node.Value);
            return node.Value;
        }
    }

    /// <summary>The kept answer, or what is being made, or what is made now. A failure is not kept.</summary>
    /// <param name="make">Is told to stop when all who wait have left.</param>
    public async Task<Outcome> GetOrMakeAsync(
        AnswerKey key, Func<CancellationToken, Task<Outcome>> make, CancellationToken cancellation)
    {
        Making? making;
        Task<Outcome> task;
        lock (_lock)
        {
            // Under the same lock as what is made, so that what has just been made is not made again.
            if (Find(key) is { } kept)
                return kept;
            if (_making.TryGetValue(key, out making))
            {
                making.Waiting++;
                task = making.Source.Task;
            }
            else
            {
                making = new Making();
                _making.Add(key, making);
                task = null!;
            }
        }

        try
        {
            // Who makes it goes on in the thread that ends it; those who wait go on in their own, side by side.
            return await (task ?? RunAsync(key, make, making)).WaitAsync(cancellation);
        }
        finally
        {
            Leave(key, making);
        }
    }

    /// <summary>
    /// Forgets every answer, kept or being made, that is no longer true when these are the public releases.
    /// </summary>
    public void Keep(PublicReleases releases)
    {
        lock (_lock)
        {
            _releases = releases;
            foreach (var answer in _byUse.Where(answer => !answer.IsOf(releases)).ToList())
                Remove(answer);
            _large.Clear();
        }
    }

    /// <summary>Forgets the large answers that nobody has asked for since the last call.</summary>
    public void ForgetUnused()
    {
        lock (_lock)
        {
            foreach (var answer in _byUse.Where(answer => Size(answer) >= Large && !_used.Contains(answer.Key))
                .ToList())
                Remove(answer);
            _used.Clear();
        }
    }

    /// <summary>Forgets every answer, kept or being made: what they were made of is not as it was written.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _entries.Clear();
            _byUse.Clear();
            _used.Clear();
            _making.Clear();
            _large.Clear();
            _held = 0;
        }
    }

    private async Task<Outcome> RunAsync(AnswerKey key, Func<CancellationToken, Task<Outcome>> make, Making making)
    {
        try
        {
            var outcome = await make(making.Stop.Token);
            lock (_lock)
            {
                var isWanted = End(key, making);
                if (isWanted
                    && outcome is Answer { IsKept: true } answer
                    && (_releases is null || answer.IsOf(_releases)))
                    Add(answer);
            }

            making.Source.SetResult(outcome);
            return outcome;
        }
        catch (Exception fault) // Whatever it is belongs to those who wait, who log it with their request's id.
        {
            lock (_lock) End(key, making);
            making.Source.SetException(fault);
            _ = making.Source.Task.Exception; // Seen, should nobody have waited.
            throw;
        }
    }

    private void Leave(AnswerKey key, Making making)
    {
        lock (_lock)
        {
            if (--making.Waiting > 0 || making.Source.Task.IsCompleted)
                return;
            // Who comes now begins anew, and does not wait for what is told to stop.
            End(key, making);
        }

        making.Stop.Cancel();
    }

    /// <summary>False where it was ended before: all who waited have left, or it was dropped.</summary>
    private bool End(AnswerKey key, Making making) =>
        _making.TryGetValue(key, out var current) && current == making && _making.Remove(key);

    private void Add(Answer answer)
    {
        var size = Size(answer);
        // One answer may not push out everything else.
        if (size > bytes / 4)
        {
            if (bytes == 0)
                return;
            foreach (var (gone, _) in _large.Where(entry => !entry.Value.TryGetTarget(out _)).ToList())
                _large.Remove(gone);
            _large[answer.Key] = new WeakReference<Answer>(answer);
            return;
        }

        if (_entries.TryGetValue(answer.Key, out var before))
            Remove(before.Value);
        _entries.Add(answer.Key, _byUse.AddFirst(answer));
        _held += size;
        Use(answer);
        while (_held > bytes && _byUse.Last is { } oldest)
            Remove(oldest.Value);
    }

    private Answer? FindLarge(AnswerKey key) =>
        _large.Count > 0 && _large.TryGetValue(key, out var kept) && kept.TryGetTarget(out var answer) ? answer : null;

    private void Use(Answer answer)
    {
        if (Size(answer) >= Large)
            _used.Add(answer.Key);
    }

    private void Remove(Answer answer)
    {
        _entries.Remove(answer.Key, out var node);
        _byUse.Remove(node!);
        _used.Remove(answer.Key);
        _held -= Size(answer);
    }

    private static long Size(Answer answer) => answer.Content.Length + (answer.Content.Length / 3) + EntryOverhead;

    /// <summary>What is being made, and how many wait for it.</summary>
    private sealed class Making
    {
        public TaskCompletionSource<Outcome> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Stop { get; } = new();

        public int Waiting { get; set; } = 1;
    }
}
