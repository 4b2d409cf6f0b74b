using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Representations;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Lists;

/// <summary>Any question as a table: named operations and documents by URL.</summary>
public abstract class QuestionTableTests(TestDatabase database) : PublishedTests(database)
{
    public static TheoryData<string> Operations { get; } =
        new(TrustedDocuments.Load(Repository.Path("schema/operations")).All.Select(document => document.Name));

    [SkippableTheory]
    [MemberData(nameof(Operations))]
    public async Task Every_named_operation_is_a_table_in_every_format_with_the_cells_of_its_answer(string name)
    {
        var path = $"/graphql/operations/{name}";
        var document = TrustedDocuments.Load(Repository.Path("schema/operations")).ByName(name)!;
        var answer = JsonElement.Parse(await TextAsync(path)).GetProperty("data");
        var csv = TableFiles.Csv(await TextAsync($"{path}.csv?bom=0&guard=0&breaks=keep"));
        var ndjson = TableFiles.Ndjson(await TextAsync($"{path}.ndjson"));
        var rows = JsonElement.Parse(await TextAsync($"{path}.json"))
            .GetProperty("rows")
            .EnumerateArray()
            .Select(TableFiles.Object)
            .ToList();
        using var workbook = await Host.GetAsync($"{path}.xlsx");
        var sheet = TableFiles.Sheet(await workbook.Content.ReadAsByteArrayAsync());
        Assert.Equal(csv[0].Length, csv[0].Distinct().Count());
        Assert.Equal(csv[0], sheet[0].Select(cell => cell.Text));
        Assert.Equal([csv.Count - 1, csv.Count - 1, csv.Count], [ndjson.Count, rows.Count, sheet.Count]);
        foreach (var (index, row) in ndjson.Index())
        {
            Assert.Equal(csv[0], row.Keys);
            Assert.Equal(csv[index + 1], row.Values.Select(Text));
            Assert.Equal(csv[index + 1], rows[index].Values.Select(Text));
            Assert.Equal(csv[index + 1], sheet[index + 1].Select(cell => cell.Text)
                .Concat(Enumerable.Repeat("", csv[0].Length - sheet[index + 1].Length)));
        }

        // The rows are the objects of the list that the document names, or of the only one, in its order.
        var objects = document.Rows is { } at
            ? Objects([answer], at.Split('.')).ToList()
            : Objects([answer], ["*"]).ToList();
        Assert.Equal(objects.Count, ndjson.Count);
        foreach (var (index, one) in objects.Index())
        {
            foreach (var leaf in one.EnumerateObject()
                .Where(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)))
                Assert.Contains(Text(leaf.Value), csv[index + 1]);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_about_a_city_that_is_not_there_is_a_table_too(string name)
    {
        var document = TrustedDocuments.Load(Repository.Path("schema/operations")).ByName(name)!;
        if (!document.Text.Contains("$municipality", StringComparison.Ordinal))
            return;
        foreach (var format in TableFormat.All)
        {
            using var answer = await Host.GetAsync($"/graphql/operations/{name}.{format.Name}?municipality=999999");
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{format.Name} is {answer.StatusCode}");
        }
    }

    [SkippableFact]
    public async Task A_document_by_url_and_by_post_is_a_table_whose_columns_its_aliases_name()
    {
        const string query = """
            query ($grade: Grade!) {
              plan(municipality: "072028", firstFiscalYear: 2017) {
                title
                ratings(where: { grade: { eq: $grade } }) { groups(by: [CATEGORY]) { category { number bunya: name } count } }
              }
            }
            """;
        const string expected = "plan_title,category_number,category_bunya,count\r\n"
            + "行政サービスの向上と財政基盤の強化に向けた取組,1,財政マネジメントの強化,6\r\n"
            + "行政サービスの向上と財政基盤の強化に向けた取組,2,行政サービスのオープン化・アウトソーシング等の推進,8\r\n"
            + "行政サービスの向上と財政基盤の強化に向けた取組,3,市民サービスの向上,5\r\n";
        var variables = """{"grade":"B"}""";
        using var got = await Host.GetAsync(
            $"/graphql.csv?bom=0&query={Uri.EscapeDataString(query)}&variables={Uri.EscapeDataString(variables)}");
        Assert.Equal(expected, await got.Content.ReadAsStringAsync());
        Assert.Equal(("3", "reform-question-release1.csv"),
            (got.Headers.GetValues("Reform-Total-Count").Single(), got.Content.Headers.ContentDisposition!.FileName!
                .Trim('"')));
        using var again = await Host.GetAsync(
            got.RequestMessage!.RequestUri!.PathAndQuery, ("If-None-Match", got.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var posted = await Host.Running.Client.PostAsJsonAsync(
            "/graphql.csv?bom=0", new { query, variables = JsonElement.Parse(variables) });
        Assert.Equal(expected, await posted.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", posted.Headers.CacheControl!.ToString());
    }

    [SkippableFact]
    public async Task Pages_of_a_named_operation_lead_to_each_other()
    {
        using var first = await Host.GetAsync("/graphql/operations/Search.ndjson?first=3&_=1");
        Assert.Equal("4", first.Headers.GetValues("Reform-Total-Count").Single());
        var next = first.Headers.GetValues("Link").Single().Split(
            ", ").Single(link => link.EndsWith("rel=\"next\"", StringComparison.Ordinal)).Split('<', '>')[1];
        var rest = TableFiles.Ndjson(await TextAsync(next));
        Assert.Equal(3, TableFiles.Ndjson(await first.Content.ReadAsStringAsync()).Count);
        Assert.Single(rest);
    }

    private protected async Task<string> TextAsync(string path)
    {
        using var answer = await Host.GetAsync(path);
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {text}");
        return text;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static IEnumerable<JsonElement> Objects(IEnumerable<JsonElement> from, string[] path)
    {
        if (path is ["*"])
            return from.SelectMany(Arrays);
        foreach (var key in path)
        {
            from = from.Where(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty(key, out _))
                .Select(one => one.GetProperty(key))
                .SelectMany(one =>
                    one.ValueKind == JsonValueKind.Array ? one.EnumerateArray() : Enumerable.Repeat(one, 1)).ToList();
        }

        return from;
    }

    /// <summary>The objects of the only list.</summary>
    private static IEnumerable<JsonElement> Arrays(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Arrays(member.Value)),
        _ => [],
    };
}

public sealed class QuestionTableTestsOnSqlite(SqliteDatabase database)
    : QuestionTableTests(database), IClassFixture<SqliteDatabase>
{
    private static readonly GraphQL.Types.Schema Contract =
        SchemaBuilder.Build(File.ReadAllBytes(Repository.Path("schema/reform.graphql")));

    [Theory]
    [InlineData(
        "{ plan(municipality: \"072028\", firstFiscalYear: 2017) { ratingScale { grade } ratings { groups(by: [GRADE]) "
        + "{ grade count } } } }",
        null,
        "The answer has several lists: plan.ratingScale, plan.ratings.groups. Choose the one that is the rows of the "
        + "table, as in rows=plan.ratings.groups.")]
    [InlineData(
        "{ plans { nodes { title } } }",
        "plans.nods",
        "The answer has no list at “plans.nods”. There are plans.nodes.")]
    [InlineData(
        "{ plans { totalCount } }",
        "plans.nodes",
        "The answer has no list at “plans.nodes”. It is one row; leave out “rows”.")]
    public async Task Which_list_is_meant_is_asked_and_not_guessed(string query, string? rows, string message)
    {
        using var answer = await Host.GetAsync(
            $"/graphql.csv?query={Uri.EscapeDataString(query)}" + (rows is null ? "" : $"&rows={rows}"));
        var error = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("errors")[0];
        Assert.Equal((HttpStatusCode.BadRequest, "TABLE_SHAPE_INVALID", message),
            (answer.StatusCode, error.GetProperty("extensions").GetProperty("code").GetString(), error
                .GetProperty("message")
                .GetString()));
    }

    [Theory]
    [InlineData("query={ plans { nodes { titel } } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query={ plans { nodes { title }", "GRAPHQL_PARSE_FAILED")]
    [InlineData(
        "query={ plans { ...A } } fragment A on PlansConnection { ...A nodes { title } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query={ plans(first: 5000) { nodes { title } } }", "PAGE_INVALID")]
    [InlineData("", "BAD_REQUEST")]
    [InlineData("query={ plans { nodes { title } } }&row=plans.nodes", "PARAMETER_UNKNOWN")]
    [InlineData("query={ plans { nodes { title } } }&headings=ja", "PARAMETER_UNKNOWN")]
    [InlineData("query={ plans { nodes { title } } }&bom=2", "BAD_REQUEST")]
    public async Task What_is_no_question_is_refused_as_the_API_refuses_it(string parameters, string code)
    {
        using var answer =
            await Host.GetAsync($"/graphql.csv?{parameters.Replace(" ", "%20", StringComparison.Ordinal)}");
        var error = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{ ratings { totalCount } }", null, "", "ratings_total_count")]
    [InlineData(
        "{ plans { totalCount pageInfo { hasNextPage endCursor } nodes { title m: municipality { name } } } }",
        null,
        "plans.nodes",
        "title m_name")]
    [InlineData("{ dataset { title keywords } }", null, "dataset.keywords", "dataset_title keywords")]
    [InlineData("{ plans { edges { cursor node { title } } } }", null, "plans.edges", "cursor node_title")]
    [InlineData(
        "{ plans { nodes { title categories { name items { title: name number } } } } }",
        "plans.nodes.categories.items",
        "plans.nodes.categories.items",
        "plans_nodes_title plans_nodes_categories_name title number")]
    [InlineData(
        "{ node(id: \"x\") { __typename ... on Plan { title } ... on Item { number ...N } } } fragment N on Item { "
        + "name }",
        null,
        "",
        "node_typename node_title node_number node_name")]
    [InlineData("{ title: dataset { title } a: plans { nodes { title } } }", null, "a.nodes", "title_title title")]
    [InlineData(
        "{ count: dataset { title } plans { nodes { a: title b: municipality { a: name } b_a: lastFiscalYear } } }",
        null,
        "plans.nodes",
        "count_title a b_a b_a_2")]
    public void The_columns_are_the_keys_down_to_the_values(string query, string? rows, string path, string columns)
    {
        var table =
            QuestionTable.Of(Contract, Encoding.UTF8.GetBytes(query), null, rows, new Limits(), out var failure);
        Assert.Null(failure);
        Assert.Equal(
            (path, columns),
            (string.Join('.', table!.Rows), string.Join(' ', table.Columns.Select(column => column.Name))));
    }

    [Fact]
    public void Fragments_that_double_at_each_step_take_no_time()
    {
        var query = "{ ...F0 }" + string.Concat(Enumerable.Range(0, 60).Select(index =>
            $" fragment F{index} on Query {{ a{index}: __typename ...F{index + 1} ...F{index + 1} }}"))
            + " fragment F60 on Query { __typename }";
        Assert.Null(
            QuestionTable.Of(Contract, Encoding.UTF8.GetBytes(query), null, null, new Limits(), out var failure));
        Assert.Null(failure);
    }

    [Fact]
    public void A_text_that_no_sheet_can_hold_is_refused_in_words()
    {
        var table = new Table(["rows"], [new TableColumn("text", TableCell.Text, ["rows", "text"])]);
        var written = new TableRepresentation(TableFormat.Find("xlsx")!, table, TableOptions.Default)
            .Write(Encoding.UTF8.GetBytes("{\"data\":{\"rows\":[{\"text\":\"" + new string('長', 40_000) + "\"}]}}"));
        Assert.Contains(
            "40000 characters does not fit into a workbook", written.Facts!.Fault, StringComparison.Ordinal);
    }
}

public sealed class QuestionTableTestsOnPostgreSql(PostgreSqlDatabase database)
    : QuestionTableTests(database), IClassFixture<PostgreSqlDatabase>;
