using System.Diagnostics;
using Npgsql;

namespace ReformOpenData.Tests.Databases;

/// <summary>
/// A PostgreSQL server of the tests' own in a temporary folder, over a Unix socket. A shell stands guard over it and
/// reads from this process: when the process ends, however it ends, the shell stops the server and deletes the folder.
/// </summary>
public sealed class PostgreSqlCluster : IDisposable
{
    private const string Guard = """
        folder=$1; bin=$2; user=$3; source=$5
        trap '' INT TERM HUP
        run() { if [ -n "$user" ]; then exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"; else exec "$@"; fi; }
        mkdir -m 755 "$folder" && cd "$folder" || exit 1
        if [ -n "$user" ]; then chown "$user" "$folder"; fi
        if [ -n "$source" ]; then
            (run "$bin/pg_basebackup" -D "$folder/data" -h "$source" -U reform -R -X stream -c fast --no-sync) >"$folder.log" 2>&1
        else
            (run "$bin/initdb" -D "$folder/data" -U reform --auth=trust --no-locale --encoding=UTF8 --no-sync) >"$folder.log" 2>&1
        fi
        (run "$bin/postgres" -D "$folder/data" -k "$folder" -h '' -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
            -c max_connections=300 -c shared_buffers=128MB -c max_wal_size=4GB $4) >>"$folder.log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -INT $server 2>/dev/null; wait $server
        rm -rf "$folder" "$folder.log"
        """;

    private readonly Process guard;
    private readonly string folder;

    private PostgreSqlCluster(Process guard, string folder)
    {
        this.guard = guard;
        this.folder = folder;
    }

    /// <summary>Where the server's socket is.</summary>
    public string Folder => folder;

    /// <summary>Connects to the database <c>postgres</c> as the owner of the cluster.</summary>
    public string ConnectionString => $"Host={folder};Username=reform;Database=postgres";

    /// <summary>The newest PostgreSQL of this machine; null where there is none.</summary>
    public static string? FindBinaries()
    {
        string[] roots = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"];
        var candidates = roots.Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories).OrderDescending(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'));
        return candidates.FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb"))
            && File.Exists(Path.Combine(bin, "postgres")));
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="settings">Settings of the server, as <c>postgres</c> takes them.</param>
    public static PostgreSqlCluster Start(string binaries, string settings = "") =>
        Start(
            binaries,
            settings,
            Path.Combine(Path.GetTempPath(), "reform-pg-" + Guid.NewGuid().ToString("N")[..12]),
            source: "");

    /// <summary>Starts a standby, which replays what this server writes.</summary>
    /// <param name="place">Where it stands; null for a folder of its own.</param>
    public PostgreSqlCluster StartStandby(string binaries, string? place = null) =>
        Start(
            binaries,
            "",
            place ?? Path.Combine(Path.GetTempPath(), "reform-pg-" + Guid.NewGuid().ToString("N")[..12]),
            folder);

    private static PostgreSqlCluster Start(string binaries, string settings, string place, string source)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in new[] { "-c", Guard, "guard", place, binaries, UserToSwitchTo(), settings, source })
            start.ArgumentList.Add(argument);
        var cluster = new PostgreSqlCluster(Process.Start(start)!, place);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
        cluster.WaitUntilReady();
        return cluster;
    }

    /// <summary>
    /// Stops every process of the server where it is (SIGSTOP): connections stay open, and nothing answers.
    /// </summary>
    public void Pause() => Signal("STOP");

    /// <summary>Ends every process of the server at once (SIGKILL), as a machine that fails does.</summary>
    public void Kill() => Signal("KILL");

    /// <summary>Makes a standby the primary.</summary>
    public void Promote() => Execute("SELECT pg_promote()");

    /// <summary>Runs one statement.</summary>
    public object? Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>Lets them go on.</summary>
    public void Resume() => Signal("CONT");

    private void Signal(string name)
    {
        var server = File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First();
        // A child may have ended with the server by then.
        var signal =
            $"children=$(pgrep -P {server}); kill -{name} {server} && {{ kill -{name} $children 2>/dev/null; true; }}";
        using var kill = Process.Start("/bin/sh", ["-c", signal]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public void Dispose()
    {
        if (guard.HasExited)
            return;
        guard.StandardInput.Close();
        guard.WaitForExit(TimeSpan.FromSeconds(20));
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    internal static string UserToSwitchTo()
    {
        if (Environment.UserName != "root")
            return "";
        return File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";
    }

    private void WaitUntilReady()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (watch.Elapsed < TimeSpan.FromSeconds(60) && !guard.HasExited)
            {
                Thread.Sleep(50);
            }
            catch (NpgsqlException exception)
            {
                var log = File.Exists(folder + ".log") ? File.ReadAllText(folder + ".log") : "no log";
                throw new InvalidOperationException("PostgreSQL did not start: " + log, exception);
            }
        }
    }
}
