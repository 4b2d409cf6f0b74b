using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// What belongs to a municipality as a whole, as JSON in a cell of its first row (or of as many as it takes):
/// departments in their order, documents with their findings, and corrections.
/// </summary>
/// <param name="Departments">Bureau, where there is one, a space, and the name.</param>
/// <param name="Places">Of assessments, by key, whose place is not that of their last row; null for none.</param>
/// <param name="Successions">Which department goes on with another, by full names; null for none.</param>
internal sealed partial record Provenance(
    IReadOnlyList<string> Departments,
    IReadOnlyList<SourceDocument> Documents,
    IReadOnlyList<Correction> Corrections,
    IReadOnlyDictionary<string, SourceLocation>? Places = null,
    IReadOnlyList<DepartmentSuccession>? Successions = null)
{
    private const int MaxPieceLength = 30_000;

    /// <summary>Japanese stays readable: the cell is quoted by the table, not shown in a page.</summary>
    private static readonly ProvenanceJson Readable =
        new(new JsonSerializerOptions(ProvenanceJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        });

    /// <summary>The JSON in numbered pieces (1/2:…), each of which fits into a cell of a spreadsheet.</summary>
    public static IReadOnlyList<string> Write(
        Municipality municipality, IReadOnlyDictionary<string, SourceLocation> places)
    {
        var json = JsonSerializer.Serialize(
            new Provenance(
                [.. municipality.Departments.Select(DepartmentText.Write)],
                municipality.Documents,
                municipality.Corrections,
                places.Count == 0 ? null : places,
                municipality.Successions.Count == 0 ? null : municipality.Successions),
            Readable.Provenance);
        string[] pieces = [.. json.Chunk(MaxPieceLength).Select(piece => new string(piece))];
        return [.. pieces.Select(
            (piece, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}/{pieces.Length}:{piece}"))];
    }

    /// <summary>From the pieces in any order; null where they are not all there, or no such JSON.</summary>
    public static Provenance? Read(IReadOnlyList<string> pieces)
    {
        var ordered = new string?[pieces.Count];
        foreach (var piece in pieces)
        {
            var match = NumberedPiece().Match(piece);
            if (!match.Success
                || Number("total") != pieces.Count
                || Number("number") is not (>= 1 and var number)
                || number > pieces.Count)
                return null;

            ordered[number - 1] = piece[match.Length..];

            int Number(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        }

        try
        {
            return JsonSerializer.Deserialize(string.Concat(ordered), Readable.Provenance);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^(?<number>[0-9]{1,5})/(?<total>[0-9]{1,5}):", RegexOptions.None, 1000)]
    private static partial Regex NumberedPiece();
}

[JsonSerializable(typeof(Provenance))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class ProvenanceJson : JsonSerializerContext;
