using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Releases;

/// <summary>
/// Whatever is done with releases, the store says of each in how many texts a character and a pair of neighbours
/// occurs, and how many rows have the same values.
/// </summary>
public abstract class KeptCountTests(TestDatabase database)
{
    private const string Other = "990019";
    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string OneCell = "(SELECT min(c.cell) FROM row_count AS c WHERE c.entity = 'narrative')";

    [SkippableFact]
    public async Task Every_release_says_what_is_counted_of_it()
    {
        var store = await database.NewStoreAsync();
        var publication = new Publication(store, Imports.Clock);
        await store.ImportAndPublishAsync(Imports.Read("財政の文"));
        await CheckAsync(store);

        // A draft that grows, is imported over, and takes back what it changed.
        await store.ImportAsync(Imports.Read("二の文"));
        await store.ImportAsync(Imports.Read("三の文", code: Other));
        await CheckAsync(store);
        await store.ImportAsync(Imports.Read("四の文", code: Other));
        await store.ImportAsync(Imports.Read("財政の文"));
        await CheckAsync(store);
        await store.PublishAsync();
        await store.ImportAndPublishAsync(Imports.Read("五の文"));

        // A draft on an earlier release than the last one.
        await publication.RollbackAsync(1);
        await store.ImportAsync(Imports.Read("六の文"));
        await CheckAsync(store);
        await publication.DiscardAsync();
        await CheckAsync(store);
        await store.ImportAndPublishAsync(Imports.Read("七の文"));
        await CheckAsync(store);
    }

    [SkippableFact]
    public async Task What_is_taken_down_leaves_no_gram()
    {
        var store = await database.NewStoreAsync();
        var publication = new Publication(store, Imports.Clock);
        foreach (var text in (string[])["一の文", "花子の文", "太郎と花子の文", "四の文", "五の文"])
            await store.ImportAndPublishAsync(Imports.Read(text));
        Assert.NotEmpty(await RowsAsync(store, "花子"));
        await publication.TakeDownAsync([3], "理由", "steward", keepsShared: true);
        await CheckAsync(store);
        Assert.Empty(await RowsAsync(store, "太郎"));
        await publication.TakeDownAsync([2, 4], "理由", "steward", keepsShared: true);
        await CheckAsync(store);
        Assert.Empty(await RowsAsync(store, "花子"));

        // The last one too, on which the next draft does not begin.
        await publication.RollbackAsync(1);
        await publication.TakeDownAsync([5], "理由", "steward", keepsShared: true);
        await CheckAsync(store);
        Assert.Empty(await RowsAsync(store, "五の"));
        await store.ImportAndPublishAsync(Imports.Read("六の文"));
        await CheckAsync(store);
    }

