using System.Diagnostics;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Commands;

/// <summary>Whatever the moment at which an import or publication dies, a whole release is served, and the next import
/// works.</summary>
public abstract class KillTests(TestDatabase database)
{
    private const int Kills = 12;

    [SkippableFact]
    public async Task A_killed_import_or_publication_leaves_the_old_release_or_the_new_one_whole()
    {
        var location = database.NewLocation();
        var folder = Directory.CreateTempSubdirectory("reform-kill-").FullName;
        try
        {
            var watch = Stopwatch.StartNew();
            await FinishAsync(location, Version(folder, 0));
            var duration = watch.Elapsed;
            var random = new Random(20260401);
            var (old, killed, version) = (0, 0, 0);
            while (killed < Kills)
            {
                version++;
                Assert.True(version <= Kills * 4, $"Only {killed} of {version} were killed before they ended.");
                using (var child = Child.Start(
                    database.Kind, location, ["import", Version(folder, version), "--publish"]))
                {
                    var delay = duration * random.NextDouble();
                    await Task.Delay(delay);
                    child.Kill();
                    // One that had ended by then says how long it takes at most, as busy as the machine is.
                    if ((await child.EndAsync()).Code == 0)
                        duration = delay;
                    else
                        killed++;
                }

                var served = await ServedAsync(location);
                Assert.True(
                    served == old || served == version,
                    $"After kill {version}, version {served?.ToString() ?? "a mixture"} is served, not {old} or "
                        + $"{version}.");
                old = served!.Value;
            }

            await FinishAsync(location, Version(folder, version + 1));
            Assert.Equal(version + 1, await ServedAsync(location));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableFact]
    public async Task An_import_that_is_told_to_stop_says_so_and_changes_nothing()
    {
        var location = database.NewLocation();
        var folder = Directory.CreateTempSubdirectory("reform-stop-").FullName;
        try
        {
            await FinishAsync(location, Version(folder, 0));
            var (old, code) = (0, 0);
            for (var version = 1; code == 0; version++)
            {
                Assert.True(version <= Kills, "Each had ended before it was told to stop.");
                using var child = Child.Start(
                    database.Kind, location, ["import", Version(folder, version), "--publish"]);
                await child.Reading;
                child.Stop();
                (code, var output, var error) = await child.EndAsync();
                if (code == 0)
                {
                    old = version;
                    continue;
                }

                Assert.Equal((1, ""), (code, output));
                Assert.Equal("error: Stopped before the end; nothing was changed.", error.Trim().Split('\n')[^1]);
            }

            Assert.Equal(old, await ServedAsync(location));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Version(string folder, int version)
    {
        var path = Path.Combine(folder, $"{version}.csv");
        if (!File.Exists(path))
            ManyMunicipalities.Write(version, path);
        return path;
    }

    private async Task FinishAsync(string location, string path)
    {
        using var child = Child.Start(database.Kind, location, ["import", path, "--publish"]);
        var (code, output, error) = await child.EndAsync();
        Assert.True(code == 0, output + error);
    }

    private async Task<int?> ServedAsync(string location)
    {
        await using var store = database.Kind == DatabaseKind.Sqlite
            ? await Store.OpenSqliteAsync(location)
            : await Store.OpenPostgreSqlAsync(location);
        return await ManyMunicipalities.VersionAsync(store, (await store.CurrentReleaseAsync())!.Value);
    }
}

public sealed class KillTestsOnSqlite(SqliteDatabase database) : KillTests(database), IClassFixture<SqliteDatabase>;

public sealed class KillTestsOnPostgreSql(PostgreSqlDatabase database)
    : KillTests(database), IClassFixture<PostgreSqlDatabase>;
