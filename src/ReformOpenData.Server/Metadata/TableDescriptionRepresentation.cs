using System.Globalization;
using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>Whether a release has the thing whose rows are described, and the description of them.</summary>
/// <param name="url">Of the CSV, with its parameters.</param>
internal sealed class TableDescriptionRepresentation(string url, ListBinding list, IReadOnlyList<ListField> fields)
    : Representation
{
    private static readonly byte[] OfRelease = Encoding.UTF8.GetBytes(
        "query ($release: Int) { release(number: $release) { number publishedAt } }");

    private static readonly byte[] OfThing = Encoding.UTF8.GetBytes(
        "query ($release: Int, $owner: ID!) { release(number: $release) { number publishedAt owner: node(id: $owner) { "
        + "id } } }");

    public override string Format => "json";

    public override string ContentType => TableDescription.ContentType;

    public override string Key =>
        $"{ContentType}\n{url}\n{string.Join(',', fields.Select(known => known.Column.Name))}";

    /// <summary>The question.</summary>
    public static ReadOnlyMemory<byte> Document(bool hasOwner) => hasOwner ? OfThing : OfRelease;

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        var release = json.RootElement.GetProperty("data").GetProperty("release");
        if (release.ValueKind == JsonValueKind.Null
            || (release.TryGetProperty("owner", out var owner) && owner.ValueKind == JsonValueKind.Null))
        {
            return Written.Missing;
        }

        var package = string.Create(
            CultureInfo.InvariantCulture,
            $"{PublicOrigin.Base}/releases/{release.GetProperty("number").GetInt32()}/datapackage.json");
        return new Written(
            TableDescription.Write(url, list, fields, ("dc:source", package)),
            new TableFacts(null, null, release.GetProperty("publishedAt").GetDateTimeOffset()));
    }
}
