using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>A number in a table of counts leads to the list of what it counts.</summary>
public abstract class CountedListTests(TestDatabase database, PageHost shared)
{
    [SkippableTheory]
    [InlineData("/072028/2017", "B", "6", "8", "5", "19")]
    [InlineData("/en/072028/2017", "B", "6", "8", "5", "19")]
    [InlineData("/releases/1/072028/2017", "B", "6", "8", "5", "19")]
    public async Task The_matrix_counts_what_the_city_printed_and_each_number_leads_to_its_list(
        string path, string grade, params string[] counts)
    {
        var host = await shared.OnAsync(database);
        var table = (await OpenAsync(host, path)).QuerySelector<IHtmlTableElement>("table.matrix")!;
        var column = table.Rows[0].Cells.Index(table.Rows[0].Cells.Single(cell => cell.TextContent.Trim() == grade));
        Assert.Equal(counts, table.Rows.Skip(1).Select(row => row.Cells[column].TextContent.Trim()));
        await CountAsync(host, table.QuerySelectorAll("td > a"));
    }

    [SkippableTheory]
    [InlineData("/072028/departments")]
    [InlineData("/en/072028/departments?sort=share")]
    [InlineData("/releases/1/072028/departments")]
    public async Task Each_number_of_a_department_leads_to_its_list(string path)
    {
        var host = await shared.OnAsync(database);
        var table = (await OpenAsync(host, path)).QuerySelector<IHtmlTableElement>("table.matrix")!;
        await CountAsync(host, table.QuerySelectorAll("tbody td > a").Take(40));
        // What all have together is told by the file: rows within others are not counted for a page.
        var all = table.QuerySelectorAll("tfoot a").ToList();
        Assert.True(all.Count > 3);
        foreach (var link in all)
        {
            var list = await OpenAsync(host, link.GetAttribute("href")!);
            Assert.Equal(link.TextContent.Trim(), await RowsAsync(host, list));
        }
    }

    private static async Task CountAsync(PublishedHost host, IEnumerable<IElement> links)
    {
        foreach (var link in links)
        {
            var list = await OpenAsync(host, link.GetAttribute("href")!);
            var count = link.TextContent.Trim();
            Assert.StartsWith(
                count + " ", list.QuerySelector("[role=status]")!.TextContent.Trim().Replace('\u00A0', ' '));
            Assert.Equal(count, $"{list.QuerySelectorAll("main tbody tr").Length}");
            Assert.Equal(count, await RowsAsync(host, list));
        }
    }

    /// <summary>How many rows the file of a list has.</summary>
    private static async Task<string> RowsAsync(PublishedHost host, IHtmlDocument list)
    {
        using var file = await host.GetAsync(list.QuerySelector("a[href*='.csv']")!.GetAttribute("href")!);
        return file.Headers.GetValues("Reform-Total-Count").Single();
    }

    private static async Task<IHtmlDocument> OpenAsync(PublishedHost host, string path)
    {
        using var answer = await host.GetAsync(path, ("Accept", "text/html"));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}

public sealed class CountedListTestsOnSqlite(SqliteDatabase database, PageHost shared)
    : CountedListTests(database, shared), IClassFixture<SqliteDatabase>, IClassFixture<PageHost>;

public sealed class CountedListTestsOnPostgreSql(PostgreSqlDatabase database, PageHost shared)
    : CountedListTests(database, shared), IClassFixture<PostgreSqlDatabase>, IClassFixture<PageHost>;
