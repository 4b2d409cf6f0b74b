using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Findings in Japanese: as they were told while the document was read, or else what their kind means.
/// </summary>
public static class FindingLanguage
{
    private static readonly Dictionary<string, string> ByCode =
        FindingKinds.All.ToDictionary(kind => kind.Code, kind => kind.Japanese, StringComparer.Ordinal);

    public static string InJapanese(this Finding finding) =>
        finding.Japanese ?? InJapanese(finding.Code) ?? finding.Message;

    /// <summary>What a kind of findings means; null where there is no such kind.</summary>
    public static string? InJapanese(string code) => ByCode.GetValueOrDefault(code);
}
