using System.Globalization;
using System.Text.Json;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Releases;

namespace ReformOpenData.Tests.Truth;

/// <summary>
/// Releases that random edits lead to, in a store: what CSV and XLSX say, cell by cell, is what the API answers;
/// nothing changes between two of them if and only if every answer is the same; and importing the export of one leaves
/// it as it is.
/// </summary>
public abstract class CellsAndAnswersTests(TestDatabase database, int sequences)
{
    private const string Place = "location { page row line column document { sha256 } }";
    private const string Row =
        "assessment { number responsibilities { department { name bureau } qualifier } } initiative { number name "
            + "description } item { number name }"
        + " category { number name } plan { title firstFiscalYear lastFiscalYear ratingScale { grade label } } "
        + "municipality { code name romanName }";

    private const string Question =
        "{ narratives(first: 1000) { nodes { fiscalYear text sourceText " + Place + " " + Row + " } }"

            + " ratings(first: 1000) { nodes { number fiscalYear grade printed isFinal departments { fullName } "
            + Place + " " + Row + " } }"

            + " assessments(first: 1000) { nodes { number summary { fiscalYear text sourceText " + Place
            + " } cells { column text sourceText " + Place + " }"
        + " initiative { number name description } item { number name } category { number name } plan { title "
        + "firstFiscalYear lastFiscalYear ratingScale { grade label } }"
        + " municipality { code name romanName } } } }";

    [SkippableFact]
    public async Task Exports_say_what_the_API_answers_and_changes_are_what_answers_show()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var pairs = 0;
        for (var sequence = 0; sequence < sequences; sequence++)
        {
            var state = EditedExportTests.Beginnings[sequence % EditedExportTests.Beginnings.Count];
            var release = await series.AddAsync(state);
            var answers = EveryAnswer.Values(await series.AskAsync(EveryAnswer.Question, release));
            foreach (var edit in Enumerable.Range(50_000 + (sequence * 10), 10))
            {
                if (EditedExportTests.Edited(state, edit) is not { } next)
                    continue;

                var number = await series.AddAsync(next);
                var now = EveryAnswer.Values(await series.AskAsync(EveryAnswer.Question, number));
                var isSame = answers.Count == now.Count
                    && answers.All(answer => now.GetValueOrDefault(answer.Key) == answer.Value);
                var changes = await series.Store.CompareAsync(release, number);
                Assert.True(
                    isSame == (changes.Count == 0),
                    $"edit {edit} of beginning {sequence % 3}: {changes.Count} changes, same answers: {isSame}");
                var data = await series.AskAsync(Question, number);
                var stored = await ReadAsync(series, number);
                AssertCells(data, ExportCells.Csv([stored]), $"edit {edit}, CSV");
                AssertCells(data, ExportCells.Xlsx([stored]), $"edit {edit}, XLSX");
                (state, release, answers) = (next, number, now);
                pairs++;
            }
        }

