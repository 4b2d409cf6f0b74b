using System.Globalization;
using System.Net;
using System.Text.Json;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Representations;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Lists;

/// <summary>
/// The addresses of lists: what is below a thing or a release, what headers say, and what is refused.
/// </summary>
public abstract class ListTests(TestDatabase database, ListHost shared)
{
    private protected Task<ListHost> HostAsync() => shared.OnAsync(database);

    [SkippableFact]
    public async Task Counting_a_grade_in_the_table_of_ratings_gives_what_the_API_counts()
    {
        var host = await HostAsync();
        var counted = TableFiles.Csv((await host.TextAsync("/releases/1/ratings.csv?fields=grade&bom=0")))[1..]
            .Count(row => row[0] == "B");
        var data = await host.AskAsync(
            "{ release(number: 1) { ratings(where: { grade: { eq: B } }) { totalCount } } }");
        Assert.Equal(19, counted);
        Assert.Equal(counted, data.GetProperty("release").GetProperty("ratings").GetProperty("totalCount").GetInt32());
        // One rating names five departments: its row is the first of them where ratings are to be counted.
        var rows = TableFiles.Csv(await host.TextAsync(
            "/releases/1/rating-departments.csv?fields=grade,department_number&grade=B&bom=0"))[1..];
        Assert.Equal((23, 19), (rows.Count, rows.Count(row => row[1] == "1")));
    }

    [SkippableTheory]
    [InlineData("", null, "ratings")]
    [InlineData("evaluator=*", null, "ratings(where: { evaluator: {} })")]
    [InlineData("evaluator=", "", "ratings(where: { evaluator: { eq: null } })")]
    [InlineData("evaluator=外部評価委員会", "外部評価委員会", "ratings(where: { evaluator: { neq: null } })")]
    public async Task Ratings_are_of_the_municipality_itself_unless_the_column_is_named(
        string query, string? only, string list)
    {
        var host = await HostAsync();
        var rows = TableFiles.Csv(await host.TextAsync("/ratings.csv?bom=0&fields=evaluator&" + query))[1..];
        var data = await host.AskAsync($"{{ release(number: 2) {{ {list} {{ totalCount }} }} }}");
        Assert.Equal(
            data.GetProperty("release").GetProperty("ratings").GetProperty("totalCount").GetInt32(), rows.Count);
        var evaluators = rows.Select(row => row[0]).Distinct().Order().ToList();
        Assert.Equal(query == "evaluator=*" ? ["", "外部評価委員会"] : [only ?? ""], evaluators);
    }

