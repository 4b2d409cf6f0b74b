using ReformOpenData.Server.Lists;
using ReformOpenData.Tests.Pages;

namespace ReformOpenData.Tests.Lists;

/// <summary>The name of a department in an address, whatever it is.</summary>
public sealed class PathSegmentsTests
{
    public static TheoryData<string> Names => [.. All];

    private static string[] All =>
    [
        .. OddMunicipalities.Departments, ".html", "x.html.html", "..html", "...html", "x.json.html", "財政.bib",
        "x.graphql", "x.jsonld", "x.ndjson", "x.xlsx", "departments", "changes", "%", "%2", "%25", "%252F.json", "/",
        "a/./b", "a/../b", " 課 ", "課?x=1#y", "．json", "．．",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_comes_back_from_its_address_as_browsers_and_servers_read_it(string name)
    {
        string[] segments = ["990019", "departments", name];
        // As browsers do, with what they take for the folder itself or the one above.
        var address = new Uri("http://example.org/" + PathSegments.Encode(segments));
        Assert.Equal(segments, PathSegments.Of(PathSegments.Asked(address.AbsolutePath)));
        Assert.True(PathSegments.IsOfDepartment(address.AbsolutePath));
        Assert.Null(ListAddress.Parse(PathSegments.Asked(address.AbsolutePath)));
        // Lists and files of it.
        Assert.Equal(
            [.. segments, "ratings.csv"], PathSegments.Of(PathSegments.Asked(address.AbsolutePath + "/ratings.csv")));
        Assert.False(PathSegments.IsOfDepartment(address.AbsolutePath + ".json"));
    }

    [Fact]
    public void No_two_names_have_one_address() =>
        Assert.Distinct(All.Select(name => PathSegments.Encode(["990019", "departments", name])));
}
