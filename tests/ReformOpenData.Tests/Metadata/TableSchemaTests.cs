using System.Globalization;
using System.Text.Json;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Lists;

namespace ReformOpenData.Tests.Metadata;

/// <summary>Every row of every list, read by the Table Schema that the Data Package gives of it.</summary>
public sealed class TableSchemaTests(SqliteDatabase database, ListHost shared)
    : IClassFixture<SqliteDatabase>, IClassFixture<ListHost>
{
    [Theory]
    [InlineData("/datapackage.json", 22)]
    [InlineData("/releases/1/datapackage.json", 22)]
    [InlineData("/072028/2017/datapackage.json", 17)]
    public async Task Every_row_has_the_types_the_keys_and_the_categories_of_its_schema(string path, int lists)
    {
        var host = await shared.OnAsync(database);
        var package = JsonElement.Parse(await host.TextAsync(path));
        var tables = new Dictionary<string, (JsonElement Schema, List<string[]> Rows, string[] Names)>();
        foreach (var resource in package.GetProperty("resources").EnumerateArray())
        {
            var file = path[..(path.LastIndexOf('/') + 1)] + resource.GetProperty("path").GetString();
            var records = TableFiles.Csv(await host.TextAsync(file + "?bom=0&guard=0"));
            var schema = resource.GetProperty("schema");
            var names = schema.GetProperty("fields")
                .EnumerateArray().Select(field => field.GetProperty("name").GetString()!).ToArray();
            Assert.Equal(names, records[0]);
            tables.Add(resource.GetProperty("name").GetString()!, (schema, records[1..], names));
        }

        Assert.Equal(lists, tables.Count);
        Assert.NotEmpty(tables["ratings"].Rows);
        foreach (var (name, (schema, rows, names)) in tables)
        {
            foreach (var (index, field) in schema.GetProperty("fields").EnumerateArray().Index())
                Assert.All(rows, row => Assert.True(Fits(field, row[index]), $"{name}.{names[index]}: “{row[index]}”"));
            if (schema.TryGetProperty("primaryKey", out var key))
                AssertUnique(name, [.. Values(rows, names, Texts(key))]);
            if (!schema.TryGetProperty("foreignKeys", out var foreign))
                continue;
            foreach (var reference in foreign.EnumerateArray())
            {
                var target = reference.GetProperty("reference");
                var (_, others, columns) = tables[target.GetProperty("resource").GetString()!];
                var known = Values(others, columns, Texts(target.GetProperty("fields"))).ToHashSet();
                var pointing = Values(rows, names, Texts(reference.GetProperty("fields")));
                Assert.All(pointing.Where(value => !value.Split('\t').Contains("")), value =>
                    Assert.True(known.Contains(value), $"{name}: {reference.GetRawText()} has no {value}"));
            }
        }
    }

    private static bool Fits(JsonElement field, string cell)
    {
        // An empty cell is no value, as missingValues says.
        if (cell.Length == 0)
            return true;
        if (field.TryGetProperty("categories", out var categories))
            return categories.EnumerateArray().Any(category => category.GetProperty("value").GetString() == cell);
        return field.GetProperty("type").GetString() switch
        {
            "integer" => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "boolean" => cell is "true" or "false",
            "date" =>
                DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "datetime" => DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                && cell.Contains('T'),
            "string" => true,
            _ => false,
        };
    }

    private static void AssertUnique(string name, List<string> values)
    {
        Assert.DoesNotContain(values, value => value.Split('\t').Contains(""));
        Assert.True(values.Count == values.Distinct().Count(), $"{name} has two rows with the same key.");
    }

    private static IEnumerable<string> Values(List<string[]> rows, string[] names, string[] columns)
    {
        var indexes = Array.ConvertAll(columns, column => Array.IndexOf(names, column));
        return rows.Select(row => string.Join('\t', indexes.Select(index => row[index])));
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];
}
