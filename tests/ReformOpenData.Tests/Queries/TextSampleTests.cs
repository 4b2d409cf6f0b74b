using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// The texts in which terms are counted are those of the release: all of a small one, an even part of a larger one.
/// </summary>
public abstract class TextSampleTests(TestDatabase database, CaseTests.Filled filled, ManyTexts texts)
{
    private static readonly SearchedText Narrative = Catalog.Nodes.SelectMany(node => node.Texts)
        .Single(text => text.Name == "NARRATIVE_TEXT");

    [SkippableFact]
    public async Task A_small_release_is_held_as_a_whole()
    {
        var store = await filled.StoreAsync(database);
        var size = await store.Store.SizeAsync(2);
        Assert.Equal(1, size.Sample.Each);
        foreach (var text in Catalog.Nodes.SelectMany(node => node.Texts))
        {
            var answer = await store.AskAsync(
                $"{{ search(query: \"市\", in: [{text.Name}]) {{ nodes {{ field }} }} }}", release: 2);
            var found = answer.Data.GetProperty("search").GetProperty("nodes").GetArrayLength();
            Assert.Equal(
                found,
                Catalog.Nodes.SelectMany(node => node.Texts).Where(other => other.Name == text.Name)
                    .Sum(other => size.Sample.Count(other, "市")));
        }
    }

    [SkippableFact]
    public async Task A_part_of_a_larger_one_is_even()
    {
        var store = await texts.StoreAsync(database);
        var sample = (await store.Store.SizeAsync(1)).Sample;
        Assert.InRange(sample.Each, 1.5, 10);
        Assert.InRange(sample.Count(Narrative) * sample.Each / texts.Narratives.Count, 0.9, 1.1);
        foreach (var term in (string[])["財政", "健", "推進", .. ManyTexts.Phrases])
        {
            var holding = texts.Narratives.Count(one => one.Text.Contains(term, StringComparison.Ordinal));
            Assert.InRange(sample.Count(Narrative, term) * sample.Each / holding, 0.6, 1.5);
        }
    }

    /// <summary>What it takes to hold texts does not grow with them, nor with the release.</summary>
    [SkippableFact]
    public async Task What_is_held_is_bounded()
    {
        var store = await texts.StoreAsync(database);
        var sample = (await store.Store.SizeAsync(1)).Sample;
        Assert.InRange(Catalog.Nodes.SelectMany(node => node.Texts).Sum(sample.Count), 1000, 2000);
        Assert.InRange(Catalog.Nodes.SelectMany(node => node.Texts).Sum(sample.Characters), 10_000, 500_000);
    }
}

public sealed class TextSampleTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled, ManyTexts texts)
    : TextSampleTests(database, filled, texts), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>,
        IClassFixture<ManyTexts>;

public sealed class TextSampleTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled, ManyTexts texts)
    : TextSampleTests(database, filled, texts), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>,
        IClassFixture<ManyTexts>;
