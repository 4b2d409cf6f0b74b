using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// A kind of finding: its code and how much it weighs. All are listed in <see cref="FindingKinds"/> and
/// docs/findings.md.
/// </summary>
/// <param name="Japanese">What it means and what to do, for a steward who reads Japanese; a finding may say it more
/// exactly.</param>
public sealed record FindingKind(string Code, FindingSeverity Severity, string Japanese);
