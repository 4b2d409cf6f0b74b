using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace ReformOpenData.Tests.Pages;

/// <summary>What holds for every page, whatever the data are.</summary>
internal static partial class PageRules
{
    /// <summary>What of a page promises something and has nothing, and what is in the wrong language.</summary>
    public static IEnumerable<string> Broken(IHtmlDocument page)
    {
        foreach (var element in page.QuerySelectorAll(
            "h1, h2, h3, h4, dt, dd, caption, summary, figcaption, th, main a, strong, option"))
        {
            if (element.TextContent.Trim().Length == 0)
                yield return $"nothing is in {element.OuterHtml}";
        }

        // What the page of accessibility says that there is nothing of.
        foreach (var element in page.QuerySelectorAll(
            "audio, video, track, object, marquee, blink, [accesskey], [autocomplete], meta[http-equiv=refresh]"))
            yield return $"{element.OuterHtml} has success criteria of its own";

        foreach (var list in page.QuerySelectorAll("ul, ol, dl, tbody, nav").Where(list => list.Children.Length == 0))
            yield return $"nothing is in {list.OuterHtml} of {list.ParentElement!.TagName}";
        // A sentence with a number that is not there.
        if (NoYear().Match(page.Body!.TextContent) is { Success: true } year)
            yield return $"“{year.Value}” has no year";
        // A list that ends with what parts its names.
        foreach (var text in page.QuerySelectorAll("main p, main dd, main td, footer p").Select(
            text => text.TextContent.TrimEnd()))
        {
            if (text.EndsWith('、') || text.EndsWith(','))
                yield return $"a list ends in the middle: {text[^Math.Min(60, text.Length)..]}";
        }

        // A line does not end between a number and what it counts; what is pasted elsewhere has spaces as typed.
        foreach (var text in page.Body!.Descendants<IText>())
        {
            if (PartedNumber().Match(text.Data) is { Success: true } number
                && text.ParentElement!.Closest("code, pre, script, .cite, .operations, blockquote") is null)
                yield return $"“{number.Value}” may be parted at the end of a line";
        }

        if (page.DocumentElement.GetAttribute("lang") != "en")
            yield break;
        foreach (var text in page.Body!.Descendants<IText>().Where(text => text.Data.Any(IsJapanese)))
        {
            if (text.ParentElement!.Closest("[lang]")!.GetAttribute("lang") != "ja"
                && text.ParentElement.Closest("code, pre, script, .cite, .bar, svg, td[lang=en]") is null)
                yield return $"not marked as Japanese: {text.Data.Trim()}";
        }
    }

    /// <summary>Letters and punctuation that English has not.</summary>
    private static bool IsJapanese(char letter) => letter is (>= '\u3001' and <= '\u9fff')
        or (>= '\uff01' and <= '\uff5e');

    [GeneratedRegex(@"（年度|fiscal (?=[)<.]|$)|\bin fiscal \)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoYear();

    [GeneratedRegex("[0-9] (%|[kM]B|件|行|列|者|ページ)|\\b(page|row|column|line) [0-9]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PartedNumber();
}
