using ReformOpenData.Tests.Databases;
using One = ReformOpenData.Tests.Queries.Records.One;

namespace ReformOpenData.Tests.Queries;

/// <summary>Groups with zeros: every combination that can be is there once, counted as the records say, and none that cannot.</summary>
public abstract class EmptyGroupTests(TestDatabase database, CaseTests.Filled filled)
{
    [SkippableTheory]
    [InlineData("category", "item")]
    [InlineData("item", "category")]
    [InlineData("municipality", "category")]
    [InlineData("department", "plan")]
    [InlineData("department", "municipality")]
    public async Task What_contains_and_what_is_contained_go_together(string first, string second)
    {
        var store = await filled.StoreAsync(database);
        var records = new Records(QuestionStore.Of(2));
        foreach (var grade in new[] { "A", "D", "NOT_RATED" })
        {
            var document = $"{{ ratings(where: {{ grade: {{ eq: {grade} }} }}) {{ groups(by: [{first.ToUpperInvariant()}, {second.ToUpperInvariant()}], includeEmpty: true)"
                + $" {{ {first} {{ id }} {second} {{ id }} count }} }} }}";
            var groups = (await store.AskAsync(document, release: 2)).Data.GetProperty("ratings").GetProperty("groups").EnumerateArray().ToList();
            var pairs = groups.ConvertAll(group => (Key(group, first), Key(group, second)));
            Assert.Equal(pairs.Count, pairs.Distinct().Count());
            Assert.Equal(Possible(records, first, second).Order(), pairs.Order());
            foreach (var group in groups)
            {
                var expected = records.Ratings.Count(row => Data.Plans.Grades.Name(row.Rating!.Grade) == grade
                    && Falls(row, first, Key(group, first)) && Falls(row, second, Key(group, second)));
                Assert.Equal(expected, group.GetProperty("count").GetInt32());
            }
        }
    }

    [SkippableFact]
    public async Task A_condition_on_what_contains_a_dimension_narrows_the_matrix_and_another_does_not()
    {
        var store = await filled.StoreAsync(database);
        var answer = await store.AskAsync(
            """
            {
              narrowed: ratings(where: { municipality: { code: { eq: "072028" } }, printed: { eq: "none such" } }) { groups(by: [CATEGORY], includeEmpty: true) { category { number } count share } }
              alternatives: ratings(where: { or: [{ category: { number: { eq: 1 } } }, { category: { number: { eq: 3 } } }] }) { groups(by: [CATEGORY], includeEmpty: true) { category { number } count } }
              others: ratings(where: { or: [{ category: { number: { eq: 1 } } }, { printed: { eq: "none such" } }] }) { groups(by: [CATEGORY], includeEmpty: true) { category { number } count } }
              not: ratings(where: { not: { category: { number: { eq: 1 } } } }) { groups(by: [CATEGORY], includeEmpty: true) { category { number } } }
            }
            """);
        Assert.Equal("[1,2,3]", Numbers(answer, "narrowed"));
        Assert.Equal("[1,3]", Numbers(answer, "alternatives"));
        Assert.Equal("[1,2,3]", Numbers(answer, "others"));
        Assert.Equal("[2,3]", Numbers(answer, "not"));
        Assert.All(
            answer.Data.GetProperty("narrowed").GetProperty("groups").EnumerateArray(),
            group => Assert.Equal((0, 0.0), (group.GetProperty("count").GetInt32(), group.GetProperty("share").GetDouble())));
    }

    private static string Numbers(Answer answer, string alias) => "[" + string.Join(
        ',', answer.Data.GetProperty(alias).GetProperty("groups").EnumerateArray()
            .Select(group => group.GetProperty("category").GetProperty("number").GetInt32())) + "]";

    private static string Key(System.Text.Json.JsonElement group, string dimension) => group.GetProperty(dimension).GetProperty("id").GetString()!;

    private static IEnumerable<(string, string)> Possible(Records records, string first, string second)
    {
        // Everything that exists, with what it belongs to.
        var rows = first == "department" || second == "department"
            ? records.Departments.SelectMany(department => Above(records, department, first == "department" ? second : first)
                .Select(other => first == "department" ? (Id("department", department), Id(second, other)) : (Id(first, other), Id("department", department))))
            : (first == "municipality" || second == "municipality" ? records.Categories : records.Items)
                .Select(row => (Id(first, row), Id(second, row)));
        return rows.Distinct();
    }

    private static IEnumerable<One> Above(Records records, One department, string kind) => kind == "municipality"
        ? [department]
        : records.Categories.Where(row => row.Municipality == department.Municipality).DistinctBy(row => row.Plan);

    private static bool Falls(One row, string dimension, string id) => dimension == "department"
        ? row.InCharge().Any(department => Id("department", department) == id)
        : Id(dimension, row) == id;

    private static string Id(string kind, One row) => System.Buffers.Text.Base64Url.EncodeToString(
        System.Text.Encoding.UTF8.GetBytes($"{char.ToUpperInvariant(kind[0])}{kind[1..]}:{row.Up(kind).Key}"));
}

public sealed class EmptyGroupTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : EmptyGroupTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class EmptyGroupTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : EmptyGroupTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
