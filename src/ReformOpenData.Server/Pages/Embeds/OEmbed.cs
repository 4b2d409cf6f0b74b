using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>
/// /oembed (oEmbed 1.0): the frame that shows the page of an address, for editors that make one of a link. Nothing is
/// fetched: only addresses of this server are known.
/// </summary>
internal static class OEmbed
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int Width = 640;
    private const int LeastPixels = 80;
    private const int MostPixels = 4000;
    private const int MostCharacters = 2000;

    public static Task HandleAsync(HttpContext context)
    {
        var (asked, failure) = Read(context.Request);
        if (failure is not null)
            return FailureWriter.WriteAsync(context, failure);
        var (xml, frame) = asked!;
        var fields = new (string Name, object Value)[]
        {
            ("type", "rich"), ("version", "1.0"), ("title", frame.Title), ("provider_name", "Reform Open Data"),
            ("provider_url", PublicOrigin.Current + PublicPath.Current + "/"), ("cache_age", 3600),
            ("html", frame.Html), ("width", frame.Width), ("height", frame.Height),
        };
        var bytes = xml ? Xml(fields) : JsonSerializer.SerializeToUtf8Bytes(
            fields.ToDictionary(field => field.Name, field => field.Value),
            Relaxed);
        return ContentWriter.WriteAsync(
            context,
            new Content(bytes, Content.TagOf(bytes)),
            xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8",
            CacheControl.For(3600));
    }

    /// <summary>The line to paste for a part of a page.</summary>
    /// <param name="address">Of the embed, with scheme and host.</param>
    public static string Frame(string address, string title, string width, int height) => string.Create(
        CultureInfo.InvariantCulture,
        $"<iframe src=\"{Attribute(address)}\" title=\"{Attribute(title)}\" loading=\"lazy\" width=\"{width}\" "
            + $"height=\"{height}\" style=\"border:0\"></iframe>");

    private static string Attribute(string text) =>
        HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(text);

    private static byte[] Xml(IEnumerable<(string Name, object Value)> fields)
    {
        var document = new XDocument(
            new XDeclaration("1.0", "utf-8", "yes"),
            new XElement("oembed", fields.Select(field => new XElement(field.Name, field.Value))));
        return Encoding.UTF8.GetBytes(document.Declaration + "\n" + document);
    }

    private static (Asked? Asked, AnswerFailure? Failure) Read(HttpRequest request)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, raw) in TableParameters.Pairs(GraphQLEndpoint.QueryOf(request)))
        {
            if (name is not ("url" or "maxwidth" or "maxheight" or "format"))
                return (
                    null,
                    AnswerFailure.ParameterUnknown(
                        $"“{TableParameters.Short(name)}” is not a parameter of /oembed; it takes url, maxwidth, "
                            + $"maxheight, format."));
            if (TableParameters.Decode(raw) is not { } value || !values.TryAdd(name, value))
                return (
                    null, AnswerFailure.BadRequest($"“{name}” is given twice or is not UTF-8 in percent encoding."));
        }

        var format = values.GetValueOrDefault("format", "json");
        if (format is not ("json" or "xml"))
            return (
                null,
                AnswerFailure.FormatNotImplemented(
                    $"/oembed answers in json and xml, not in “{TableParameters.Short(format)}”."));
        if (Pixels(values, "maxwidth") is not { } width || Pixels(values, "maxheight") is not { } height)
            return (
                null,
                AnswerFailure.BadRequest(
                    $"“maxwidth” and “maxheight” are whole numbers from {LeastPixels} to {MostPixels}."));
        return values.GetValueOrDefault("url") is { Length: > 0 and <= MostCharacters } url
            && Find(request, url) is { } frame
            ? (new Asked(format == "xml", frame(Math.Min(Width, width), height)), null)
            : (null, AnswerFailure.NotFound("“url” is not the address of a page of this server that can be embedded."));
    }

    /// <summary>At most so many; all that there are without the parameter, null where it is wrong.</summary>
    private static int? Pixels(Dictionary<string, string> values, string name) =>
        !values.TryGetValue(name, out var text) ? MostPixels
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
            && pixels is >= LeastPixels and <= MostPixels
            ? pixels : null;

    /// <summary>What makes the frame of an address, given its width and the height that it may have; null of any
    /// other.</summary>
    private static Func<int, int, EmbedFrame>? Find(HttpRequest request, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || !url.StartsWith(
                PublicOrigin.Current + PublicPath.Current + "/", StringComparison.OrdinalIgnoreCase))
            return null;
        var path = Uri.UnescapeDataString(address.AbsolutePath[PublicPath.Current.Length..]);
        if (PageList.Find(path) is not { } found || found.Address.Release is not null)
            return null;
        var segments = found.Page is IEmbed ? found.Address.Segments : [.. found.Address.Segments.Prepend("embed")];
        var embed = found.Address with { Segments = segments };
        if (PageList.Find(
            Uri.UnescapeDataString(
                embed.Path[PublicPath.Current.Length..])) is not { Page: IEmbed and not EmbedMatrixSvg })
            return null;
        var title = string.Join('/', found.Address.Segments);
        return (width, most) =>
        {
            var height = Math.Min(most, Height.Of(segments[^1] == "matrix" ? 5 : 0));
            return new EmbedFrame(title, Frame(
                PublicOrigin.Current + embed.Path, title, width.ToString(CultureInfo.InvariantCulture),
                height), width, height);
        };
    }

    private sealed record Asked(bool Xml, EmbedFrame Frame);

    private sealed record EmbedFrame(string Title, string Html, int Width, int Height);
}
