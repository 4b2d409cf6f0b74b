using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Tests.Lists;

/// <summary>Rows as CSV: each cell is its text as <see cref="Csv.Cell"/> has it, however it is written.</summary>
public sealed class CsvCellTests
{
    private static readonly TableFormat CsvFormat = TableFormat.Find("csv")!;

    private static readonly Table Shape = new(
        ["rows"],
        [
            new TableColumn("number", TableCell.Number, ["rows", "number"]),
            new TableColumn("final", TableCell.Boolean, ["rows", "final"]),
            new TableColumn("text", TableCell.Text, ["rows", "text"]),
        ]);

    /// <summary>Of what decides how a cell is written: quotes, guards, breaks, and signs that look like them.</summary>
    private static readonly string[] Pieces =
    [
        "", "a", "評価", "-", "=", "＝", "＋", "－", "＠", "@", "+", "'", ",", "\"", "\\", " ", "\t", "\n", "\r\n", "\v",
        "\f", "\u0085", "\u2028", "\u2029", "§", "…", "①", "\u0001", "\U0001F600", "。",
    ];

    public static TheoryData<bool, bool> Options { get; } = new()
    {
        { false, false }, { false, true }, { true, false }, { true, true },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_cell_is_its_text(bool keepsBreaks, bool isGuarded)
    {
        var options = new TableOptions { KeepsBreaks = keepsBreaks, IsGuarded = isGuarded };
        var texts = Pieces.SelectMany(_ => Pieces, (first, second) => first + second)
            .SelectMany(text => new[] { text, text + "財政課", "財政" + text }).ToList();
        var rows = Rows(texts);
        var expected = new StringBuilder();
        foreach (var (index, text) in texts.Index())
            expected.Append(index).Append(index % 2 == 0 ? ",true," : ",,").Append(Quoted(Csv.Cell(text, options)))
                .Append("\r\n");
        Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(Written(rows, options)));
    }

    [Fact]
    public void A_cell_that_is_written_as_it_is_takes_no_memory()
    {
        var few = Rows(Enumerable.Repeat("公債費負担適正化計画の進行管理を行い、…計画的に①進めた", 1_000));
        var many = Rows(Enumerable.Repeat("公債費負担適正化計画の進行管理を行い、…計画的に①進めた", 11_000));
        Written(few, TableOptions.Default);
        var each = (Allocated(many) - Allocated(few)) / 10_000.0;
        Assert.True(each < 1, $"{each} bytes for each row");

        static long Allocated(List<TableValue[]> rows)
        {
            var to = new MemoryStream(4 * 1024 * 1024);
            var before = GC.GetAllocatedBytesForCurrentThread();
            CsvFormat.WriteRows(to, new TableBody(Shape, TableOptions.Default, 1, []), rows, isFirst: true);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static List<TableValue[]> Rows(IEnumerable<string> texts)
    {
        var json = new StringBuilder();
        foreach (var (index, text) in texts.Index())
        {
            // As the engine writes it: nothing is escaped but what JSON must escape.
            var escaped = string.Concat(text.Select(c => c is '"' or '\\' or < ' ' ? $"\\u{(int)c:x4}" : $"{c}"));
            var final = index % 2 == 0 ? "true" : "null";
            json.Append(index == 0 ? "" : ",")
                .Append($$"""{"number":{{index}},"final":{{final}},"text":"{{escaped}}"}""");
        }

        return TableReader.Read(Shape, JsonElement.Parse($$"""{"rows":[{{json}}]}""")).Rows;
    }

    private static byte[] Written(List<TableValue[]> rows, TableOptions options)
    {
        using var to = new MemoryStream();
        CsvFormat.WriteRows(to, new TableBody(Shape, options, 1, []), rows, isFirst: true);
        return to.ToArray();
    }

    /// <summary>RFC 4180, with quotes about white space at either end.</summary>
    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") || (cell.Length > 0 && (cell[0] is ' ' or '\t' || cell[^1] is ' ' or '\t'))
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
