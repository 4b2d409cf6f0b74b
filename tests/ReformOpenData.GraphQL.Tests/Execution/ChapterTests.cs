using System.Runtime.CompilerServices;

namespace ReformOpenData.GraphQL.Tests.Execution;

public sealed class ChapterTests
{
    /// <summary>
    /// The algorithms that chapter 6 of the specification, September 2025, names for what this engine executes.
    /// </summary>
    private const string Algorithms = """
        ExecuteRequest GetOperation CoerceVariableValues ExecuteQuery ExecuteMutation Subscribe ExecuteRootSelectionSet
        CollectFields DoesFragmentTypeApply CollectSubfields ExecuteCollectedFields ExecuteField CoerceArgumentValues
        ResolveFieldValue CompleteValue CoerceResult ResolveAbstractType
        """;

    [Fact]
    public void Every_algorithm_of_chapter_6_is_found_by_its_name()
    {
        var sources =
            string.Concat(Directory.EnumerateFiles(Path.Combine(Root(), "src/ReformOpenData.GraphQL/Execution"), "*.cs")
            .Select(File.ReadAllText));
        var missing = Algorithms.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !sources.Contains($"#{name}</summary>", StringComparison.Ordinal)
                && !sources.Contains($"#{name})", StringComparison.Ordinal)
                && !sources.Contains($"#{name},", StringComparison.Ordinal)
                && !sources.Contains($"#{name}.", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(path, "../../../.."));
}
