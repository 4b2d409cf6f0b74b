using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>What is made once for a document serves all its requests, also at the same time.</summary>
public abstract class SharedPlanTests(TestDatabase database, CaseTests.Filled filled)
{
    private const string Document = """
        query ($id: ID!, $year: Int!, $grade: Grade!) {
          node(id: $id) {
            ... on Assessment {
              number
              initiative { name ratings(first: 2, where: { grade: { eq: $grade } }) { totalCount nodes { printed } } }
              responsibilities { qualifier department { fullName } }
              ratings { grade departments { fullName } }
              since: narratives(where: { fiscalYear: { gte: $year } }) { fiscalYear sections { label text } }
              narratives { fiscalYear text }
              summary { text sections { text department { name } } }
            }
          }
        }
        """;

    [SkippableFact]
    public async Task A_document_asked_with_many_values_at_once_answers_as_one_that_holds_the_value_itself()
    {
        var store = await filled.StoreAsync(database);
        var all = await store.AskAsync("{ assessments(first: 200) { nodes { id } } }");
        var ids = all.Data.GetProperty("assessments")
            .GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).ToList();
        Assert.True(ids.Count > 60);
        var questions = ids.Select((id, i) => (Id: id, Year: 2017 + (i % 5), Grade: "AB"[i % 2])).ToList();
        var texts = new HashSet<string>();
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (question, _) =>
        {
            var (id, year, grade) = question;
            var answer = await store.AskAsync(Document, new { id, year, grade = grade.ToString() });
            var alone = Document[Document.IndexOf("{\n", StringComparison.Ordinal)..]
                .Replace("$id", $"\"{id}\"", StringComparison.Ordinal)
                .Replace("$year", $"{year}", StringComparison.Ordinal)
                .Replace("$grade", $"{grade}", StringComparison.Ordinal);
            Assert.Equal((await store.AskAsync(alone)).Data.GetRawText(), answer.Data.GetRawText());
            lock (texts)
                texts.Add(answer.Data.GetRawText());
        });
        Assert.Equal(ids.Count, texts.Count);
    }
}

public sealed class SharedPlanTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : SharedPlanTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class SharedPlanTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : SharedPlanTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