    /// <param name="query">The same rows in GraphQL, each with an x.</param>
    [SkippableTheory]
    [InlineData("072028", "ratings", "municipality(code: \"072028\") { ratings(first: 1000) { nodes { x: id } } }")]
    [InlineData("072028", "documents", "municipality(code: \"072028\") { sourceDocuments { x: id } }")]
    [InlineData("072028", "departments", "municipality(code: \"072028\") { departments { x: id } }")]
    [InlineData(
        "072028",
        "changes",
        "changes(first: 1000, where: { municipalityCode: { eq: \"072028\" } }) { nodes { x: targetId } }")]
    [InlineData("072028", "grades", "municipality(code: \"072028\") { plans { ratingScale { x: label } } }")]
    [InlineData("072028/2017", "plans", "plan(municipality: \"072028\", firstFiscalYear: 2017) { x: id }")]
    [InlineData(
        "072028/2017",
        "findings",
        "plan(municipality: \"072028\", firstFiscalYear: 2017) { sourceDocuments { findings { x: code } } }")]
    [InlineData(
        "072028/2017", "categories", "plan(municipality: \"072028\", firstFiscalYear: 2017) { categories { x: id } }")]
    [InlineData(
        "072028/2017/01", "items", "category(municipality: \"072028\", plan: 2017, number: 1) { items { x: id } }")]
    [InlineData(
        "072028/2017/01/06",
        "ratings",
        "item(municipality: \"072028\", plan: 2017, category: 1, number: 6) { ratings(first: 1000) { nodes { x: id } "
        + "} }")]
    [InlineData(
        "072028/2017/01/06/001",
        "assessments",
        "initiative(municipality: \"072028\", plan: 2017, category: 1, item: 6, number: 1) { assessments { x: id } }")]
    [InlineData(
        "072028/2017/01/06/001",
        "summary-sections",
        "initiative(municipality: \"072028\", plan: 2017, category: 1, item: 6, number: 1) { assessments { summary { "
        + "sections { x: text } } } }")]
    [InlineData(
        "072028/2017/01/01/001/001",
        "responsibilities",
        "assessment(municipality: \"072028\", plan: 2017, category: 1, item: 1, initiative: 1, number: 1) { "
        + "responsibilities { x: qualifier } }")]
    [InlineData(
        "072028/2017/01/01/001/001/2021",
        "narratives",
        "narrative(municipality: \"072028\", plan: 2017, category: 1, item: 1, initiative: 1, assessment: 1, "
        + "fiscalYear: 2021) { x: id }")]
    [InlineData(
        "072028/2017/01/01/001/001/2021",
        "sections",
        "narrative(municipality: \"072028\", plan: 2017, category: 1, item: 1, initiative: 1, assessment: 1, "
        + "fiscalYear: 2021) { sections { x: text } }")]
    [InlineData(
        "072028/2017/01/01/001/001/2021",
        "ratings",
        "assessment(municipality: \"072028\", plan: 2017, category: 1, item: 1, initiative: 1, number: 1) { "
        + "ratings(where: { fiscalYear: { eq: 2021 } }) { x: id } }")]
    [InlineData(
        "072028/2017/01/01/001/001/2021/01",
        "rating-departments",
        "rating(municipality: \"072028\", plan: 2017, category: 1, item: 1, initiative: 1, assessment: 1, fiscalYear: "
        + "2021, number: 1) { departments { x: id } }")]
    [InlineData(
        "072028/departments/財政課",
        "ratings",
        "department(municipality: \"072028\", fullName: \"財政課\") { ratings(first: 1000) { nodes { x: id } } }")]
    [InlineData(
        "072028/departments/財政課",
        "rating-departments",
        "department(municipality: \"072028\", fullName: \"財政課\") { ratings(first: 1000) { nodes { x: id } } }")]
    [InlineData(
        "072028/departments/財政課",
        "assessments",
        "department(municipality: \"072028\", fullName: \"財政課\") { assessments(first: 1000) { nodes { x: id } } }")]
    [InlineData(
        "072028/departments/財政課",
        "narratives",
        "department(municipality: \"072028\", fullName: \"財政課\") { assessments(first: 1000) { nodes { narratives { x: "
        + "id } } } }")]
    public async Task Below_a_thing_are_its_rows_alone(string thing, string list, string query)
    {
        var host = await HostAsync();
        foreach (var release in new[] { 1, 2 })
        {
            var data = await host.AskAsync($"{{ release(number: {release}) {{ {query} }} }}");
            var count = data.GetRawText().Split("\"x\":").Length - 1;
            using var answer = await host.GetAsync($"/releases/{release}/{thing}/{list}.ndjson");
            var rows = TableFiles.Ndjson(await answer.Content.ReadAsStringAsync());
            Assert.Equal((HttpStatusCode.OK, count), (answer.StatusCode, rows.Count));
            Assert.Equal(
                count.ToString(CultureInfo.InvariantCulture), answer.Headers.GetValues("Reform-Total-Count").Single());
            Assert.True(count > 0 || list == "changes");
        }
    }

