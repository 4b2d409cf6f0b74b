using ReformOpenData.Tests.Databases;
using One = ReformOpenData.Tests.Queries.Records.One;

namespace ReformOpenData.Tests.Queries;

/// <summary>Groups with zeros: every combination that can be is there once, counted as the records say, and none that
/// cannot.</summary>
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
            var document =
                $"{{ ratings(where: {{ grade: {{ eq: {grade} }}, evaluator: {{}} }}) {{ groups(by: "
                    + $"[{first.ToUpperInvariant()}, {second.ToUpperInvariant()}], includeEmpty: true)"
                + $" {{ {first} {{ id }} {second} {{ id }} count }} }} }}";
            var groups = (await store.AskAsync(document, release: 2)).Data.GetProperty("ratings")
                .GetProperty("groups").EnumerateArray().ToList();
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
            group => Assert.Equal(
                (0, 0.0), (group.GetProperty("count").GetInt32(), group.GetProperty("share").GetDouble())));
    }

    [SkippableFact]
    public async Task A_share_within_a_group_without_rows_is_none_and_comes_first()
    {
        var store = await filled.StoreAsync(database);
        const string Groups = "groups(by: [CATEGORY], includeEmpty: true, matching: { grade: { eq: A } }";
        var answer = await store.AskAsync(
            $$"""
            {
              ratings(where: { municipality: { code: { eq: "072028" } }, assessment: { category: { number: { eq: 1 } } } }) {
                up: {{Groups}}, order: [{ matchingShare: ASC }]) { category { number } matchingCount matchingShare }
                none: {{Groups}}, having: { matchingShare: { eq: null } }) { category { number } count }
                some: {{Groups}}, having: { matchingShare: { gte: 0 }, matchingCount: { gt: 0 } }) { category { number } isFinal }
              }
            }
            """);
        var ratings = answer.Data.GetProperty("ratings");
        Assert.Equal(
            ["2 0 ", "3 0 "],
            ratings.GetProperty("up").EnumerateArray().Take(2).Select(group =>
                $"{group.GetProperty("category").GetProperty("number")} {group.GetProperty("matchingCount")} "
                + $"{group.GetProperty("matchingShare")}"));
        Assert.Equal(2, ratings.GetProperty("none").GetArrayLength());
        Assert.Equal("""[{"category":{"number":1},"isFinal":null}]""", ratings.GetProperty("some").GetRawText());
    }

    [SkippableTheory]
    [InlineData("", "", true)]
    [InlineData("", "", false)]
    [InlineData("where: { grade: { in: [A, NOT_RATED] } }", "", true)]
    [InlineData("", "where: { category: { number: { lte: 2 } } }", true)]
    [InlineData("where: { plan: { firstFiscalYear: { eq: 2018 } } }", "where: { fiscalYear: { gte: 2020 } }", true)]
    public async Task Groups_within_groups_are_those_of_the_matrix(string outer, string inner, bool empty)
    {
        var store = await filled.StoreAsync(database);
        string[] dimensions = ["municipality", "plan", "category", "item", "department", "grade", "fiscalYear"];
        foreach (var first in dimensions)
        {
            foreach (var second in dimensions.Where(one => one != first))
            {
                var both = Both(outer, inner);
                var document =
                    $"{{ ratings{Arguments(both)} {{ groups(by: [{Upper(first)}, {Upper(second)}], includeEmpty: true) "
                        + $"{{ {Field(first)} {Field(second)} count share }} }}"
                    + $" nested: ratings{Arguments(outer)} {{ groups(by: [{Upper(first)}], includeEmpty: "
                    + $"{(empty ? "true" : "false")}) {{ {Field(first)} ratings{Arguments(inner)} {{ totalCount"

                        + $" groups(by: [{Upper(second)}], includeEmpty: true) "
                        + $"{{ {Field(second)} count share }} }} }} }} }}";
                var data = (await store.AskAsync(document, release: 2)).Data;
                var nested = data.GetProperty("nested").GetProperty("groups").EnumerateArray().ToList();
                var shown = nested.ConvertAll(group => group.GetProperty(first).GetRawText());
                var expected = data.GetProperty("ratings").GetProperty("groups").EnumerateArray()
                    .Select(group => (Outer: group.GetProperty(first).GetRawText(),
                    Inner: group.GetProperty(second).GetRawText(), Count: group.GetProperty("count").GetInt32()))
                    .Where(group => shown.Contains(group.Outer)).Order().ToList();
                var actual =
                    nested.SelectMany(group => group.GetProperty("ratings").GetProperty("groups").EnumerateArray()
                    .Select(one => (Outer: group.GetProperty(first).GetRawText(),
                    Inner: one.GetProperty(second).GetRawText(), Count: one.GetProperty("count").GetInt32())))
                    .Order().ToList();

                // The condition within the groups leaves values of the outer dimension out of the matrix, but not out
                // of the groups.
                if (inner.Length > 0)
                    (expected, actual) = (
                        [.. expected.Where(one => one.Count > 0)], [.. actual.Where(one => one.Count > 0)]);
                Assert.True(
                    expected.SequenceEqual(actual),
                    $"{document}\nmissing {string.Join(", ", expected.Except(actual).Take(5))}\nnot expected "
                        + $"{string.Join(", ", actual.Except(expected).Take(5))}");
                foreach (var group in nested)
                {
                    var total = group.GetProperty("ratings").GetProperty("totalCount").GetInt32();
                    Assert.All(group.GetProperty("ratings").GetProperty("groups").EnumerateArray(), one => Assert.Equal(
                        total == 0 ? 0 : (double)one.GetProperty("count").GetInt32() / total,
                        one.GetProperty("share").GetDouble(), 9));
                }
            }
        }

        static string Arguments(string text) => text.Length == 0 ? "" : $"({text})";

        static string Both(string outer, string inner) => (outer.Length, inner.Length) switch
        {
            (0, _) => inner,
            (_, 0) => outer,
            _ => $"where: {{ and: [{outer[7..]}, {inner[7..]}] }}",
        };

        static string Field(string dimension) =>
            dimension is "grade" or "fiscalYear" ? dimension : dimension + " { id }";

        static string Upper(string dimension) =>
            dimension == "fiscalYear" ? "FISCAL_YEAR" : dimension.ToUpperInvariant();
    }

    [SkippableFact]
    public async Task Groups_within_the_first_few_groups_of_several_releases_hold_their_zeros()
    {
        var store = await filled.StoreAsync(database);
        var answer = await store.AskAsync(
            """
            {
              releases(first: 2) {
                nodes {
                  number
                  ratings(where: { municipality: { code: { eq: "072028" } } }) {
                    groups(by: [CATEGORY], first: 2, order: [{ count: DESC }]) {
                      category { number municipality { code } }
                      ratings(where: { isFinal: { eq: true } }) {
                        groups(by: [GRADE], includeEmpty: true) {
                          grade
                          count
                          ratings { groups(by: [ITEM], includeEmpty: true, having: { count: { eq: 0 } }) { item { number } count } }
                        }
                      }
                    }
                  }
                }
              }
            }
            """,
            release: 2);
        foreach (var release in answer.Data.GetProperty("releases").GetProperty("nodes").EnumerateArray())
        {
            var known = new Records(QuestionStore.Of(release.GetProperty("number").GetInt32()));
            foreach (var category in release.GetProperty("ratings").GetProperty("groups").EnumerateArray())
            {
                var number = category.GetProperty("category").GetProperty("number").GetInt32();
                var items = known.Items.Where(item => item.Municipality.Code == "072028"
                    && item.Category!.Number == number).ToList();
                foreach (var grade in category.GetProperty("ratings").GetProperty("groups").EnumerateArray())
                {
                    var rated = known.Ratings
                        .Where(row => Data.Plans.Grades.Name(row.Rating!.Grade) == grade.GetProperty(
                        "grade").GetString() && row.Rating.IsFinal)
                            .ToList();
                    Assert.Equal(
                        items.Where(
                            item =>
                                !rated.Exists(row => row.ItemKey == item.ItemKey)).Select(item => item.Item!.Number),
                        grade.GetProperty("ratings")
                            .GetProperty("groups").EnumerateArray()
                            .Select(one => one.GetProperty("item").GetProperty("number").GetInt32()));
                }
            }
        }
    }

    private static string Numbers(Answer answer, string alias) => "[" + string.Join(
        ',', answer.Data.GetProperty(alias).GetProperty("groups").EnumerateArray()
            .Select(group => group.GetProperty("category").GetProperty("number").GetInt32())) + "]";

    private static string Key(System.Text.Json.JsonElement group, string dimension) =>
        group.GetProperty(dimension).GetProperty("id").GetString()!;

    private static IEnumerable<(string, string)> Possible(Records records, string first, string second)
    {
        // Everything that exists, with what it belongs to.
        var rows = first == "department" || second == "department"
            ? records.Departments.SelectMany(department =>
            Above(records, department, first == "department" ? second : first)
                .Select(other => first == "department" ? (Id("department", department), Id(second, other))
                : (Id(first, other), Id("department", department))))
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
        System.Text.Encoding.UTF8.GetBytes($"{char.ToUpperInvariant(kind[0])}{kind[1..]}:{row.Up(kind)!.Key}"));
}

public sealed class EmptyGroupTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : EmptyGroupTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class EmptyGroupTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : EmptyGroupTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
