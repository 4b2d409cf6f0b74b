using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ReformOpenData.Server.Pages;

/// <summary>The printed cell, with what the reader took out of it and what it put in marked.</summary>
internal static class CellDifference
{
    /// <summary>A break or a space that is not to be seen is marked by a sign.</summary>
    private static readonly Dictionary<char, string> Signs =
        new() { ['\n'] = "↵", [' '] = "␣", ['　'] = "□", ['\t'] = "→" };

    public static IHtmlContent Source(string source, string? text) => new Marked(source, text ?? source);

    private sealed class Marked(string source, string text) : IHtmlContent
    {
        private readonly StringBuilder _removed = new();
        private readonly StringBuilder _added = new();

        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var (from, at) = (0, 0);
            while (from < source.Length || at < text.Length)
            {
                var same = source.AsSpan(from).CommonPrefixLength(text.AsSpan(at));
                if (same > 0 && char.IsHighSurrogate(source[from + same - 1]))
                    same--;
                if (same > 0)
                {
                    Mark(writer, encoder);
                    encoder.Encode(writer, source, from, same);
                    (from, at) = (from + same, at + same);
                    continue;
                }

                // Readers mend breaks and spaces. Of anything else, all between what both begin and end with is another
                // text.
                var (isOut, isIn) = (IsLayout(source, from), IsLayout(text, at));
                var (removed, added) = isOut || isIn ? (isOut ? 1 : 0, isIn ? 1 : 0) : Between(from, at);
                _removed.Append(source, from, removed);
                _added.Append(text, at, added);
                (from, at) = (from + removed, at + added);
            }

            Mark(writer, encoder);
        }

        private static bool IsLayout(string one, int index) => index < one.Length && char.IsWhiteSpace(one[index]);

        private (int Removed, int Added) Between(int from, int at)
        {
            var (removed, added) = (source.Length - from, text.Length - at);
            while (removed > 0 && added > 0 && source[from + removed - 1] == text[at + added - 1])
                (removed, added) = (removed - 1, added - 1);
            return from + removed < source.Length && char.IsLowSurrogate(source[from + removed])
                ? (removed + 1, added + 1)
                : (removed, added);
        }

        private void Mark(TextWriter writer, HtmlEncoder encoder)
        {
            Mark(writer, encoder, "del", _removed);
            Mark(writer, encoder, "ins", _added);
            if (_removed.ToString().Contains('\n', StringComparison.Ordinal)
                || _added.ToString().Contains('\n', StringComparison.Ordinal))
            {
                writer.Write("<br>");
            }

            _removed.Clear();
            _added.Clear();
        }

        private static void Mark(TextWriter writer, HtmlEncoder encoder, string element, StringBuilder marked)
        {
            if (marked.Length == 0)
                return;
            writer.Write($"<{element}>");
            encoder.Encode(
                writer,
                string.Concat(marked.ToString().Select(letter => Signs.GetValueOrDefault(letter, letter.ToString()))));
            writer.Write($"</{element}>");
        }
    }
}
