using System.Numerics;
using System.Runtime.Intrinsics;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// What a byte of the text begins. A class below <see cref="FirstOther"/> is the <see cref="TokenKind"/> of the punctuator.
/// </summary>
internal static class CharacterClass
{
    public const byte FirstOther = 32;
    public const byte Ignored = 32;
    public const byte NameStart = 33;
    public const byte Digit = 34;
    public const byte Minus = 35;
    public const byte Comment = 36;
    public const byte Quote = 37;
    public const byte Dot = 38;
    public const byte ByteOrderMark = 39;
    public const byte None = 40;

    /// <summary>Sixteen bytes a line. It is data of the assembly: no start-up, and no bounds check on a byte's look-up.</summary>
    private static ReadOnlySpan<byte> Classes =>
    [
        40, 40, 40, 40, 40, 40, 40, 40, 40, 32, 32, 40, 40, 32, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        32,  2, 37, 36,  3, 40,  4, 40,  5,  6, 40, 40, 32, 35, 38, 40,
        34, 34, 34, 34, 34, 34, 34, 34, 34, 34,  8, 40, 40,  9, 40, 40,
        10, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33,
        33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 11, 40, 12, 40, 33,
        40, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33,
        33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 13, 14, 15, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 39,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
    ];

    public static byte Of(byte octet) => Classes[octet];

    public static bool IsNameContinue(byte octet) => Classes[octet] is NameStart or Digit;

    /// <summary>
    /// How many of the next sixteen bytes continue a name. All at once, since the processor guesses the end of a loop over
    /// single bytes wrong for nearly every name.
    /// </summary>
    public static int LeadingNameBytes(ReadOnlySpan<byte> sixteen)
    {
        var bytes = Vector128.Create(sixteen);
        var lowered = bytes | Vector128.Create((byte)0x20);
        var letters = Vector128.LessThanOrEqual(lowered - Vector128.Create((byte)'a'), Vector128.Create((byte)25));
        var digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        var name = letters | digits | Vector128.Equals(bytes, Vector128.Create((byte)'_'));
        return BitOperations.TrailingZeroCount(~name.ExtractMostSignificantBits());
    }

    /// <summary>How many of the next sixteen bytes are spaces, ends of lines or commas; tabs are left to the table.</summary>
    public static int LeadingIgnoredBytes(ReadOnlySpan<byte> sixteen)
    {
        var bytes = Vector128.Create(sixteen);
        var ignored = Vector128.Equals(bytes, Vector128.Create((byte)' '))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\n'))
            | Vector128.Equals(bytes, Vector128.Create((byte)','));
        return BitOperations.TrailingZeroCount(~ignored.ExtractMostSignificantBits());
    }
}
