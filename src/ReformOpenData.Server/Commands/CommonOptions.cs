using System.CommandLine;
using ReformOpenData.Data.Storage;

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

    /// <summary>Opens the store that the options name.</summary>
    public Task<Store> OpenAsync(ParseResult result, CancellationToken cancellation) =>
        result.GetValue(Connection) is { } connection
            ? Store.OpenPostgreSqlAsync(connection, cancellation)
            : Store.OpenSqliteAsync(result.GetValue(Data)!, cancellation);
}
