using System.Text.Json.Serialization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A municipality with its corrections applied.</summary>
/// <param name="Municipality">Null where a finding is an error.</param>
public sealed record CorrectionResult(Municipality? Municipality, IReadOnlyList<Finding> Findings);

/// <summary>
/// Mends misprints from a data file (schema/formats/corrections.md). A correction names a row by its key, one of its
/// fields, the passage as printed and as it should be, and the reason. Verbatim texts and cells are never touched, so
/// the print stays visible beside the correction. Applying a list again, or another list, starts from the print.
/// </summary>
public static class Corrections
{
    /// <summary>Applies a list instead of the one that the municipality carries.</summary>
    public static CorrectionResult Apply(Municipality municipality, IReadOnlyList<Correction> corrections)
    {
        var log = new FindingLog();
        foreach (var twice in corrections.GroupBy(one => (one.TargetKey, one.Field)).Where(group => group.Count() > 1))
            log.Add(
                FindingKinds.CorrectionRepeated,
                default,
                "Two corrections mend the same field; join them.",
                $"{twice.Key.TargetKey} {twice.Key.Field}");

        Correction[] own = [.. corrections.Where(one => IsOf(one.TargetKey, municipality.Code))];
        var pass = new CorrectionPass(own, log);
        var corrected = pass.Apply(Restore(municipality));
        return log.HasErrors
            ? new CorrectionResult(null, log.Findings)
            : new CorrectionResult(
                corrected with { Corrections = [.. own.Select(one => WithRelease(one, municipality.Corrections))] },
                log.Findings);
    }

    /// <summary>
    /// Puts back what the print says wherever the municipality carries a correction; the list itself stays.
    /// </summary>
    public static Municipality Restore(Municipality municipality)
    {
        if (municipality.Corrections.Count == 0)
            return municipality;

        var corrected = municipality.Corrections.ToDictionary(one => (one.TargetKey, one.Field));
        return CorrectableFields.Rewrite(
            municipality, field => corrected.TryGetValue((field.Key, field.Name), out var correction)
                ? field.Printed ?? (field.IsPrintedDash
                    ? null
                    : field.Value?.Replace(correction.Corrected, correction.Printed, StringComparison.Ordinal))
                : field.Value);
    }

    /// <summary>Reads a corrections file; null with one error where it is not what the format asks for.</summary>
    public static (IReadOnlyList<Correction>? Corrections, IReadOnlyList<Finding> Findings) Read(
        Stream content, string fileName)
    {
        var log = new FindingLog();
        var file = JsonFile.Read(content, fileName, CorrectionsJson.Default.CorrectionsContent, log);
        if (file?.Corrections.FirstOrDefault(one => one.Printed.Length == 0 || string.IsNullOrWhiteSpace(one.Reason))
            is { } incomplete)
        {
            log.Add(
                FindingKinds.MetadataInvalid,
                default,
                $"{fileName}: a correction has a printed passage and a reason.",
                incomplete.Target,
                japanese: $"{fileName} に、printed（印字）か reason（理由）のない訂正があります。");
        }

        return log.HasErrors
            ? (null, log.Findings)
            : ([.. file!.Corrections.Select(one =>
                new Correction(one.Target, one.Field, one.Printed, one.Corrected, one.Reason, null))], log.Findings);
    }

    private static bool IsOf(string key, string code) =>
        key == code || key.StartsWith(code + "/", StringComparison.Ordinal);

    /// <summary>A correction that stays the same has been shown since the release that showed it first.</summary>
    private static Correction WithRelease(Correction correction, IReadOnlyList<Correction> earlier) => correction with
    {
        SinceRelease = earlier.FirstOrDefault(
            one => one with { SinceRelease = null } == correction with { SinceRelease = null })?.SinceRelease,
    };
}

internal sealed record CorrectionsContent(IReadOnlyList<CorrectionEntry> Corrections);

internal sealed record CorrectionEntry(string Target, string Field, string Printed, string Corrected, string Reason);

[JsonSerializable(typeof(CorrectionsContent))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
internal sealed partial class CorrectionsJson : JsonSerializerContext;