    [SkippableFact]
    public async Task A_numbered_release_has_its_own_rows_and_may_be_kept_longer()
    {
        var host = await HostAsync();
        using var numbered = await host.GetAsync("/releases/1/municipalities.csv");
        using var current = await host.GetAsync("/municipalities.csv");
        Assert.Equal(
            ["1", "2"],
            new[] { numbered, current }.Select(answer => answer.Headers.GetValues("Reform-Release").Single()));
        Assert.Equal(
            ["1", "2"],
            new[] { numbered, current }.Select(answer => answer.Headers.GetValues("Reform-Total-Count").Single()));
        Assert.Equal(
            "public, max-age=3600, stale-while-revalidate=60, stale-if-error=86400",
            numbered.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(
            "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400",
            current.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(new DateTimeOffset(2022, 8, 1, 10, 30, 0, TimeSpan.Zero), numbered.Content.Headers.LastModified);
        Assert.Equal(
            "reform-municipalities-release1.csv", numbered.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
    }

    [SkippableTheory]
    [InlineData("/ratings.ndjson?sort=-category_number", 31)]
    [InlineData("/rating-departments.ndjson?sort=-category_number", 1)]
    [InlineData("/responsibilities.ndjson", 7)]
    [InlineData("/sections.ndjson", 5)]
    [InlineData("/summary-sections.ndjson?fields=text,label", 3)]
    [InlineData("/grades.ndjson", 2)]
    [InlineData("/successors.ndjson", 1)]
    [InlineData("/rating-departments.ndjson?department=財政課,人事課", 4)]
    public async Task Pages_by_limit_put_together_are_the_list(string list, int limit)
    {
        var host = await HostAsync();
        var all = TableFiles.Ndjson(await host.TextAsync(list));
        var pages = new List<Dictionary<string, JsonElement>>();
        var asked = 0;
        for (var path = $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}";
             path is not null;
             asked++)
        {
            using var answer = await host.GetAsync(path);
            Assert.Equal(
                all.Count.ToString(CultureInfo.InvariantCulture),
                answer.Headers.GetValues("Reform-Total-Count").Single());
            pages.AddRange(TableFiles.Ndjson(await answer.Content.ReadAsStringAsync()));
            path = answer.Headers.GetValues("Link")
                .Single()
                .Split(", ")
                .SingleOrDefault(link => link.EndsWith("rel=\"next\"", StringComparison.Ordinal))
                ?.Split('<', '>')[1];
        }

        Assert.Equal(all.Select(Row), pages.Select(Row));
        Assert.Equal((all.Count + limit - 1) / limit, asked);

        static string Row(Dictionary<string, JsonElement> row) => string.Join('|', row.Values);
    }

    [SkippableTheory]
    [InlineData("/releases/9/ratings.csv", 404, "KEY_UNKNOWN", "There is no release “9”; /releases.csv lists them.")]
    [InlineData("/releases/01/ratings.csv", 404, "KEY_UNKNOWN", "There is no release “01”; /releases.csv lists them.")]
    [InlineData(
        "/releases/1/072028/2018/ratings.csv",
        404,
        "KEY_UNKNOWN",
        "There is no release “1”, or it has nothing at /072028/2018.")]
    [InlineData("/072028/2018/ratings.csv", 404, "KEY_UNKNOWN", "The current release has nothing at /072028/2018.")]
    [InlineData("/072028/2017/1/ratings.csv", 404, "KEY_UNKNOWN", "The current release has nothing at /072028/2017/1.")]
    [InlineData(
        "/072028/departments/観光課/ratings.csv",
        404,
        "KEY_UNKNOWN",
        "The current release has nothing at /072028/departments/観光課.")]
    [InlineData("/ratngs.csv", 404, "NOT_FOUND", "There is no list “ratngs”. Did you mean \"ratings\"?")]
    [InlineData(
        "/ratings.pdf",
        404,
        "FORMAT_UNKNOWN",
        "ratings cannot be had as “pdf”; there are .csv, .xlsx, .json, .ndjson.")]
    [InlineData(
        "/072028/releases.csv", 404, "NOT_FOUND", "Nothing has a list of releases but the whole: /releases.csv.")]
    [InlineData(
        "/072028/2017/01/departments.csv",
        404,
        "NOT_FOUND",
        "departments is not a list of what /072028/2017/01 names; ask for /departments or filter it.")]
    [InlineData(
        "/ratings.csv?grad=B",
        400,
        "PARAMETER_UNKNOWN",
        "“grad” is not a parameter of ratings. Did you mean \"grade\" or \"guard\"?")]
    [InlineData(
        "/ratings.json?bom=0", 400, "PARAMETER_UNKNOWN", "“bom” is a parameter of .csv alone; leave it out.")]
    [InlineData(
        "/ratings.ndjson?headings=ja",
        400,
        "PARAMETER_UNKNOWN",
        "“headings” is a parameter of .csv and .xlsx alone; leave it out.")]
    [InlineData(
        "/graphql.json?query={ratings{totalCount}}&guard=0",
        400,
        "PARAMETER_UNKNOWN",
        "“guard” is a parameter of .csv alone; leave it out.")]
    [InlineData(
        "/graphql/operations/GradesByCategory.ndjson?breaks=keep",
        400,
        "PARAMETER_UNKNOWN",
        "“breaks” is a parameter of .csv alone; leave it out.")]
    [InlineData(
        "/ratings.csv?grade=Z",
        400,
        "BAD_REQUEST",
        "“grade” is one of A, B, C, D, COMPLETED, NOT_RATED, OTHER, found “Z”.")]
    [InlineData("/ratings.csv?is_final=maybe", 400, "BAD_REQUEST", "“is_final” is true or false, found “maybe”.")]
    [InlineData("/ratings.csv?fiscal_year=R3", 400, "BAD_REQUEST", "“fiscal_year” is a whole number, found “R3”.")]
    [InlineData(
        "/ratings.csv?fields=grad", 400, "COLUMN_UNKNOWN", "ratings has no column “grad”. Did you mean \"grade\"?")]
    [InlineData("/ratings.csv?fields=grade,grade", 400, "BAD_REQUEST", "“fields” names “grade” twice.")]
    [InlineData(
        "/plans.csv?sort=area_code",
        400,
        "COLUMN_UNKNOWN",
        "plans cannot be sorted by “area_code”; it can by municipality_code, municipality_name, "
        + "plan_first_fiscal_year, plan_last_fiscal_year, plan_title, id.")]
    [InlineData(
        "/plans.csv?area_code=07202",
        400,
        "COLUMN_UNKNOWN",
        "plans cannot be filtered by “area_code”; it can by municipality_code, municipality_name, "
        + "plan_first_fiscal_year, plan_last_fiscal_year, plan_title, id.")]
    [InlineData(
        "/ratings.csv?limit=0",
        400,
        "BAD_REQUEST",
        "“limit” is a whole number from 1 to 1000, found “0”; leave it out to have all rows.")]
    [InlineData(
        "/rating-departments.csv?limit=3&after=x",
        400,
        "BAD_REQUEST",
        "“after” is none that this server gave for rating-departments.")]
    [InlineData(
        "/ratings.csv?after=x",
        400,
        "CURSOR_INVALID",
        "The cursor in \"after\" is malformed: it is none that this server gave.")]
    [InlineData("/ratings.csv?q=", 400, "BAD_REQUEST", "“q” is empty; give a text to look for, or leave it out.")]
    [InlineData(
        "/grades.csv?q=A", 400, "PARAMETER_UNKNOWN", "grades has no texts that “q” could look into; leave it out.")]
    [InlineData("/ratings.csv?bom=2", 400, "BAD_REQUEST", "“bom” is 0 or 1, found “2”.")]
    [InlineData("/ratings.csv?headings=fr", 400, "BAD_REQUEST", "“headings” is ja or en, found “fr”.")]
    [InlineData("/ratings.csv?breaks=crlf", 400, "BAD_REQUEST", "“breaks” is keep or space, found “crlf”.")]
    [InlineData("/ratings.csv?grade=%ff", 400, "BAD_REQUEST", "The query string is not UTF-8 in percent encoding.")]
    public async Task What_cannot_be_is_refused_in_words_and_never_answered_with_all_rows(
        string path, int status, string code, string message)
    {
        var host = await HostAsync();
        using var answer = await host.GetAsync(path);
        var error = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("errors")[0];
        Assert.Equal((message, code), (
            error.GetProperty("message").GetString(), error.GetProperty("extensions").GetProperty("code").GetString()));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.False(answer.Headers.Contains("Link") || answer.Headers.Contains("Reform-Total-Count"));
    }
}

public sealed class ListTestsOnSqlite(SqliteDatabase database, ListHost shared)
    : ListTests(database, shared), IClassFixture<SqliteDatabase>, IClassFixture<ListHost>
{
    [Fact]
    public void No_column_goes_by_the_name_of_a_parameter() => Assert.DoesNotContain(
        ListTables.All.SelectMany(list => list.Columns),
        column => column.Name is "q" or "fields" or "sort" or "limit" or "after" or "_"
            || TableFormat.All.SelectMany(TableParameters.NamesOf).Contains(column.Name));

    [Fact]
    public async Task Every_link_leads_to_the_same_rows()
    {
        var host = await HostAsync();
        const string path = "/072028/2017/ratings.csv?grade=B&fields=printed,grade&limit=5&bom=0&_=7&download=1";
        using var answer = await host.GetAsync(path);
        var links = answer.Headers.GetValues("Link").Single().Split(", ")
            .Select(link => (Path: link.Split('<', '>')[1], Relation: link.Split("rel=\"")[1].Split('"')[0])).ToList();
        Assert.Equal(
            ["canonical", "cite-as", "alternate", "alternate", "alternate", "describedby", "up", "next"],
            links.Select(link => link.Relation));
        Assert.Equal("/072028/2017/ratings.csv?grade=B&fields=printed,grade&limit=5&bom=0", links[0].Path);
        Assert.Equal("/releases/2/072028/2017/ratings.csv?grade=B&fields=printed,grade&limit=5&bom=0", links[1].Path);
        Assert.Equal(
            "/072028/2017/ratings.csv-metadata.json?grade=B&fields=printed,grade&limit=5&bom=0&_=7&download=1",
            links[5].Path);
        Assert.Contains(
            "/072028/2017/ratings.csv?grade=B&fields=printed,grade&limit=5&bom=0&_=7&download=1\"",
            await host.TextAsync(links[5].Path));
        Assert.Equal("/072028/2017", links[6].Path);
        var expected = await host.TextAsync(path);
        Assert.Equal([expected, expected], [await host.TextAsync(links[0].Path), await host.TextAsync(links[1].Path)]);
        foreach (var (other, _) in links[2..5])
        {
            using var alternate = await host.GetAsync(other);
            Assert.Equal(HttpStatusCode.OK, alternate.StatusCode);
            Assert.Equal(
                answer.Headers.GetValues("Reform-Total-Count"), alternate.Headers.GetValues("Reform-Total-Count"));
        }
    }

    [Fact]
    public async Task A_comma_parts_values_and_an_escaped_one_belongs_to_its_value()
    {
        var host = await HostAsync();
        var both = TableFiles.Ndjson(await host.TextAsync("/releases/1/ratings.ndjson?grade=B,COMPLETED"));
        var twice = TableFiles.Ndjson(await host.TextAsync("/releases/1/ratings.ndjson?grade=B&grade=COMPLETED"));
        Assert.Equal((23, 23), (both.Count, twice.Count));
        var (finance, taxes) = (Uri.EscapeDataString("財政課"), Uri.EscapeDataString("納税課"));
        var departments = "/releases/1/departments.ndjson?department=" + finance;
        Assert.Empty(TableFiles.Ndjson(await host.TextAsync($"{departments}%2C{taxes}")));
        Assert.Equal(2, TableFiles.Ndjson(await host.TextAsync($"{departments},{taxes}")).Count);
    }

    [Theory]
    [InlineData("ratings", "grade=B,COMPLETED", "grade=Ｂ,completed")]
    [InlineData("ratings", "grade=B&limit=3", "grade=b&limit=３")]
    [InlineData("ratings", "fiscal_year=2021&category_number=2", "fiscal_year=２０２１&category_number=２")]
    [InlineData("ratings", "is_final=true", "is_final=Ｔrue")]
    [InlineData("ratings", "label=完了,A", "label=完了,Ａ")]
    [InlineData("rating-departments", "grade=A&is_final=true", "grade=ａ&is_final=TRUE")]
    [InlineData("sections", "kind=ISSUE", "kind=issue")]
    [InlineData("municipalities", "municipality_name=ﾏﾎﾛﾊﾞ市", "municipality_name=マホロバ市")]
    [InlineData("findings", "severity=NOTE", "severity=Note")]
    public async Task Width_and_case_of_a_value_make_no_difference_whatever_its_column_holds(
        string list, string plain, string other)
    {
        var host = await HostAsync();
        var rows = await host.TextAsync($"/{list}.ndjson?{plain}");
        Assert.NotEmpty(rows);
        Assert.Equal(rows, await host.TextAsync($"/{list}.ndjson?{other}"));
    }

    [Fact]
    public async Task A_text_is_looked_for_as_search_looks_for_it()
    {
        var host = await HostAsync();
        var found =
            TableFiles.Ndjson(await host.TextAsync($"/releases/1/narratives.ndjson?q={Uri.EscapeDataString("公債費")}"));
        Assert.NotEmpty(found);
        Assert.All(found, row => Assert.Contains("公債費", row["text"].GetString()));
        var sections = TableFiles.Ndjson(await host.TextAsync($"/sections.ndjson?q={Uri.EscapeDataString("ｼｽﾃﾑ")}"));
        Assert.NotEmpty(sections);
    }
}

public sealed class ListTestsOnPostgreSql(PostgreSqlDatabase database, ListHost shared)
    : ListTests(database, shared), IClassFixture<PostgreSqlDatabase>, IClassFixture<ListHost>;
