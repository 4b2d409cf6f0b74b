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
    public const byte Comment = 35;
    public const byte Quote = 36;
    public const byte Dot = 37;
    public const byte ByteOrderMark = 38;
    public const byte None = 39;

    private static readonly byte[] s_classes = Classes();

    public static byte Of(byte octet) => s_classes[octet];

    public static bool IsNameContinue(byte octet) => IsNameContinueTable[octet] != 0;

    private static readonly byte[] IsNameContinueTable = NameContinue();

    private static byte[] Classes()
    {
        var classes = new byte[256];
        Array.Fill(classes, None);
        foreach (var octet in "\t\n\r ,"u8)
            classes[octet] = Ignored;
        for (var octet = 0; octet < 256; octet++)
        {
            if (char.IsAsciiLetter((char)octet) || octet == '_')
                classes[octet] = NameStart;
            else if (char.IsAsciiDigit((char)octet) || octet == '-')
                classes[octet] = Digit;
        }

        classes['#'] = Comment;
        classes['"'] = Quote;
        classes['.'] = Dot;
        classes[0xEF] = ByteOrderMark;
        classes['!'] = (byte)TokenKind.Bang;
        classes['$'] = (byte)TokenKind.Dollar;
        classes['&'] = (byte)TokenKind.Amp;
        classes['('] = (byte)TokenKind.ParenLeft;
        classes[')'] = (byte)TokenKind.ParenRight;
        classes[':'] = (byte)TokenKind.Colon;
        classes['='] = (byte)TokenKind.Equals;
        classes['@'] = (byte)TokenKind.At;
        classes['['] = (byte)TokenKind.BracketLeft;
        classes[']'] = (byte)TokenKind.BracketRight;
        classes['{'] = (byte)TokenKind.BraceLeft;
        classes['|'] = (byte)TokenKind.Pipe;
        classes['}'] = (byte)TokenKind.BraceRight;
        return classes;
    }

    private static byte[] NameContinue()
    {
        var table = new byte[256];
        for (var octet = 0; octet < 256; octet++)
            table[octet] = char.IsAsciiLetterOrDigit((char)octet) || octet == '_' ? (byte)1 : (byte)0;
        return table;
    }
}
