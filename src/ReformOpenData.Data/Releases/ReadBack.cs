namespace ReformOpenData.Data.Releases;

/// <summary>What came of reading the current release back.</summary>
/// <param name="Problems">What is not as it was written.</param>
/// <param name="Duration">From the first statement to the last: a server that starts begins it before it asks for the
/// result.</param>
public sealed record ReadBack(IReadOnlyList<StoreProblem> Problems, TimeSpan Duration);
