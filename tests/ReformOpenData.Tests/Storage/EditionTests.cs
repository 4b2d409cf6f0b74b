using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Storage;

public abstract class EditionTests(TestDatabase database)
{
    [SkippableFact]
    public async Task What_is_written_is_read_back_equal()
    {
        var store = await database.NewStoreAsync();
        var written = SampleMunicipality.Create();
        var edition = await WriteAsync(store, written);
        await using var connection = await store.OpenReadAsync();
        var read = await EditionReader.ReadAsync(connection, edition.Id, default);
        Assert.Equal(JsonSerializer.Serialize(written), JsonSerializer.Serialize(read));
    }

    [SkippableFact]
    public async Task An_edition_is_counted_as_it_is_written()
    {
        var edition = await WriteAsync(await database.NewStoreAsync(), SampleMunicipality.Create());
        Assert.Equal(
            (3, 2, 1, 1, 1, 2),
            (
                edition.DepartmentCount,
                edition.PlanCount,
                edition.CategoryCount,
                edition.ItemCount,
                edition.InitiativeCount,
                edition.AssessmentCount));
        Assert.Equal(
            (2, 2, 2, 1, 1),
            (
                edition.NarrativeCount,
                edition.RatingCount,
                edition.SourceDocumentCount,
                edition.FindingCount,
                edition.CorrectionCount));
    }

    [SkippableFact]
    public async Task Rows_carry_their_keys_and_all_their_ancestors()
    {
        var store = await database.NewStoreAsync();
        await WriteAsync(store, SampleMunicipality.Create());
        await using var context = store.CreateContext();
        var rating = await context.Set<RatingRow>().SingleAsync(row => row.Number == 2);
        Assert.Equal("990001/2017/01/01/001/001/2021/02", rating.Key);
        Assert.Equal(
            "990001", (await context.Set<MunicipalityRow>().SingleAsync(row => row.Id == rating.MunicipalityId)).Key);
        Assert.Equal("990001/2017", (await context.Set<PlanRow>().SingleAsync(row => row.Id == rating.PlanId)).Key);
        Assert.Equal(
            "990001/2017/01", (await context.Set<CategoryRow>().SingleAsync(row => row.Id == rating.CategoryId)).Key);
        Assert.Equal(
            "990001/2017/01/01", (await context.Set<ItemRow>().SingleAsync(row => row.Id == rating.ItemId)).Key);
        Assert.Equal(
            "990001/2017/01/01/001",
            (await context.Set<InitiativeRow>().SingleAsync(row => row.Id == rating.InitiativeId)).Key);
        var assessment = await context.Set<AssessmentRow>().SingleAsync(row => row.Id == rating.AssessmentId);
        Assert.Equal("990001/2017/01/01/001/001", assessment.Key);
        var correction = await context.Set<CorrectionRow>().SingleAsync();
        Assert.Equal(("990001/2017/01/01/001/001/2021/text", assessment.Id), (correction.Key, correction.AssessmentId));
    }

    [SkippableFact]
    public async Task Every_text_that_can_be_searched_is_in_the_index_once()
    {
        var store = await database.NewStoreAsync();
        await WriteAsync(store, SampleMunicipality.Create());
        await using var context = store.CreateContext();
        var texts = await context.Set<SearchTextRow>().OrderBy(row => row.Kind).ThenBy(row => row.Id)
            .Select(row => $"{(int)row.Kind} {row.Field} {row.Folded}").ToListAsync();
        Assert.Equal(
            [
                "1 name 架空市", "1 romanName kakuu",
                "2 fullName 財政課", "2 fullName 上下水道局経営企画課", "2 fullName 公共施設管理課",
                "3 title 行財政改革の取組", "3 title 未来へつなぐ自治体経営",
                "4 name 財政マネジメントの強化", "5 name 安定的な財政運営",
                "6 name 中期財政見通しの策定", "6 description 毎年度、中期財政見通しを作成・公表します。",
                "7 text 窓口を移した。", "8 text 令和3年度は、高齢者の窓口を~本庁舎に移した。",
            ],
            texts);
    }

    private static async Task<EditionRow> WriteAsync(Store store, Municipality municipality)
    {
        await using var write = await WriteTransaction.BeginAsync(
            store, TimeSpan.FromSeconds(1), waiting: null, default);
        await using var context = store.CreateContext(write.Connection);
        var rows = new EditionRows(new IdSequence(1));
        var edition = rows.Add(municipality, "hash", release: 1);
        rows.WriteTo(RowCopier.Create(write, context));
        await write.CommitAsync(default);
        return edition;
    }
}

public sealed class EditionTestsOnSqlite(SqliteDatabase database)
    : EditionTests(database), IClassFixture<SqliteDatabase>;

public sealed class EditionTestsOnPostgreSql(PostgreSqlDatabase database)
    : EditionTests(database), IClassFixture<PostgreSqlDatabase>;
