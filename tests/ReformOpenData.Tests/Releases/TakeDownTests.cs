using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Releases;

/// <summary>A release in which a private name was published is gone for good, and the others are as they
/// were.</summary>
public abstract class TakeDownTests(TestDatabase database)
{
    private const string Name = "会津花子氏";
    private const string Reason = "個人名が含まれていたため";

    /// <summary>Digests of the documents of 2021.</summary>
    private static readonly string First = SampleMunicipality.Create().Documents[1].Sha256;
    private static readonly string Secret = new('c', 64);
    private static readonly string Mended = new('d', 64);

    [SkippableFact]
    public async Task What_is_taken_down_is_in_no_row_of_the_store()
    {
        var store = await SeededAsync();
        Assert.NotEqual(0, await CountAsync(store, Name));
        var taken = await TakeDownAsync(store, 2);
        Assert.Equal([2], taken.Select(release => release.Number));
        await Compaction.RunAsync(store, TimeSpan.Zero);
        Assert.Equal(0, await CountAsync(store, Name));

        // The others hold what they held, and their own changes are told against the release before.
        Assert.Equal(("一", "三"), (await store.TextAsync(1), await store.TextAsync(3)));
        var changes = await new ReleaseReader(store).ChangesAsync(3);
        Assert.Equal(await store.CompareAsync(1, 3), changes);
        Assert.Equal(("一", "三"), (changes[0].Before, changes[0].After));
        Assert.Equal(1, (await ReleaseAsync(store, 3)).BaseRelease);
        Assert.Equal(changes.Count, (await ReleaseAsync(store, 3)).ChangeCount);
    }

    [SkippableFact]
    public async Task A_record_stays_that_says_when_by_whom_and_why()
    {
        var store = await SeededAsync();
        await TakeDownAsync(store, 2);
        var release = await ReleaseAsync(store, 2);
        Assert.Equal(
            (ReleaseStatus.TakenDown, Imports.Clock.GetUtcNow(), "steward", Reason, null, 1),
            (
                release.Status,
                release.TakenDownAt,
                release.TakenDownBy,
                release.TakenDownReason,
                release.Note,
                release.BaseRelease));
        Assert.Equal(Imports.Clock.GetUtcNow(), release.PublishedAt);
        var fault = await Assert.ThrowsAsync<QueryException>(() => store.CompareAsync(1, 2));
        Assert.Equal((QueryFault.TakenDown, "Release 2 was taken down: " + Reason), (fault.Fault, fault.Message));
        await Assert.ThrowsAsync<QueryException>(() => store.TextAsync(2));

        // Again, it changes nothing.
        Assert.Empty(await TakeDownAsync(store, 2));
        Assert.Equal(Reason, (await ReleaseAsync(store, 2)).TakenDownReason);
    }

    [SkippableFact]
    public async Task What_was_taken_down_is_not_rolled_back_to()
    {
        var store = await SeededAsync();
        var publication = new Publication(store, Imports.Clock);
        await TakeDownAsync(store, 2);
        await Refused(
            publication.RollbackAsync(2),
            $"Release 2 was taken down ({Reason}): its data are gone. Choose another one; see them all with: releases");
        Assert.Equal(1, (await publication.RollbackAsync()).Number);
        Assert.Equal(ReleaseStatus.TakenDown, (await ReleaseAsync(store, 2)).Status);
        Assert.Equal(3, (await publication.RollbackAsync(3)).Number);
        Assert.Equal(ReleaseStatus.TakenDown, (await ReleaseAsync(store, 2)).Status);
    }

    [SkippableFact]
    public async Task Several_releases_go_at_once_and_the_first_one_too()
    {
        var store = await SeededAsync();
        Assert.Equal([1, 2], (await TakeDownAsync(store, 2, 1, 2)).Select(release => release.Number));
        var change = Assert.Single(await new ReleaseReader(store).ChangesAsync(3));
        Assert.Equal(new Change(ChangeKind.Added, "Municipality", SampleMunicipality.Code, null, null, "架空市"), change);
        Assert.Null((await ReleaseAsync(store, 3)).BaseRelease);
        await Refused(
            new Publication(store, Imports.Clock).RollbackAsync(),
            "Release 3 is the first: there is no earlier one to roll back to.");
        Assert.Equal(4, await store.ImportAndPublishAsync(Imports.Read("四")));
    }

