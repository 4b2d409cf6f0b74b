using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Import;

namespace ReformOpenData.Tests.Exports;

/// <summary>schema/formats/tidy.md lists the columns as the code does.</summary>
public sealed class TidyFormatTests
{
    [Fact]
    public void Every_column_stands_in_the_page_with_its_headings()
    {
        var page =
            from line in File.ReadLines(Repository.Path("schema/formats/tidy.md"))
            where line.StartsWith("| `", StringComparison.Ordinal)
            select line.Split('|', StringSplitOptions.TrimEntries) into cells
            select (cells[1].Trim('`'), cells[2], cells[3] == "yes", Meaning: cells[4]);
        Assert.All(TidyColumns.All.Zip(page), pair =>
        {
            var (column, row) = pair;
            Assert.Equal((column.English, column.Japanese, column.IsRequired), (row.Item1, row.Item2, row.Item3));
            Assert.EndsWith(
                column.Earlier is null ? "." : $"Tables of earlier versions say {column.Earlier}, which is read too.",
                row.Meaning);
        });
        Assert.Equal(TidyColumns.All.Count, page.Count());
    }

    [Fact]
    public void A_table_with_Japanese_headings_of_this_or_an_earlier_version_reads_as_the_same_state()
    {
        using var stream = new MemoryStream();
        TidyCsv.Write([PublishedTable.Municipality], stream);
        var rows = Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n", 2)[1];
        var today = Read(TidyColumns.Always.Select(column => column.Japanese));
        var earlier = Read(TidyColumns.Always.Select(column => column.Earlier ?? column.Japanese));
        Assert.Equal(ContentHash.Of(PublishedTable.Municipality), today);
        Assert.Equal(today, earlier);

        string Read(IEnumerable<string> headings)
        {
            var result = PublishedTable.Read(
                Encoding.UTF8.GetBytes(string.Join(',', headings) + "\n" + rows), metadata: null);
            Assert.Empty(result.Findings);
            return ContentHash.Of(result.Municipality!);
        }
    }

    [Fact]
    public void A_column_under_both_its_headings_is_there_twice()
    {
        var header = string.Join(',', TidyColumns.All.Select(column => column.Japanese)) + ",分類";
        var result = PublishedTable.Read(Encoding.UTF8.GetBytes(header + "\n"), metadata: null);
        var repeated = Assert.Single(result.Findings, finding => finding.Code == "COLUMN_REPEATED");
        Assert.Contains($"“分類” (column {TidyColumns.All.Count + 1})", repeated.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-", "-")]
    [InlineData("文", "文")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-5", "'-5")]
    [InlineData("'", "''")]
    [InlineData("'=", "''=")]
    [InlineData("＝", "'＝")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\nx", "'\nx")]
    public void Formulas_are_guarded_and_come_back(string text, string cell)
    {
        Assert.Equal(cell, FormulaGuard.Protect(text));
        Assert.Equal(text, FormulaGuard.Restore(cell));
    }

    [Theory]
    [InlineData("'文")]
    [InlineData("'")]
    public void An_apostrophe_that_guards_nothing_stays(string cell) => Assert.Equal(cell, FormulaGuard.Restore(cell));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a\rb", "a_x000D_b")]
    [InlineData("_x000D_", "_x005F_x000D_")]
    [InlineData("_x005F_x000D_", "_x005F_x005F_x005F_x000D_")]
    [InlineData("_xyz_", "_xyz_")]
    public void Texts_of_workbooks_are_escaped_and_come_back(string text, string escaped)
    {
        Assert.Equal(escaped, XlsxText.Escape(text));
        Assert.Equal(text, XlsxText.Unescape(escaped));
    }
}
