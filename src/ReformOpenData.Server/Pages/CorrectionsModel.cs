namespace ReformOpenData.Server.Pages;

/// <summary>What was corrected against the print, with the reasons.</summary>
internal sealed record CorrectionsModel(PageRequest At, IReadOnlyList<CorrectionFacts> Corrections)
{
    /// <summary>Those of one thing, of all that belong to its row.</summary>
    public static CorrectionsModel Of(PageRequest at, IEnumerable<CorrectionFacts> ofRow, string id) =>
        new(at, [.. ofRow.Where(correction => correction.TargetId == id)]);
}