    [SkippableFact]
    public async Task What_cannot_be_taken_down_is_refused_with_what_to_do()
    {
        var store = await SeededAsync();
        await Refused(TakeDownAsync(store, 7), "There is no release 7. See them all with: releases");
        await Refused(
            TakeDownAsync(store, 3),
            "Release 3 is current: publish a corrected one, or serve an earlier one with rollback, and take it down "
                + "then.");
        await store.ImportAsync(Imports.Read("四"));
        await Refused(
            TakeDownAsync(store, 4), "Release 4 is a draft, which nobody has seen: throw it away with discard.");
        await new Publication(store, Imports.Clock).RollbackAsync();
        await Refused(
            TakeDownAsync(store, 3),
            "The draft 4 was begun on release 3 and tells what it changes there: discard it first.");
        Assert.Equal("三", await store.TextAsync(3));
    }

    [SkippableFact]
    public async Task What_other_releases_hold_too_must_be_meant_to_stay()
    {
        var store = await SeededAsync();
        await store.ImportAndPublishAsync(Imports.Read(Name, code: "990019"));
        await store.ImportAndPublishAsync(Imports.Read("五", code: "990027"));
        await store.ImportAndPublishAsync(Imports.Read("六", code: "990019"));
        await Refused(
            TakeDownAsync(store, 4),
            "What is to go of 990001, 990019 is in the same state in release 3, release 5, release 6 (current), where "
                + "it would stay. Take those "
            + "down too, as in: take-down 3 4 5. Where what must go is in another municipality, say --keep-shared.");
        Assert.Equal(
            [4, 5],
            (await new Publication(store, Imports.Clock).TakeDownAsync([4, 5], Reason, "steward", keepsShared: true))
                .Select(row => row.Number));
        Assert.Null(await FindAsync(store, "990019", Name));
        Assert.Equal(
            ("三", "六", "五"),
            (await store.TextAsync(6), await store.TextAsync(6, "990019"), await store.TextAsync(6, "990027")));
        Assert.Equal(await store.CompareAsync(3, 6), await new ReleaseReader(store).ChangesAsync(6));
    }

    [SkippableFact]
    public async Task A_document_that_was_taken_down_does_not_come_back_unnoticed()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        var secret = Imports.Read(Other(Name, Secret));
        await store.ImportAndPublishAsync(secret, Replacing(First, Secret));
        await new Publication(store, Imports.Clock).RollbackAsync();
        await TakeDownAsync(store, 2);
        var again = await store.ImportAsync(secret);
        var finding = Assert.Single(again.Documents).Findings[^1];
        Assert.Equal(ImportStatus.Refused, again.Status);
        Assert.Equal(
            ("DOCUMENT_TAKEN_DOWN", FindingSeverity.Error, $"The document was in release 2, which was taken down: "
                + $"{Reason} "
                + "Where what had to go is mended in this file, import it with --after-take-down."),
            (finding.Code, finding.Severity, finding.Message));

        // The same table again, as it is or mended, gets the next number and the same keys.
        var meant = await store.ImportAsync(secret, Replacing(First, Secret) with { AfterTakeDown = true });
        Assert.Equal((ImportStatus.Imported, 3), (meant.Status, meant.Draft));
        await new Publication(store, Imports.Clock).DiscardAsync();
        Assert.Equal(3, await store.ImportAndPublishAsync(Imports.Read(Other("二", Mended)), Replacing(First, Mended)));
        Assert.Equal("二", await store.TextAsync(3));
    }

    [SkippableFact]
    public async Task A_take_down_that_fails_changes_nothing()
    {
        var store = await SeededAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Publication(store, Imports.Clock).TakeDownAsync(
                [2], Reason, "steward", keepsShared: false, stop.Token));
        Assert.Equal(Name, await store.TextAsync(2));
    }

    /// <summary>Release 1 is as it should be, 2 names somebody in a text, a cell, a finding and its note, 3 is
    /// mended.</summary>
    protected async Task<Store> SeededAsync(string? location = null)
    {
        var store = await database.OpenAsync(location ?? database.NewLocation());
        await store.ImportAndPublishAsync(Imports.Read("一"));
        var named = Other(Name, Secret);
        named = named with
        {
            Documents = [.. named.Documents.Select(document => document.FiscalYear == 2020 ? document : document with
            {
                Findings = [new("SPACE_REMOVED", FindingSeverity.Note, $"{Name} was read.", 1, 2, 4, 7, Name, Name)],
            })],
        };
        await store.ImportAsync(Imports.Read(named), Replacing(First, Secret) with { Note = $"{Name}を追加" });
        await store.PublishAsync();
        await store.ImportAndPublishAsync(Imports.Read("三"), Replacing(Secret, First));
        return store;
    }

    protected static Task<IReadOnlyList<ReleaseRow>> TakeDownAsync(Store store, params int[] numbers) =>
        new Publication(store, Imports.Clock).TakeDownAsync(numbers, Reason, "steward", keepsShared: false);

    /// <summary>How many rows of all tables hold a text, those of the planner's statistics included.</summary>
    protected abstract Task<long> CountAsync(Store store, string text);

    protected static async Task<List<string>> TextsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return texts;
    }

    /// <summary>The answer that a document is a new edition of the one that is public.</summary>
    private static ImportOptions Replacing(string stored, string document) => new()
    {
        Mapping = new Mapping(
            [new MappingAnswer($"{SampleMunicipality.Code}/{document}", $"{SampleMunicipality.Code}/{stored}")]),
    };

    private static Municipality Other(string text, string sha256)
    {
        var sample = SampleMunicipality.Create(text: text) with { Corrections = [] };
        var json = System.Text.Json.JsonSerializer.Serialize(sample)
            .Replace(sample.Documents[1].Sha256, sha256, StringComparison.Ordinal);
        return System.Text.Json.JsonSerializer.Deserialize<Municipality>(json)!;
    }

    private static async Task<string?> FindAsync(Store store, string code, string text)
    {
        await using var context = store.CreateContext();
        return await context.Set<NarrativeRow>().Where(row => row.Key.StartsWith(code)
            && row.Text == text).Select(row => row.Key).FirstOrDefaultAsync();
    }

    private static async Task<ReleaseRow> ReleaseAsync(Store store, int number) =>
        (await new ReleaseReader(store).ListAsync()).Releases.Single(release => release.Number == number);

    private static async Task Refused(Task task, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<StoreException>(() => task)).Message);
}

