using System.Collections.Concurrent;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// What was made of documents, by their bytes. Bounded by entries and by bytes; what was not asked for since the hand
/// of the clock last came by is dropped first. Hits take no lock, and a document that several requests bring at once is
/// made once.
/// </summary>
internal sealed class PlanCache<TPlan>(int mostEntries, long mostBytes)
    where TPlan : class
{
    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(new DocumentComparer());
    private readonly Queue<Entry> _clock = new();
    private readonly Lock _lock = new();
    private long _bytes;

    public int Count => _entries.Count;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether a document has its plan, so that nobody waits for it to be made.</summary>
    public bool Has(ReadOnlySpan<byte> document) =>
        _entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(document, out var known)
        && known.Plan.IsValueCreated;

    /// <summary>The plan of a document, from the cache or made now.</summary>
    /// <param name="document">Copied where it is new.</param>
    /// <param name="make">Makes a plan from the copy, and says how many bytes to count for it.</param>
    public TPlan GetOrMake(ReadOnlySpan<byte> document, Func<byte[], (TPlan Plan, long Bytes)> make)
    {
        if (_entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(document, out var known))
        {
            known.WasUsed = true;
            return known.Plan.Value.Plan;
        }

        var copy = document.ToArray();
        var entry = _entries.GetOrAdd(copy, key => new Entry(key, new(() => make(key))));
        (TPlan Plan, long Bytes) made;
        try
        {
            made = entry.Plan.Value;
        }
        catch
        {
            _entries.TryRemove(new(entry.Document, entry));
            throw;
        }

        if (entry.TryEnroll())
            Enroll(entry, made.Bytes);
        return made.Plan;
    }

    private void Enroll(Entry entry, long bytes)
    {
        lock (_lock)
        {
            _clock.Enqueue(entry);
            _bytes += bytes;
            while (_clock.Count > mostEntries || (_bytes > mostBytes && _clock.Count > 0))
            {
                var oldest = _clock.Dequeue();
                if (oldest.WasUsed && oldest != entry)
                {
                    oldest.WasUsed = false;
                    _clock.Enqueue(oldest);
                    continue;
                }

                _bytes -= oldest.Plan.Value.Bytes;
                _entries.TryRemove(new(oldest.Document, oldest));
            }
        }
    }

    private sealed class Entry(byte[] document, Lazy<(TPlan Plan, long Bytes)> plan)
    {
        private int _enrolled;

        public byte[] Document { get; } = document;

        public Lazy<(TPlan Plan, long Bytes)> Plan { get; } = plan;

        public bool WasUsed { get; set; }

        /// <summary>True for the first who asks.</summary>
        public bool TryEnroll() => Interlocked.Exchange(ref _enrolled, 1) == 0;
    }

    /// <summary>Compares all bytes: documents that merely share a hash are never taken for each other.</summary>
    private sealed class DocumentComparer
        : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
