using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ReformOpenData.Data.Plans;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Pages.Gallery;
using ReformOpenData.Tests.Clients;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Pages;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Gallery;

/// <summary>The gallery over what ships with the product: table, picture, data and code say the same.</summary>
public sealed class ChartTests(SqliteDatabase database, PageHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<PageHost>
{
    public static TheoryData<string> Names { get; } = [.. ChartList.All.Select(chart => chart.Name)];

    [Fact]
    public void The_sitemap_has_every_chart() => Assert.Equal(
        ChartList.All.Select(chart => "/gallery/" + chart.Name),
        SitePages.Fixed.Where(path => path.StartsWith("/gallery/", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Its_table_counts_the_rows_of_its_data_and_its_picture_shows_them(string name)
    {
        var host = await shared.OnAsync(database);
        await CheckAsync(host.Running, name, "");
        using var english = await host.GetAsync($"/en/gallery/{name}");
        Assert.Equal(HttpStatusCode.OK, english.StatusCode);
    }

    [Fact]
    public async Task A_grade_has_one_colour_in_all_pictures()
    {
        var host = await shared.OnAsync(database);
        var colours = new HashSet<(string Label, string Colour)>();
        foreach (var name in (string[])["shares", "by-department", "reasons", "by-year", "by-item", "cities"])
        {
            using var answer = await host.GetAsync($"/gallery/{name}.svg");
            foreach (Match part in Regex.Matches(
                await answer.Content.ReadAsStringAsync(),
                "width=\"18\" height=\"18\" fill=\"(?<colour>[^\"]+)\"[^>]*/><text[^>]*>(?<label>[^<]+)<"))
                colours.Add((part.Groups["label"].Value, part.Groups["colour"].Value));
        }

        Assert.Equal(
            [("-", "#e6e6e6"), ("A", "#c5d7fb"), ("B", "#ffc08a"), ("完了", "#9bd4b5")],
            colours.OrderBy(pair => pair.Label, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_word_of_its_picture_begins_left_of_the_margin(string name)
    {
        var host = await shared.OnAsync(database);
        using var answer = await host.GetAsync($"/gallery/{name}.svg");
        // As wide as they can be: each letter fills a square.
        foreach (Match text in Regex.Matches(
            await answer.Content.ReadAsStringAsync(), "<text x=\"(?<x>\\d+)\"[^>]*\"end\"[^>]*>(?<text>[^<]*)<"))
        {
            var word = text.Groups["text"].Value;
            var left = int.Parse(text.Groups["x"].Value, CultureInfo.InvariantCulture) - (14 * word.Length);
            Assert.True(left >= 8, $"{word} begins at {left}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Its_picture_for_a_phone_holds_the_same_numbers_in_half_the_width(string name)
    {
        var host = await shared.OnAsync(database);
        var page = await OpenAsync(host.Running, $"/gallery/{name}");
        var wide = page.QuerySelector("picture img")!.GetAttribute("src")!;
        var narrow = page.QuerySelector("picture source")!.GetAttribute("srcset")!;
        using var answer = await host.GetAsync(narrow);
        var picture = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        using var other = await host.GetAsync(wide);
        Assert.Subset(
            Numbers(XDocument.Parse(await other.Content.ReadAsStringAsync())),
            Numbers(picture));
        Assert.All(
            Table(page).SelectMany(
                row => name is "matrix" or "together" or "by-item" ? row.Numbers : [row.Numbers.Sum()]),
            number => Assert.True(number == 0 || Numbers(picture).Contains($"{number}")));
        Assert.Equal("400", picture.Root!.Attribute("width")!.Value);
        Assert.All(
            picture.Descendants().Where(one => one.Name.LocalName == "rect"),
            part => Assert.InRange((int?)part.Attribute("x") + (int)part.Attribute("width")! ?? 400, 0, 400));

        static HashSet<string> Numbers(XDocument picture) =>
        [
            .. picture.Descendants().Where(one => one.Name.LocalName == "text" && one.Value.All(char.IsAsciiDigit))
                .Select(one => one.Value),
        ];
    }

    [Fact]
    public async Task All_code_for_codes_has_their_words()
    {
        var host = await shared.OnAsync(database);
        var page = await OpenAsync(host.Running, "/gallery/release");
        var table = Table(page);
        Assert.NotEmpty(table);
        var tools = WebTool.All.Select(tool => tool.Name).Concat(OtherCode.All.Select(tool => tool.Name));
        foreach (var code in tools.Select(tool => page.QuerySelector($"pre[aria-label='{tool}']")!.TextContent))
            Assert.All(table, row => Assert.Contains($"\"{row.Name}\"", code, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_drawn_of_another_city_too(string name)
    {
        // The two cities differ in a rating, and there is no other city.
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("市民と職員", Grade.B, "990001"));
        await store.ImportAndPublishAsync(Imports.Read("委託", Grade.C, "990019"));
        await using var host = await RunningHost.StartAsync(store);
        // The last release changed the other city alone.
        if (name != "release")
            await CheckAsync(host, name, "");
        var parameters = ChartList.All.Single(chart => chart.Name == name).Parameters.Keys;
        await CheckAsync(
            host, name, "?" + string.Join('&', parameters.Select(one => one == "city" ? "city=990019" : "plan=2017")));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Its_Python_prints_the_table(string name)
    {
        Missing.Unless(
            File.Exists("/usr/lib/python3/dist-packages/matplotlib/__init__.py"),
            "matplotlib is not installed: apt-get install python3-matplotlib.");
        var host = await shared.OnAsync(database);
        var page = await OpenAsync(host.Running, $"/gallery/{name}");
        var folder = Directory.CreateTempSubdirectory("chart");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "chart.py"), page.QuerySelector("pre[aria-label=Python]")!.TextContent);
            var (code, output) = await Scripts.RunAsync(
                "/usr/bin/python3", folder.FullName, host.Address, "-W", "ignore", "chart.py");
            Assert.True(code == 0, output);
            var printed = output.Split('\n').Select(line => line.Split('\t')).Where(line => line.Length > 1)
                .Select(line => string.Join(' ', line));
            Assert.Equal(
                Table(page).Select(row => string.Join(' ', row.Numbers.Select(number => $"{number}").Prepend(row.Name)))
                    .Order(),
                printed.Order());
            Assert.True(File.Exists(Path.Combine(folder.FullName, name + ".png")), output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("/gallery/matrix?city=990001&plan=2017", HttpStatusCode.NotFound)]
    [InlineData("/gallery/matrix.svg?city=990001", HttpStatusCode.NotFound)]
    [InlineData("/gallery/matrix?plan=first", HttpStatusCode.BadRequest)]
    [InlineData("/gallery/cities?plan=2017", HttpStatusCode.BadRequest)]
    [InlineData("/gallery/pie", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_or_not_understood_is_said(string path, HttpStatusCode status)
    {
        var host = await shared.OnAsync(database);
        using var answer = await host.GetAsync(path, ("Accept", "text/html"));
        Assert.Equal(status, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(path == "/gallery/pie", text.Contains($"あるのは {ChartList.Names}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_file_is_kept_and_not_run_here()
    {
        var host = await shared.OnAsync(database);
        using var answer = await host.GetAsync("/gallery/matrix.html");
        Assert.Equal("attachment; filename=\"matrix.html\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.DoesNotContain("unsafe", answer.Headers.NonValidated["Content-Security-Policy"].ToString());
        var page = await OpenAsync(host.Running, "/gallery/matrix");
        Assert.Equal(
            page.QuerySelector("pre[aria-label='Observable Plot']")!.TextContent,
            await answer.Content.ReadAsStringAsync());
    }

    private static async Task CheckAsync(RunningHost host, string name, string query)
    {
        var page = await OpenAsync(host, $"/gallery/{name}{query}");
        var address = page.QuerySelectorAll("main ul a").Select(link => link.GetAttribute("href")!)
            .Single(link => link.Contains(".json", StringComparison.Ordinal));
        using var list = await host.SendAsync(HttpMethod.Get, address);
        // Data have codes where a chart has words: its code says which.
        var codes = Regex.Match(
            page.QuerySelector("pre[aria-label=Python]")!.TextContent, @"^words = (?<words>\{.*\})$",
            RegexOptions.Multiline);
        var words = codes.Success
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(codes.Groups["words"].Value)! : [];
        var rows = JsonElement.Parse(await list.Content.ReadAsStringAsync()).GetProperty("rows").EnumerateArray()
            .Select(row => row.EnumerateObject().Select(cell => cell.Value.ToString())
                .Select(cell => words.GetValueOrDefault(cell, cell)).ToArray()).ToList();
        var table = Table(page);
        var headings = page.QuerySelectorAll("table.matrix thead th")
            .Select(one => one.TextContent.Trim()).Skip(1).SkipLast(1).ToList();
        Assert.NotEmpty(table);
        if (name == "release")
        {
            Assert.DoesNotContain(
                headings.Concat(table.Select(row => row.Name)), word => Regex.IsMatch(word, "^[A-Z_]+$"));
        }

        foreach (var (row, index) in table.SelectMany(row => headings.Select((_, index) => (row, index))))
        {
            var expected = name == "words"
                ? rows.Count(cells => cells[0].Contains(row.Name, StringComparison.Ordinal))
                : rows.Count(cells => cells[0] == row.Name && cells[1] == headings[index]);
            Assert.True(
                expected == row.Numbers[index], $"{row.Name}, {headings[index]}: {expected}, {row.Numbers[index]}");
        }

        if (name != "words")
            Assert.Equal(rows.Count, table.Sum(row => row.Numbers.Sum()));
        using var picture = await host.SendAsync(HttpMethod.Get, page.QuerySelector("main img")!.GetAttribute("src")!);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.ToString());
        var drawn = XDocument.Parse(await picture.Content.ReadAsStringAsync()).Descendants()
            .Where(one => one.Name.LocalName == "text").Select(one => one.Value).ToList();
        Assert.All(
            table,
            row => Assert.Contains(drawn, text => row.Name.StartsWith(text.TrimEnd('…'), StringComparison.Ordinal)));
        Assert.All(
            table.SelectMany(row => name is "matrix" or "together" or "by-item" ? row.Numbers : [row.Numbers.Sum()]),
            number => Assert.True(number == 0 || drawn.Contains($"{number}")));
    }

    internal static List<(string Name, List<int> Numbers)> Table(IHtmlDocument page) =>
        [.. page.QuerySelector<IHtmlTableElement>("table.matrix")!.Rows.Skip(1).Select(row => (
            row.Cells[0].TextContent.Trim(),
            row.Cells.Skip(1).SkipLast(1)
                .Select(
                    cell => int.Parse(cell.TextContent, CultureInfo.InvariantCulture)).ToList()))];

    private static async Task<IHtmlDocument> OpenAsync(RunningHost host, string path)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, ("Accept", "text/html"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {text}");
        return new HtmlParser().ParseDocument(text);
    }
}
