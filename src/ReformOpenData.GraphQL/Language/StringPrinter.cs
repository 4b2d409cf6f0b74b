using System.Globalization;
using System.Text;

namespace ReformOpenData.GraphQL.Language;

/// <summary>Strings as literals.</summary>
public static class StringPrinter
{
    /// <summary>A quoted string: quotes, backslashes and control characters escaped.</summary>
    public static string Print(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' or (>= '\x7F' and <= '\x9F') =>
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }

    /// <summary>
    /// A block string (§2.9.4 #BlockString) of a value that one can hold; its lines are not indented yet.
    /// </summary>
    public static string PrintBlock(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.Split('\n');
        var startsWithWhiteSpace = value.Length > 0 && IsWhiteSpace(value[0]);

        // Lines behind the first that are all indented would lose their indentation, unless the first counts too.
        var forceLeadingNewLine = lines.Length > 1
            && lines.Skip(1).All(line => line.Length == 0 || IsWhiteSpace(line[0]));
        var endsWithTripleQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var forceTrailingNewLine = (value.EndsWith('"') && !endsWithTripleQuotes) || value.EndsWith('\\');
        var onManyLines = lines.Length > 1 || value.Length > 70 || forceTrailingNewLine || endsWithTripleQuotes;

        var text = new StringBuilder("\"\"\"");
        if ((onManyLines && !(lines.Length == 1 && startsWithWhiteSpace)) || forceLeadingNewLine)
            text.Append('\n');
        text.Append(escaped);
        if (onManyLines)
            text.Append('\n');
        return text.Append("\"\"\"").ToString();
    }

    private static bool IsWhiteSpace(char character) => character is ' ' or '\t';
}
