using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Releases;

public abstract class ReleaseTests(TestDatabase database)
{
    [SkippableFact]
    public async Task A_draft_is_served_only_once_it_is_published()
    {
        var store = await database.NewStoreAsync();
        var outcome = await store.ImportAsync(Imports.Read("一"));
        Assert.Equal((ImportStatus.Imported, 1), (outcome.Status, outcome.Draft));
        Assert.Null(await store.CurrentReleaseAsync());
        Assert.Equal(1, await store.PublishAsync());
        Assert.Equal(1, await store.CurrentReleaseAsync());
        Assert.Equal("一", await store.TextAsync(1));
    }

    [SkippableFact]
    public async Task A_release_counts_what_it_holds_and_keeps_its_note_and_times()
    {
        var store = await database.NewStoreAsync();
        var outcome = await store.ImportAsync(Imports.Read("一"), new ImportOptions { Note = "令和3年度" });
        Assert.Equal((1, 2, 1, 1, 1, 2), Figures(outcome.After!));
        await store.PublishAsync();
        var (current, releases) = await new ReleaseReader(store).ListAsync();
        var release = Assert.Single(releases);
        Assert.Equal(1, current);
        Assert.Equal((ReleaseStatus.Published, "令和3年度"), (release.Status, release.Note));
        Assert.Equal((Imports.Clock.GetUtcNow(), Imports.Clock.GetUtcNow()), (release.CreatedAt, release.PublishedAt));
        Assert.Equal((1, 2, 1, 1, 1, 2), Figures(release));
        Assert.Equal(
            (2, 2, 2, 1, 0),
            (
                release.NarrativeCount,
                release.RatingCount,
                release.SourceDocumentCount,
                release.FindingCount,
                release.CorrectionCount));

        static (int, int, int, int, int, int) Figures(ReleaseRow row) => (
            row.MunicipalityCount, row.PlanCount, row.CategoryCount, row.ItemCount, row.InitiativeCount,
            row.AssessmentCount);
    }

