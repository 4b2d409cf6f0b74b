namespace ReformOpenData.Server.Answers;

/// <summary>What an answer depends on: the release that was current, and a digest of document, operation and variables.</summary>
internal readonly record struct AnswerKey(int Release, UInt128 Digest);

/// <summary>A finished GraphQL answer.</summary>
/// <param name="Keep">True for a result without errors; anything else is answered once and forgotten.</param>
/// <param name="IsNumbered">True where the answer depends on numbered releases alone, which change only by being taken down.</param>
internal sealed record Answer(int Status, Content Content, bool Keep, bool IsNumbered);

/// <summary>
/// Answers in memory, bounded in bytes, the least recently used leaving first. Concurrent identical misses run once: the first
/// runs, the others wait for it. Safe for any number of callers.
/// </summary>
/// <param name="bytes">Bound of all answers together; 0 keeps none, but still runs identical misses once.</param>
internal sealed class ResponseCache(long bytes)
{
    /// <summary>What an entry costs beside its body: key, list and dictionary nodes, objects.</summary>
    private const int EntryOverhead = 512;

    private readonly Lock _lock = new();
    private readonly Dictionary<AnswerKey, LinkedListNode<(AnswerKey Key, Answer Answer)>> _entries = [];
    private readonly LinkedList<(AnswerKey Key, Answer Answer)> _byUse = new();
    private readonly Dictionary<AnswerKey, Task<Answer>> _running = [];
    private long _held;
    private int _generation;

    /// <summary>Bytes held now, overheads and compressed forms estimated.</summary>
    public long Held
    {
        get { lock (_lock) return _held; }
    }

    public bool TryGet(AnswerKey key, out Answer? answer)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node))
            {
                if (node != _byUse.First)
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                }
                answer = node.Value.Answer;
                return true;
            }
        }
        answer = null;
        return false;
    }

    /// <summary>The kept answer, or the one that is being made, or a new one.</summary>
    /// <param name="make">Runs without the caller's cancellation, since others may be waiting; the engine's time limit bounds it.</param>
    public Task<Answer> GetOrMake(AnswerKey key, Func<Task<Answer>> make, CancellationToken cancellation)
    {
        TaskCompletionSource<Answer> source;
        int generation;
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node)) return Task.FromResult(node.Value.Answer);
            if (_running.TryGetValue(key, out var running)) return running.WaitAsync(cancellation);
            source = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
            _running.Add(key, source.Task);
            generation = _generation;
        }
        // Who runs it goes on in the thread that ends it; those who wait do so in threads of their own, side by side.
        return Run(key, make, source, generation).WaitAsync(cancellation);
    }

    /// <summary>Forgets all answers, those that are being made included: a release was published, rolled back or taken down.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _generation++;
            _entries.Clear();
            _byUse.Clear();
            _held = 0;
        }
    }

    private async Task<Answer> Run(AnswerKey key, Func<Task<Answer>> make, TaskCompletionSource<Answer> source, int generation)
    {
        try
        {
            var answer = await make();
            lock (_lock)
            {
                _running.Remove(key);
                if (answer.Keep && generation == _generation) Keep(key, answer);
            }
            source.SetResult(answer);
            return answer;
        }
        catch (Exception fault) // Whatever it is belongs to those who wait, who log it with their request's id.
        {
            lock (_lock) _running.Remove(key);
            source.SetException(fault);
            _ = source.Task.Exception; // Seen, should nobody have waited.
            throw;
        }
    }

    private void Keep(AnswerKey key, Answer answer)
    {
        var size = Size(answer);
        // One answer may not push out everything else.
        if (size > bytes / 4) return;
        _entries[key] = _byUse.AddFirst((key, answer));
        _held += size;
        while (_held > bytes && _byUse.Last is { } oldest)
        {
            _byUse.RemoveLast();
            _entries.Remove(oldest.Value.Key);
            _held -= Size(oldest.Value.Answer);
        }
    }

    private static long Size(Answer answer) => answer.Content.Length + answer.Content.Length / 3 + EntryOverhead;
}
