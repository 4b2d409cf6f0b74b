using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ReformOpenData.Server.Lists;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Lists;

/// <summary>
/// 行政データにおける機械可読性に関するルール (2026-03-31): each of its 30 rules over every list. Verbatim texts (<c>…source_text</c>,
/// <c>read</c>) are what was printed, and keep its characters.
/// </summary>
public sealed class MachineReadabilityTests(SqliteDatabase database, ListHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<ListHost>
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static TheoryData<string> Names { get; } = new(ListTables.All.Select(list => list.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L1_01_to_L1_05_one_table_of_named_columns_from_the_first_line_and_nothing_else(string name)
    {
        // L1-01 format, L1-02 one table, L1-03 not parted, L1-04 nothing else, L1-05 every column has a name.
        var records = await CsvAsync(name);
        Assert.All(records[0], heading => Assert.Matches("^[a-z][a-z0-9_]*$", heading));
        Assert.All(records[1..], record => Assert.Contains(record, cell => cell.Length > 0));
        var sheet = TableFiles.Sheet(await BytesAsync($"/{name}.xlsx"));
        Assert.Equal(records[0], sheet[0].Select(cell => cell.Text));
        Assert.Equal(records.Count, sheet.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L1_06_no_text_is_laid_out_by_spaces_or_breaks(string name)
    {
        foreach (var (column, text) in await TextsAsync(name))
        {
            Assert.False(column is not "text" && text != text.Trim(), $"{name}.{column}: “{text}”");
            Assert.DoesNotContain("　　", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L1_07_one_value_a_cell(string name)
    {
        foreach (var row in TableFiles.Ndjson(await TextAsync($"/{name}.ndjson")))
            Assert.DoesNotContain(row.Values, value => value.ValueKind is JsonValueKind.Array or JsonValueKind.Object);
        // Several departments of a row are rows of a list of their own.
        if (ListTables.Find(name)!.Columns.Any(column => column.Name == "department_number"))
            Assert.Contains(
                TableFiles.Ndjson(await TextAsync($"/{name}.ndjson")), row => row["department_number"].GetInt32() > 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L1_08_no_characters_of_one_machine_alone(string name)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        Assert.NotEmpty(strict.GetString(await BytesAsync($"/{name}.csv")));
        foreach (var (column, text) in await TextsAsync(name))
            Assert.True(IsOfEveryMachine(text), $"{name}.{column}: “{text}”");
    }

    [Theory]
    [InlineData("市税の徴収率 95.3％、髙齢者・𠮷野", true)]
    [InlineData("一行目\n二行目", true)]
    [InlineData("\uE000", false)]
    [InlineData("\U000F0000", false)]
    [InlineData("取\u200B組", false)]
    [InlineData("\uFFFD", false)]
    [InlineData("a\u0007", false)]
    [InlineData("\uFDD0", false)]
    [InlineData("\uD842", false)]
    public void L1_08_tells_characters_of_one_machine_from_the_others(string text, bool isOfEveryMachine) =>
        Assert.Equal(isOfEveryMachine, IsOfEveryMachine(text));

    /// <summary>
    /// No private, unassigned or unseen character, no half of one, and none that says that something was lost.
    /// </summary>
    private static bool IsOfEveryMachine(string text) => text.EnumerateRunes().All(rune =>
        rune.Value is '\n'
        || (rune != Rune.ReplacementChar
            && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate)));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L1_09_no_value_is_blank_and_never_zero(string name)
    {
        var records = await CsvAsync(name);
        foreach (var (index, row) in TableFiles.Ndjson(await TextAsync($"/{name}.ndjson")).Index())
        {
            foreach (var (column, value) in row.Values.Index())
                Assert.Equal(value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String
                    && value.GetString()!.Length == 0), records[index + 1][column].Length == 0);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L1_10_to_L1_13_and_L2_06_a_workbook_of_cells_without_objects_merged_hidden_or_reckoned_ones(
        string name)
    {
        // L1-10 objects, L1-11 meaning by format, L1-12 merged cells, L1-13 hidden rows and columns, L2-06 formulas.
        using var archive = new ZipArchive(new MemoryStream(await BytesAsync($"/{name}.xlsx")));
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.Contains("drawing", StringComparison.Ordinal)
            || entry.FullName.Contains("media", StringComparison.Ordinal));
        foreach (var entry in archive.Entries
            .Where(entry => entry.FullName.StartsWith("xl/worksheets", StringComparison.Ordinal)))
        {
            using var stream = entry.Open();
            var sheet = XDocument.Load(stream);
            Assert.DoesNotContain(
                sheet.Descendants(),
                element => element.Name.LocalName is "mergeCell" or "drawing" or "f" or "conditionalFormatting");
            Assert.DoesNotContain(sheet.Descendants().Attributes(), attribute => attribute.Name.LocalName == "hidden");
            // L1-11: within a column, below its heading, every cell that holds something looks alike.
            foreach (var column in sheet.Descendants(Main + "row").Skip(1).Elements(Main + "c")
                .GroupBy(cell => cell.Attribute("r")!.Value.TrimEnd("0123456789".ToCharArray())))
            {
                Assert.True(
                    column.Select(cell => cell.Attribute("s")?.Value).Distinct().Count() <= 1,
                    $"{name}: column {column.Key}");
            }
        }

        using var styles = archive.GetEntry("xl/styles.xml")!.Open();
        var looks = XDocument.Load(styles);
        Assert.All(looks.Descendants(Main + "patternFill"), fill =>
            Assert.True(fill.Attribute("patternType")?.Value is "none" or "gray125", fill.ToString()));
        Assert.DoesNotContain(looks.Descendants(), element => element.Name.LocalName is "strike" or "dxf");
        Assert.True(
            looks.Descendants(Main + "color").Select(color => color.ToString()).Distinct().Count() <= 1,
            "Colours mean nothing.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L1_14_one_record_one_line(string name)
    {
        var text = (await TextAsync($"/{name}.csv?bom=0"));
        Assert.Equal((await CsvAsync(name)).Count, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(text.Count(letter => letter == '\r'), text.Count(letter => letter == '\n'));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L1_15_a_value_with_a_comma_is_in_quotes(string name)
    {
        var text = await TextAsync($"/{name}.csv?bom=0&guard=0");
        var records = await CsvAsync(name);
        Assert.All(records.SelectMany(record => record).Where(cell => cell.Contains(',')), cell =>
            Assert.Contains(
                $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L2_01_numbers_are_numbers(string name)
    {
        var fields = Binding.Of(name).Fields;
        var sheet = TableFiles.Sheet(await BytesAsync($"/{name}.xlsx"));
        foreach (var (index, field) in fields.Index()
            .Where(field => field.Item.Cell == Server.Representations.TableCell.Number))
        {
            foreach (var cell in sheet[1..].Select(row => row[index]).Where(cell => cell.Text.Length > 0))
            {
                Assert.Equal("n", cell.Type);
                Assert.True(
                    double.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
                    field.Column.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L2_02_every_row_is_complete(string name)
    {
        // Where it belongs is in each row, and not in the first of several alone.
        var records = await CsvAsync(name);
        foreach (var heading in
            new[] { "municipality_code", "plan_first_fiscal_year", "category_name", "item_name", "initiative_name" })
        {
            var index = Array.IndexOf(records[0], heading);
            if (index >= 0) Assert.All(records[1..], record => Assert.NotEqual("", record[index]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L2_03_and_L3_08_names_of_columns_are_unique_ASCII_and_encoding_and_mark_are_stated(string name)
    {
        var columns = ListTables.Find(name)!.Columns;
        Assert.Equal(columns.Count, columns.Select(column => column.Name).Distinct().Count());
        Assert.Equal(columns.Count, columns.Select(column => column.Japanese).Distinct().Count());
        var host = await shared.OnAsync(database);
        using var answer = await host.GetAsync($"/{name}.csv");
        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], (await answer.Content.ReadAsByteArrayAsync())[..3]);
        // The definition of each column is in the workbook, with its type and unit (L3-04), and the source beside it.
        var workbook = await BytesAsync($"/{name}.xlsx");
        var definitions = TableFiles.Sheet(workbook, 2);
        Assert.Equal(columns.Select(column => column.Name), definitions[1..].Select(row => row[0].Text));
        Assert.All(definitions[1..], row => Assert.DoesNotContain(row, cell => cell.Text.Length == 0));
        Assert.Contains(TableFiles.Sheet(workbook, 3), row => row[0].Text.Contains("利用条件", StringComparison.Ordinal));
    }

    [Fact]
    public async Task L2_04_L2_05_L3_02_and_L3_03_grades_are_codes_with_a_table_and_their_print_has_a_column()
    {
        var codes = TableFiles.Ndjson(await TextAsync("/releases/1/grades.ndjson"))
            .GroupBy(row => (row["municipality_code"].GetString(), row["plan_first_fiscal_year"].GetInt32()))
            .ToDictionary(
                plan => plan.Key,
                plan => plan.ToDictionary(row => row["grade"].GetString()!, row => row["label"].GetString()));
        foreach (var row in TableFiles.Ndjson(await TextAsync("/releases/1/ratings.ndjson")))
        {
            var plan = codes[(row["municipality_code"].GetString(), row["plan_first_fiscal_year"].GetInt32())];
            Assert.Contains(row["grade"].GetString()!, plan.Keys);
            Assert.NotEqual(JsonValueKind.Null, row["printed"].ValueKind);
        }

        // A dash and 完了 are defined by the table.
        Assert.Contains(codes.Values.SelectMany(plan => plan), code => code is { Key: "NOT_RATED", Value: "-" });
        Assert.Contains(codes.Values.SelectMany(plan => plan), code => code is { Key: "COMPLETED", Value: "完了" });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L3_01_the_first_line_has_the_names_and_the_second_is_data(string name)
    {
        var records = await CsvAsync(name);
        Assert.Equal(ListTables.Find(name)!.Columns.Select(column => column.Name), records[0]);
        if (records.Count > 1) Assert.NotEqual(records[0], records[1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L3_04_and_L3_05_a_year_is_a_western_one_and_its_unit_is_said(string name)
    {
        var columns = ListTables.Find(name)!.Columns;
        var records = await CsvAsync(name);
        foreach (var (index, column) in columns.Index()
            .Where(column => column.Item.Name.EndsWith("fiscal_year", StringComparison.Ordinal)))
        {
            Assert.All(
                records[1..].Select(record => record[index]).Where(cell => cell.Length > 0),
                cell => Assert.Matches("^(19|20)[0-9]{2}$", cell));
            Assert.Equal("年度（西暦）", TableFiles.Sheet(await BytesAsync($"/{name}.xlsx"), 2)[index + 1][3].Text);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task L3_06_the_standard_area_code_is_beside_the_code_of_the_municipality(string name)
    {
        // Changes and releases belong to the store; a change names its municipality by code.
        if (name is "changes" or "releases") return;
        var records = await CsvAsync(name);
        var (area, code) = (Array.IndexOf(records[0], "area_code"), Array.IndexOf(records[0], "municipality_code"));
        Assert.True(area >= 0 && code >= 0);
        Assert.All(records[1..], record => Assert.Equal(record[code][..5], record[area]));
    }

    [Fact]
    public async Task L3_07_columns_only_grow_at_the_end_from_year_to_year_and_are_the_same_in_every_release()
    {
        // What was public once: a line is never changed but at its end.
        var known = await File.ReadAllLinesAsync(Repository.Path("tests/ReformOpenData.Tests/Lists/columns.txt"));
        Assert.Equal(ListTables.All.Select(list => list.Name), known.Select(line => line.Split(": ")[0]));
        var host = await shared.OnAsync(database);
        foreach (var (name, columns) in known.Select(line => (line.Split(": ")[0], line.Split(": ")[1].Split(", "))))
        {
            var now = (await CsvAsync(name))[0];
            Assert.Equal(columns, now.Take(columns.Length));
            if (name != "releases")
                Assert.Equal(now, TableFiles.Csv(await host.TextAsync($"/releases/1/{name}.csv?bom=0"))[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void L3_09_years_and_grades_are_rows_and_not_columns(string name) =>
        Assert.DoesNotContain(
            ListTables.Find(name)!.Columns,
            column => column.Name.Any(char.IsAsciiDigit) && column.Name is not ("sha256" or "document_sha256"));

    private async Task<byte[]> BytesAsync(string path) => await (await shared.OnAsync(database)).BytesAsync(path);

    private async Task<string> TextAsync(string path) => await (await shared.OnAsync(database)).TextAsync(path);

    private async Task<List<string[]>> CsvAsync(string name) =>
        TableFiles.Csv(await TextAsync($"/{name}.csv?bom=0&guard=0"));

    /// <summary>
    /// Texts of the published table that were cleaned: neither verbatim ones nor those about the print.
    /// </summary>
    private async Task<IEnumerable<(string Column, string Text)>> TextsAsync(string name) =>
        from row in TableFiles.Ndjson(
            await TextAsync(name == "releases" ? "/releases.ndjson" : $"/releases/1/{name}.ndjson"))
        from cell in row
        where cell.Value.ValueKind == JsonValueKind.String
            && !cell.Key.EndsWith("source_text", StringComparison.Ordinal)
            && cell.Key is not ("read" or "made" or "message" or "printed" or "value_before" or "value_after")
        select (cell.Key, cell.Value.GetString()!);
}
