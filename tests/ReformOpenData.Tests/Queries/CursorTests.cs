using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

public abstract class CursorTests(TestDatabase database, CaseTests.Filled filled)
{
    [SkippableFact]
    public async Task A_cursor_goes_on_in_a_later_release()
    {
        var store = await filled.StoreAsync(database);
        var cursor = await EndCursorAsync(store, "categories", release: 1);
        var later = await store.AskAsync(
            $"{{ categories(after: \"{cursor}\") {{ nodes {{ number municipality {{ code }} }} pageInfo {{ "
                + $"hasPreviousPage }} }} }}",
            release: 2);
        var categories = later.Data.GetProperty("categories");
        Assert.Equal(2, categories.GetProperty("nodes")[0].GetProperty("number").GetInt32());
        Assert.True(categories.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
    }

    [SkippableFact]
    public async Task A_cursor_of_a_later_release_is_refused_and_the_message_names_both()
    {
        var store = await filled.StoreAsync(database);
        var cursor = await EndCursorAsync(store, "categories", release: 2);
        await RefusedAsync(
            store,
            $"{{ categories(after: \"{cursor}\") {{ nodes {{ number }} }} }}",
            "The cursor in \"after\" comes from release 2 and cannot be used in the earlier release 1; begin again "
                + "without it.");
    }

    [SkippableFact]
    public async Task A_cursor_taken_below_a_numbered_release_is_of_that_release()
    {
        var store = await filled.StoreAsync(database);
        var page = await store.AskAsync(
            "{ release(number: 1) { categories(first: 1) { pageInfo { endCursor } } } }", release: 2);
        var cursor = page.Data.GetProperty("release")
            .GetProperty("categories").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var answer = await store.AskAsync(
            $"{{ categories(after: \"{cursor}\") {{ nodes {{ number }} }} }}", release: 1);
        Assert.Equal(2, answer.Data.GetProperty("categories").GetProperty("nodes").GetArrayLength());
    }

    [SkippableTheory]
    [InlineData("releases(where: { number: { eq: 1 } }) { nodes { FIELD } }")]
    [InlineData("releases { nodes { number FIELD } }")]
    [InlineData("release(number: 1) { FIELD }")]
    [InlineData("node(id: \"UmVsZWFzZTox\") { ... on Release { FIELD } }")]
    [InlineData("nodes(ids: [\"UmVsZWFzZTox\"]) { ... on Release { FIELD } }")]
    public async Task Pages_of_an_old_release_go_on_wherever_it_is_asked_for(string inside)
    {
        var store = await filled.StoreAsync(database);
        var all = await Ids(store, "release(number: 1) { ratings { edges { cursor node { id } } } }");
        foreach (var (size, place) in new[] { ("first", "after"), ("last", "before") })
        {
            var got = new List<string>();
            string? cursor = null;
            do
            {
                // Each page is asked for elsewhere than the one before it.
                var where = got.Count / 10 % 2 == 0 ? inside : "release(number: 1) { FIELD }";
                var field =
                    $"ratings({size}: 10{(cursor is null ? "" : $", {place}: \"{cursor}\"")}) {{ edges {{ cursor node "
                        + $"{{ id }} }} }}";
                var page = await Ids(store, where.Replace("FIELD", field, StringComparison.Ordinal));
                if (page.Count == 0)
                    break;
                cursor = (place == "after" ? page[^1] : page[0]).Cursor;
                got = place == "after"
                    ? [.. got, .. page.Select(one => one.Id)]
                    : [.. page.Select(one => one.Id), .. got];
            }
            while (got.Count <= all.Count);
            Assert.Equal(all.Select(one => one.Id), got);
        }
    }

    [SkippableFact]
    public async Task A_cursor_deep_below_several_releases_is_of_the_first_of_them()
    {
        var store = await filled.StoreAsync(database);
        var page = await Ids(
            store,
            "releases { nodes { number municipalities(first: 1) { nodes { ratings(first: 3) { edges { cursor node { id "
                + "} } } } } } }");
        var rest = await Ids(
            store,
            $"release(number: 1) {{ municipality(code: \"072028\") {{ ratings(first: 2, after: \"{page[^1].Cursor}\") "
                + $"{{ edges {{ cursor node {{ id }} }} }} }} }}");
        var all = await Ids(store, "release(number: 1) { ratings { edges { cursor node { id } } } }");
        Assert.Equal(all.Skip(3).Take(2).Select(one => one.Id), rest.Select(one => one.Id));
    }

    [SkippableFact]
    public async Task A_cursor_of_a_comparison_is_good_whichever_release_is_current()
    {
        var store = await filled.StoreAsync(database);
        var page = (
            await store.AskAsync("{ compare(from: 1, to: 2, first: 1) { pageInfo { endCursor } } }", release: 2)).Data;
        var cursor = page.GetProperty("compare").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var rest = (
            await store.AskAsync(
                $"{{ compare(from: 1, to: 2, after: \"{cursor}\") {{ totalCount nodes {{ kind }} }} }}",
                release: 1)).Data;
        Assert.Equal(
            rest.GetProperty("compare").GetProperty("totalCount").GetInt32() - 1,
            rest.GetProperty("compare").GetProperty("nodes").GetArrayLength());
    }

    /// <summary>The edges of the first list that holds any, of release 1 where there are several.</summary>
    private static async Task<List<(string Cursor, string Id)>> Ids(QuestionStore store, string field)
    {
        var json = (await store.AskAsync($"{{ {field} }}", release: 2)).Data;
        return Find(json)!.Value.EnumerateArray()
            .Select(edge => (edge.GetProperty("cursor").GetString()!,
            edge.GetProperty("node").GetProperty("id").GetString()!))
                .ToList();

        static System.Text.Json.JsonElement? Find(System.Text.Json.JsonElement json) => json.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Object when json.TryGetProperty("edges", out var edges) => edges,
            System.Text.Json.JsonValueKind.Object =>
                json.EnumerateObject().Select(one => Find(one.Value)).FirstOrDefault(one => one is not null),
            System.Text.Json.JsonValueKind.Array =>
                json.EnumerateArray().Select(Find).FirstOrDefault(one => one is not null),
            _ => null,
        };
    }

    [SkippableTheory]
    [InlineData("items(after: \"{0}\")")]
    [InlineData("categories(after: \"{0}\", order: [{{ name: ASC }}])")]
    [InlineData("categories(before: \"{0}\", order: [{{ number: DESC }}])")]
    public async Task A_cursor_of_another_list_or_order_is_refused(string field)
    {
        var store = await filled.StoreAsync(database);
        var cursor = await EndCursorAsync(store, "categories", release: 1);
        var argument = field.Contains("before", StringComparison.Ordinal) ? "before" : "after";
        await RefusedAsync(
            store,
            $"{{ {string.Format(System.Globalization.CultureInfo.InvariantCulture, field, cursor)} {{ nodes {{ id }} "
                + $"}} }}",
            $"The cursor in \"{argument}\" comes from another list or another order; use it with the field and the "
                + $"order that gave it.");
    }

    [SkippableFact]
    public async Task A_cursor_that_was_cut_or_changed_is_malformed()
    {
        var store = await filled.StoreAsync(database);
        var cursor = await EndCursorAsync(store, "categories", release: 1);
        string[] broken =
        [
            "", " ", "a", "====", cursor[..^1], cursor[1..], cursor[..^4] + "AAAA", new string('A', 100_000), "日本",
            "W10", cursor + cursor
        ];
        foreach (var text in broken)
        {
            await RefusedAsync(
                store,
                $"{{ categories(after: \"{text}\") {{ nodes {{ id }} }} }}",
                "The cursor in \"after\" is malformed: it is none that this server gave.");
        }
    }

    [SkippableFact]
    public async Task A_cursor_stands_for_its_place_when_its_row_is_filtered_away()
    {
        var store = await filled.StoreAsync(database);
        var cursor = await EndCursorAsync(store, "categories", release: 1);
        var answer = await store.AskAsync(
            $"{{ categories(after: \"{cursor}\", where: {{ number: {{ gt: 2 }} }}) {{ nodes {{ number }} pageInfo {{ "
                + $"hasPreviousPage }} }} }}");
        var categories = answer.Data.GetProperty("categories");
        Assert.Equal(3, categories.GetProperty("nodes")[0].GetProperty("number").GetInt32());
        Assert.False(categories.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
    }

    [SkippableFact]
    public async Task A_page_can_lie_between_two_cursors()
    {
        var store = await filled.StoreAsync(database);
        var all = (await store.AskAsync("{ items { edges { cursor node { id } } } }")).Data.GetProperty("items")
            .GetProperty("edges").EnumerateArray().ToList();
        string At(int index) => all[index].GetProperty("cursor").GetString()!;
        var answer = await store.AskAsync(
            $"{{ items(after: \"{At(2)}\", before: \"{At(8)}\", last: 3) {{ nodes {{ id }} pageInfo {{ hasNextPage "
                + $"hasPreviousPage }} totalCount }} }}");
        var items = answer.Data.GetProperty("items");
        Assert.Equal(
            all.Skip(5).Take(3).Select(edge => edge.GetProperty("node").GetProperty("id").GetString()),
            items.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()));
        Assert.True(items.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.True(items.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
        Assert.Equal(13, items.GetProperty("totalCount").GetInt32());
    }

    private static async Task<string> EndCursorAsync(QuestionStore store, string list, int release)
    {
        var answer = await store.AskAsync($"{{ {list}(first: 1) {{ pageInfo {{ endCursor }} }} }}", release: release);
        return answer.Data.GetProperty(list).GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
    }

    private static async Task RefusedAsync(QuestionStore store, string document, string message)
    {
        var answer = await store.AskAsync(document);
        var error = answer.Json.GetProperty("errors")[0];
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("CURSOR_INVALID", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Empty(answer.Statements);
    }
}

public sealed class CursorTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : CursorTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class CursorTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : CursorTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
