using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

public abstract class StatementCountTests(TestDatabase database, CaseTests.Filled filled)
{
    [SkippableTheory]
    [InlineData("{ ratings { nodes { grade } totalCount pageInfo { hasNextPage endCursor } } }", 1)]
    [InlineData(
        "{ ratings { nodes { assessment { initiative { item { category { plan { municipality { name } } } } } } "
            + "location { document { title } } } } }",
        1)]
    [InlineData("{ ratings { nodes { departments { name municipality { name } } } } }", 2)]
    [InlineData(
        "{ ratings { groups(by: [CATEGORY, DEPARTMENT, GRADE], includeEmpty: true) { category { plan { title } } "
            + "department { name } count share } } }",
        1)]
    [InlineData("{ categories { nodes { items { initiatives { assessments { ratings { grade } } } } } } }", 5)]
    [InlineData(
        "{ departments { nodes { ratings(first: 2) { totalCount nodes { grade } pageInfo { hasNextPage } } } } }", 2)]
    [InlineData(
        "{ municipalities { nodes { plans { ratingScale { label } } departments { name } sourceDocuments { findings { "
            + "code } } } } }",
        6)]
    [InlineData("{ ratings(where: { grade: { eq: D } }) { nodes { departments { name } } } }", 1)]
    public async Task A_request_takes_one_statement_for_each_level_however_many_rows_there_are(
        string document, int statements)
    {
        var store = await filled.StoreAsync(database);
        Assert.Equal(statements, (await store.AskAsync(document, release: 1)).Statements.Count);
    }

    [SkippableFact]
    public async Task Groups_of_the_rows_of_each_plan_are_read_once_for_a_release()
    {
        const string Document =
            "{ plans { nodes { code ratings { groups(by: [LABEL, IS_FINAL, LEVEL]) { label isFinal count } } } } }";
        var store = await filled.StoreAsync(database);
        var first = await store.AskAsync(Document, release: 2);
        var again = await store.AskAsync(Document, release: 2);
        Assert.Equal(first.Data.ToString(), again.Data.ToString());
        Assert.Equal((2, 1), (first.Statements.Count, again.Statements.Count));
        // Other rows of the same, and the same of another release, are read for themselves.
        var final = await store.AskAsync(
            Document.Replace("ratings {", "ratings(where: { isFinal: { eq: true } }) {", StringComparison.Ordinal),
            release: 2);
        Assert.Equal(2, final.Statements.Count);
        Assert.Equal(2, (await store.AskAsync(Document, release: 1)).Statements.Count);
    }

    [SkippableFact]
    public async Task Texts_are_read_only_where_they_are_selected()
    {
        var store = await filled.StoreAsync(database);
        var answer = await store.AskAsync(
            "{ narratives { nodes { fiscalYear assessment { number summary { fiscalYear } initiative { name } } } } "
                + "assessments { nodes { narratives { fiscalYear } } } }");
        Assert.NotNull(answer.Data.ToString());
        foreach (var (text, _) in answer.Statements)
        {
            Assert.DoesNotContain(".text", text, StringComparison.Ordinal);
            Assert.DoesNotContain("summary_text", text, StringComparison.Ordinal);
            Assert.DoesNotContain("description", text, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Rows_are_counted_only_where_the_count_is_selected()
    {
        var store = await filled.StoreAsync(database);
        var answer = await store.AskAsync(
            "{ ratings(where: { grade: { eq: B } }, first: 5) { nodes { id } pageInfo { hasNextPage } } }");
        Assert.DoesNotContain("count(", answer.Statements[0].Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task No_value_of_a_client_stands_in_a_statement()
    {
        var store = await filled.StoreAsync(database);
        const string Mark = "zq8Kx";
        var answer = await store.AskAsync(
            """
            query ($t: String!) {
              items(where: { or: [{ name: { contains: $t } }, { name: { in: [$t] } }, { category: { name: { endsWith: $t } } }] }) { totalCount }
              narratives(where: { text: { contains: $t } }) { totalCount }
              search(query: $t, municipality: $t) { totalCount }
              municipality(code: $t) { plans(where: { title: { startsWith: $t } }) { title } }
            }
            """,
            new { t = Mark });
        Assert.NotNull(answer.Data.ToString());
        Assert.All(
            answer.Statements,
            statement => Assert.DoesNotContain(Mark, statement.Text, StringComparison.OrdinalIgnoreCase));
    }
}

public sealed class StatementCountTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : StatementCountTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class StatementCountTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : StatementCountTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
