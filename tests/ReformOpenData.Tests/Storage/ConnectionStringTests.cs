using System.Security.Authentication;
using Npgsql;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Commands;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Storage;

/// <summary>Connection strings as people write them, and servers as people set them up.</summary>
public sealed class ConnectionStringTests(PostgreSqlDatabase database) : IClassFixture<PostgreSqlDatabase>
{
    private const string NotUnderstood = "The connection string is not understood: ";

    [SkippableTheory]
    [InlineData("Target Session Attributes=primary")]
    [InlineData("Load Balance Hosts=true")]
    [InlineData("Maximum Pool Size=1")]
    [InlineData("Pooling=false")]
    [InlineData("Minimum Pool Size=9;Maximum Pool Size=3")]
    [InlineData("Options=-c search_path=public")]
    [InlineData("Include Error Detail=true;Keepalive=30")]
    public async Task What_the_driver_takes_is_taken(string settings)
    {
        var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            [
                "import", Repository.Path("data/072028-fy2021.txt"), "--publish", "--lang", "en",
                "--connection", $"{database.NewLocation()};{settings}",
            ],
            TextWriter.Null,
            error);
        Assert.True(code == 0, error.ToString());
    }

    [Theory]
    [InlineData("Database=reform", NotUnderstood + "it names no Host; write it like ")]
    [InlineData("Host=x;Nonsense=1", NotUnderstood + "write it like ")]
    [InlineData("Host=x;Timeout=soon", NotUnderstood + "write it like ")]
    [InlineData("Host=x;Pooling=false;Multiplexing=true", NotUnderstood + "Pooling must be on to use multiplexing; ")]
    [InlineData("Host=,;Database=reform", NotUnderstood + "it names no Host; write it like ")]
    public async Task What_it_does_not_take_is_said(string text, string says)
    {
        var fault = await Assert.ThrowsAsync<StoreException>(() => Store.OpenPostgreSqlAsync(text));
        Assert.StartsWith(says, fault.Message);
    }

    [Theory]
    [InlineData("No password has been provided but the backend requires one (in SCRAM-SHA-256)", false)]
    [InlineData("The remote certificate was rejected by the provided RemoteCertificateValidationCallback.", true)]
    public void What_keeps_a_session_from_beginning_is_not_taken_for_a_loss(string message, bool isDeeper)
    {
        var fault = isDeeper
            ? new NpgsqlException("Exception while performing SSL handshake", new AuthenticationException(message))
            : new NpgsqlException(message);
        Assert.Equal(
            $"PostgreSQL cannot be used as the connection string says: {message.TrimEnd('.')}. Check user, password "
                + "and SSL in it.",
            StoreFaults.Translate(fault)!.Message);
    }

    [Theory]
    [InlineData("53200", StoreFault.Crowded)]
    [InlineData("53100", StoreFault.Crowded)]
    [InlineData("58030", StoreFault.Away)]
    [InlineData("XX001", StoreFault.Away)]
    [InlineData("57P05", StoreFault.Away)]
    [InlineData("40P01", StoreFault.Away)]
    [InlineData("42601", null)]
    [InlineData("22P02", null)]
    public void What_the_server_cannot_do_is_not_a_fault_of_the_program(string state, StoreFault? kind) => Assert.Equal(
        kind, StoreFaults.Translate(new PostgresException("It says so", "ERROR", "ERROR", state))?.Fault);

    [SkippableTheory]
    [InlineData("EUC_JP", false)]
    [InlineData("SQL_ASCII", true)]
    public async Task A_database_whose_encoding_has_not_all_characters_is_refused(string encoding, bool isTaken)
    {
        var location = database.NewLocation();
        var name = $"reform_{encoding.ToLowerInvariant()}_{Environment.ProcessId}";
        await ExecuteAsync(
            $"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        try
        {
            var other = new NpgsqlConnectionStringBuilder(location) { Database = name, Pooling = false }.ToString();
            var fault = await Record.ExceptionAsync(
                async () => await (await Store.OpenPostgreSqlAsync(other)).DisposeAsync());
            if (isTaken)
                Assert.Null(fault);
            else
                Assert.StartsWith("The database is in EUC_JP, ", Assert.IsType<StoreException>(fault).Message);
        }
        finally
        {
            await ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
        }

        async Task ExecuteAsync(string sql)
        {
            await using var session = new NpgsqlConnection(location + ";Pooling=false");
            await session.OpenAsync();
            await using var command = new NpgsqlCommand(sql, session);
            await command.ExecuteNonQueryAsync();
        }
    }

    [SkippableFact]
    public async Task Sessions_that_the_server_ends_since_nobody_uses_them_are_not_noticed()
    {
        var location = database.NewLocation();
        await using (var filled = await Store.OpenPostgreSqlAsync(location))
            await Seeding.EnsureSeededAsync(filled, TimeProvider.System, Repository.Path("data"));
        await using (var setting = new NpgsqlConnection(location + ";Pooling=false"))
        {
            await setting.OpenAsync();
            await using var command = setting.CreateCommand();
            command.CommandText = $"ALTER DATABASE \"{setting.Database}\" SET idle_session_timeout = '1s'";
            await command.ExecuteNonQueryAsync();
        }

        await using var store = await Store.OpenPostgreSqlAsync(location);
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(1, await store.CurrentReleaseAsync());
            await Task.Delay(1500);
            Assert.NotEqual(0, (await store.SizeAsync(1)).Rows);
            store.ForgetSizes();
        }
    }
}
