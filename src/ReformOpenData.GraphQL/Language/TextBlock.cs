using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// Which of the next sixty-four bytes of a text continue a name, and which are ignored: a bit for each. The end of a
/// name or of white space then costs a shift and a count, whereas a loop over single bytes ends where the processor
/// does not expect it. Offsets asked for never go back.
/// </summary>
internal ref struct TextBlock(ReadOnlySpan<byte> text)
{
    private const int Size = 64;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _end;
    private ulong _names;
    private ulong _ignored;

    /// <summary>The first offset from this one on whose byte is no white space, end of a line or comma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int EndOfIgnored(int position)
    {
        if (position >= _end)
            Read(position);
        while (true)
        {
            // A shift counts modulo 64. Zeros come in from beyond the block, so that a run ends there at the latest.
            position += BitOperations.TrailingZeroCount(~(_ignored >> (position - _end)));
            if (position < _end)
                return position;
            Read(position);
        }
    }

    /// <summary>
    /// The first offset behind this one, where a name begins, whose byte is no letter, digit or underscore.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int EndOfName(int position)
    {
        while (true)
        {
            position += BitOperations.TrailingZeroCount(~(_names >> (position - _end)));
            if (position < _end)
                return position;
            Read(position);
        }
    }

    private void Read(int position)
    {
        if (_text.Length < Size)
        {
            Span<byte> padded = stackalloc byte[Size];
            padded.Clear();
            _text.CopyTo(padded);
            Read(padded, position);
        }
        else
        {
            // The last block is read from where it is whole.
            var start = Math.Min(position, _text.Length - Size);
            Read(_text[start..], position - start);
        }

        _end = position + Size;
    }

    /// <summary>
    /// Reads sixty-four bytes and lets the first of them go; what comes in from behind the text is neither.
    /// </summary>
    private void Read(scoped ReadOnlySpan<byte> bytes, int gone)
    {
        var low = Vector256.Create(bytes);
        var high = Vector256.Create(bytes[Vector256<byte>.Count..]);
        _names = Rest(NameBytes(low) | ((ulong)NameBytes(high) << Vector256<byte>.Count), gone);
        _ignored = Rest(IgnoredBytes(low) | ((ulong)IgnoredBytes(high) << Vector256<byte>.Count), gone);
    }

    private static ulong Rest(ulong bits, int gone) => gone < Size ? bits >> gone : 0;

    private static uint NameBytes(Vector256<byte> bytes)
    {
        var lowered = bytes | Vector256.Create((byte)0x20);
        var letters = Vector256.LessThanOrEqual(lowered - Vector256.Create((byte)'a'), Vector256.Create((byte)25));
        var digits = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
        return (letters | digits | Vector256.Equals(bytes, Vector256.Create((byte)'_'))).ExtractMostSignificantBits();
    }

    private static uint IgnoredBytes(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create((byte)' '))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\t'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\r'))
            | Vector256.Equals(bytes, Vector256.Create((byte)','))).ExtractMostSignificantBits();
}
