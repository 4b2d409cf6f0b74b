using System.CommandLine;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Http;

namespace ReformOpenData.Server.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    public Option<string> Data { get; } = new("--data")
    {
        Description = "Folder of the embedded store (SQLite); created when missing",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".store",
        Recursive = true,
    };

    public Option<string?> Connection { get; } = new("--connection")
    {
        Description = "A PostgreSQL database instead: \"Host=…;Database=…;Username=…\"",
        HelpName = "STRING",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Answer in JSON, for scripts",
        Recursive = true,
    };

    /// <summary>Opens the store that the options name, or else the environment or the file of settings.</summary>
    public Task<Store> OpenAsync(ParseResult result, CancellationToken cancellation) =>
        OpenAsync(Settings.Load(null, Given(result)), cancellation);

    public static Task<Store> OpenAsync(ServerOptions options, CancellationToken cancellation) => options.Connection.Length > 0
        ? Store.OpenPostgreSqlAsync(options.Connection, cancellation)
        : Store.OpenSqliteAsync(options.Data, cancellation);

    /// <summary>The settings that were given on the command line, and no default.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Given(ParseResult result)
    {
        if (result.GetResult(Data) is { Implicit: false })
            yield return new(nameof(ServerOptions.Data), result.GetValue(Data));
        if (result.GetValue(Connection) is { } connection)
            yield return new(nameof(ServerOptions.Connection), connection);
    }
}
