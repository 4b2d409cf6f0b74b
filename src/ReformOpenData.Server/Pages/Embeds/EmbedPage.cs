using Microsoft.AspNetCore.Html;
using RazorSlices;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>
/// A part of a page for a frame on another site: complete without scripts, its links open in the window around it, and
/// it says whose data it shows.
/// </summary>
/// <param name="parts">What it can show beside its source, in this order; none for a picture.</param>
/// <param name="usual">Those of them that are shown where nobody chooses; null for all.</param>
internal abstract class EmbedPage<TAnswer>(
    string pattern, string document, string[] parts, string[]? usual = null) : Page<TAnswer>(pattern, document), IEmbed
{
    public override bool IsOfRelease => false;

    public override IReadOnlyList<string> Parameters =>
        parts.Length > 0 ? ["lang", "theme", "show"] : ["lang", "theme"];

    public override string Variables(PageRequest request, out AnswerFailure? failure)
    {
        failure = Check(request);
        return PageRequest.Pairs(request.Values);
    }

    public AnswerFailure? Check(PageRequest request) =>
        !IEmbed.Fits("lang", request.Parameter("lang")) ? AnswerFailure.BadRequest("“lang” is ja or en.")
        : !IEmbed.Fits("theme", request.Parameter("theme"))
            ? AnswerFailure.BadRequest("“theme” is light or dark.")
        : Chosen(request).FirstOrDefault(part => !parts.Contains(part)) is { } other
            ? AnswerFailure.BadRequest(
                $"“show” is one or several (by comma) of {string.Join(", ", parts)}, found "
                + $"“{TableParameters.Short(other)}”.")
        : null;

    public bool Shows(PageRequest request, string part) => Chosen(request) is { Length: > 0 } chosen
        ? chosen.Contains(part)
        : (usual ?? parts).Contains(part);

    public override Representation FormOf(PageRequest request) => new HtmlPage(this, In(request));

    /// <summary>The request in the language that its parameter asks for.</summary>
    protected static PageRequest In(PageRequest request) =>
        request with { Address = request.Address with { Language = IEmbed.LanguageOf(request) } };

    /// <summary>What it shows of its page.</summary>
    /// <param name="bodyOf">The template, given which parts are shown.</param>
    /// <param name="without">Segments at the end of its address that its page has not.</param>
    protected PageView ViewOf(
        PageRequest request, string title, Func<Func<string, bool>, RazorSlice> bodyOf, int without = 0) =>
        new(title, bodyOf(part => Shows(request, part)))
        {
            Owner = Within(request, without),
            IsIndexed = false,
        };

    /// <summary>The segments of the page that it is a part of.</summary>
    private static IReadOnlyList<string> Within(PageRequest request, int without) =>
        [.. request.Address.Segments.Skip(1).SkipLast(without)];

    private static string[] Chosen(PageRequest request) =>
        request.Parameter("show").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A page that other sites may frame.</summary>
internal interface IEmbed
{
    /// <summary>The language that its parameter asks for, else that of its address.</summary>
    static Language LanguageOf(PageRequest request) => request.Parameter("lang") switch
    {
        "en" => Language.English,
        "ja" => Language.Japanese,
        _ => request.Address.Language,
    };

    /// <summary>Whether a parameter of all embeds has a value that it may have; empty where it is not given.</summary>
    static bool Fits(string name, string value) =>
        (name, value) is ("lang", "" or "ja" or "en") or ("theme", "" or "light" or "dark");

    /// <summary>What is wrong with its parameters; null where they are right.</summary>
    AnswerFailure? Check(PageRequest request);

    /// <summary>Whether a part is shown: where nobody chooses some by <c>show</c>, those that are usual.</summary>
    bool Shows(PageRequest request, string part);
}

/// <summary>What the template of a part shows.</summary>
/// <param name="Shows">Whether a part of it is shown.</param>
internal sealed record EmbedModel<T>(T Page, Func<string, bool> Shows);

/// <summary>What the template of an embed shows.</summary>
/// <param name="Path">Of the page that it is a part of.</param>
/// <param name="HasTitle">Whether the title is shown.</param>
internal sealed record EmbedFrameModel(
    PageRequest At, PageView View, Provenance? Provenance, string Path, bool HasTitle)
{
    /// <summary>The title: a name of the data, but on the page of an error.</summary>
    public IHtmlContent Title => Provenance is null ? PageRequest.Plain(View.Title) : At.Ja(View.Title);
}
