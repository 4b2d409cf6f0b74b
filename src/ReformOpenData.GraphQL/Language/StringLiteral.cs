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

    /// <summary>The value of a block string, from its text with the quotes: BlockStringValue (§2.9.4 #BlockStringValue).</summary>
    public static string DecodeBlock(ReadOnlySpan<byte> token) =>
        BlockStringValue(Encoding.UTF8.GetString(token[3..^3]).Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal));

    private static string BlockStringValue(string rawValue)
    {
        var lines = rawValue.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var commonIndent = int.MaxValue;
        var first = lines.Length;
        var last = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = LeadingWhiteSpace(lines[i]);
            if (indent == lines[i].Length)
                continue;
            first = Math.Min(first, i);
            last = i;
            if (i != 0)
                commonIndent = Math.Min(commonIndent, indent);
        }

        var value = new StringBuilder();
        for (var i = first; i <= last; i++)
        {
            if (i > first)
                value.Append('\n');
            value.Append(i == 0 ? lines[i] : lines[i].AsSpan(Math.Min(commonIndent, lines[i].Length)));
        }

        return value.ToString();
    }

    private static int LeadingWhiteSpace(string line)
    {
        var indent = line.AsSpan().IndexOfAnyExcept(' ', '\t');
        return indent < 0 ? line.Length : indent;
    }
}
