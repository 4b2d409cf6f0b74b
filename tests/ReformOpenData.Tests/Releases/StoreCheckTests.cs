using System.Text;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Releases;

/// <summary>Whatever is changed in a store behind the back of the program is found, with the release and the
/// municipality.</summary>
public abstract class StoreCheckTests(TestDatabase database)
{
    private const string Folded = "of the texts in narrative.source_text are compared as something else.";

    public static TheoryData<string, int?, string?, string> Damages { get; } = new()
    {
        { "UPDATE narrative SET source_text = 'x', source_text_folded = NULL WHERE fiscal_year = 2020", 1, "990001",
            "It is not what was written: its checksum is another one." },
        { "UPDATE source_cell SET line = line + 1", 1, "990001", "It is not what was written: its checksum is another "
            + "one." },
        { "DELETE FROM rating_department", 1, "990001", "It is not what was written: its checksum is another one." },
        { "UPDATE edition SET rating_count = 7 WHERE municipality_code = '990019'", 2, "990019", "It says that it "
            + "holds 7 ratings, and holds 2." },
        { "UPDATE release SET finding_count = 9 WHERE number = 1", 1, null, "It says that it holds 9 findings, and "
            + "holds 1." },
        { "UPDATE release SET municipality_count = 9 WHERE number = 1", 1, null, "It says that it holds 9 "
            + "municipalities, and holds 1." },
        { "UPDATE narrative SET source_text_folded = 'x'", 1, "990001", "2 " + Folded },
        { "UPDATE search_text SET folded = 'x' WHERE kind = 8", 1, "990001", "1 of the texts in narrative.text are not "
            + "in the search index as they are." },
        { "DELETE FROM search_text WHERE kind = 3 AND field = 'title'", 1, "990001", "2 of the texts in plan.title are "
            + "not in the search index as they are." },
        { "UPDATE release_change SET after = 'x' WHERE release_number = 2 AND field = 'text'", 2, "990001",
            "Its changes are not what differs from the release that it was begun on." },
        { "DELETE FROM release_change WHERE release_number = 2 AND kind = 1", 2, null, "It says that it holds 2 "
            + "changes, and holds 1." },
        { "UPDATE release SET status = 3 WHERE number = 2", 2, null, "It is current, and was never published or was "
            + "taken back." },
        { "UPDATE release SET base_release = 9 WHERE number = 2", 2, null, "It was begun on release 9, which is not "
            + "there." },
        { "DELETE FROM release_edition WHERE release_number = 1", null, "990001", "A state of this municipality is in "
            + "no release." },
        { "UPDATE store_state SET next_id = 1", null, null, "The number for the next row is taken already." },
        { "DELETE FROM store_state", null, null, "The row that says which release is current is not there." },
    };

    protected static (int? Release, string? Municipality, string Message) Told(StoreProblem problem) =>
        (problem.Release, problem.Municipality, problem.Message);

    /// <summary>A value of the model that is not read back would close the store to everybody.</summary>
    [SkippableFact]
    public async Task Everything_that_can_be_known_of_a_municipality_is_read_back_as_it_was_written()
    {
        var store = await database.NewStoreAsync();
        var known = SampleMunicipality.CreateWithScale() with { Corrections = [] };
        await store.ImportAndPublishAsync(Imports.Read(known));

        Assert.Empty(await new StoreCheck(store).AllAsync());
        Assert.Contains(known.Plans, plan => plan.LevelNames is not null);
    }

    [SkippableFact]
    public async Task A_store_that_is_as_it_was_written_has_no_problem()
    {
        var store = await SeededAsync();
        await store.ImportAsync(Imports.Read("三"));
        Assert.Empty(await new StoreCheck(store).AllAsync());
        await new Publication(store, Imports.Clock).PublishAsync();
        await new Publication(store, Imports.Clock).TakeDownAsync([2], "理由", "steward", keepsShared: true);
        var states = new List<string>();
        Assert.Empty(await new StoreCheck(store) { Progress = states.Add }.AllAsync());
        Assert.Equal(["990001", "990001", "990019"], states);
        var readBack = await new StoreCheck(store).CurrentAsync();
        Assert.Empty(readBack.Problems);
        Assert.True(readBack.Duration > TimeSpan.Zero);
    }

