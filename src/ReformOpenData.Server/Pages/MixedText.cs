using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace ReformOpenData.Server.Pages;

/// <summary>A sentence whose Japanese words are marked as such on a page in another language.</summary>
internal sealed partial class MixedText(string text, bool isMarked) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var written = 0;
        foreach (Match words in isMarked ? Japanese().Matches(text) : Enumerable.Empty<Match>())
        {
            encoder.Encode(writer, text[written..words.Index]);
            new JapaneseText(words.Value, isMarked: true).WriteTo(writer, encoder);
            written = words.Index + words.Length;
        }

        encoder.Encode(writer, text[written..]);
    }

    [GeneratedRegex(@"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]+", RegexOptions.None, 1000)]
    private static partial Regex Japanese();
}
