using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace ReformOpenData.Tests.Databases;

/// <summary>
/// A PgBouncer of the tests' own in transaction mode before a cluster, over a Unix socket; a shell ends it when this
/// process ends.
/// </summary>
internal sealed class PgBouncer : IDisposable
{
    private const string Guard = """
        folder=$1; program=$2; user=$3
        trap '' INT TERM HUP
        run() { if [ -n "$user" ]; then exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"; else exec "$@"; fi; }
        if [ -n "$user" ]; then chown "$user" "$folder"; fi
        (run "$program" -q "$folder/pgbouncer.ini") >"$folder/log" 2>&1 &
        bouncer=$!
        cat >/dev/null
        kill -INT $bouncer 2>/dev/null; wait $bouncer
        rm -rf "$folder"
        """;

    private readonly Process guard;
    private readonly string folder;

    private PgBouncer(Process guard, string folder) => (this.guard, this.folder) = (guard, folder);

    public string ConnectionString => $"Host={folder};Port=6432;Username=reform;Database=postgres";

    /// <param name="settings">Lines of its file of settings.</param>
    public static PgBouncer Start(PostgreSqlCluster cluster, string settings)
    {
        string[] places =
        [
            "/usr/sbin", "/usr/bin", "/usr/local/bin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'),
        ];
        var program = places.Select(place => Path.Combine(place, "pgbouncer")).FirstOrDefault(File.Exists);
        Missing.Unless(program is not null, "PgBouncer is not installed.");
        var home = Directory.CreateTempSubdirectory("reform-pgbouncer-").FullName;
        File.WriteAllText(Path.Combine(home, "pgbouncer.ini"), $"""
            [databases]
            postgres = host={cluster.Folder} dbname=postgres user=reform
            [pgbouncer]
            listen_addr =
            listen_port = 6432
            unix_socket_dir = {home}
            auth_type = any
            pool_mode = transaction
            default_pool_size = 4
            {settings}
            """);
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in new[] { "-c", Guard, "guard", home, program!, PostgreSqlCluster.UserToSwitchTo() })
            start.ArgumentList.Add(argument);
        var bouncer = new PgBouncer(Process.Start(start)!, home);
        var watch = Stopwatch.StartNew();
        while (!Listens(home))
        {
            Assert.True(
                watch.Elapsed < TimeSpan.FromSeconds(20) && !bouncer.guard.HasExited, "PgBouncer did not start.");
            Thread.Sleep(20);
        }

        return bouncer;
    }

    private static bool Listens(string folder)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(folder, ".s.PGSQL.6432")));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        if (guard.HasExited)
            return;
        guard.StandardInput.Close();
        guard.WaitForExit(TimeSpan.FromSeconds(20));
    }
}