    [SkippableFact]
    public async Task What_a_server_found_whole_is_read_again_only_where_less_is_public_or_something_is_wrong()
    {
        var store = await SeededAsync();
        var states = new List<string>();
        var check = new StoreCheck(store) { Progress = states.Add };
        Assert.Equal(["990001", "990019"], await ReadAsync(problems: 0));
        Assert.Empty(await ReadAsync(problems: 0));
        await store.ImportAndPublishAsync(Imports.Read("四", code: "990027"));
        Assert.Equal(["990027"], await ReadAsync(problems: 0));
        await new Publication(store, Imports.Clock).TakeDownAsync([1], "理由", "steward", keepsShared: true);
        Assert.Equal(["990001", "990019", "990027"], await ReadAsync(problems: 0));
        await store.ImportAndPublishAsync(Imports.Read("五", code: "990027"));
        await using (var connection = await store.OpenWriteAsync(default))
            await connection.ExecuteAsync("UPDATE source_cell SET line = line + 1", default);
        Assert.Equal(["990027"], await ReadAsync(problems: 1));
        Assert.Equal(["990001", "990019", "990027"], await ReadAsync(problems: 3));

        async Task<string[]> ReadAsync(int problems)
        {
            states.Clear();
            Assert.Equal(problems, (await check.CurrentAsync()).Problems.Count);
            return [.. states];
        }
    }

    [SkippableFact]
    public async Task What_is_known_of_a_release_is_read_again_once_the_release_is_put_right_in_place()
    {
        var store = await SeededAsync();
        var check = new StoreCheck(store);
        await using var connection = await store.OpenWriteAsync(default);
        await connection.ExecuteAsync("UPDATE release SET rating_count = rating_count + 900 WHERE number = 2", default);
        var damaged = (await store.SizeAsync(2)).Of(Catalog.Rating);
        Assert.NotEmpty((await check.CurrentAsync()).Problems);
        await connection.ExecuteAsync("UPDATE release SET rating_count = rating_count - 900 WHERE number = 2", default);
        Assert.Empty((await check.CurrentAsync()).Problems);
        Assert.Equal(damaged - 900, (await store.SizeAsync(2)).Of(Catalog.Rating));
    }

    [SkippableTheory]
    [MemberData(nameof(Damages))]
    public async Task What_was_changed_is_found_where_it_is(
        string damage, int? release, string? municipality, string message)
    {
        var store = await SeededAsync();
        await using (var connection = await store.OpenWriteAsync(default))
            await connection.ExecuteAsync(damage, default);
        var problems = await new StoreCheck(store).AllAsync();
        Assert.Contains((release, municipality, message), problems.Select(Told));
        Assert.All(problems, problem => Assert.Matches("[ぁ-ん]", problem.Japanese));
    }

    protected async Task<Store> SeededAsync(string? location = null)
    {
        var store = await database.OpenAsync(location ?? database.NewLocation());
        await store.ImportAndPublishAsync(Imports.Read("一"));
        await store.ImportAsync(Imports.Read("二の文"));
        await store.ImportAsync(Imports.Read("三の文", code: "990019"));
        await store.PublishAsync();
        return store;
    }
}

public sealed class StoreCheckTestsOnSqlite(SqliteDatabase database)
    : StoreCheckTests(database), IClassFixture<SqliteDatabase>
{
    private readonly SqliteDatabase database = database;

    [Fact]
    public async Task A_flipped_bit_in_a_text_of_the_file_is_found()
    {
        var location = database.NewLocation();
        await (await SeededAsync(location)).DisposeAsync();
        Flip(Path.Combine(location, Store.FileName), "二の文");
        var store = await database.OpenAsync(location);
        Assert.Contains(
            (2, "990001", "It is not what was written: its checksum is another one."),
            (await new StoreCheck(store).CurrentAsync()).Problems.Select(Told));
    }

    [Fact]
    public async Task Grams_that_are_lost_are_found()
    {
        var store = await SeededAsync();
        await using (var connection = await store.OpenWriteAsync(default))
            await connection.ExecuteAsync(
                "DELETE FROM search_grams WHERE rowid IN (SELECT id FROM search_text WHERE kind = 8)", default);
        Assert.Contains(
            (1, "990001", "1 of its texts are not found by what they say."),
            (await new StoreCheck(store).AllAsync()).Select(Told));
    }

    /// <summary>Flips the lowest bit of the last byte of a text, wherever it is in a file.</summary>
    internal static void Flip(string file, string text)
    {
        var bytes = File.ReadAllBytes(file);
        var sought = Encoding.UTF8.GetBytes(text);
        var count = 0;
        for (var at = 0; bytes.AsSpan(at).IndexOf(sought) is >= 0 and var next; count++)
        {
            at += next + sought.Length;
            bytes[at - 1] ^= 1;
        }

        Assert.NotEqual(0, count);
        File.WriteAllBytes(file, bytes);
    }
}

public sealed class StoreCheckTestsOnPostgreSql(PostgreSqlDatabase database)
    : StoreCheckTests(database), IClassFixture<PostgreSqlDatabase>
{
    [SkippableFact]
    public async Task Grams_that_are_lost_are_found()
    {
        var store = await SeededAsync();
        await using (var connection = await store.OpenWriteAsync(default))
            await connection.ExecuteAsync("UPDATE search_text SET grams = '' WHERE kind = 8", default);
        Assert.Contains(
            (1, "990001", "1 of its texts are not found by what they say."),
            (await new StoreCheck(store).AllAsync()).Select(Told));
    }
}
