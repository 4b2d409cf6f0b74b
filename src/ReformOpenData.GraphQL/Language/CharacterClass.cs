namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// What a byte of the text begins, where it is not ignored. A class below <see cref="FirstOther"/> is the <see
/// cref="TokenKind"/> of the punctuator.
/// </summary>
internal static class CharacterClass
{
    public const byte FirstOther = 32;
    public const byte NameStart = 33;
    public const byte Digit = 34;
    public const byte Minus = 35;
    public const byte Comment = 36;
    public const byte Quote = 37;
    public const byte Dot = 38;
    public const byte ByteOrderMark = 39;

    /// <summary>
    /// Sixteen bytes a line. It is data of the assembly: no start-up, and no bounds check on a byte's look-up.
    /// </summary>
    private static ReadOnlySpan<byte> Classes =>
    [
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40,
        40,  2, 37, 36,  3, 40,  4, 40,  5,  6, 40, 40, 40, 35, 38, 40,
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
}
