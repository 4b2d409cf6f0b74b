using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>
/// A part of a page for a frame on another site: complete without scripts, its links open in the window around it, and
/// it says whose data it shows.
/// </summary>
internal abstract class EmbedPage<TAnswer>(string pattern, string document) : Page<TAnswer>(pattern, document), IEmbed
{
    public override bool IsOfRelease => false;

    public override IReadOnlyList<string> Parameters => ["lang", "theme"];

    public override string Variables(PageRequest request, out AnswerFailure? failure)
    {
        failure = request.Parameter("lang") is not ("" or "ja" or "en")
            ? AnswerFailure.BadRequest("“lang” is ja or en.")
            : request.Parameter("theme") is not ("" or "light" or "dark") ? AnswerFailure
                .BadRequest("“theme” is light or dark.")
            : null;
        return PageRequest.Pairs(request.Values);
    }

    public override Representation FormOf(PageRequest request) => new HtmlPage(this, In(request));

    /// <summary>The request in the language that its parameter asks for.</summary>
    public static PageRequest In(PageRequest request) => request.Parameter("lang") switch
    {
        "en" => request with { Address = request.Address with { Language = Language.English } },
        "ja" => request with { Address = request.Address with { Language = Language.Japanese } },
        _ => request,
    };

    /// <summary>The segments of the page that it is a part of.</summary>
    protected static IReadOnlyList<string> Within(PageRequest request, int without = 0) =>
        [.. request.Address.Segments.Skip(1).SkipLast(without)];
}

/// <summary>A page that other sites may frame.</summary>
internal interface IEmbed;

/// <summary>What the template of an embed shows.</summary>
/// <param name="Path">Of the page that it is a part of.</param>
internal sealed record EmbedFrameModel(PageRequest At, PageView View, Provenance? Provenance, string Path);
