using System.Buffers.Binary;
using System.Text;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// One string for a name that comes often, so that names cost no allocation and most comparisons end at the reference.
/// A fixed table: a name that falls on another's slot takes it over, so no input makes it grow. Racing writers lose a
/// string, nothing else.
/// </summary>
internal static class NamePool
{
    private const int SlotBits = 12;
    private const int LongestPooled = 64;

    private static readonly Entry?[] s_entries = new Entry?[1 << SlotBits];

    /// <summary>The name that stands at an offset of a text; all of it ASCII.</summary>
    public static string Get(ReadOnlySpan<byte> text, int start, int length)
    {
        var utf8 = text.Slice(start, length);
        if (length > LongestPooled)
            return Encoding.ASCII.GetString(utf8);

        // The first and the last eight bytes, which overlap in a short name, are all of a name of up to sixteen.
        var head = length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(utf8)
            : start <= text.Length - 8 ? BinaryPrimitives.ReadUInt64LittleEndian(text[start..]) & ((1UL << (length * 8)) - 1)
            : ReadPadded(utf8);
        var tail = length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]) : 0;
        var hash = (head ^ ulong.RotateLeft(tail, 29) ^ (uint)length) * 0x9E3779B97F4A7C15;
        ref var slot = ref s_entries[(int)(hash >> (64 - SlotBits))];
        var entry = slot;
        if (entry is not null && entry.Head == head && entry.Tail == tail && entry.Length == length
            && (length <= 16 || Ascii.Equals(utf8, entry.Name)))
            return entry.Name;
        entry = new Entry(head, tail, Encoding.ASCII.GetString(utf8));
        slot = entry;
        return entry.Name;
    }

    private static ulong ReadPadded(ReadOnlySpan<byte> utf8)
    {
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        utf8.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64LittleEndian(padded);
    }

    private sealed class Entry(ulong head, ulong tail, string name)
    {
        public readonly ulong Head = head;
        public readonly ulong Tail = tail;
        public readonly int Length = name.Length;
        public readonly string Name = name;
    }
}
