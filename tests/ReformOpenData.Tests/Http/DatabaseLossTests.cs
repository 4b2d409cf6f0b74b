using System.Net;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>A PostgreSQL server that is shut down under the host.</summary>
public sealed class DatabaseLossTests
{
    [SkippableFact]
    public async Task What_was_asked_is_still_served_and_the_rest_is_a_clear_503()
    {
        var binaries = PostgreSqlCluster.FindBinaries();
        Missing.Unless(binaries is not null, "PostgreSQL is not installed.");
        using var cluster = PostgreSqlCluster.Start(binaries!);
        await using var store = await Store.OpenPostgreSqlAsync(cluster.ConnectionString);
        await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
        // The look at the release is slow here, so that a request is the first to find out.
        await using var host = await RunningHost.StartAsync(
            store, options: new ServerOptions { ReleasePollMs = 60_000 });
        using var before = await host.SendAsync(HttpMethod.Get, "/graphql/operations/RatingsByCategory");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        cluster.Dispose();
        for (var i = 0; i < 2; i++)
        {
            using var gone = await host.SendAsync(HttpMethod.Get, "/graphql/operations/PlanTree");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
            Assert.Equal("5", gone.Headers.RetryAfter!.ToString());
            var text = await gone.Content.ReadAsStringAsync();
            Assert.Contains("\"code\":\"DATABASE_UNAVAILABLE\"", text);
            Assert.DoesNotContain("reform-pg", text);
            Assert.DoesNotContain("Npgsql", text);
        }
        using var file = await host.SendAsync(HttpMethod.Get, "/downloads/reform.csv");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, file.StatusCode);
        using var kept = await host.SendAsync(HttpMethod.Get, "/graphql/operations/RatingsByCategory");
        Assert.Equal(await before.Content.ReadAsStringAsync(), await kept.Content.ReadAsStringAsync());
        using var ready = await host.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }
}
