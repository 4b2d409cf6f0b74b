using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

public abstract class FirstQuestionTests(TestDatabase database)
{
    [SkippableFact]
    public async Task Everyone_starts_from_the_same_numbers()
    {
        var store = await QuestionStore.CreateAsync(database);
        var answer = await store.AskAsync(
            """
            {
              ratings(where: { grade: { eq: B } }) { groups(by: [CATEGORY]) { category { number name } count } }
              all: ratings { totalCount }
              categories { totalCount }
              items { totalCount }
              initiatives { totalCount }
              assessments { totalCount }
            }
            """);
        var data = answer.Data;
        Assert.Equal(
            [6, 8, 5],
            data.GetProperty("ratings")
                .GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("count").GetInt32()));
        Assert.Equal(72, data.GetProperty("all").GetProperty("totalCount").GetInt32());
        Assert.Equal(3, data.GetProperty("categories").GetProperty("totalCount").GetInt32());
        Assert.Equal(13, data.GetProperty("items").GetProperty("totalCount").GetInt32());
        Assert.Equal(47, data.GetProperty("initiatives").GetProperty("totalCount").GetInt32());
        Assert.Equal(66, data.GetProperty("assessments").GetProperty("totalCount").GetInt32());
        Assert.Equal(4, answer.Statements.Count);
    }
}

public sealed class FirstQuestionTestsOnSqlite(SqliteDatabase database)
    : FirstQuestionTests(database), IClassFixture<SqliteDatabase>;

public sealed class FirstQuestionTestsOnPostgreSql(PostgreSqlDatabase database)
    : FirstQuestionTests(database), IClassFixture<PostgreSqlDatabase>;
