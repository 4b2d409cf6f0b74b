using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private const int Half = 16;

    private static readonly Entry?[] s_entries = new Entry?[1 << SlotBits];

    /// <summary>Sixteen bytes from an offset of 16 - n on keep the first n bytes.</summary>
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>
    /// The name that stands at an offset of a text; all of it ASCII. One of more than 32 bytes is not kept.
    /// </summary>
    /// <remarks>
    /// Most names have up to sixteen bytes and end well before the text does: one load, one comparison.
    /// </remarks>
    public static string Get(ReadOnlySpan<byte> text, int start, int length)
    {
        if (length > Half || start > text.Length - Half)
            return GetSeldom(text[start..], length);
        var head = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (uint)start)
            & Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (uint)(Half - length));
        ref var slot = ref Slot(head, 0);
        var entry = slot;
        if (entry is not null && entry.Head == head)
            return entry.Name;
        return Keep(ref slot, head, default, text.Slice(start, length));
    }

    private static string GetSeldom(ReadOnlySpan<byte> rest, int length)
    {
        if (length > 2 * Half)
            return Encoding.ASCII.GetString(rest[..length]);
        Vector128<byte> head;
        var tail = Vector128<byte>.Zero;
        if (length > Half)
        {
            // The two halves may overlap. No short name looks like the complement of ASCII.
            head = ~Vector128.Create(rest);
            tail = Vector128.Create(rest[(length - Half)..]);
        }
        else
        {
            Span<byte> padded = stackalloc byte[Half];
            padded.Clear();
            rest[..length].CopyTo(padded);
            head = Vector128.Create<byte>(padded);
        }

        ref var slot = ref Slot(head, tail.AsUInt64()[1]);
        var entry = slot;
        if (entry is not null && entry.Head == head && entry.Tail == tail && entry.Name.Length == length)
            return entry.Name;
        return Keep(ref slot, head, tail, rest[..length]);
    }

    private static ref Entry? Slot(Vector128<byte> head, ulong tail)
    {
        var halves = head.AsUInt64();
        var mixed = halves[0] ^ BitOperations.RotateLeft(halves[1], 29) ^ BitOperations.RotateLeft(tail, 47);
        return ref s_entries[(int)((mixed * 0x9E3779B97F4A7C15) >> (64 - SlotBits))];
    }

    private static string Keep(ref Entry? slot, Vector128<byte> head, Vector128<byte> tail, ReadOnlySpan<byte> utf8)
    {
        var entry = new Entry(head, tail, Encoding.ASCII.GetString(utf8));
        slot = entry;
        return entry.Name;
    }

    private sealed class Entry(Vector128<byte> head, Vector128<byte> tail, string name)
    {
        public readonly Vector128<byte> Head = head;
        public readonly Vector128<byte> Tail = tail;
        public readonly string Name = name;
    }
}
