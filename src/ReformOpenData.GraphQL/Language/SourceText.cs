using System.Globalization;
using System.Text;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Language;

/// <summary>Pieces of the text as messages show them: bounded, whatever was sent.</summary>
internal static class SourceText
{
    /// <summary>The longest piece of a document that a message repeats, in characters.</summary>
    public const int LongestQuoted = 200;

    /// <summary>The longest value that a message prints, and the largest that it prints at all.</summary>
    private const int LongestValue = 1_000;
    private const int MostValueNodes = 500;

    /// <summary>
    /// A value as a message shows it. Only so far: a document of many errors must not be answered with many copies of
    /// itself.
    /// </summary>
    public static string Show(Value value)
    {
        var nodesLeft = MostValueNodes;
        if (!IsSmall(value, ref nodesLeft))
            return value is ListValue ? "[ … ]" : "{ … }";
        return Excerpt.Of(Printer.Print(value), LongestValue);
    }

    private static bool IsSmall(Value value, ref int nodesLeft)
    {
        if (--nodesLeft < 0)
            return false;
        if (value is ListValue list)
        {
            foreach (var item in list.Values)
            {
                if (!IsSmall(item, ref nodesLeft))
                    return false;
            }
        }
        else if (value is ObjectValue @object)
        {
            foreach (var field in @object.Fields)
            {
                if (!IsSmall(field.Value, ref nodesLeft))
                    return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The character at an offset: itself in quotes where it is printable ASCII, else its code point.
    /// </summary>
    public static string DescribeAt(ReadOnlySpan<byte> text, int position)
    {
        if (position >= text.Length)
            return TokenKind.EndOfFile.Describe();
        Rune.DecodeFromUtf8(text[position..], out var rune, out _);
        return rune.Value switch
        {
            '"' => "'\"'",
            >= 0x20 and <= 0x7E => $"\"{rune}\"",
            _ => "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>
    /// Which ASCII character was meant by one of East Asian or typographic text, as a sentence with its leading space;
    /// empty for any other.
    /// </summary>
    public static string Ascii(ReadOnlySpan<byte> text, int position)
    {
        Rune.DecodeFromUtf8(text[position..], out var rune, out _);
        return rune.Value switch
        {
            0x3000 => " It is an ideographic space; write an ASCII space in its place.",
            >= 0x2018 and <= 0x201F or >= 0x300C and <= 0x300F => " Write '\"' (U+0022) in its place.",
            0x3001 or 0xFF64 => " Write \",\" (U+002C) in its place.",
            0x2026 => " Write \"...\" in its place.",
            >= 0xFF01 and <= 0xFF5E => Meant(rune.Value - 0xFEE0),
            >= 0x3040 when Rune.IsLetter(rune) => " Names are ASCII; write a text between quotes (\").",
            _ when Rune.IsWhiteSpace(rune) => " It is a space of print; write an ASCII space in its place.",
            _ => "",
        };

        static string Meant(int code) =>
            $" It is a full-width character; write {(code == '"' ? "'\"'" : $"\"{(char)code}\"")} (U+{code:X4}) "
            + "in its place.";
    }

    public static string Shorten(string value) => Excerpt.Of(value, LongestQuoted);

    public static string Shorten(ReadOnlySpan<byte> utf8) => Shorten(Take(utf8, LongestQuoted + 1));

    /// <summary>At most this many UTF-16 code units from the start; a pair is not cut in two.</summary>
    public static string Take(ReadOnlySpan<byte> utf8, int most)
    {
        Span<char> buffer = stackalloc char[LongestQuoted + 1];
        Encoding.UTF8.GetDecoder().Convert(utf8, buffer[..most], flush: false, out _, out var count, out _);
        return new string(buffer[..count]);
    }
}
