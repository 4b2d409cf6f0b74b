namespace ReformOpenData.Server.Pages;

/// <summary>What was corrected against the print, with the reasons.</summary>
internal sealed record CorrectionsModel(PageRequest At, IReadOnlyList<CorrectionFacts> Corrections);
