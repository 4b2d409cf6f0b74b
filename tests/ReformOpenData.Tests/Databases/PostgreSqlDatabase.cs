using Npgsql;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Databases;

/// <summary>
/// Databases of a cluster that is started once for the test run, or of the server that TEST_POSTGRES names, copied
/// from one that was made once. Without PostgreSQL the tests are skipped; where CI is set, they fail.
/// </summary>
public sealed class PostgreSqlDatabase : TestDatabase
{
    private static readonly string Template = "reform_template_" + Environment.ProcessId;
    private static readonly Lazy<string?> Server = new(StartServer);
    private static readonly Lock Making = new();

    private readonly List<string> databases = [];

    public override DatabaseKind Kind => DatabaseKind.PostgreSql;

    public override string NewLocation()
    {
        Missing.Unless(
            Server.Value is not null,
            "PostgreSQL is not installed; set TEST_POSTGRES to the connection string of a server.");
        var name = "reform_" + Guid.NewGuid().ToString("N");
        lock (Making)
            Execute($"CREATE DATABASE {name} TEMPLATE {Template}");

        lock (databases)
            databases.Add(name);
        return new NpgsqlConnectionStringBuilder(Server.Value) { Database = name }.ToString();
    }

    /// <summary>Ends every session of a database, as a restart of the server does.</summary>
    public static void EndSessions(string location) => Execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = "
        + $"'{new NpgsqlConnectionStringBuilder(location).Database}'");

    /// <summary>Lets no session begin in a database, or lets them again.</summary>
    public static void Allow(string location, bool sessions) => Execute(
        $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(location).Database} ALLOW_CONNECTIONS {sessions}");

    protected override Task DeleteAsync()
    {
        foreach (var name in databases)
            Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        return Task.CompletedTask;
    }

    private static string? StartServer()
    {
        var server = Environment.GetEnvironmentVariable("TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            if (PostgreSqlCluster.FindBinaries() is not { } binaries)
                return null;
            server = PostgreSqlCluster.Start(binaries).ConnectionString;
        }

        Execute($"CREATE DATABASE {Template}", server);
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 })
            AppDomain.CurrentDomain.ProcessExit += (_, _) =>
                Execute($"DROP DATABASE IF EXISTS {Template} WITH (FORCE)", server);
        var template = new NpgsqlConnectionStringBuilder(server) { Database = Template, Pooling = false }.ToString();
        Task.Run(async () => await (await Store.OpenPostgreSqlAsync(template)).DisposeAsync()).GetAwaiter().GetResult();
        return server;
    }

    private static void Execute(string sql, string? server = null)
    {
        using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server ?? Server.Value) { Pooling = false }.ToString());
        connection.Open();
        // To copy or delete a database, the server first writes what all tests have changed.
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
