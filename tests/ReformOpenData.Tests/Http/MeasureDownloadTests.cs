using System.Net;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Http;

/// <summary>The second table of a release is there, and told of, where the release has values for it.</summary>
public abstract class MeasureDownloadTests(TestDatabase database)
{
    [SkippableFact]
    public async Task The_first_table_tells_of_the_second_where_there_is_one()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("掲載した。"));
        await using var host = await RunningHost.StartAsync(store);
        using var plain = await host.SendAsync(HttpMethod.Get, "/downloads/reform.csv");
        Assert.False(plain.Headers.Contains("Link"));
        using var none = await host.SendAsync(HttpMethod.Get, "/downloads/reform-measures.csv");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [SkippableFact]
    public async Task The_second_table_has_the_values()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read(SampleMunicipality.CreateWithScale() with { Corrections = [] }));
        await using var host = await RunningHost.StartAsync(store);
        using var first = await host.SendAsync(HttpMethod.Get, "/downloads/reform.csv");
        Assert.True(HttpStatusCode.OK == first.StatusCode, await first.Content.ReadAsStringAsync());
        Assert.Equal(
            ["</downloads/reform-measures.csv>; rel=\"related\"; type=\"text/csv\""], first.Headers.GetValues("Link"));
        using var second = await host.SendAsync(HttpMethod.Get, "/downloads/reform-measures.csv");
        Assert.Contains("満足度", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

public sealed class MeasureDownloadTestsOnSqlite(SqliteDatabase database)
    : MeasureDownloadTests(database), IClassFixture<SqliteDatabase>;

public sealed class MeasureDownloadTestsOnPostgreSql(PostgreSqlDatabase database)
    : MeasureDownloadTests(database), IClassFixture<PostgreSqlDatabase>;
