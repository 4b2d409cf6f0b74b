using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Import;

namespace ReformOpenData.Tests.Releases;

/// <summary>An import that would lose something stops, and the store is as it was; an answer lets it go on.</summary>
public abstract class LossImportTests(TestDatabase database)
{
    private static readonly Municipality Published = PublishedTable.Municipality;

    [SkippableFact]
    public async Task A_table_without_a_column_is_refused_and_nothing_of_it_is_public()
    {
        var store = await PublishedAsync();
        var outcome = await store.ImportAsync(
            new ExportEdit(Published).Without("rating").Read(), new ImportOptions { Publish = true });
        Assert.Equal(ImportStatus.Refused, outcome.Status);
        Assert.Equal("COLUMN_MISSING", Assert.Single(Errors(outcome)).Code);
        Assert.Equal((1, 72), await RatingsAsync(store));
    }

    [SkippableFact]
    public async Task Values_are_let_go_by_an_answer_with_their_number_and_come_back_by_a_rollback()
    {
        var store = await PublishedAsync();
        var blank = new ExportEdit(Published).Blank("rating").Read();
        var asked = await store.ImportAsync(blank, new ImportOptions { Publish = true });
        Assert.Equal((ImportStatus.Refused, "VALUES_LOST"), (asked.Status, Assert.Single(Errors(asked)).Code));

        var answers = new Mapping([new MappingAnswer(Stored: "072028", Lost: "rating", Count: 72)]);
        var answered = await store.ImportAsync(blank, new ImportOptions { Publish = true, Mapping = answers });
        Assert.Equal(
            (ImportStatus.Imported, 72),
            (answered.Status, answered.Changes.Count(change => change.Type == nameof(Rating))));
        Assert.Equal((2, 0), await RatingsAsync(store));
        await new Publication(store, Imports.Clock).RollbackAsync();
        Assert.Equal((1, 72), await RatingsAsync(store));
    }

    [SkippableFact]
    public async Task All_municipalities_of_a_file_are_told_in_one_run()
    {
        var store = await database.NewStoreAsync();
        ReadResult[] read =
        [
            Imports.Read("一", code: "990001"), Imports.Read("二", code: "990002"), Imports.Read("三", code: "990003")
        ];
        var outcome = await new Importer(store, Imports.Clock).ImportAsync(read, new ImportOptions());
        Assert.Equal(ImportStatus.Refused, outcome.Status);
        Assert.Equal(["990002", "990003"], Errors(outcome).Select(error => error.Read));
        Assert.Null((await new ReleaseReader(store).ListAsync()).Current);
    }

    private static IEnumerable<Finding> Errors(ImportOutcome outcome) =>
        outcome.Documents.SelectMany(document => document.Findings)
            .Where(finding => finding.Severity == FindingSeverity.Error);

    private async Task<Store> PublishedAsync()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(PublishedTable.Result);
        return store;
    }

    private static async Task<(int Release, int Ratings)> RatingsAsync(Store store)
    {
        var (current, releases) = await new ReleaseReader(store).ListAsync();
        return (current!.Value, releases.Single(release => release.Number == current).RatingCount);
    }
}

public sealed class LossImportTestsOnSqlite(SqliteDatabase database)
    : LossImportTests(database), IClassFixture<SqliteDatabase>;

public sealed class LossImportTestsOnPostgreSql(PostgreSqlDatabase database)
    : LossImportTests(database), IClassFixture<PostgreSqlDatabase>;
