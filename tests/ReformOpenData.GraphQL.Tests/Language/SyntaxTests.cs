using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Tests.Language;

/// <summary>§2, §3 and Appendix B: what is a document and what is not, in the words of graphql-js.</summary>
public sealed class SyntaxTests
{
    public static TheoryData<string, string?, string?> Table()
    {
        var rows = new TheoryData<string, string?, string?>();
        foreach (var row in Cases.Read("Language", "syntax.jsonl"))
        {
            var isValid = row.TryGetProperty("printed", out var printed);
            rows.Add(
                row.GetProperty("text").GetString()!,
                isValid ? printed.GetString() : null,
                isValid ? null : Cases.Errors(row).Single());
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_text_is_a_document_or_has_one_error_at_its_place(string text, string? printed, string? error)
    {
        try
        {
            var document = Trees.Parse(text);
            Assert.Equal(printed, Printer.Print(document));
            Assert.Equal(Trees.Describe(document), Trees.Describe(Trees.Parse(printed!)));
        }
        catch (GraphQLSyntaxException exception)
        {
            Assert.Equal(error, Cases.Errors([exception.Error]).Single());
            Assert.Equal(ErrorCode.ParseFailed, exception.Error.Code);
        }
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'a', 0xFF }, "Syntax Error: Invalid UTF-8: byte 0xFF.", 3)]
    [InlineData(new byte[] { (byte)'{', 0xC3 }, "Syntax Error: Invalid UTF-8: byte 0xC3.", 2)]
    [InlineData(new byte[] { (byte)'#', 0xED, 0xA0, 0x80 }, "Syntax Error: Invalid character: U+D800.", 2)]
    [InlineData(new byte[] { (byte)'#', 0xC0, 0x80 }, "Syntax Error: Invalid UTF-8: byte 0xC0.", 2)]
    public void What_is_not_UTF_8_is_no_document(byte[] text, string message, int column)
    {
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(text)).Error;
        Assert.Equal(message, error.Message);
        Assert.Equal([new ErrorLocation(1, column)], error.Locations);
    }

    [Theory]
    [InlineData("{a}", 0, 1, 1)]
    [InlineData("{\n a}", 3, 2, 2)]
    [InlineData("{\r\n a}", 4, 2, 2)]
    [InlineData("{\r\n a}", 2, 1, 3)]
    [InlineData("{\r\ra}", 3, 3, 1)]
    [InlineData("#\u00e9\ud83d\ude00 x", 8, 1, 6)]
    [InlineData("a\n", 2, 2, 1)]
    public void A_place_has_a_line_and_a_column_in_UTF_16_units(string text, int offset, int line, int column) =>
        Assert.Equal(new ErrorLocation(line, column), new Source(Encoding.UTF8.GetBytes(text)).Locate(offset));

    [Fact]
    public void A_document_with_too_many_tokens_is_told_how_many_it_has()
    {
        var text = Encoding.UTF8.GetBytes("{" + string.Concat(Enumerable.Repeat(" a,", 500)) + "}");
        Assert.Equal(502, Parser.Parse(text, new Limits { Tokens = 502 }).TokenCount);
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(text, new Limits { Tokens = 501 })).Error;
        Assert.Equal("The document has 502 tokens; the limit (Tokens) is 501.", error.Message);
        Assert.Equal(ErrorCode.TokenLimit, error.Code);
        Assert.Equal([new ErrorLocation(1, 1502)], error.Locations);
    }

    [Theory]
    [InlineData("{a{a{a{a}}}}", 4, "The selection sets are nested 4 levels deep; the limit (Depth) is 3.", 7)]
    [InlineData("{a{a{a{a{a{b c}}}}}}", 6, "The selection sets are nested 6 levels deep; the limit (Depth) is 3.", 7)]
    [InlineData(
        "{a(b:[[[[1]]]])}", 4, "The lists and objects of a value are nested 4 levels deep; the limit (Depth) is 3.", 9)]
    [InlineData(
        "{a(b:{c:[{d:{}}]})}",
        4,
        "The lists and objects of a value are nested 4 levels deep; the limit (Depth) is 3.",
        13)]
    [InlineData("query($a:[[[[I]]]]){a}", 4, "The list types are nested 4 levels deep; the limit (Depth) is 3.", 13)]
    public void A_document_that_is_nested_too_deeply_is_told_how_deep(
        string text, int depth, string message, int column)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.NotNull(Parser.Parse(bytes, new Limits { Depth = depth }));
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(bytes, new Limits { Depth = 3 })).Error;
        Assert.Equal(message, error.Message);
        Assert.Equal(ErrorCode.DepthLimit, error.Code);
        Assert.Equal([new ErrorLocation(1, column)], error.Locations);
    }
}
