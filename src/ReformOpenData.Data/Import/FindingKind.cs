using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A kind of finding: its code and how much it weighs. All are listed in <see cref="FindingKinds"/> and docs/findings.md.</summary>
public sealed record FindingKind(string Code, FindingSeverity Severity);
