using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>What a merge made of a stored municipality and a document.</summary>
/// <param name="Municipality">Null where a finding is an error: a question without an answer stops the import.</param>
/// <param name="Findings">Those of the merge alone; what are no errors is also added to the document.</param>
public sealed record MergeResult(Municipality? Municipality, IReadOnlyList<Finding> Findings)
{
    /// <summary>The questions among the findings.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];
}
