using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ReformOpenData.Server.Pages;

/// <summary>The printed cell with what the reader took out of it or put in its place marked.</summary>
internal static class CellDifference
{
    /// <summary>A break or a space that is not to be seen is marked by a sign.</summary>
    private static readonly Dictionary<char, string> Signs =
        new() { ['\n'] = "↵", [' '] = "␣", ['　'] = "□", ['\t'] = "→" };

    public static IHtmlContent Source(string source, string? text) => new Marked(source, text);

    private sealed class Marked(string source, string? text) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            // Both run in the same order: what of the print is not next in the text was taken out.
            var (at, from) = (0, 0);
            while (from < source.Length)
            {
                var to = from;
                while (to < source.Length && (text is null || (at < text.Length && text[at] == source[to])))
                    (at, to) = (at + 1, to + 1);
                encoder.Encode(writer, source, from, to - from);
                from = to;
                while (to < source.Length && text is not null && (at >= text.Length || text[at] != source[to]))
                    to++;
                Remove(writer, encoder, source[from..to]);
                from = to;
            }
        }

        private static void Remove(TextWriter writer, HtmlEncoder encoder, string removed)
        {
            if (removed.Length == 0)
                return;
            writer.Write("<del>");
            encoder.Encode(
                writer, string.Concat(removed.Select(letter => Signs.GetValueOrDefault(letter, letter.ToString()))));
            writer.Write("</del>");
            if (removed.Contains('\n', StringComparison.Ordinal))
                writer.Write("<br>");
        }
    }
}
