using System.Net;
using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Operations;

/// <summary>The trusted documents over the data that ships, as a website would call them.</summary>
public abstract class OperationTests(TestDatabase database) : PublishedTests(database)
{
    public static TheoryData<string> Names { get; } =
        new(TrustedDocuments.Load(Repository.Path("schema/operations")).All.Select(document => document.Name));

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task A_document_answers_without_errors_the_same_by_name_by_hash_and_by_post(string name)
    {
        var host = Host;
        using var named = await host.GetAsync($"/graphql/operations/{name}");
        var text = await named.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        Assert.DoesNotContain("\"errors\"", text);
        Assert.DoesNotContain(":null}}", text);

        var statements = host.Statements;
        var document = TrustedDocuments.Load(Repository.Path("schema/operations")).ByName(name)!;
        using var hashed = await host.GetAsync($"/graphql?documentId={document.Id}");
        Assert.Equal(text, await hashed.Content.ReadAsStringAsync());
        Assert.Equal(named.Headers.ETag, hashed.Headers.ETag);
        using var body = new StringContent($$"""{"documentId":"{{document.Id}}"}""", null, "application/json");
        using var posted = await host.Running.Client.PostAsync(new Uri("/graphql", UriKind.Relative), body);
        Assert.Equal(text, await posted.Content.ReadAsStringAsync());
        using var again = await host.GetAsync(
            $"/graphql/operations/{name}", ("If-None-Match", named.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(statements, host.Statements);
    }

    [SkippableTheory]
    [InlineData("B", "6 8 5")]
    [InlineData("C", "0 0 0")]
    public async Task Ratings_by_category_counts_a_grade_with_its_zeros(string grade, string counts)
    {
        var plan = await Data("RatingsByCategory", $$"""{"grade":"{{grade}}"}""", "plan");
        var groups = plan.GetProperty("ratings").GetProperty("groups").EnumerateArray();
        Assert.Equal(counts, string.Join(' ', groups.Select(group => group.GetProperty("count").GetInt32())));
    }

    [SkippableFact]
    public async Task The_tree_holds_what_the_document_holds()
    {
        var plan = await Data("PlanTree", "{}", "plan");
        var categories = plan.GetProperty("categories").EnumerateArray().ToList();
        var items = Below(categories, "items");
        var initiatives = Below(items, "initiatives");
        var assessments = Below(initiatives, "assessments");
        var ratings = Below(assessments, "ratings");
        Assert.Equal(
            (3, 13, 47, 66, 72), (categories.Count, items.Count, initiatives.Count, assessments.Count, ratings.Count));

        static List<JsonElement> Below(IEnumerable<JsonElement> parents, string name) =>
            [.. parents.SelectMany(parent => parent.GetProperty(name).EnumerateArray())];
    }

    [SkippableFact]
    public async Task The_matrix_of_items_and_grades_adds_up()
    {
        var ratings = (await Data("GradesByItem", "{}", "plan")).GetProperty("ratings");
        var groups = ratings.GetProperty("groups").EnumerateArray().ToList();
        var counts = groups.ConvertAll(group => group.GetProperty("count").GetInt32());
        Assert.Equal(ratings.GetProperty("totalCount").GetInt32(), counts.Sum());
        Assert.Contains(0, counts);
        Assert.Equal(13, groups.Select(group => group.GetProperty("item").GetRawText()).Distinct().Count());
    }

    [SkippableFact]
    public async Task Search_finds_a_word_of_two_characters_and_marks_it()
    {
        var nodes = (await Data("Search", """{"text":"市債"}""", "search"))
            .GetProperty("nodes").EnumerateArray().ToList();
        Assert.NotEmpty(nodes);
        Assert.All(nodes, node => Assert.Contains(
            node.GetProperty("snippet").EnumerateArray(),
            part => part.GetProperty("isMatch").GetBoolean() && part.GetProperty("text").GetString() == "市債"));
    }

    [SkippableFact]
    public async Task The_changes_of_a_numbered_release_may_be_kept_for_ever_and_those_of_the_current_one_not()
    {
        var one = Uri.EscapeDataString("""{"number":1}""");
        using var numbered = await Host.GetAsync($"/graphql/operations/ReleaseChanges?variables={one}");
        using var current = await Host.GetAsync("/graphql/operations/ReleaseChanges");
        Assert.Equal(
            "public, max-age=3600, stale-while-revalidate=60, stale-if-error=86400",
            numbered.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(
            "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400",
            current.Headers.NonValidated["Cache-Control"].ToString());
    }

    [SkippableTheory]
    [InlineData(
        "RatingsByCategory",
        "grade=C&plan=2017&municipality=072028",
        """{"municipality":"072028","plan":2017,"grade":"C"}""")]
    [InlineData("RatingsByCategory", "plan=2017&grade=C", """{"grade":"C","plan":2017}""")]
    [InlineData(
        "RatingsByCategory", "variables=%7B%22grade%22%3A%22C%22%7D&plan=2017", """{"grade":"C","plan":2017}""")]
    [InlineData("RatingsByDepartment", "grade=A&first=3&grade=B", """{"grade":["A","B"],"first":3}""")]
    [InlineData("Search", "in=NARRATIVE_TEXT&text=%E5%B8%82+%E5%82%B5", """{"text":"市 債","in":["NARRATIVE_TEXT"]}""")]
    public async Task Variables_are_parameters_of_the_address_in_any_order(
        string name, string address, string variables)
    {
        using var spoken = await Host.GetAsync($"/graphql/operations/{name}?{address}");
        using var json = await Host.GetAsync(
            $"/graphql/operations/{name}?variables={Uri.EscapeDataString(variables)}");
        var text = await spoken.Content.ReadAsStringAsync();
        Assert.DoesNotContain("\"errors\"", text);
        Assert.Equal(await json.Content.ReadAsStringAsync(), text);
        Assert.NotNull(spoken.Headers.ETag);
        Assert.Equal(json.Headers.ETag, spoken.Headers.ETag);
        using var again = await Host.GetAsync(
            $"/graphql/operations/{name}?{string.Join('&', address.Split('&').Order())}",
            ("If-None-Match", spoken.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [SkippableTheory]
    [InlineData(
        "fiscalYear=2021",
        "RatingsByCategory has no variable “fiscalYear”; it takes municipality, plan, planId, grade, "
            + "or “variables” with any of them as JSON.")]
    [InlineData(
        "Grade=B",
        "RatingsByCategory has no variable “Grade”; it takes municipality, plan, planId, grade, "
            + "or “variables” with any of them as JSON.")]
    [InlineData("plan=last", "“plan” must be a whole number, found “last”.")]
    [InlineData("plan=2017.5", "“plan” must be a whole number, found “2017.5”.")]
    [InlineData("grade=A&grade=B", "The query string holds “grade” twice, but it is not a list.")]
    [InlineData(
        "grade=A&variables=%7B%22grade%22%3A%22A%22%7D",
        "“grade” is given by itself and in “variables”; give it once.")]
    [InlineData("grade=A&variables=%5B%5D", "“variables” must be an object or null.")]
    [InlineData("grade=A&variables=%7B", "“variables” is not valid JSON.")]
    [InlineData("grade=A&variables=%7B%22a%22%3A%22%5Cud800%22%7D", "“variables” is not valid JSON.")]
    [InlineData("variables=%7B%7D&variables=%7B%7D", "The query string holds “variables” twice.")]
    [InlineData("municipality=%ff", "The query string is not UTF-8 in percent encoding.")]
    [InlineData("municipality=%E5%9", "The query string is not UTF-8 in percent encoding.")]
    [InlineData(
        "plan=99999999999",
        "Variable \"$plan\" has invalid value: Int cannot represent non 32-bit signed integer value: 99999999999")]
    [InlineData(
        "grade=HIGH", "Variable \"$grade\" has invalid value: Value \"HIGH\" does not exist in \"Grade\" enum.")]
    public async Task A_parameter_that_cannot_be_is_refused_in_words(string address, string message)
    {
        using var answer = await Host.GetAsync(
            $"/graphql/operations/RatingsByCategory?{address}", ("Accept", "application/graphql-response+json"));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(message, json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.NonValidated["Cache-Control"].ToString());
    }

    [SkippableFact]
    public async Task A_document_without_variables_says_so()
    {
        using var answer = await Host.GetAsync("/graphql/operations/AboutTheData?a=1");
        Assert.Contains("AboutTheData has no variable “a”; it takes none.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public void No_variable_goes_by_the_name_of_another_parameter() => Assert.DoesNotContain(
        TrustedDocuments.Load(
            Repository.Path("schema/operations")).All.SelectMany(document => document.Variables.Names),
        name => name is "variables" or "operationName" or "extensions");

    private async Task<JsonElement> Data(string name, string variables, string field)
    {
        using var answer = await Host.GetAsync(
            $"/graphql/operations/{name}?variables={Uri.EscapeDataString(variables)}");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.False(json.RootElement.TryGetProperty("errors", out var errors), errors.ToString());
        return json.RootElement.GetProperty("data").GetProperty(field).Clone();
    }
}

public sealed class OperationTestsOnSqlite(SqliteDatabase database)
    : OperationTests(database), IClassFixture<SqliteDatabase>;

public sealed class OperationTestsOnPostgreSql(PostgreSqlDatabase database)
    : OperationTests(database), IClassFixture<PostgreSqlDatabase>;