    [SkippableFact]
    public async Task Any_release_can_be_read_and_never_changes()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        var first = await DumpAsync(store, 1);
        await store.ImportAndPublishAsync(Imports.Read("二"));
        await store.ImportAsync(Imports.Read("三"));
        Assert.Equal(("一", "二", "三"), (await store.TextAsync(1), await store.TextAsync(2), await store.TextAsync(3)));
        Assert.Equal(first, await DumpAsync(store, 1));
        Assert.Equal(2, await store.CurrentReleaseAsync());
    }

    [SkippableFact]
    public async Task A_release_lists_what_it_changes()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        var outcome = await store.ImportAsync(Imports.Read("二", Grade.A));
        Change[] expected =
        [
            new(ChangeKind.TextChanged, "YearlyNarrative", "990001/2017/01/01/001/001/2021", "text", "一", "二"),
            new(ChangeKind.RatingChanged, "Rating", "990001/2017/01/01/001/001/2021/01", "grade", "B", "A"),
        ];
        Assert.Equal(expected, outcome.Changes);
        Assert.Equal(expected, await new ReleaseReader(store).ChangesAsync(2));
        Assert.Equal(expected, await store.CompareAsync(1, 2));
        Assert.Equal(
            expected.Select(change => change with { Before = change.After, After = change.Before }),
            await store.CompareAsync(2, 1));
        var added = Assert.Single(await new ReleaseReader(store).ChangesAsync(1));
        Assert.Equal(new Change(ChangeKind.Added, "Municipality", "990001", null, null, "架空市"), added);
    }

    [SkippableFact]
    public async Task An_import_extends_the_open_draft()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        await store.ImportAsync(Imports.Read("二"));
        await store.ImportAsync(Imports.Read("三", code: "990019"));
        var outcome = await store.ImportAsync(Imports.Read("四"), new ImportOptions { Note = "二度目" });
        Assert.Equal((2, 2), (outcome.Draft, outcome.After!.MunicipalityCount));
        Assert.Equal(("四", "三"), (await store.TextAsync(2), await store.TextAsync(2, "990019")));

        // The changes of a municipality are told once, against what is public.
        var changes = await new ReleaseReader(store).ChangesAsync(2);
        Assert.Equal(["990019", "990001/2017/01/01/001/001/2021"], changes.Select(change => change.Key));
        Assert.Equal(2, outcome.After.ChangeCount);

        // The edition that was imported over is gone: two of the release before and of the draft each, less the shared
        // one.
        await using var context = store.CreateContext();
        Assert.Equal(3, await context.Set<EditionRow>().CountAsync());
        Assert.Equal(3, await context.Set<MunicipalityRow>().CountAsync());
    }

    [SkippableFact]
    public async Task A_draft_that_returns_to_the_published_state_shares_its_edition()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        await store.ImportAsync(Imports.Read("二"));
        var outcome = await store.ImportAsync(Imports.Read("一"));
        Assert.Equal((ImportStatus.Imported, 0), (outcome.Status, outcome.After!.ChangeCount));
        await using var context = store.CreateContext();
        Assert.Equal(1, await context.Set<EditionRow>().CountAsync());
    }

    [SkippableFact]
    public async Task The_same_bytes_again_are_a_no_op_that_says_so()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAsync(Imports.Read("一"));
        var again = await store.ImportAsync(Imports.Read("一"));
        Assert.Equal((ImportStatus.Unchanged, 1), (again.Status, again.Draft));
        Assert.True(Assert.Single(again.Documents).IsUnchanged);
        await store.PublishAsync();
        again = await store.ImportAsync(Imports.Read("一"));
        Assert.Equal((ImportStatus.Unchanged, null), (again.Status, again.Draft));
        Assert.Single((await new ReleaseReader(store).ListAsync()).Releases);
    }

    [SkippableFact]
    public async Task A_dry_run_tells_what_would_be_and_stores_nothing()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        var before = await FingerprintAsync(store);
        var outcome = await store.ImportAsync(Imports.Read("二"), new ImportOptions { DryRun = true });
        Assert.Equal((ImportStatus.Imported, 2, 1), (outcome.Status, outcome.Draft, outcome.ChangeCount));
        Assert.Equal(before, await FingerprintAsync(store));
        Assert.Single((await new ReleaseReader(store).ListAsync()).Releases);
    }

    [SkippableFact]
    public async Task One_bad_document_keeps_all_of_its_import_out()
    {
        var store = await database.NewStoreAsync();
        var before = await FingerprintAsync(store);
        var good = Imports.Read("一");
        var bad =
            good with
            {
                Municipality = null,
                Findings = [new("ROW_TRUNCATED", FindingSeverity.Error, "Cut.", 1, 2, 3, 4, null, null)]
            };
        var outcome = await new Importer(store, Imports.Clock).ImportAsync([good, bad], new ImportOptions());
        Assert.Equal((ImportStatus.Refused, null), (outcome.Status, outcome.Draft));
        Assert.Equal("ROW_TRUNCATED", Assert.Single(outcome.Documents[1].Findings).Code);
        Assert.Equal(before, await FingerprintAsync(store));
    }

    [SkippableFact]
    public async Task Two_documents_of_one_municipality_join_in_one_import()
    {
        var store = await database.NewStoreAsync();
        var outcome = await new Importer(store, Imports.Clock).ImportAsync(
            [Imports.Read("一"), Imports.Read("二")], new ImportOptions());
        Assert.Equal((ImportStatus.Imported, 1), (outcome.Status, outcome.After!.MunicipalityCount));
        Assert.Equal("二", await store.TextAsync(1));
    }

    [SkippableFact]
    public async Task A_new_correction_is_shown_since_the_release_that_brings_it()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("いろは"));
        var correction = new Correction(
            "990001/2017/01/01/001/001/2021", "text", "いろは", "いろはに", "A letter is missing.", null);
        await store.ImportAsync(Imports.Read("いろは"), new ImportOptions { Corrections = [correction] });
        await store.PublishAsync();
        Assert.Equal(("いろは", "いろはに"), (await store.TextAsync(1), await store.TextAsync(2)));
        await store.ImportAndPublishAsync(Imports.Read("いろは", Grade.A));
        await using var context = store.CreateContext();
        var rows = await context.Set<CorrectionRow>().OrderBy(row => row.Id).ToListAsync();
        Assert.Equal([2, 2], rows.Select(row => row.SinceRelease));
    }

    [SkippableFact]
    public async Task A_rollback_serves_the_release_before_and_withdraws_the_current_one()
    {
        var store = await database.NewStoreAsync();
        foreach (var text in new[] { "一", "二", "三" })
            await store.ImportAndPublishAsync(Imports.Read(text));
        var publication = new Publication(store, Imports.Clock);
        Assert.Equal(2, (await publication.RollbackAsync()).Number);
        Assert.Equal((2, "PPW"), await StateAsync(store));
        await publication.RollbackAsync(1);
        Assert.Equal((1, "PWW"), await StateAsync(store));
        await publication.RollbackAsync(3);
        Assert.Equal((3, "PPP"), await StateAsync(store));
        await publication.RollbackAsync(1);
        Assert.Equal(4, await store.ImportAndPublishAsync(Imports.Read("四")));
        Assert.Equal((4, "PWWP"), await StateAsync(store));
        Assert.Equal(1, (await publication.RollbackAsync()).Number);
    }

    [SkippableFact]
    public async Task A_rollback_notes_when_a_release_was_taken_back_and_when_one_was_served_again()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        await store.ImportAndPublishAsync(Imports.Read("二"));
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero));
        var first = time.GetUtcNow();
        var stamps = new HashSet<string> { (await store.LookAsync()).Stamp };
        Assert.Equal([(null, first), (first, null)], await RollBackAsync(1));
        var second = time.GetUtcNow();
        Assert.Equal([(null, first), (null, second)], await RollBackAsync(2));
        var third = time.GetUtcNow();
        Assert.Equal([(null, third), (third, second)], await RollBackAsync(1));

        // What is told of releases is another each time, though the same release is current.
        Assert.Equal(4, stamps.Count);

        async Task<(DateTimeOffset? Withdrawn, DateTimeOffset? Again)[]> RollBackAsync(int number)
        {
            await new Publication(store, time).RollbackAsync(number);
            var look = await store.LookAsync();
            Assert.Equal((number, time.GetUtcNow()), (look.Release, look.ServedAgainAt));
            stamps.Add(look.Stamp);
            time.Advance(TimeSpan.FromHours(1));
            var releases = (await new ReleaseReader(store).ListAsync()).Releases;
            return [.. releases.Select(release => (release.WithdrawnAt, release.ServedAgainAt))];
        }
    }

    [SkippableFact]
    public async Task A_draft_is_not_published_over_a_release_that_it_does_not_know()
    {
        var store = await database.NewStoreAsync();
        var publication = new Publication(store, Imports.Clock);
        await store.ImportAndPublishAsync(Imports.Read("一"));
        await store.ImportAndPublishAsync(Imports.Read("二"));
        await store.ImportAsync(Imports.Read("三"));
        await publication.RollbackAsync();
        await Refused(
            publication.PublishAsync(),
            "The draft 3 was begun on release 2, but release 1 is current now. Roll back to release 2 first, or "
                + "discard the draft and import again.");
        await publication.RollbackAsync(2);
        await publication.PublishAsync();
        Assert.Equal("三", await store.TextAsync(3));
    }

    [SkippableFact]
    public async Task A_discarded_draft_leaves_nothing_behind()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一"));
        var before = await FingerprintAsync(store);
        await store.ImportAsync(Imports.Read("二"));
        await store.ImportAsync(Imports.Read("三", code: "990019"));
        Assert.Equal(2, (await new Publication(store, Imports.Clock).DiscardAsync()).Number);
        Assert.Equal(before, await FingerprintAsync(store));
        Assert.Equal(2, await store.ImportAndPublishAsync(Imports.Read("四")));
    }

    [SkippableFact]
    public async Task What_cannot_be_done_is_refused_with_what_to_do()
    {
        var store = await database.NewStoreAsync();
        var publication = new Publication(store, Imports.Clock);
        await Refused(publication.PublishAsync(), "There is no draft: import a document first.");
        await Refused(publication.DiscardAsync(), "There is no draft: import a document first.");
        await Refused(publication.RollbackAsync(), "Nothing has been published yet, so there is nothing to roll back.");
        await store.ImportAndPublishAsync(Imports.Read("一"));
        await Refused(publication.RollbackAsync(), "Release 1 is the first: there is no earlier one to roll back to.");
        await Refused(publication.RollbackAsync(7), "There is no release 7. See them all with: releases");
        await Refused(publication.RollbackAsync(1), "Release 1 is current already.");
        await store.ImportAsync(Imports.Read("二"));
        await Refused(
            publication.RollbackAsync(2), "Release 2 is a draft, which nobody has seen: use publish instead.");
        await Refused(store.CompareAsync(1, 7), "There is no release 7. See them all with: releases");
    }

    private static async Task Refused(Task task, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<StoreException>(() => task)).Message);

    private static async Task<(int?, string)> StateAsync(Store store)
    {
        var (current, releases) = await new ReleaseReader(store).ListAsync();
        return (current, string.Concat(releases.Select(release => release.Status.ToString()[0])));
    }

    private static async Task<string> DumpAsync(Store store, int release)
    {
        var text = "";
        await foreach (var municipality in new ReleaseReader(store).ReadAsync(release))
            text += System.Text.Json.JsonSerializer.Serialize(municipality);
        return text;
    }

    /// <summary>The number of rows of every table, and the sum of their numbers.</summary>
    private static async Task<List<string>> FingerprintAsync(Store store)
    {
        await using var context = store.CreateContext();
        await using var connection = await store.OpenReadAsync();
        var lines = new List<string>();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            if (entity.ClrType == typeof(StoreStateRow))
                continue;
            var key = entity.FindPrimaryKey()!.Properties.First(property => property.ClrType != typeof(string))
                .GetColumnName();
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*), coalesce(sum({key}), 0) FROM {entity.GetTableName()}";
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            lines.Add($"{entity.GetTableName()} {reader.GetValue(0)} {reader.GetValue(1)}");
        }

        return lines;
    }
}

public sealed class ReleaseTestsOnSqlite(SqliteDatabase database)
    : ReleaseTests(database), IClassFixture<SqliteDatabase>;

public sealed class ReleaseTestsOnPostgreSql(PostgreSqlDatabase database)
    : ReleaseTests(database), IClassFixture<PostgreSqlDatabase>;
