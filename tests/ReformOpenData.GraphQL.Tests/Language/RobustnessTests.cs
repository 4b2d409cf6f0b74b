using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Language;

/// <summary>Whatever is sent, the answer is a document or one error, and it comes at once.</summary>
public sealed class RobustnessTests
{
    /// <summary>Far above what any input here takes, so that a busy machine does not fail a test; a hang does.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>FUZZ_COUNT=1000000 FUZZ_SEED=7 dotnet test --filter Mutated: that many inputs, from that seed on.</summary>
    [Fact]
    public void Mutated_documents_and_schemas_give_a_tree_or_a_syntax_error()
    {
        var count = Setting("FUZZ_COUNT", 5_000);
        var seed = Setting("FUZZ_SEED", 1);
        for (var i = seed; i < seed + count; i++)
        {
            var input = Mutations.Make(i);
            var clock = Stopwatch.StartNew();
            try
            {
                ParseAndPrint(input);
                BuildAndPrint(input);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {i}: {Encoding.UTF8.GetString(input)}", exception);
            }

            Assert.True(clock.Elapsed < s_patience, $"Seed {i} took {clock.Elapsed}.");
        }
    }

    [Theory]
    [InlineData("", "{a", "}", "The selection sets are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData("", "{...", "}", "The selection sets are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData("{a(b:", "[", "]", "The lists and objects of a value are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData("{a(b:", "{a:", "}", "The lists and objects of a value are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData("query($a:", "[", "]", "The list types are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData("type Query{a(b:I=", "[", "]", "The lists and objects of a value are nested 100000 levels deep; the limit (Depth) is 32.")]
    public void Nesting_of_100000_levels_is_told_and_refused(string before, string open, string close, string message)
    {
        var closed = before + Repeat(open, 100_000) + Repeat(close, 100_000);
        var left = before + Repeat(open, 100_000);
        foreach (var text in new[] { closed, left })
        {
            var error = FaultOf(Encoding.UTF8.GetBytes(text), new Limits { Tokens = 1_000_000 });
            Assert.Equal(message, error.Message);
            Assert.Equal(ErrorCode.DepthLimit, error.Code);
        }
    }

    [Fact]
    public void The_deepest_document_that_a_limit_allows_is_parsed_and_printed()
    {
        var text = Encoding.UTF8.GetBytes(Repeat("{a", 199) + "{a(b:" + Repeat("[", 200) + Repeat("]", 200) + ")" + Repeat("}", 200));
        var printed = Printer.Print(Parser.Parse(text, new Limits { Depth = 200 }));
        Assert.Equal(printed, Printer.Print(Trees.Parse(printed)));
    }

    [Theory]
    [InlineData("", "a", "", "Syntax Error: Unexpected Name \"aaa")]
    [InlineData("{a(b:", "1", "", "Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{a(b:", "1", "a", "Syntax Error: Invalid number, expected digit but got: \"a\".")]
    [InlineData("\"", "é", "\"", "Syntax Error: Unexpected <EOF>.")]
    [InlineData("{\"", "é", "\"", "Syntax Error: Expected Name, found String \"ééé")]
    [InlineData("{\"", "\\n", "", "Syntax Error: Unterminated string.")]
    [InlineData("{\"\"\"", "\n", "\"\"\"", "Syntax Error: Expected Name, found BlockString \"\".")]
    [InlineData("{\"\"\"", "\\\"\"\"", "", "Syntax Error: Unterminated string.")]
    [InlineData("{#", "é", "", "Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{", ",", "", "Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{", "\r\n", "", "Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{a @", "b @", "", "The document has ")]
    public void A_token_of_10_MB_gives_a_short_error(string before, string repeated, string after, string message)
    {
        var text = Encoding.UTF8.GetBytes(before + Repeat(repeated, 10_000_000 / Encoding.UTF8.GetByteCount(repeated)) + after);
        var error = FaultOf(text, new Limits());
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 300);
    }

    [Theory]
    [InlineData("{a\0}", "Syntax Error: Unexpected character: U+0000.")]
    [InlineData("\0", "Syntax Error: Unexpected character: U+0000.")]
    [InlineData("{a(b:1\0)}", "Syntax Error: Unexpected character: U+0000.")]
    public void A_NUL_outside_a_string_is_an_error(string text, string message) =>
        Assert.Equal(message, FaultOf(Encoding.UTF8.GetBytes(text), new Limits()).Message);

    private static GraphQLError FaultOf(byte[] text, Limits limits)
    {
        var clock = Stopwatch.StartNew();
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(text, limits)).Error;
        Assert.True(clock.Elapsed < s_patience, $"It took {clock.Elapsed}.");
        return error;
    }

    private static void ParseAndPrint(byte[] input)
    {
        try
        {
            var printed = Printer.Print(Parser.Parse(input, new Limits()));
            Assert.Equal(printed, Printer.Print(Parser.Parse(Encoding.UTF8.GetBytes(printed))));
        }
        catch (GraphQLSyntaxException exception)
        {
            Assert.NotEmpty(exception.Error.Locations);
        }
    }

    private static void BuildAndPrint(byte[] input)
    {
        try
        {
            var printed = SchemaPrinter.Print(SchemaBuilder.Build(input));
            Assert.Equal(printed, SchemaPrinter.Print(SchemaBuilder.Build(Encoding.UTF8.GetBytes(printed))));
        }
        catch (SchemaException exception)
        {
            Assert.NotEmpty(exception.Errors);
        }
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
