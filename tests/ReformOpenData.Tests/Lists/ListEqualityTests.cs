using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Search;
using ReformOpenData.Server.Lists;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Lists;

/// <summary>
/// Whatever is asked of a list, CSV, XLSX, JSON, NDJSON and GraphQL have the same cells. The questions are made at
/// random of the values that the columns hold, and what GraphQL gives without conditions is filtered, sorted and cut
/// here.
/// </summary>
public abstract partial class ListEqualityTests(TestDatabase database, ListHost shared)
{
    private const int Questions = 12;

    public static TheoryData<string> Names { get; } = new(ListTables.All.Select(list => list.Name));

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Every_format_has_the_cells_of_the_API(string name)
    {
        var host = await shared.OnAsync(database);
        var list = ListTables.Find(name)!;
        var binding = Binding.Of(list);
        var all = await host.RowsAsync(list);
        Assert.True(all.Count > 0, $"{name} has no rows to tell anything by.");
        var random = new Random(name.Length);
        var told = 0;
        for (var i = 0; i < Questions; i++)
        {
            var (query, columns, rows) = i == 0 ? ("", list.Columns, all) : Ask(random, binding, all);
            told += rows.Count > 0 && rows.Count < all.Count ? 1 : 0;
            await CompareAsync(host, name, query, columns, rows);
        }

        Assert.True(
            told > 0 || all.Count < 2 || !binding.Fields.Any(field => field.CanFilter),
            $"No question tells rows of {name} apart.");
    }

    /// <summary>A condition on some columns, an order and a choice of columns, with the rows that answer it.</summary>
    private static (string Query, IReadOnlyList<ListColumn> Columns, List<JsonElement?[]> Rows) Ask(
        Random random, ListBinding list, List<JsonElement?[]> all)
    {
        var query = new List<string>();
        IEnumerable<JsonElement?[]> rows = all;
        var filterable =
            list.Fields.Index().Where(field => field.Item.CanFilter && field.Item.Column.Path != "id").ToList();
        foreach (var (index, field) in filterable.OrderBy(_ => random.Next()).Take(1 + random.Next(2)))
        {
            var values = Enumerable.Range(0, field.Type.Name == "Boolean" ? 1 : 1 + random.Next(2))
                .Select(_ => Text(all[random.Next(all.Count)][index]))
                .Where(value => value.Length < 500)
                .Distinct()
                .ToList();
            if (values.Count == 0 || all.Exists(row => row[index] is { } cell && cell.ToString().Length == 0)) continue;
            query.Add($"{field.Column.Name}={string.Join(',', values.Select(Uri.EscapeDataString))}");
            var folded = values.ConvertAll(Folding.Fold);
            rows = rows.Where(row => folded.Contains(Folding.Fold(Text(row[index])))).ToList();
        }

        var searched = list.List.Columns.Index()
            .Where(column => list.List.Searched.Contains(column.Item.Path)).ToList();
        if (searched.Count == list.List.Searched.Count && searched.Count > 0 && random.Next(3) == 0
            && Folding.Fold(Text(all[random.Next(all.Count)][searched[random.Next(searched.Count)].Index]))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [.., var word])
        {
            // Two characters, and no half of one.
            word = string.Concat(word.EnumerateRunes().Take(2));
            query.Add($"q={Uri.EscapeDataString(word)}");
            rows = rows.Where(row => searched.Exists(
                column => Folding.Fold(Text(row[column.Index])).Contains(word, StringComparison.Ordinal))).ToList();
        }

        var sortable = list.Fields.Index()
            .Where(field => field.Item.Sort is not null && field.Item.Type.Name is "Int" or "String")
            .ToList();
        if (sortable.Count > 0 && random.Next(2) == 0)
        {
            var (index, field) = sortable[random.Next(sortable.Count)];
            var isDescending = random.Next(2) == 0;
            query.Add($"sort={(isDescending ? "-" : "")}{field.Column.Name}");
            rows = isDescending
                ? rows.OrderByDescending(row => row[index], Order)
                : rows.OrderBy(row => row[index], Order);
        }

        var chosen = list.List.Columns.Index()
            .OrderBy(_ => random.Next())
            .Take(1 + random.Next(list.List.Columns.Count))
            .ToList();
        query.Add($"fields={string.Join(',', chosen.Select(column => column.Item.Name))}");
        var result = rows.Select(row => chosen.Select(column => row[column.Index]).ToArray());
        if (random.Next(3) == 0)
        {
            var limit = 1 + random.Next(20);
            query.Add($"limit={limit}");
            result = result.Take(limit);
        }

        return (string.Join('&', query), [.. chosen.Select(column => column.Item)], [.. result]);
    }

