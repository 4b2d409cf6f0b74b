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
        {
            Assert.Single(
                all.Statements, statement => statement.Text.Contains("search_text", StringComparison.Ordinal));
            // The page reads its own rows alone, and nobody counts the rows anew.
            Assert.DoesNotContain(
                all.Statements, statement => statement.Text.Contains("AS total", StringComparison.Ordinal));
        }

        async Task<JsonElement> OneAsync(string list, string figure)
        {
            var condition = list == "ratings" ? $"{{ assessment: {Condition} }}" : Condition;
            var answer = await store.AskAsync(
                $"query ($a: String!) {{ {list}(first: 20, where: {condition}) {{ {figure} }} }}", new { a = term });
            return answer.Data.GetProperty(list).EnumerateObject().Single().Value;
        }
    }

    [Theory]
    [InlineData("公債費")]
    [InlineData("財政健")]
    [InlineData("無い言葉")]
    public async Task Pages_from_both_ends_and_behind_others_are_parts_of_the_whole_list(string term)
    {
        var store = await texts.StoreAsync(database);
        var whole = await PageAsync("first: 100");
        var (ids, total) = (Ids(whole), whole.GetProperty("totalCount").GetInt32());
        Assert.Equal(Math.Min(100, total), ids.Count);
        foreach (var size in (int[])[0, 1, 3, 100])
        {
            var first = await PageAsync($"first: {size}");
            Assert.Equal(ids.Take(size), Ids(first));
            Assert.Equal(total, first.GetProperty("totalCount").GetInt32());
            var info = first.GetProperty("pageInfo");
            Assert.Equal(total > size, info.GetProperty("hasNextPage").GetBoolean());
            if (info.GetProperty("endCursor").GetString() is { } cursor)
                Assert.Equal(
                    ids.Skip(size).Take(2), Ids(await PageAsync($"first: 2, after: \"{cursor}\"")).Take(2));
            if (total <= 100)
                Assert.Equal(ids.TakeLast(size), Ids(await PageAsync($"last: {size}")));
        }

        async Task<JsonElement> PageAsync(string arguments)
        {
            var answer = await store.AskAsync(
                $"query ($a: String!) {{ assessments({arguments}, where: {Condition}) {{ totalCount nodes {{ id }} "
                + "pageInfo { hasNextPage endCursor } groups(by: [MUNICIPALITY]) { count } } }",
                new { a = term });
            return answer.Data.GetProperty("assessments");
        }

        static List<string> Ids(JsonElement page) =>
            [.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];
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