        Assert.InRange(pairs, sequences * 3, int.MaxValue);
    }

    [SkippableTheory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task The_import_of_an_export_is_a_no_op(string format)
    {
        for (var sequence = 0; sequence < EditedExportTests.Beginnings.Count; sequence++)
        {
            var state = EditedExportTests.Beginnings[sequence];
            for (var edit = 90_000; edit < 90_008; edit++)
                state = EditedExportTests.Edited(state, edit) ?? state;
            var store = await database.NewStoreAsync();
            await store.ImportAndPublishAsync(Imports.Read(state));
            using var stream = new MemoryStream();
            var stored = new ReleaseReader(store).ReadAsync(1).ToBlockingEnumerable();
            if (format == "csv")
                TidyCsv.Write(stored, stream);
            else
                Workbook.Write(stored, stream);
            var outcome = await store.ImportAsync(
                DocumentReader.Read(new MemoryStream(stream.ToArray()), "export." + format, null));
            Assert.Equal((ImportStatus.Unchanged, 0), (outcome.Status, outcome.ChangeCount));
        }
    }

    private static async Task<Municipality> ReadAsync(ReleaseSeries series, int release)
    {
        await foreach (var municipality in new ReleaseReader(series.Store).ReadAsync(release))
            return municipality;
        throw new InvalidOperationException();
    }

    /// <summary>Each answer is in one row, and each filled cell of a row is an answer.</summary>
    private static void AssertCells(JsonElement data, List<string[]> table, string what)
    {
        var rows = new List<Cells>();
        foreach (var cells in table.Skip(1))
        {
            var row = new Cells(table[0], cells);
            if (row["fiscal_year"].Length > 0)
                rows.Add(row);
            else
                rows[^1].Append(cells);
        }

        foreach (var narrative in Nodes(data, "narratives"))
        {
            var row = Find(
                rows,
                narrative,
                "progress_column",
                Number(narrative, "fiscalYear"),
                narrative.GetProperty("location"),
                what);
            AssertAbove(row, narrative, what);
            AssertText(row, "progress", "progress_source", narrative, what);
            Assert.Equal(Departments(narrative), row["departments"].Replace('、', '・').Replace(',', '・'));
        }

        Assert.Equal(Nodes(data, "narratives").Count(), rows.Count(row => row["progress_column"].Length > 0));
        var ratings = Nodes(data, "ratings").GroupBy(rating => (Key(rating), Number(rating, "fiscalYear"))).ToList();
        foreach (var cell in ratings)
        {
            var first = cell.First();
            var row = Find(rows, first, "rating_column", cell.Key.Item2, first.GetProperty("location"), what);
            var labels = first.GetProperty("plan")
                .GetProperty("ratingScale").EnumerateArray()
                .ToDictionary(grade => Text(grade, "grade")!, grade => Text(grade, "label")!);
            Assert.Equal(
                string.Join('\n', cell.Select(rating => labels[Text(rating, "grade")!])),
                Labels(row["rating"], cell.ToList()));
            Assert.Equal(
                string.Join('\n', cell.Select(rating => Text(rating, "printed"))),
                Labels(row["rating_printed"], cell.ToList()));
            Assert.Equal(first.GetProperty("isFinal").GetRawText(), row["rating_is_final"]);
        }

        Assert.Equal(ratings.Count, rows.Count(row => row["rating_column"].Length > 0));
        foreach (var assessment in Nodes(data, "assessments"))
        {
            var own = rows.Where(row => row.Key == Key(assessment, Number(assessment, "number"))).ToList();
            Assert.NotEmpty(own);
            Assert.All(own, row => AssertAbove(row, assessment, what));
            if (assessment.GetProperty("summary") is { ValueKind: JsonValueKind.Object } summary)
                AssertText(
                    Assert.Single(own, row => row["summary_column"].Length > 0),
                    "summary",
                    "summary_source",
                    summary,
                    what);
            else
                Assert.DoesNotContain(own, row => row["summary_column"].Length > 0 || row["summary"].Length > 0);
            foreach (var cell in assessment.GetProperty("cells").EnumerateArray())
            {
                var source = Text(cell, "column")!.ToLowerInvariant() + "_source";
                Assert.Contains(own, row => row.IsAt(cell.GetProperty("location"))
                    && row[source] == Text(cell, "sourceText"));
            }
        }
    }

    private static void AssertText(Cells row, string column, string source, JsonElement of, string what)
    {
        var text = Text(of, "text");
        Assert.True(
            text is null ? row[column] is "" or "-" : row[column] == text,
            $"{what}: {column} is {row[column]}, the API has {text}");
        Assert.True(row[source] == Text(of, "sourceText"), $"{what}: {source} is {row[source]}");
    }

    private static void AssertAbove(Cells row, JsonElement node, string what)
    {
        foreach (var (type, field, column) in new[]
        {
            ("municipality", "code", "municipality_code"), ("municipality", "name", "municipality_name"),
            ("municipality", "romanName", "municipality_roman_name"),
            ("plan", "title", "plan_title"), ("category", "name", "category_name"), ("item", "name", "item_name"),
            ("initiative", "name", "initiative_name"),
            ("initiative", "description", "description"),
        })
        {
            Assert.True(
                (Text(node.GetProperty(type), field) ?? "") == row[column], $"{what}: {column} is {row[column]}");
        }

        Assert.Equal(Number(node.GetProperty("plan"), "lastFiscalYear"), row["plan_last_fiscal_year"]);
    }

    /// <summary>The labels of a cell of ratings: alone, or behind the departments of each line.</summary>
    private static string Labels(string cell, List<JsonElement> ratings)
    {
        var lines = cell.Split('\n');
        return string.Join('\n', lines.Select((line, index) =>
        {
            var names = string.Join(
                '・',
                ratings[index].GetProperty("departments")
                    .EnumerateArray().Select(name => Text(name, "fullName"))) + " ";
            return line.StartsWith(names, StringComparison.Ordinal) ? line[names.Length..] : line;
        }));
    }

    private static Cells Find(
        List<Cells> rows, JsonElement node, string column, string year, JsonElement place, string what)
    {
        var found = rows.Where(row => row.Key == Key(node)
            && row["fiscal_year"] == year && row[column].Length > 0 && row.IsAt(place)).ToList();
        Assert.True(found.Count == 1, $"{what}: {found.Count} rows for {Key(node)} {year}");
        Assert.Equal(Number(place, "column"), found[0][column]);
        return found[0];
    }

    private static string Departments(JsonElement node) =>
        string.Join('・', node.GetProperty("assessment").GetProperty("responsibilities")
        .EnumerateArray().Select(one =>
        {
            var department = one.GetProperty("department");
            var name = Text(department, "bureau") is { } bureau
                ? $"{bureau} {Text(department, "name")}"
                : Text(department, "name");
            return Text(one, "qualifier") is { } qualifier ? $"{name}（{qualifier}）" : name;
        }));

    private static string Key(JsonElement node) => Key(node, Number(node.GetProperty("assessment"), "number"));

    private static string Key(JsonElement node, string number) => string.Join(
        '/',
        [
            Number(node.GetProperty("plan"), "firstFiscalYear"),
            .. new[] { "category", "item", "initiative" }.Select(type => Number(node.GetProperty(type), "number")),
            number,
        ]);

    private static IEnumerable<JsonElement> Nodes(JsonElement data, string list) =>
        data.GetProperty(list).GetProperty("nodes").EnumerateArray();

    private static string? Text(JsonElement of, string field) => of.GetProperty(field).GetString();

    private static string Number(JsonElement of, string field) =>
        of.GetProperty(field) is { ValueKind: JsonValueKind.Number } number
            ? number.GetInt32().ToString(CultureInfo.InvariantCulture)
            : "";

    private sealed class Cells(string[] header, string[] cells)
    {
        public string this[string column] => cells[Array.IndexOf(header, column)];

        public string Key => string.Join(
            '/',
            this["plan_first_fiscal_year"],
            this["category_number"],
            this["item_number"],
            this["initiative_number"],
            this["assessment_number"]);

        /// <summary>What does not fit into a cell goes on below it.</summary>
        public void Append(string[] more)
        {
            for (var index = 1; index < cells.Length; index++)
                cells[index] += more[index];
        }

        public bool IsAt(JsonElement place) =>
            (this["document"], this["page"], this["row"], this["line"])
            == (
                Text(place.GetProperty("document"), "sha256"),
                Number(place, "page"),
                Number(place, "row"),
                Number(place, "line"));
    }
}

public sealed class CellsAndAnswersTestsOnSqlite(SqliteDatabase database)
    : CellsAndAnswersTests(database, sequences: 30), IClassFixture<SqliteDatabase>;

public sealed class CellsAndAnswersTestsOnPostgreSql(PostgreSqlDatabase database)
    : CellsAndAnswersTests(database, sequences: 6), IClassFixture<PostgreSqlDatabase>;
