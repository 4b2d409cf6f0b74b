using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// What is known of the steps of a rating scale besides grade and label, in a cell of the tidy table: JSON, one entry a
/// step, in the order of the scale.
/// </summary>
internal static class RatingScaleDetails
{
    // Japanese stays as it is.
    private static readonly DetailsJson Json =
        new(new JsonSerializerOptions(DetailsJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    /// <summary>Blank where nothing more is known.</summary>
    public static string Write(IReadOnlyList<GradeLabel> scale) => scale.All(step => !step.HasDetails)
        ? ""
        : JsonSerializer.Serialize([.. scale.Select(step => new MetadataGrade(
            step.Label,
            null,
            step.Symbol,
            step.Meaning,
            step.Level is { } level ? Levels.Name(level) : null,
            step.DeclaredRated,
            step.FirstFiscalYear,
            step.LastFiscalYear))], Json.MetadataGradeArray);

    /// <summary>
    /// The scale with its details; null where the cell is not what <see cref="Write"/> makes of these steps.
    /// </summary>
    public static List<GradeLabel>? Read(string cell, IReadOnlyList<GradeLabel> scale)
    {
        if (string.IsNullOrWhiteSpace(cell))
            return [.. scale];

        try
        {
            var details = JsonSerializer.Deserialize(cell, Json.MetadataGradeArray);
            if (details is null
                || details.Length != scale.Count
                || details.Zip(scale).Any(pair => !IsOf(pair.First, pair.Second)))
                return null;

            return [.. details.Zip(scale).Select(pair => pair.First.Step(pair.Second.Grade))];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsOf(MetadataGrade? detail, GradeLabel step) => detail is { Grade: null }
        && detail.Label == step.Label
        && (detail.Level is null || Levels.Parse(detail.Level) is not null)
        && detail.Symbol is not "" && detail.Meaning is not "";
}

[JsonSerializable(typeof(MetadataGrade[]))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
internal sealed partial class DetailsJson : JsonSerializerContext;
