using System.Globalization;
using System.Text.Encodings.Web;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>
/// /oembed (oEmbed 1.0): the frame that shows the page of an address, for editors that make one of a link. Only
/// addresses of this server are known; the title and the height are those of what the page shows.
/// </summary>
internal static class OEmbed
{
    private const int LeastPixels = 80;
    private const int MostPixels = 4000;
    private const int MostCharacters = 2000;

    public static AnswerFailure Unknown { get; } =
        AnswerFailure.NotFound("“url” is not the address of a page of this server that can be embedded.");

    public static Task HandleAsync(HttpContext context, PageEndpoint pages)
    {
        var (found, frame, failure) = Read(context.Request);
        return failure is not null
            ? FailureWriter.WriteAsync(context, failure)
            : pages.HandleAsync(context, found!, request => new OEmbedAnswer(found!.Page, request, frame!));
    }

    /// <summary>The line to paste for a part of a page.</summary>
    /// <param name="address">Of the embed, with scheme and host.</param>
    public static string Frame(string address, string title, string width, int height) => string.Create(
        CultureInfo.InvariantCulture,
        $"<iframe src=\"{Attribute(address)}\" title=\"{Attribute(title)}\" loading=\"lazy\" width=\"{width}\" "
            + $"height=\"{height}\" style=\"border:0\"></iframe>");

    private static string Attribute(string text) =>
        HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(text);

    private static (PageList.Found? Found, AskedFrame? Frame, AnswerFailure? Failure) Read(HttpRequest request)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, raw) in TableParameters.Pairs(GraphQLEndpoint.QueryOf(request)))
        {
            if (name is not ("url" or "maxwidth" or "maxheight" or "format"))
                return Refused(AnswerFailure.ParameterUnknown(
                    $"“{TableParameters.Short(name)}” is not a parameter of /oembed; it takes url, maxwidth, "
                    + "maxheight, format."));
            if (TableParameters.Decode(raw) is not { } value || !values.TryAdd(name, value))
                return Refused(
                    AnswerFailure.BadRequest($"“{name}” is given twice or is not UTF-8 in percent encoding."));
        }

        var format = values.GetValueOrDefault("format", "json");
        if (format is not ("json" or "xml"))
            return Refused(AnswerFailure.FormatNotImplemented(
                $"/oembed answers in json and xml, not in “{TableParameters.Short(format)}”."));
        if (Pixels(values, "maxwidth") is not { } width || Pixels(values, "maxheight") is not { } height)
            return Refused(AnswerFailure.BadRequest(
                $"“maxwidth” and “maxheight” are whole numbers from {LeastPixels} to {MostPixels}."));
        return values.GetValueOrDefault("url") is { Length: > 0 and <= MostCharacters } url
            && Find(url) is var (found, part, query, shows)
            ? (found, new AskedFrame(part, query, shows, format == "xml", width, height), null)
            : Refused(Unknown);

        static (PageList.Found?, AskedFrame?, AnswerFailure?) Refused(AnswerFailure failure) => (null, null, failure);
    }

    /// <summary>At most so many; all that there are without the parameter, null where it is wrong.</summary>
    private static int? Pixels(Dictionary<string, string> values, string name) =>
        !values.TryGetValue(name, out var text) ? MostPixels
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
            && pixels is >= LeastPixels and <= MostPixels
            ? pixels : null;

    /// <summary>
    /// The page of an address, which part of it, and how the part is to look: the page of a thing, or an embed of one;
    /// null of any other.
    /// </summary>
    private static (PageList.Found Found, string Part, string Query, Func<string, bool> Shows)? Find(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || !url.StartsWith(PublicOrigin.Current + "/", StringComparison.OrdinalIgnoreCase)
            // Without the dots that may lead above it.
            || !address.AbsolutePath.StartsWith(PublicPath.Current + "/", StringComparison.Ordinal)
            || PageList.Find(PathSegments.Asked(address.AbsolutePath[PublicPath.Current.Length..])) is not { } found
            || found.Address.Release is not null)
        {
            return null;
        }

        if (found.Page is not IEmbed embed)
            return (found, "", "", static _ => false);
        List<KeyValuePair<string, string>> query =
        [
            .. from pair in TableParameters.Pairs(address.Query.TrimStart('?'))
               select new KeyValuePair<string, string>(pair.Name, TableParameters.Decode(pair.Value) ?? ""),
        ];
        var asked = new PageRequest(found.Address, found.Values, query, PublicOrigin.Current);
        if (query.Exists(pair => !found.Page.Parameters.Contains(pair.Key))
            || query.DistinctBy(pair => pair.Key).Count() < query.Count || embed.Check(asked) is not null)
            return null;
        // The part stands behind the thing that it is of.
        IReadOnlyList<string> thing = [.. found.Address.Segments.Skip(1)];
        var part = ListOwner.Of(thing) is null ? thing[^1] : "";
        var language = IEmbed.LanguageOf(asked);
        return PageList.Find(
            new PageAddress(language, null, part.Length > 0 ? [.. thing.SkipLast(1)] : thing)) is { } page
            ? (page, part, PageRequest.QueryString([.. query.Where(pair => pair.Key != "lang")]),
                shown => embed.Shows(asked, shown))
            : null;
    }
}
