using Npgsql;
using ReformOpenData.Data.Queries.Sql;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Queries;

public sealed class StatementTests
{
    [Fact]
    public void PostgreSql_is_given_its_parameters_by_position()
    {
        var statement = new Statement(DatabaseKind.PostgreSql, new FoldMemo());
        var names = Enumerable.Range(0, 12).Select(i => statement.Parameter((long)i)).ToList();
        statement.Add("s12_1", "水道");
        statement.Text = $"SELECT {string.Join(", ", names)}, a @@ @s12_1, b @> c, '@p99', '@'"
            + $" WHERE {names[1]} = {names[11]}@";
        var command = new NpgsqlBatchCommand();
        statement.Fill(command);
        Assert.Equal(
            "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, a @@ $13, b @> c, '@p99', '@' WHERE $2 = $12@",
            command.CommandText);
        Assert.Equal(
            [.. Enumerable.Range(0, 12).Select(i => (object)(long)i), "水道"],
            command.Parameters.Select(one => one.Value));
    }
}
