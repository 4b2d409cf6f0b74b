using System.Buffers;
using System.Text;

namespace ReformOpenData.GraphQL.Language;

/// <summary>The values of string tokens, which the lexer has already checked (§2.9.4 #sec-String-Value).</summary>
internal static class StringLiteral
{
    /// <summary>The value of a quoted string, from its text with the quotes.</summary>
    public static string Decode(ReadOnlySpan<byte> token)
    {
        var text = token[1..^1];
        if (!text.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(text);
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        var length = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOf((byte)'\\');
            if (plain < 0)
                plain = text.Length;
            text[..plain].CopyTo(buffer.AsSpan(length));
            length += plain;
            text = text[plain..];
            if (text.IsEmpty)
                break;
            // An escape is never shorter than its character in UTF-8.
            var size = StringEscape.Read(text, 0, out var rune, out _);
            length += rune.EncodeToUtf8(buffer.AsSpan(length));
            text = text[size..];
        }

        var value = Encoding.UTF8.GetString(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
        return value;
    }

    /// <summary>
    /// The value of a block string, from its text with the quotes: BlockStringValue (§2.9.4 #BlockStringValue).
    /// </summary>
    public static string DecodeBlock(ReadOnlySpan<byte> token)
    {
        var text = token[3..^3];
        var commonIndent = int.MaxValue;
        var first = -1;
        var last = -1;
        var number = 0;
        for (var next = 0; TakeLine(text, ref next, out var line); number++)
        {
            var indent = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (indent < 0)
                continue;
            first = first < 0 ? number : first;
            last = number;
            if (number != 0)
                commonIndent = Math.Min(commonIndent, indent);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(text.Length + 1);
        var length = 0;
        number = 0;
        for (var next = 0; number <= last && TakeLine(text, ref next, out var line); number++)
        {
            if (number < first)
                continue;
            if (number > first)
                buffer[length++] = (byte)'\n';
            if (number != 0)
                line = line[Math.Min(commonIndent, line.Length)..];
            length += Unescape(line, buffer.AsSpan(length));
        }

        var value = Encoding.UTF8.GetString(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
        return value;
    }

    /// <summary>
    /// The line that begins at an offset, up to the next end of line (LF, CR or CRLF) or to the end of the text, and
    /// the offset of the next one, which behind the last line is beyond the text; false there.
    /// </summary>
    private static bool TakeLine(ReadOnlySpan<byte> text, ref int next, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (next > text.Length)
            return false;
        line = text[next..];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            next = text.Length + 1;
            return true;
        }

        next += end + (line[end..].StartsWith("\r\n"u8) ? 2 : 1);
        line = line[..end];
        return true;
    }

    /// <summary>Copies a line of a block string with <c>\"""</c> as the three quotes it means.</summary>
    private static int Unescape(ReadOnlySpan<byte> line, Span<byte> into)
    {
        var length = 0;
        while (line.IndexOf("\\\"\"\""u8) is var escape and >= 0)
        {
            line[..escape].CopyTo(into[length..]);
            "\"\"\""u8.CopyTo(into[(length + escape)..]);
            length += escape + 3;
            line = line[(escape + 4)..];
        }

        line.CopyTo(into[length..]);
        return length + line.Length;
    }
}
