using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Lists;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Discovery;

/// <summary>The feeds of the releases, by what RFC 4287 asks of a feed and by a reader that knows nothing of this
/// product.</summary>
public sealed class FeedTests(SqliteDatabase database, ListHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<ListHost>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData("/releases.atom", 2)]
    [InlineData("/en/releases.atom", 2)]
    [InlineData("/072028/releases.atom", 1)]
    [InlineData("/en/072028/releases.atom", 1)]
    public async Task A_feed_has_what_RFC_4287_says_that_it_must_have(string path, int entries)
    {
        var host = await shared.OnAsync(database);
        using var answer = await host.GetAsync(path);
        Assert.Equal("application/atom+xml; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        var all = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(entries, all.Count);
        // §4.1.1: exactly one id, title and updated; an author; a link to itself and one alternate of a type and a
        // language.
        // §4.1.2: the same of entries; their author is that of the feed.
        Assert.NotEmpty(feed.Elements(Atom + "author").Elements(Atom + "name").Select(name => name.Value));
        Assert.Single(Links(feed, "self"), href => href == host.Running.Address.ToString().TrimEnd('/') + path);
        foreach (var container in all.Prepend(feed))
        {
            foreach (var name in (string[])["id", "title", "updated"])
                Assert.NotEqual("", Assert.Single(container.Elements(Atom + name)).Value);
            Assert.Single(Links(container, "alternate"));
            Assert.True(
                container.Elements(Atom + "summary").Count() <= 1 && container.Elements(Atom + "content").Count() <= 1);
            // §4.2.6: an absolute IRI. §3.3: a time with a zone, T and Z in capitals.
            Assert.Matches("^tag:127\\.0\\.0\\.1,20[0-9]{2}:", container.Element(Atom + "id")!.Value);
            foreach (var time in container.Elements(Atom + "updated").Concat(container.Elements(Atom + "published")))
                Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", time.Value);
        }

        Assert.Equal(all.Count, all.Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        Assert.Equal(all.Max(entry => entry.Element(Atom + "updated")!.Value), feed.Element(Atom + "updated")!.Value);
        // §4.1.3.3: xhtml is one div; §3.1.1.3.
        Assert.All(all.Elements(Atom + "content"), content => Assert.Equal(
            ("xhtml", "{http://www.w3.org/1999/xhtml}div"),
            (content.Attribute("type")!.Value, Assert.Single(content.Elements()).Name.ToString())));
        // §4.2.7: addresses are absolute here.
        Assert.All(
            feed.Descendants(Atom + "link"),
            link => Assert.StartsWith("http://127.0.0.1:", link.Attribute("href")!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_strict_reader_reads_it_with_its_changes()
    {
        var host = await shared.OnAsync(database);
        using var text = new StringReader(await host.TextAsync("/releases.atom"));
        using var xml = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var formatter = new Atom10FeedFormatter();
        Assert.True(formatter.CanRead(xml));
        formatter.ReadFrom(xml);
        Assert.Equal(2, formatter.Feed.Items.Count());
        Assert.Equal("行政改革オープンデータのリリース", formatter.Feed.Title.Text);
        var latest = formatter.Feed.Items.First();
        Assert.EndsWith(":release/2", latest.Id, StringComparison.Ordinal);
        var changes = await host.AskAsync("{ release { changes { totalCount } } }");
        var total = changes.GetProperty("release").GetProperty("changes").GetProperty("totalCount").GetInt32();
        Assert.Contains($"変更 {total} 件", latest.Summary.Text);
        var content = Assert.IsType<TextSyndicationContent>(latest.Content);
        Assert.Equal(Math.Min(total, 100) + 1, content.Text.Split("<tr>").Length - 1);
        // People read it: it has words where the API has codes.
        Assert.Contains("<td>追加</td>", content.Text);
        Assert.Contains("<td>added</td>", await host.TextAsync("/en/releases.atom"));
        Assert.DoesNotMatch("<td>[A-Z_]{2,}", content.Text);
    }

    [Theory]
    [InlineData("/999999/releases.atom", 404, "KEY_UNKNOWN")]
    [InlineData("/releases.atom?since=1", 400, "PARAMETER_UNKNOWN")]
    [InlineData("/releases.atom?after=x", 400, "CURSOR_INVALID")]
    public async Task What_is_not_there_is_said(string path, int status, string code)
    {
        using var answer = await (await shared.OnAsync(database)).GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status && text.Contains(code, StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task A_release_that_was_taken_back_has_an_entry_of_its_own_and_asking_again_is_304()
    {
        await using var host = await PublishedHost.StartAsync(database);
        await host.Store.ImportAndPublishAsync(Imports.Read("三"));
        await new Publication(host.Store, TimeProvider.System).RollbackAsync(1);
        var ids = new List<string>();
        for (var tries = 0; !ids.Exists(id => id.EndsWith("/withdrawn", StringComparison.Ordinal)); tries++)
        {
            Assert.True(tries < 500, string.Join(' ', ids));
            await Task.Delay(20);
            using var answer = await host.GetAsync("/releases.atom");
            var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
            ids = [.. feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value.Split(':')[^1])];
            using var again = await host.GetAsync("/releases.atom", ("If-None-Match", answer.Headers.ETag!.ToString()));
            if (tries > 0 && ids.Count == 3) Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }

        Assert.Equal(["release/2/withdrawn", "release/2", "release/1"], ids);
    }

    [Fact]
    public async Task Times_of_what_is_current_go_on_when_an_earlier_release_is_served_again()
    {
        await using var host = await PublishedHost.StartAsync(database);
        var time = new FakeTimeProvider(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var publication = new Publication(host.Store, time);
        await host.Store.ImportAsync(Imports.Read("三"));
        await publication.PublishAsync();
        await SeesAsync("2100-01-01T00:00:00Z", release: 2);
        time.Advance(TimeSpan.FromHours(1));
        await publication.RollbackAsync();
        await SeesAsync("2100-01-01T01:00:00Z", release: 1);
        using var withdrawn = await host.GetAsync("/releases.atom");
        var text = await withdrawn.Content.ReadAsStringAsync();
        var withdrawal = XDocument.Parse(text).Root!.Elements(Atom + "entry").First();
        Assert.EndsWith("/withdrawn", withdrawal.Element(Atom + "id")!.Value);
        Assert.Equal("2100-01-01T01:00:00Z", withdrawal.Element(Atom + "updated")!.Value);
        time.Advance(TimeSpan.FromHours(1));
        await publication.RollbackAsync(2);
        await SeesAsync("2100-01-01T02:00:00Z", release: 2);

        async Task SeesAsync(string now, int release)
        {
            for (var tries = 0; ; tries++)
            {
                using var list = await host.GetAsync("/ratings.json");
                if (list.Headers.GetValues("Reform-Release").Single() == $"{release}")
                {
                    Assert.Equal(DateTimeOffset.Parse(now, null), list.Content.Headers.LastModified);
                    break;
                }

                Assert.True(tries < 500);
                await Task.Delay(20);
            }

            using var feed = await host.GetAsync("/releases.atom");
            var root = XDocument.Parse(await feed.Content.ReadAsStringAsync()).Root!;
            Assert.Equal(now, root.Element(Atom + "updated")!.Value);
            foreach (var path in (string[])["/catalog.ttl", "/072028/2017.ttl"])
            {
                using var described = await host.GetAsync(path);
                Assert.Contains(
                    $"dct:modified \"{now}\"", await described.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }

            using var map = await host.GetAsync("/sitemap.xml");
            Assert.Contains($"<lastmod>{now}</lastmod>", await map.Content.ReadAsStringAsync());
            using var packages = await host.GetAsync("/api/3/action/package_search");
            Assert.Contains(
                $"\"metadata_modified\":\"{now[..19]}", await packages.Content.ReadAsStringAsync(),
                StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Links(XElement container, string relation) =>
        container.Elements(Atom + "link")
            .Where(link => link.Attribute("rel")!.Value == relation)
            .Select(link => link.Attribute("href")!.Value);
}
