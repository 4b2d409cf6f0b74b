using System.Net;
using System.Text.Json;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Metadata;

/// <summary>What catalogues of open data are told of the data that ship with the product.</summary>
public abstract class MetadataTests(TestDatabase database) : PublishedTests(database)
{
    private readonly TestDatabase _database = database;

    [SkippableTheory]
    [InlineData("/catalog.jsonld", "application/ld+json; charset=utf-8")]
    [InlineData("/catalog.ttl", "text/turtle; charset=utf-8")]
    [InlineData("/dataset.jsonld", "application/ld+json; charset=utf-8")]
    [InlineData("/072028/2017.jsonld", "application/ld+json; charset=utf-8")]
    [InlineData("/072028/2017.ttl", "text/turtle; charset=utf-8")]
    [InlineData("/072028/2017/grades.jsonld", "application/ld+json; charset=utf-8")]
    [InlineData("/072028/2017/grades.ttl", "text/turtle; charset=utf-8")]
    [InlineData("/datapackage.json", "application/json; charset=utf-8")]
    [InlineData("/072028/2017/datapackage.json", "application/json; charset=utf-8")]
    [InlineData("/072028/2017/ratings.csv-metadata.json?grade=B", "application/csvm+json")]
    public async Task A_description_is_kept_and_has_a_numbered_one_beside_it(string path, string type)
    {
        using var first = await Host.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, type), (first.StatusCode, first.Content.Headers.ContentType!.ToString()));
        Assert.Equal("1", first.Headers.GetValues("Reform-Release").Single());
        var statements = Host.Statements;
        using var again = await Host.GetAsync(path, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(statements, Host.Statements);
        if (path == "/dataset.jsonld")
            return;
        using var numbered = await Host.GetAsync("/releases/1" + path);
        Assert.Equal(
            (HttpStatusCode.OK, type), (numbered.StatusCode, numbered.Content.Headers.ContentType!.ToString()));
        Assert.Contains("max-age=3600", numbered.Headers.NonValidated["Cache-Control"].ToString());
    }

    [SkippableTheory]
    [InlineData("/072028/2018.jsonld", 404, "KEY_UNKNOWN")]
    [InlineData("/999999/2017.ttl", 404, "KEY_UNKNOWN")]
    [InlineData("/072028/2018/grades.jsonld", 404, "KEY_UNKNOWN")]
    [InlineData("/releases/9/catalog.jsonld", 404, "KEY_UNKNOWN")]
    [InlineData("/releases/01/catalog.jsonld", 404, "KEY_UNKNOWN")]
    [InlineData("/releases/9/datapackage.json", 404, "KEY_UNKNOWN")]
    [InlineData("/072028/2018/datapackage.json", 404, "KEY_UNKNOWN")]
    [InlineData("/072028/2018/ratings.csv-metadata.json", 404, "KEY_UNKNOWN")]
    [InlineData("/rating.csv-metadata.json", 404, "NOT_FOUND")]
    [InlineData("/ratings.csv-metadata.json?colour=red", 400, "PARAMETER_UNKNOWN")]
    [InlineData("/ratings.csv-metadata.json?fields=colour", 400, "COLUMN_UNKNOWN")]
    [InlineData("/releases/1/releases.csv-metadata.json", 404, "NOT_FOUND")]
    [InlineData("/catalog.jsonld?first=3", 400, "BAD_REQUEST")]
    [InlineData("/072028/2017.jsonld?after=x", 400, "BAD_REQUEST")]
    [InlineData("/catalog.rdf", 404, "NOT_FOUND")]
    [InlineData("/id/x", 404, "KEY_UNKNOWN")]
    public async Task What_is_not_there_is_said(string path, int status, string code)
    {
        using var answer = await Host.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Contains($"\"code\":\"{code}\"", await answer.Content.ReadAsStringAsync());
    }

    [SkippableFact]
    public async Task The_first_data_set_is_described_with_one_publisher_dates_and_rights_but_without_a_licence()
    {
        var dataset = await JsonAsync("/dataset.jsonld");
        Assert.Equal(Absolute("/072028/2017"), dataset.GetProperty("@id").GetString());
        var publisher = dataset.GetProperty("dct:publisher");
        Assert.Equal(Absolute("/072028"), publisher.GetProperty("@id").GetString());
        Assert.Equal("会津若松市", publisher.GetProperty("foaf:name")[0].GetProperty("@value").GetString());
        var period = dataset.GetProperty("dct:temporal");
        Assert.Equal("2017-04-01", period.GetProperty("dcat:startDate").GetProperty("@value").GetString());
        Assert.Equal("2022-03-31", period.GetProperty("dcat:endDate").GetProperty("@value").GetString());
        Assert.Equal(
            "CC BY 4.0 予定、公表者の確認待ち",
            dataset.GetProperty("dct:rights").GetProperty("rdfs:label")[0].GetProperty("@value").GetString());
        Assert.DoesNotContain("dct:license", dataset.GetRawText());
        Assert.DoesNotContain("licenses", (await JsonAsync("/datapackage.json")).GetRawText());
        foreach (var distribution in dataset.GetProperty("dcat:distribution").EnumerateArray())
        {
            using var reached = await Host.Running.SendAsync(
                HttpMethod.Head, distribution.GetProperty("dcat:accessURL").GetProperty("@id").GetString()!);
            Assert.Equal(HttpStatusCode.OK, reached.StatusCode);
            // A type that IANA does not know is not written.
            if (distribution.TryGetProperty("dcat:mediaType", out var type))
            {
                Assert.EndsWith(
                    "/" + reached.Content.Headers.ContentType!.MediaType,
                    type.GetProperty("@id").GetString(),
                    StringComparison.Ordinal);
            }
        }
    }

    [SkippableFact]
    public async Task The_service_serves_every_data_set()
    {
        var catalogue = await JsonAsync("/catalog.jsonld");
        Assert.Equal(Absolute("/#catalogue"), catalogue.GetProperty("@id").GetString());
        var service = catalogue.GetProperty("dcat:service");
        Assert.Equal(Absolute("/graphql"), service.GetProperty("dcat:endpointURL").GetProperty("@id").GetString());
        Assert.Equal(
            catalogue.GetProperty("dcat:dataset").GetProperty("@id").GetString(),
            service.GetProperty("dcat:servesDataset").GetProperty("@id").GetString());
    }

    [SkippableFact]
    public async Task A_confirmed_licence_is_written_where_catalogues_and_lists_look_for_it()
    {
        await using var confirmed = await ConfirmedHost.StartAsync(_database);
        using var dataset = await confirmed.SendAsync(HttpMethod.Get, "/dataset.jsonld");
        var licence = JsonElement.Parse(await dataset.Content.ReadAsStringAsync()).GetProperty("dct:license");
        Assert.Equal(
            "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0",
            licence.GetProperty("@id").GetString());
        using var package = await confirmed.SendAsync(HttpMethod.Get, "/datapackage.json");
        Assert.Equal(
            "CC-BY-4.0",
            JsonElement.Parse(await package.Content.ReadAsStringAsync())
                .GetProperty("licenses")[0]
                .GetProperty("name")
                .GetString());
        foreach (var path in (string[])["/ratings.csv", "/072028/2017/ratings.json", "/releases/1/072028/grades.csv"])
        {
            const string Link = "<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\"";
            using var list = await confirmed.SendAsync(HttpMethod.Get, path);
            Assert.Contains(Link, list.Headers.GetValues("Link").Single());
            using var open = await Host.GetAsync(path);
            Assert.DoesNotContain("rel=\"license\"", open.Headers.GetValues("Link").Single());
        }
    }

    [SkippableFact]
    public async Task A_version_follows_the_one_that_it_replaced_and_a_release_that_changed_nothing_is_none()
    {
        await using var host = await PublishedHost.StartAsync(_database);
        await host.Store.ImportAndPublishAsync(Imports.Read("三"));
        var first = await DatasetAsync("1");
        Assert.Equal(
            Absolute(host, "/releases/1/072028/2017"),
            first.GetProperty("dcat:hasCurrentVersion").GetProperty("@id").GetString());

        async Task<JsonElement> DatasetAsync(string version)
        {
            for (var tries = 0; ; tries++)
            {
                using var answer = await host.GetAsync("/072028/2017.jsonld");
                if (answer.Headers.GetValues("Reform-Release").Single() == "2")
                {
                    var dataset = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
                    Assert.Equal(version, dataset.GetProperty("dcat:version").GetString());
                    return dataset;
                }

                Assert.True(tries < 500, "The second release is not seen.");
                await Task.Delay(20);
            }
        }
    }

    [SkippableFact]
    public async Task An_identifier_leads_to_the_address_of_its_thing()
    {
        using var rows = await Host.GetAsync("/072028/departments.json?department=財政課");
        var id = JsonElement.Parse(await rows.Content.ReadAsStringAsync())
            .GetProperty("rows")[0]
            .GetProperty("id")
            .GetString();
        using var answer = await Host.GetAsync($"/id/{id}");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/072028/departments/%E8%B2%A1%E6%94%BF%E8%AA%B2", answer.Headers.Location!.OriginalString);
    }

    [SkippableFact]
    public async Task Absolute_addresses_begin_with_the_setting_where_there_is_one()
    {
        await using var host = await PublishedHost.StartAsync(
            _database,
            new ServerOptions { Origin = "https://opendata.example.jp", PathBase = "/reform", Publisher = "広域連合" });
        using var answer = await host.GetAsync("/reform/catalog.jsonld");
        var catalogue = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("https://opendata.example.jp/reform/#catalogue", catalogue.GetProperty("@id").GetString());
        Assert.Equal("広域連合", catalogue.GetProperty("dct:publisher").GetProperty("foaf:name").GetString());
        Assert.DoesNotContain("127.0.0.1", catalogue.GetRawText());
    }

    [SkippableTheory]
    [InlineData("HTTP/1.0\r\n")]
    [InlineData("HTTP/1.1\r\nHost: %\r\n")]
    [InlineData("HTTP/1.1\r\nHost: \r\n")]
    [InlineData("HTTP/1.1\r\nHost: [::1]:80\r\n")]
    public async Task A_request_that_names_no_host_or_an_odd_one_is_no_fault_of_ours(string rest)
    {
        foreach (var path in (string[])["/catalog.ttl", "/releases.atom", "/072028/sitemap-1.xml", "/llms.txt"])
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Host.Address.Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} {rest}Connection: close\r\n\r\n"));
            using var reader = new StreamReader(stream);
            Assert.Matches("^HTTP/1.1 (200|400) ", await reader.ReadToEndAsync());
        }
    }

    [Theory]
    [InlineData("opendata.example.jp")]
    [InlineData("https://opendata.example.jp/")]
    [InlineData("ftp://opendata.example.jp")]
    public void An_origin_that_is_none_is_said(string origin) =>
        Assert.Contains(origin, Assert.Throws<SettingsException>(new ServerOptions { Origin = origin }.Check).Message);

    private string Absolute(string path) => Absolute(Host, path);

    private static string Absolute(PublishedHost host, string path) => host.Address.ToString().TrimEnd('/') + path;

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await Host.GetAsync(path);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}

public sealed class MetadataTestsOnSqlite(SqliteDatabase database)
    : MetadataTests(database), IClassFixture<SqliteDatabase>;

public sealed class MetadataTestsOnPostgreSql(PostgreSqlDatabase database)
    : MetadataTests(database), IClassFixture<PostgreSqlDatabase>;
