using ReformOpenData.Data.Import;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Import;

/// <summary>docs/findings.md lists the kinds of findings as the code does.</summary>
public sealed class FindingKindTests
{
    [Fact]
    public void Every_kind_stands_in_the_findings_page_with_its_severity()
    {
        var page =
            from line in File.ReadLines(Repository.Path("docs/findings.md"))
            where line.StartsWith("| `", StringComparison.Ordinal)
            select line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) into cells
            select (cells[0].Trim('`'), cells[1]);
        Assert.Equal(FindingKinds.All.Select(kind => (kind.Code, kind.Severity.ToString().ToLowerInvariant())), page);
    }

    [Fact]
    public void No_two_kinds_have_one_code() =>
        Assert.Distinct(FindingKinds.All.Select(kind => kind.Code));
}
