using System.Text;

namespace ReformOpenData.GraphQL.Language;

/// <summary>The escape sequences of a quoted string (§2.9.4.1 #EscapedUnicode, #EscapedCharacter).</summary>
internal static class StringEscape
{
    /// <summary>
    /// Reads the escape that begins at the backslash. Returns its bytes; or 0 and what is wrong with it.
    /// </summary>
    public static int Read(ReadOnlySpan<byte> text, int position, out Rune value, out string? fault)
    {
        fault = null;
        var escape = text[position..];
        if (escape.Length > 1 && escape[1] == 'u')
            return escape.Length > 2 && escape[2] == '{' ? VariableWidth(escape, out value, out fault)
                : FixedWidth(escape, out value, out fault);
        var character = escape.Length < 2 ? -1 : escape[1] switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => -1,
        };
        if (character >= 0)
        {
            value = new Rune(character);
            return 2;
        }

        value = default;
        fault = $"Invalid character escape sequence: \"{SourceText.Take(escape, 2)}\".";
        return 0;
    }

    private static int VariableWidth(ReadOnlySpan<byte> escape, out Rune value, out string? fault)
    {
        var point = 0;
        var size = 3;
        // At least one and at most eight digits, as graphql-js reads them: \u{00000041} is an A.
        while (size < 12)
        {
            var octet = size < escape.Length ? escape[size] : (byte)0;
            size++;
            if (octet == '}' && size >= 5 && Rune.TryCreate(point, out value))
            {
                fault = null;
                return size;
            }

            point = (point << 4) | HexDigit(octet);
            if (point < 0)
                break;
        }

        value = default;
        fault = $"Invalid Unicode escape sequence: \"{SourceText.Take(escape, size)}\".";
        return 0;
    }

    private static int FixedWidth(ReadOnlySpan<byte> escape, out Rune value, out string? fault)
    {
        fault = null;
        var code = FourDigits(escape[2..]);
        if (Rune.TryCreate(code, out value))
            return 6;
        // §2.9.4.1: a leading surrogate must be followed by an escaped trailing one; a surrogate alone is no character.
        if (code >= 0 && char.IsHighSurrogate((char)code)
            && escape.Length >= 12 && escape[6] == '\\' && escape[7] == 'u'
            && FourDigits(escape[8..]) is >= 0 and var trailing
            && Rune.TryCreate((char)code, (char)trailing, out value))
            return 12;
        fault = $"Invalid Unicode escape sequence: \"{SourceText.Take(escape, 6)}\".";
        return 0;
    }

    private static int FourDigits(ReadOnlySpan<byte> digits) => digits.Length < 4
        ? -1
        : (HexDigit(digits[0]) << 12) | (HexDigit(digits[1]) << 8) | (HexDigit(digits[2]) << 4) | HexDigit(digits[3]);

    private static int HexDigit(byte octet) => octet switch
    {
        >= (byte)'0' and <= (byte)'9' => octet - '0',
        >= (byte)'A' and <= (byte)'F' => octet - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => octet - 'a' + 10,
        _ => -1,
    };
}
