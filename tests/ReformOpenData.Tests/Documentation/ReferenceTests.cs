using System.Text.RegularExpressions;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Tests.Documentation;

/// <summary>The lists in docs/ are those of the code.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public void Every_setting_is_in_the_configuration_page_with_its_default_its_range_and_its_description()
    {
        var page = Rows("docs/configuration.md").ToDictionary(row => row[0].Trim('`'), row => row);
        Assert.Equal(Settings.All.Select(setting => setting.Name), page.Keys);
        foreach (var setting in Settings.All)
        {
            var cells = page[setting.Name].Select(cell => cell.Trim('`')).ToArray();
            Assert.Equal((setting.Name, setting.Default, setting.Range), (cells[0], cells[1], cells[2]));
            Assert.Equal(setting.Description, page[setting.Name][3]);
        }
    }

    [Fact]
    public void Every_error_code_stands_in_the_errors_page_with_its_meaning()
    {
        var page = Rows("docs/errors.md").Select(row => (row[0].Trim('`'), row[^1])).ToHashSet();
        var code = ErrorCode.All.Concat(DataErrorCode.All)
            .Concat(HostErrorCode.All).Select(pair => (pair.Key, pair.Value)).ToHashSet();
        Assert.Equal(code, page);
    }

    [Fact]
    public void The_types_that_a_question_enters_are_types_of_ours_and_few()
    {
        var page = File.ReadAllText(Repository.Path("docs/ARCHITECTURE.md"));
        var from = page.IndexOf("enters these types of ours, in this order:", StringComparison.Ordinal);
        var list = page[from..page.IndexOf("A hit enters", from, StringComparison.Ordinal)];
        string[] named = [.. Code().Matches(list).Select(match => match.Groups["name"].Value)];
        Type[] roots = [typeof(Server.Hosting.Served), typeof(Data.Storage.Store), typeof(GraphQL.Limits)];
        var known = roots.SelectMany(type => type.Assembly.GetTypes()).Select(type => type.Name.Split('`')[0]);
        Assert.Empty(named.Except(known));
        Assert.InRange(named.Length, 1, 30);
    }

    /// <summary>Cells of the rows of all tables of a page, whose first cell is code.</summary>
    private static IEnumerable<string[]> Rows(string page) =>
        from line in File.ReadLines(Repository.Path(page))
        where line.StartsWith("| `", StringComparison.Ordinal)
        select line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
