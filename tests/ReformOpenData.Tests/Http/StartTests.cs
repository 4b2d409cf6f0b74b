using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

/// <summary>What a start does before its first answer, and what it leaves until somebody asks for it.</summary>
public abstract class StartTests(TestDatabase database)
{
    /// <summary>Loaded as soon as EF Core is asked for anything.</summary>
    private const string NotNeeded = "Microsoft.EntityFrameworkCore.Relational.dll";

    [SkippableFact]
    public async Task Answers_are_given_and_a_release_is_read_back_without_EF_Core()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Which files a process has loaded is read from /proc, which Linux has.");
        var location = database.NewLocation();
        await using (var store = await database.OpenAsync(location))
            await store.ImportAndPublishAsync(Imports.Read("一"));
        await using var server = await ServeProcess.StartAsync(
            $"{(database.Kind == DatabaseKind.Sqlite ? "Data" : "Connection")}={location}");
        foreach (var path in new[] { "/graphql?query={ratings{totalCount}}", "/990001", "/ratings.csv" })
            Assert.NotEmpty(await AskAsync(path));
        while (!(await AskAsync("/health/ready")).Contains("\"verified\":true", StringComparison.Ordinal))
            await Task.Delay(10);
        var loaded = (await File.ReadAllLinesAsync($"/proc/{server.Process.Id}/maps"))
            .Select(Path.GetFileName).ToHashSet();
        Assert.Contains("ReformOpenData.Data.dll", loaded);
        Assert.DoesNotContain(NotNeeded, loaded);

        Task<string> AskAsync(string path) => server.Client.GetStringAsync(new Uri(path, UriKind.Relative));
    }
}

public sealed class StartTestsOnSqlite(SqliteDatabase database)
    : StartTests(database), IClassFixture<SqliteDatabase>;

public sealed class StartTestsOnPostgreSql(PostgreSqlDatabase database)
    : StartTests(database), IClassFixture<PostgreSqlDatabase>;
