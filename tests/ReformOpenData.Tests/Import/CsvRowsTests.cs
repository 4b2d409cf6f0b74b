using ReformOpenData.Data.Import;

namespace ReformOpenData.Tests.Import;

/// <summary>Where rows begin, and what is refused in them.</summary>
public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("a,b\n\nc\r\nd\re", "1:a|b 3:c 4:d 5:e", "")]
    [InlineData("\"a\nb\",\"\"\"\"\nc\"d,e", "1:a\nb|\" 3:c\"d|e", "")]
    [InlineData("a\nb\"c,\"d\"e", "1:a", "CSV_BROKEN 2")]
    [InlineData("a\n\"b\nc\"d,e", "1:a", "CSV_BROKEN 3")]
    [InlineData("a\n\"b\nc\",\"d\n", "1:a", "CSV_BROKEN 3")]
    [InlineData("a\n\"b\nc\0\"", "1:a", "FILE_BINARY 3")]
    public void Rows_and_faults_have_their_lines(string csv, string rows, string fault) =>
        Assert.Equal((rows, fault), Read(csv));

    [Theory]
    [InlineData(',')]
    [InlineData('x')]
    public void A_row_without_end_is_refused_before_it_fills_the_memory(char filler) =>
        Assert.Equal(("1:a", "CSV_BROKEN 2"), Read("a\n" + new string(filler, 2 * CsvRows.MaxRowBytes)));

    private static (string Rows, string Fault) Read(string csv)
    {
        using var text = new StringReader(csv);
        var rows = new CsvRows(text, ',');
        var read = string.Join(' ', rows.Read().Select(row => $"{row.Line}:{string.Join('|', row.Cells)}"));
        return (read, rows.Fault is { } fault ? $"{fault.Kind.Code} {fault.Line}" : "");
    }
}
