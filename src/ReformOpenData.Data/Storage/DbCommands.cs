using System.Data.Common;

namespace ReformOpenData.Data.Storage;

/// <summary>Short forms for statements of this library.</summary>
internal static class DbCommands
{
    public static async Task<int> ExecuteAsync(
        this DbConnection connection,
        string sql,
        CancellationToken cancellation,
        DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<object?> ScalarAsync(
        this DbConnection connection,
        string sql,
        CancellationToken cancellation,
        DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return await command.ExecuteScalarAsync(cancellation) is { } value and not DBNull ? value : null;
    }
}
