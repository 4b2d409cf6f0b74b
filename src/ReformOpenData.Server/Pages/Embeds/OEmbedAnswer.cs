using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>The frame that an editor asks for.</summary>
/// <param name="Part">Of the page, as the address of the embed ends; empty for the thing itself.</param>
/// <param name="Query">Of the address of the embed, with its question mark: language, colours, what is shown.</param>
/// <param name="Shows">Whether a part of the embed is shown, as its address has it.</param>
/// <param name="IsXml">Whether it is told in XML, not in JSON.</param>
/// <param name="Width">Pixels, at most.</param>
/// <param name="Height">Pixels, at most.</param>
internal sealed record AskedFrame(
    string Part, string Query, Func<string, bool> Shows, bool IsXml, int Width, int Height);

/// <summary>The answer to a page's document as what oEmbed tells of a frame that shows a part of it.</summary>
internal sealed class OEmbedAnswer(Page page, PageRequest request, AskedFrame asked) : Representation
{
    private const int UsualWidth = 640;

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Format => "oembed";

    public override string ContentType => asked.IsXml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";

    public override string Key => $"oembed {asked} {request.Origin} {request.Address.Path}";

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        if (page.Show(json.RootElement.GetProperty("data"), request) is not { } view
            || view.Embeds.FirstOrDefault(embed => embed.Name == asked.Part) is not { } embed)
        {
            return Written.Missing;
        }

        IEnumerable<string> part = embed.Name.Length > 0 ? [embed.Name] : [];
        var address =
            request.Origin + PageAddress.PathOf(request.Address.Language, null, ["embed", .. view.Owner, .. part])
            + asked.Query;
        var (width, height) = (Math.Min(asked.Width, UsualWidth), Math.Min(asked.Height, HeightOf(view, embed)));
        var title = $"{view.Title} {embed.Title}";
        (string Name, object Value)[] fields =
        [
            ("type", "rich"), ("version", "1.0"), ("title", title), ("provider_name", "Reform Open Data"),
            ("provider_url", $"{request.Origin}{PublicPath.Current}/"), ("cache_age", 3600),
            ("html", OEmbed.Frame(address, title, width.ToString(CultureInfo.InvariantCulture), height)),
            ("width", width), ("height", height),
        ];
        return new Written(asked.IsXml ? Xml(fields) : JsonSerializer.SerializeToUtf8Bytes(
            fields.ToDictionary(field => field.Name, field => field.Value), Relaxed));
    }

    /// <summary>Of what is shown: a table is higher than a bar.</summary>
    private int HeightOf(PageView view, Embed embed) =>
        asked.Shows("table") && view.Embeds.FirstOrDefault(other => other.Name == "matrix") is { } table
            ? table.Height + (asked.Shows("sentence") || asked.Shows("bar") ? Height.Above : 0)
        : embed.Name == "matrix" ? view.Embeds[0].Height
        : embed.Height;

    private static byte[] Xml(IEnumerable<(string Name, object Value)> fields)
    {
        var document = new XDocument(
            new XDeclaration("1.0", "utf-8", "yes"),
            new XElement("oembed", fields.Select(field => new XElement(field.Name, field.Value))));
        return Encoding.UTF8.GetBytes(document.Declaration + "\n" + document);
    }
}