    private static async Task CompareAsync(
        ListHost host, string name, string query, IReadOnlyList<ListColumn> columns, List<JsonElement?[]> expected)
    {
        var headings = columns.Select(column => column.Name).ToArray();
        var path = $"/{name}.{{0}}?{query}";
        string Of(string format) => path.Replace("{0}", format, StringComparison.Ordinal);

        var ndjson = TableFiles.Ndjson(await host.TextAsync(Of("ndjson")));
        var json = JsonElement.Parse(await host.TextAsync(Of("json")));
        Assert.Equal(2, json.GetProperty("release").GetInt32());
        foreach (var rows in new[] { ndjson, [.. json.GetProperty("rows").EnumerateArray().Select(TableFiles.Object)] })
        {
            AssertRows(path, Exact(expected), rows.ConvertAll(row => row.Values.Select(value =>
                value.ValueKind == JsonValueKind.Null ? "null"
                    : value.GetRawText() is var raw && value.ValueKind == JsonValueKind.String ? $"\"{value}"
                    : raw).ToArray()));
            Assert.All(rows, row => Assert.Equal(headings, row.Keys));
        }

        var kept = TableFiles.Csv((await host.TextAsync(Of("csv") + "&bom=0&breaks=keep&guard=0")));
        Assert.Equal(headings, kept[0]);
        AssertRows(path, Texts(expected), kept[1..]);
        var csv = TableFiles.Csv((await host.TextAsync(Of("csv"))).TrimStart('\uFEFF'));
        AssertRows(path, Texts(expected).ConvertAll(row => Array.ConvertAll(row, cell => Breaks().Replace(cell, " "))),
            csv[1..].ConvertAll(row =>
                row.Select((cell, index) => columns[index].IsOrdinal ? cell : FormulaGuard.Restore(cell)).ToArray()));
        var sheet = TableFiles.Sheet(await host.BytesAsync(Of("xlsx")));
        Assert.Equal(headings, sheet[0].Select(cell => cell.Text));
        AssertRows(path, Texts(expected).FindAll(row => row.Any(cell => cell.Length > 0)),
            sheet[1..].ConvertAll(row =>
                row.Select(cell => cell.Text).Concat(Enumerable.Repeat("", columns.Count - row.Length)).ToArray())
                .FindAll(row => row.Any(cell => cell.Length > 0)));
    }

    private static void AssertRows(string path, List<string[]> expected, List<string[]> actual)
    {
        Assert.True(expected.Count == actual.Count, $"{path}: {expected.Count} rows, found {actual.Count}");
        foreach (var (index, row) in expected.Index())
            Assert.True(
                row.SequenceEqual(actual[index]),
                $"{path}, row {index}:\n{string.Join('|', row)}\n{string.Join('|', actual[index])}");
    }

    private static List<string[]> Exact(List<JsonElement?[]> rows) => rows.ConvertAll(row => Array.ConvertAll(
        row, cell => cell is not { } value ? "null"
            : value.ValueKind == JsonValueKind.String ? $"\"{value}"
            : value.GetRawText()));

    private static List<string[]> Texts(List<JsonElement?[]> rows) =>
        rows.ConvertAll(row => Array.ConvertAll(row, Text));

    private static string Text(JsonElement? cell) =>
        cell is not { } value ? "" : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>No value first; texts by code point.</summary>
    private static readonly Comparer<JsonElement?> Order =
        Comparer<JsonElement?>.Create((left, right) => (left, right) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            ({ ValueKind: JsonValueKind.Number } one, { } other) => one.GetInt64().CompareTo(other.GetInt64()),
            ({ } one, { } other) => Encoding.UTF8.GetBytes(one.GetString()!)
                .AsSpan()
                .SequenceCompareTo(Encoding.UTF8.GetBytes(other.GetString()!)),
        });

    [GeneratedRegex("[\n\v\f\r\u0085\u2028\u2029]+")]
    private static partial Regex Breaks();
}

public sealed class ListEqualityTestsOnSqlite(SqliteDatabase database, ListHost host)
    : ListEqualityTests(database, host), IClassFixture<SqliteDatabase>, IClassFixture<ListHost>;

public sealed class ListEqualityTestsOnPostgreSql(PostgreSqlDatabase database, ListHost host)
    : ListEqualityTests(database, host), IClassFixture<PostgreSqlDatabase>, IClassFixture<ListHost>;
