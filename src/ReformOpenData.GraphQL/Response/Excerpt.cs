using System.Text;

namespace ReformOpenData.GraphQL.Response;

/// <summary>
/// Texts as messages repeat them: short, whatever was sent. The one way of the engine and the server to shorten a text,
/// which never cuts a surrogate pair in two.
/// </summary>
public static class Excerpt
{
    /// <summary>The longest message of an error, in UTF-16 code units.</summary>
    public const int LongestMessage = 2_000;

    /// <summary>The longest name, or other run of letters and digits, that a message repeats.</summary>
    public const int LongestWord = 200;

    /// <summary>The start of a text, followed by “…” where there was more.</summary>
    /// <param name="most">UTF-16 code units of the text that are kept; one less where a pair would be cut.</param>
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
            return text;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");
    }

    /// <summary>A message with its longest words cut, and then itself.</summary>
    internal static string OfMessage(string message)
    {
        if (message.Length <= LongestWord)
            return message;
        var text = new StringBuilder();
        for (var start = 0; start < message.Length;)
        {
            var end = start;
            while (end < message.Length && IsOfWord(message[end]))
                end++;
            text.Append(Of(message[start..end], LongestWord));
            // A word that was cut before ends in “…” already.
            var isToldTwice = end - start > LongestWord && end < message.Length && message[end] == '…';
            if (end < message.Length && !isToldTwice)
                text.Append(message[end]);
            start = end + 1;
        }

        return Of(text.ToString(), LongestMessage);
    }

    private static bool IsOfWord(char character) =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character == '_';
}
