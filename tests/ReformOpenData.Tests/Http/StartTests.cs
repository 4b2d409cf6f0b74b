using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Http;

/// <summary>What a start does before its first answer, and what it leaves until somebody asks for it.</summary>
public abstract class StartTests(TestDatabase database)
{
    /// <summary>Loaded as soon as EF Core is asked for anything.</summary>
    private const string OfModel = "Microsoft.EntityFrameworkCore.Relational.dll";

    /// <summary>What compiles expressions, and what reads settings by reflection, which a first answer waits for.
    /// </summary>
    private static readonly string[] NotNeeded =
        [OfModel, "System.Linq.Expressions.dll", "Microsoft.Extensions.Configuration.Binder.dll"];

    [SkippableFact]
    public async Task Answers_are_given_and_a_release_is_read_back_without_EF_Core()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Which files a process has loaded is read from /proc, which Linux has.");
        var location = database.NewLocation();
        await using (var store = await database.OpenAsync(location))
            await store.ImportAndPublishAsync(Imports.Read("一"));
        await using var server = await ServeProcess.StartAsync(
            $"{(database.Kind == DatabaseKind.Sqlite ? "Data" : "Connection")}={location}");
        Assert.NotEmpty(await AskAsync("/graphql?query={ratings(first:1){nodes{printed}}}"));
        while (!(await AskAsync("/health/ready")).Contains("\"verified\":true", StringComparison.Ordinal))
            await Task.Delay(10);
        var loaded = await LoadedAsync();
        Assert.Contains("ReformOpenData.Data.dll", loaded);
        Assert.DoesNotContain(loaded, NotNeeded.Contains);
        foreach (var path in new[] { "/990001", "/ratings.csv" })
            Assert.NotEmpty(await AskAsync(path));
        Assert.DoesNotContain(OfModel, await LoadedAsync());

        Task<string> AskAsync(string path) => server.Client.GetStringAsync(new Uri(path, UriKind.Relative));

        async Task<HashSet<string?>> LoadedAsync() =>
            [.. (await File.ReadAllLinesAsync($"/proc/{server.Process.Id}/maps")).Select(Path.GetFileName)];
    }
}

public sealed class StartTestsOnSqlite(SqliteDatabase database)
    : StartTests(database), IClassFixture<SqliteDatabase>;

public sealed class StartTestsOnPostgreSql(PostgreSqlDatabase database)
    : StartTests(database), IClassFixture<PostgreSqlDatabase>;
