using System.Data;
using System.Text.Json;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// Rows that hold a term are looked for once, however many figures of them are asked for, and are the same ones.
/// </summary>
public abstract class FindOnceTests(TestDatabase database, ManyTexts texts)
{
    private const string Condition =
        "{ or: [{ narratives: { some: { text: { contains: $a } } } }, { summary: { text: { contains: $a } } }] }";

    [Theory]
    [InlineData("公債費")]
    [InlineData("財政健")]
    [InlineData("託料")]
    [InlineData("無い言葉")]
    public async Task Page_total_groups_and_what_belongs_to_them_are_of_the_same_rows(string term)
    {
        var store = await texts.StoreAsync(database);
        var (page, total) = ("nodes { id }", "totalCount");
        var (cities, ratings) =
            ("groups(by: [MUNICIPALITY]) { municipality { code } count }", "groups(by: [LABEL]) { label count }");
        var all = await store.AskAsync(
            $"query ($a: String!) {{ assessments(first: 20, where: {Condition}) {{ {page} {total} {cities} }} "
            + $"ratings(where: {{ assessment: {Condition} }}) {{ {ratings} }} }}",
            new { a = term });
        var asked = all.Data.GetProperty("assessments");
        Assert.Equal((await OneAsync("assessments", page)).ToString(), asked.GetProperty("nodes").ToString());
        Assert.Equal((await OneAsync("assessments", total)).ToString(), asked.GetProperty("totalCount").ToString());
        Assert.Equal((await OneAsync("assessments", cities)).ToString(), asked.GetProperty("groups").ToString());
        Assert.Equal(
            (await OneAsync("ratings", ratings)).ToString(),
            all.Data.GetProperty("ratings").GetProperty("groups").ToString());
        if (asked.GetProperty("totalCount").GetInt32() < texts.Rows.Count / 10)
            Assert.Single(
                all.Statements, statement => statement.Text.Contains("search_text", StringComparison.Ordinal));

        async Task<JsonElement> OneAsync(string list, string figure)
        {
            var condition = list == "ratings" ? $"{{ assessment: {Condition} }}" : Condition;
            var answer = await store.AskAsync(
                $"query ($a: String!) {{ {list}(first: 20, where: {condition}) {{ {figure} }} }}", new { a = term });
            return answer.Data.GetProperty(list).EnumerateObject().Single().Value;
        }
    }

    /// <summary>Of two conditions that differ in one value, each has its own rows.</summary>
    [Fact]
    public async Task Another_condition_has_other_rows()
    {
        var store = await texts.StoreAsync(database);
        var answer = await store.AskAsync(
            $"query ($a: String!, $b: String!) {{ one: assessments(where: {Condition}) {{ totalCount nodes {{ id }} }} "
            + $"other: assessments(where: {Condition.Replace("$a", "$b", StringComparison.Ordinal)}) {{ totalCount "
            + "nodes { id } } }",
            new { a = "公債費", b = "託料" });
        foreach (var (name, term) in new[] { ("one", "公債費"), ("other", "託料") })
        {
            var own = await store.AskAsync(
                $"query ($a: String!) {{ assessments(where: {Condition}) {{ totalCount nodes {{ id }} }} }}",
                new { a = term });
            Assert.Equal(own.Data.GetProperty("assessments").ToString(), answer.Data.GetProperty(name).ToString());
        }
    }

    /// <summary>Of too many rows nothing is kept, and each statement finds its own.</summary>
    [Theory]
    [InlineData(FindUnit.Most, true)]
    [InlineData(FindUnit.Most + 1, false)]
    public async Task Only_so_many_rows_are_kept(int found, bool isKept)
    {
        var session = new QuerySession((await texts.StoreAsync(database)).Store, 1);
        var assessments = (ToMany)Catalog.Release.Relations["assessments"];
        var parents = new RelationParents(assessments, [1]);
        var of = new Rows(assessments, Filter.Everything, []);
        var further = new FindUnit(session, of, parents, []);
        var unit = new FindUnit(session, of, parents, [further]);
        using var table = new DataTable();
        table.Columns.Add("id", typeof(long));
        for (var id = 0L; id < found; id++)
            table.Rows.Add(id);
        await using var reader = table.CreateDataReader();
        while (await reader.ReadAsync())
            unit.Read(reader);
        var next = new List<Unit>();
        unit.Finish(next);
        Assert.Same(further, Assert.Single(next));
        Assert.Equal(isKept ? found : null, session.Found.Of(Catalog.Assessment, Filter.Everything)?.Length);
    }
}

public sealed class FindOnceTestsOnSqlite(SqliteDatabase database, ManyTexts texts)
    : FindOnceTests(database, texts), IClassFixture<SqliteDatabase>, IClassFixture<ManyTexts>;

public sealed class FindOnceTestsOnPostgreSql(PostgreSqlDatabase database, ManyTexts texts)
    : FindOnceTests(database, texts), IClassFixture<PostgreSqlDatabase>, IClassFixture<ManyTexts>;
