using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Tests.Language;

public sealed class PrinterTests
{
    [Theory]
    [InlineData(KitchenSink.Query)]
    [InlineData(KitchenSink.Sdl)]
    public void What_is_printed_parses_to_the_same_tree(string text)
    {
        var document = Trees.Parse(text);
        var printed = Printer.Print(document);
        Assert.Equal(Trees.Describe(document), Trees.Describe(Trees.Parse(printed)));
        Assert.Equal(printed, Printer.Print(Trees.Parse(printed)));
    }

    [Fact]
    public void A_query_behind_a_type_without_body_keeps_its_keyword()
    {
        const string Text = "type Query\n\nquery {\n  a\n}\n\n{\n  b\n}";
        Assert.Equal(Text, Printer.Print(Trees.Parse("type Query query { a } { b }")));
    }
}
