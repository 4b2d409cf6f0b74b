using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>The changes of a release are in a table, those between two releases are made in memory: both are grouped
/// alike.</summary>
public abstract class ChangeGroupTests(TestDatabase database, CaseTests.Filled filled)
{
    public static TheoryData<string> Questions { get; } = Make();

    [SkippableTheory]
    [MemberData(nameof(Questions))]
    public async Task Groups_of_a_comparison_are_those_of_the_release_that_it_made(string groups)
    {
        var store = await filled.StoreAsync(database);
        var where = groups.Contains("first: 2", StringComparison.Ordinal)
            ? "where: { kind: { neq: ADDED } }"
            : "where: { municipalityCode: { startsWith: \"0\" } }";
        var data = (await store.AskAsync(
            $"{{ release(number: 2) {{ changes({where}) {{ totalCount {groups} }} }} compare(from: 1, to: 2, {where}) "
                + $"{{ totalCount {groups} }} }}",
            release: 2)).Data;
        Assert.Equal(3, data.GetProperty("compare").GetProperty("totalCount").GetInt32());
        Assert.Equal(
            data.GetProperty("release").GetProperty("changes").GetRawText(), data.GetProperty("compare").GetRawText());
    }

    [SkippableFact]
    public async Task What_groups_of_a_comparison_cannot_be_is_said_in_the_same_words()
    {
        var store = await filled.StoreAsync(database);
        foreach (var (groups, message) in new[]
        {
            ("groups(by: []) { count }", "\"by\" is empty; name at least one dimension."),
            ("groups(by: [KIND, KIND]) { count }", "\"by\" names a dimension twice."),
            (
                "groups(by: [KIND], order: [{ field: ASC }]) { count }",
                "Groups cannot be ordered by \"field\", since they are not grouped by it."),
            ("groups(by: [KIND], first: 10001) { count }", "\"first\" is 10001; groups can be 0 to 10000."),
        })
        {
            foreach (var list in new[] { "compare(from: 1, to: 2) { X }", "release(number: 2) { changes { X } }" })
            {
                var answer = await store.AskAsync(
                    $"{{ {list.Replace("X", groups, StringComparison.Ordinal)} }}", release: 2);
                Assert.Equal(message, answer.Json.GetProperty("errors")[0].GetProperty("message").GetString());
            }
        }
    }

    private static TheoryData<string> Make()
    {
        var all = new TheoryData<string>();
        string[] dimensions = ["KIND", "TYPE", "FIELD", "MUNICIPALITY_CODE"];
        const string Fields =
            "{ kind type field municipalityCode count share matchingCount matchingShare changes(first: 1, where: { "
                + "not: { before: { eq: null } } }) { totalCount nodes { before targetId }"
            + " groups(by: [TYPE], includeEmpty: EMPTY) { type count share matchingCount } } }";
        foreach (var by in dimensions.SelectMany(
            one => dimensions.Select(other => one == other ? one : $"{one}, {other}")))
        {
            var last = by.Split(", ")[^1];
            var name = last == "MUNICIPALITY_CODE" ? "municipalityCode" : last.ToLowerInvariant();
            foreach (var more in new[] { "", ", includeEmpty: true", $", order: [{{ {name}: DESC }}], first: 2",
                ", order: [{ share: DESC }], having: { or: [{ count: { lte: 1 } }, { share: { gt: 0.5 } }] }",
                ", order: [{ matchingShare: DESC }], matching: { kind: { eq: ADDED } }, having: { matchingCount: { lt: "
                + "2 } }",
                ", includeEmpty: true, matching: { kind: { eq: ADDED } }, having: { matchingShare: { neq: 1 } }" })
                all.Add($"groups(by: [{by}]{more}) "
                    + Fields.Replace(
                        "EMPTY",
                        more.Contains("order", StringComparison.Ordinal) ? "false" : "true",
                        StringComparison.Ordinal));
        }

        return all;
    }
}

public sealed class ChangeGroupTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : ChangeGroupTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class ChangeGroupTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : ChangeGroupTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
