using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Tests.Lists;

/// <summary>Rows of a table as they are read from an answer, and pages of rows as they are written.</summary>
public sealed class TableReaderTests
{
    private static readonly Table Shape = new(
        ["list", "rows"],
        [
            new TableColumn("city", TableCell.Text, ["list", "city", "name"]),
            new TableColumn("code", TableCell.Text, ["list", "city", "code"]),
            new TableColumn("place", TableCell.Number, ["list", "rows"]) { IsOrdinal = true },
            new TableColumn("number", TableCell.Number, ["list", "rows", "number"]),
            new TableColumn("text", TableCell.Text, ["list", "rows", "within", "text"]),
            new TableColumn("page", TableCell.Number, ["list", "rows", "within", "at", "page"]),
        ]);

    [Theory]
    // In the order of the columns, in another one, with members that no column names, and with some that are not there.
    [InlineData(
        """[{"city":{"name":"A","code":"1"},"rows":[{"number":7,"within":{"text":"x","at":{"page":3}}}]}]""",
        "A 1 1 7 x 3")]
    [InlineData(
        """[{"rows":[{"within":{"at":{"page":3},"text":"x"},"number":7}],"city":{"code":"1","name":"A"}}]""",
        "A 1 1 7 x 3")]
    [InlineData(
        """
        [{"id":"z","city":{"id":"z","name":"A","code":"1"},"rows":[
        {"number":7,"list":[1,2],"within":{"at":{"row":1,"page":3},"number":8,"text":"x"}},{"number":8,"within":null}
        ]},{"city":{"code":"2"},"rows":[{"within":{"at":7,"text":"y"}}]},{"rows":[null]},{"city":null}]
        """,
        "A 1 1 7 x 3\nA 1 2 8 - -\n- 2 1 - y -\n- - 1 - - -")]
    public void A_cell_is_what_its_path_leads_to(string list, string expected)
    {
        var (rows, _) = TableReader.Read(Shape, JsonElement.Parse($$"""{"other":1,"list":{{list}}}"""));
        Assert.Equal(
            expected,
            string.Join('\n', rows.Select(row => string.Join(' ', row.Select(cell => cell.IsNull ? "-" : cell.Text)))));
    }

    /// <summary>A page of a list is larger than what the runtime collects quickly: each takes the room of another.
    /// </summary>
    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public void A_page_of_a_list_takes_no_room_of_its_own(string format)
    {
        const string Row = """{"number":7,"within":{"text":"TEXT","at":{"page":3}}}""";
        const string Answer = """{"data":{"list":[{"city":{"name":"A","code":"1"},"rows":[ROWS]}]}}""";
        var rows = string.Join(',', Enumerable.Repeat(
            Row.Replace("TEXT", new string('財', 300), StringComparison.Ordinal), 500));
        var answer = Encoding.UTF8.GetBytes(Answer.Replace("ROWS", rows, StringComparison.Ordinal));
        var page = new TableRepresentation(TableFormat.Find(format)!, Shape, TableOptions.Default)
        {
            IsFurther = true,
            Room = new MemoryStream(),
        };
        var first = page.Write(answer).Body.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var second = page.Write(answer).Body;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(first.AsSpan().SequenceEqual(second.Span));
        Assert.True(allocated < second.Length / 2, $"{allocated} bytes for a page of {second.Length}");
    }
}
