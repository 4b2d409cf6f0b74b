using ReformOpenData.Data.Exports;
using ReformOpenData.Tests.Documentation;

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
            select (cells[1].Trim('`'), cells[2], cells[3] == "yes", cells[4].Length > 0);
        Assert.Equal(TidyColumns.All.Select(column => (column.English, column.Japanese, column.IsRequired, true)), page);
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