public sealed class TakeDownTestsOnSqlite(SqliteDatabase database)
    : TakeDownTests(database), IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task No_byte_of_it_is_left_in_the_files_even_while_a_server_has_them_open()
    {
        var location = database.NewLocation();
        var store = await SeededAsync(location);
        await using var reading = await store.OpenReadAsync();
        Assert.Equal(["2"], await TextsAsync(reading, "SELECT number FROM release WHERE number = 2"));
        Assert.NotEmpty(Files(location, "会津花子氏"));
        await TakeDownAsync(store, 2);
        await Compaction.RunAsync(store, TimeSpan.Zero);
        Assert.Empty(Files(location, "会津花子氏"));

        // Nor are its pairs of characters in the index.
        var pairs = await TextsAsync(
            await store.OpenWriteAsync(default),
            "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search_grams, row); SELECT term FROM "
                + "temp.vocabulary");
        Assert.NotEmpty(pairs);
        foreach (var pair in Data.Search.Grams.ToTokens("会津花子氏").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Assert.DoesNotContain(pair, pairs);
    }

    [Fact]
    public async Task A_reader_that_holds_the_log_is_told_of_and_a_second_try_finishes()
    {
        var location = database.NewLocation();
        var store = await SeededAsync(location);
        await using (var reading = await store.OpenReadAsync())
        {
            await using var snapshot = (
                (Microsoft.Data.Sqlite.SqliteConnection)reading).BeginTransaction(deferred: true);
            Assert.Single(await TextsAsync(reading, "SELECT number FROM release WHERE number = 2"));
            await TakeDownAsync(store, 2);
            var fault = await Assert.ThrowsAsync<StoreException>(() => Compaction.RunAsync(store, TimeSpan.Zero));
            Assert.Equal("Somebody reads the store, and the log of the database could not be emptied.", fault.Message);
        }

        await Compaction.RunAsync(store, TimeSpan.Zero);
        Assert.Empty(Files(location, "会津花子氏"));
    }

    protected override async Task<long> CountAsync(Store store, string text)
    {
        await using var connection = await store.OpenReadAsync();
        var count = 0L;
        foreach (var table in await TextsAsync(
            connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_grams%'"))
        {
            foreach (var column in await TextsAsync(connection, $"SELECT name FROM pragma_table_info('{table}')"))
                count += long.Parse(
                    (await TextsAsync(connection, $"SELECT count(*) FROM {table} WHERE \"{column}\" LIKE "
                        + $"'%{text}%'"))[0],
                    System.Globalization.CultureInfo.InvariantCulture);
        }

        return count;
    }

    private static List<string> Files(string folder, string text) =>
        [.. Directory.EnumerateFiles(folder).Where(file =>
            File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];
}

public sealed class TakeDownTestsOnPostgreSql(PostgreSqlDatabase database)
    : TakeDownTests(database), IClassFixture<PostgreSqlDatabase>
{
    protected override async Task<long> CountAsync(Store store, string text)
    {
        await using var connection = await store.OpenReadAsync();
        var count = 0L;
        foreach (var table in (string[])[
            .. await TextsAsync(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"), "pg_stats"
        ])
            count += long.Parse(
                (await TextsAsync(connection, $"SELECT count(*) FROM {table} AS t WHERE t::text LIKE '%{text}%'"))[0],
                System.Globalization.CultureInfo.InvariantCulture);
        return count;
    }
}
