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

    [Fact]
    public async Task A_question_reads_one_state_of_the_store_and_the_next_one_a_newer()
    {
        var store = await database.NewStoreAsync();
        await using var write = await store.OpenWriteAsync(default);
        await write.ExecuteAsync("CREATE TABLE told (word TEXT); INSERT INTO told VALUES ('before')", default);
        using (var reader = await store.TakeReaderAsync(default))
        {
            reader.Begin();
            Assert.Equal("before", Told(reader));
            await write.ExecuteAsync("UPDATE told SET word = 'after'", default);
            Assert.Equal("before", Told(reader));
            reader.End();
            Assert.Equal("after", Told(reader));
            reader.Begin();
        }

        // What was begun and not ended is over.
        await write.ExecuteAsync("UPDATE told SET word = 'last'", default);
        using var next = await store.TakeReaderAsync(default);
        Assert.Equal("last", Told(next));

        static object? Told(SqliteReader reader) => reader.Command("SELECT word FROM told").ExecuteScalar();
    }

    [Fact]
    public async Task A_new_store_has_pages_that_hold_many_texts()
    {
        var store = await database.NewStoreAsync();
        using var reader = await store.TakeReaderAsync(default);
        Assert.Equal(16384L, reader.Command("PRAGMA page_size").ExecuteScalar());
    }

    private static string Text(int number) =>
        $"SELECT {number.ToString(CultureInfo.InvariantCulture)} -- ".PadRight(SqliteReader.Most / Most, 'x');
}
