using System.Data;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Queries;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Storage;

/// <summary>Statements of questions are planned once on a connection, and not for each question.</summary>
public sealed class SqliteReaderTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const int Most = 20;

    [Fact]
    public async Task A_connection_keeps_its_statements_and_lets_the_oldest_go()
    {
        var store = await database.NewStoreAsync();
        SqliteCommand first;
        using (var reader = await store.TakeReaderAsync(default))
        {
            first = reader.Command(Text(0));
            first.Parameters.AddWithValue("@p", 1);
            for (var number = 1; number < Most; number++)
                Assert.Equal((long)number, reader.Command(Text(number)).ExecuteScalar());
        }

        Assert.Empty(first.Parameters);
        using (var reader = await store.TakeReaderAsync(default))
        {
            var second = reader.Command(Text(1));
            Assert.Same(first, reader.Command(Text(0)));
            Assert.NotSame(first, reader.Command(Text(Most)));
            Assert.Same(first, reader.Command(Text(0)));
            Assert.Same(second, reader.Command(Text(1)));
            Assert.Equal(Most, reader.Count);
            using var beside = await store.TakeReaderAsync(default);
            Assert.NotSame(reader.Connection, beside.Connection);
        }
    }

    [Fact]
    public async Task A_question_that_is_asked_again_plans_nothing()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read(SampleMunicipality.Create() with { Corrections = [] }));
        var asking = QuestionStore.Over(store);
        foreach (var grade in new[] { "A", "B", "C" })
        {
            var answer = await asking.AskAsync(
                $"{{ ratings(where: {{ grade: {{ eq: {grade} }}, printed: {{ contains: \"{grade}\" }} }}) {{ nodes {{ "
                + "printed } } }");
            Assert.Single(answer.Statements);
            using var reader = await store.TakeReaderAsync(default);
            Assert.Equal(1, reader.Count);
        }
    }

    [Fact]
    public async Task A_connection_that_is_given_back_after_the_store_has_ended_is_closed()
    {
        var store = await database.NewStoreAsync();
        var reader = await store.TakeReaderAsync(default);
        await store.DisposeAsync();
        reader.Dispose();
        Assert.Equal(ConnectionState.Closed, reader.Connection.State);
    }

    private static string Text(int number) =>
        $"SELECT {number.ToString(CultureInfo.InvariantCulture)} -- ".PadRight(SqliteReader.Most / Most, 'x');
}