    [SkippableFact]
    public async Task A_release_writes_what_it_changes()
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一の文"));
        await store.ImportAndPublishAsync(Imports.Read("三の文"));
        await using var context = store.CreateContext();
        var changed = await context.Set<GramCountRow>().Where(row => row.SinceRelease == 2
            && row.Text == "8:text").ToListAsync();
        Assert.Equal(
            [("一", 0), ("一の", 0), ("三", 1), ("三の", 1)],
            changed.OrderBy(row => row.Gram, StringComparer.Ordinal).Select(row => (row.Gram, row.Texts)));
    }

    [SkippableTheory]
    [InlineData("UPDATE gram_count SET texts = texts + 1 WHERE gram = '一の' AND text = '8:text' AND since_release = 1")]
    [InlineData("DELETE FROM gram_count WHERE gram = '一の' AND text = '8:text' AND since_release = 1")]
    [InlineData("INSERT INTO gram_count (text, gram, since_release, texts) VALUES ('8:text', '無い', 1, 1)")]
    public async Task A_wrong_count_of_texts_is_found(string damage) => await FindAsync(
        damage, "It says wrongly in how many texts 1 pieces of text occur.");

    [SkippableTheory]
    [InlineData($"UPDATE row_count SET rows = rows + 1 WHERE cell = {OneCell}")]
    [InlineData($"DELETE FROM row_count WHERE cell = {OneCell}")]
    [InlineData("INSERT INTO row_count (entity, cell, since_release, rows) VALUES ('rating', '[]', 1, 1)")]
    public async Task A_wrong_count_of_rows_is_found(string damage) => await FindAsync(
        damage, "It says wrongly how many rows have 1 combinations of values.");

    private async Task FindAsync(string damage, string problem)
    {
        var store = await database.NewStoreAsync();
        await store.ImportAndPublishAsync(Imports.Read("一の文"));
        await using (var connection = await store.OpenWriteAsync(default))
            await connection.ExecuteAsync(damage, default);
        var found = Assert.Single(await new StoreCheck(store).AllAsync());
        Assert.Equal((1, null, problem), (found.Release, found.Municipality, found.Message));
    }

    private static async Task<List<GramCountRow>> RowsAsync(Store store, string gram)
    {
        await using var context = store.CreateContext();
        return await context.Set<GramCountRow>().Where(row => row.Gram == gram).ToListAsync();
    }

    private static async Task CheckAsync(Store store)
    {
        Assert.Empty(await new StoreCheck(store).AllAsync());
        await using var context = store.CreateContext();
        var rows = await context.Set<GramCountRow>().ToListAsync();
        foreach (var release in await context.Set<ReleaseRow>().Where(
            row => row.Status != ReleaseStatus.TakenDown).ToListAsync())
        {
            var texts = await context.Set<ReleaseEditionRow>().Where(row => row.ReleaseNumber == release.Number)
                .Join(
                    context.Set<SearchTextRow>(),
                    row => row.EditionId,
                    row => row.EditionId,
                    (_, text) => text).ToListAsync();
            var counted = texts.SelectMany(
                text => Parts(text.Folded).Distinct().Select(part => $"{(int)text.Kind}:{text.Field} {part}"))
                .CountBy(part => part).Select(part => $"{part.Key} {part.Value}").Order(StringComparer.Ordinal);
            var kept = rows.Where(row => row.SinceRelease <= release.Number).GroupBy(row => (row.Text, row.Gram))
                .Select(group => group.MaxBy(row => row.SinceRelease)!).Where(row => row.Texts != 0)
                .Select(row => $"{row.Text} {row.Gram} {row.Texts}").Order(StringComparer.Ordinal);
            Assert.Equal(counted, kept);
            await CheckRowsAsync(store, context, release.Number);
        }
    }

    private static async Task CheckRowsAsync(Store store, ReformDbContext context, int release)
    {
        var editions = await context.Set<ReleaseEditionRow>().Where(row => row.ReleaseNumber == release)
            .Select(row => row.EditionId).ToListAsync();
        var narratives = await context.Set<NarrativeRow>().Where(row => editions.Contains(row.EditionId)).ToListAsync();
        var ratings = await context.Set<RatingRow>().Where(row => editions.Contains(row.EditionId)).ToListAsync();
        var counted = narratives.CountBy(row => $"narrative [{row.FiscalYear},{(int)row.Kind}]")
            .Concat(ratings.CountBy(row => $"rating {Cell(row)}"))
            .Select(cell => $"{cell.Key} {cell.Value}").Order(StringComparer.Ordinal);
        var kept = await context.Set<RowCountRow>().Where(row => row.SinceRelease <= release).ToListAsync();
        Assert.Equal(
            counted,
            kept.GroupBy(row => (row.Entity, row.Cell)).Select(group => group.MaxBy(row => row.SinceRelease)!)
                .Where(row => row.Rows != 0 && row.Entity is "narrative" or "rating")
                .Select(row => $"{row.Entity} {row.Cell} {row.Rows}").Order(StringComparer.Ordinal));
        Assert.NotEmpty(narratives);

        static string Cell(RatingRow row) => JsonSerializer.Serialize(
            new object?[]
            {
                (int)row.Grade, row.Label, (int?)row.Level, row.IsRated ?? row.Grade != Grade.NotRated, row.Evaluator,
                row.Aspect, row.FiscalYear, row.IsFinal,
            },
            Relaxed);
    }

    private static IEnumerable<string> Parts(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        return runes.Select(rune => rune.ToString())
            .Concat(runes.Zip(runes.Skip(1), (first, second) => $"{first}{second}"));
    }
}

public sealed class KeptCountTestsOnSqlite(SqliteDatabase database)
    : KeptCountTests(database), IClassFixture<SqliteDatabase>;

public sealed class KeptCountTestsOnPostgreSql(PostgreSqlDatabase database)
    : KeptCountTests(database), IClassFixture<PostgreSqlDatabase>;
