using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ReformOpenData.Server.Pages;

/// <summary>A Japanese text, marked as such on a page in another language.</summary>
internal sealed class JapaneseText(string text, bool isMarked) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        if (isMarked)
            writer.Write("<span lang=\"ja\">");
        encoder.Encode(writer, text);
        if (isMarked)
            writer.Write("</span>");
    }
}
