using System.Text.Json;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Commands;

/// <summary>The steward takes a release down, and whatever the moment at which that dies, the store is whole.</summary>
public abstract class TakeDownCommandTests(TestDatabase database)
{
    private const int Kills = 5;

    [SkippableFact]
    public async Task A_release_is_taken_down_in_words_and_in_json()
    {
        var at = database.NewLocation();
        var store = await database.OpenAsync(at);
        foreach (var text in new[] { "一", "二", "三" })
            await store.ImportAndPublishAsync(Imports.Read(text));
        var current = await RunAsync(at, "take-down", "3", "--reason", "理由");
        Assert.Equal(
            (
                1,
                "error: Release 3 is current: publish a corrected one, or serve an earlier one with rollback, and take "
                    + "it down then."),
            (current.Code, current.Error.Trim().Split('\n')[^1]));
        var taken = await RunAsync(at, "take-down", "2", "--reason", " 理由 ", "--by", "企画課");
        Assert.Equal(
            (
                0,
                "Release 2 is taken down. Backups, caches and downloads that others have still hold it: see "
                    + "docs/publishing.md."),
            (taken.Code, taken.Output.Trim()));
        var again = await RunAsync(at, "take-down", "2", "--reason", "another");
        Assert.StartsWith(
            "All of these were taken down before; what was left in the files of the database is deleted.",
            again.Output);
        var line = (await RunAsync(at, "releases")).Output.Split('\n')
            .Single(row => row.StartsWith("      2", StringComparison.Ordinal));
        Assert.StartsWith("      2  taken down  2026-04-01 09:00", line);
        Assert.EndsWith(" by 企画課: 理由", line);
        var release = JsonDocument.Parse((await RunAsync(at, "releases", "--json")).Output).RootElement[1];
        Assert.Equal(
            ("TAKEN_DOWN", "企画課", "理由"),
            (
                release.GetProperty("status").GetString(),
                release.GetProperty("takenDownBy").GetString(),
                release.GetProperty("takenDownReason").GetString()));
        foreach (var command in new[] { "compare 1 2", "export reform.csv --release 2" })
        {
            var refused = await RunAsync(at, command.Split(' '));
            Assert.Equal((1, "error: Release 2 was taken down: 理由"), (refused.Code, refused.Error.Trim()));
        }

        var json = await RunAsync(at, "take-down", "1", "--reason", "理由", "--json");
        Assert.Equal(1, JsonDocument.Parse(json.Output).RootElement[0].GetProperty("number").GetInt32());
    }

    [SkippableFact]
    public async Task A_take_down_that_is_killed_leaves_the_release_whole_or_gone()
    {
        var at = database.NewLocation();
        var store = await database.OpenAsync(at);
        var publication = new Publication(store, Imports.Clock);
        var random = new Random(20260402);
        var (duration, kills) = (TimeSpan.FromSeconds(2), 0);
        for (var version = 1; kills < Kills; version++)
        {
            Assert.True(version <= Kills * 4, $"Only {kills} were killed before they ended.");
            var release = (await new Importer(store, Imports.Clock).ImportAsync(
                ManyMunicipalities.Documents(version),
                new ImportOptions { Publish = true, AfterTakeDown = true })).Draft!.Value;
            await new Importer(store, Imports.Clock).ImportAsync(
                ManyMunicipalities.Documents(1000 + version), new ImportOptions { Publish = true });
            using var child = Child.Start(
                database.Kind, at, ["take-down", $"{release}", "--reason", "killed"]);
            await child.Started;
            var delay = TimeSpan.FromSeconds(2) + (duration * random.NextDouble());
            await Task.Delay(delay);
            child.Kill();
            if ((await child.EndAsync()).Code == 0)
                duration = delay - TimeSpan.FromSeconds(2);
            else
                kills++;
            var row = (await new ReleaseReader(store).ListAsync()).Releases.Single(one => one.Number == release);
            if (row.Status != ReleaseStatus.TakenDown)
                Assert.Equal(version, await ManyMunicipalities.VersionAsync(store, release));
            Assert.Equal(1000 + version, await ManyMunicipalities.VersionAsync(store, release + 1));

            // Given again, it ends.
            Assert.Equal(0, (await RunAsync(at, "take-down", $"{release}", "--reason", "killed")).Code);
        }
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string location, params string[] arguments) =>
        await CommandLineTests.RunAsync(
            [.. arguments, database.Kind == DatabaseKind.Sqlite ? "--data" : "--connection", location]);
}

public sealed class TakeDownCommandTestsOnSqlite(SqliteDatabase database)
    : TakeDownCommandTests(database), IClassFixture<SqliteDatabase>;

public sealed class TakeDownCommandTestsOnPostgreSql(PostgreSqlDatabase database)
    : TakeDownCommandTests(database), IClassFixture<PostgreSqlDatabase>;
