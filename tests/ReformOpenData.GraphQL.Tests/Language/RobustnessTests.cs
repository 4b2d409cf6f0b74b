using System.Globalization;
using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Language;

/// <summary>Whatever is sent, the answer is a document or one error, and it comes at once.</summary>
public sealed class RobustnessTests
{
    /// <summary>Far above what any input here takes.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>As wide as a tool may set them, so that the whole text is looked at.</summary>
    private static readonly Limits s_wide = new() { BodyBytes = 16 * 1024 * 1024, Tokens = 1_000_000 };

    /// <summary>FUZZ_COUNT=1000000 FUZZ_SEED=7 dotnet test --filter Mutated: that many inputs, from that seed
    /// on.</summary>
    [Fact]
    public void Mutated_documents_and_schemas_give_a_tree_or_a_syntax_error()
    {
        var count = Setting("FUZZ_COUNT", 5_000);
        var seed = Setting("FUZZ_SEED", 1);
        for (var i = seed; i < seed + count; i++)
        {
            var input = Mutations.Make(i);
            try
            {
                ProcessorTime.Within(s_patience, $"Seed {i}", () =>
                {
                    ParseAndPrint(input);
                    Build(input);
                });
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {i}: {Encoding.UTF8.GetString(input)}", exception);
            }
        }
    }

    [Theory]
    [InlineData("", "{a", "}", "The selection sets are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData("", "{...", "}", "The selection sets are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData(
        "{a(b:", "[", "]", "The lists and objects of a value are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData(
        "{a(b:",
        "{a:",
        "}",
        "The lists and objects of a value are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData("query($a:", "[", "]", "The list types are nested 100000 levels deep; the limit (Depth) is 32.")]
    [InlineData(
        "type Query{a(b:I=",
        "[",
        "]",
        "The lists and objects of a value are nested 100000 levels deep; the limit (Depth) is 32.")]
    public void Nesting_of_100000_levels_is_told_and_refused(string before, string open, string close, string message)
    {
        var closed = before + Repeat(open, 100_000) + Repeat(close, 100_000);
        var left = before + Repeat(open, 100_000);
        foreach (var text in new[] { closed, left })
        {
            var error = FaultOf(Encoding.UTF8.GetBytes(text), s_wide);
            Assert.Equal(message, error.Message);
            Assert.Equal(ErrorCode.DepthLimit, error.Code);
        }
    }

    [Fact]
    public void The_deepest_document_that_a_limit_allows_is_parsed_and_printed()
    {
        var text = Encoding.UTF8.GetBytes(
            Repeat("{a", 199) + "{a(b:" + Repeat("[", 200) + Repeat("]", 200) + ")" + Repeat("}", 200));
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
        var text = Encoding.UTF8.GetBytes(
            before + Repeat(repeated, 10_000_000 / Encoding.UTF8.GetByteCount(repeated)) + after);
        var error = FaultOf(text, s_wide with { Tokens = 8_000 });
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 300);

        var refused = FaultOf(text, new Limits());
        Assert.Equal($"The document has {text.Length} bytes; the limit (BodyBytes) is 262144.", refused.Message);
        Assert.Equal(ErrorCode.BodyLimit, refused.Code);
    }

    /// <summary>A few milliseconds each where nothing else runs, the first time included.</summary>
    [Theory]
    [InlineData("a name as long as a body", "{", "a", 262_000)]
    [InlineData("a string", "{a(b:\"", "é", 131_000)]
    [InlineData("a string of escapes", "{a(b:\"", "\\n", 131_000)]
    [InlineData("a block string", "{\"\"\"", "\n ", 131_000)]
    [InlineData("a number", "{a(b:", "1", 262_000)]
    [InlineData("lines", "{", "\r\n", 131_000)]
    [InlineData("comments", "{", "#\n", 131_000)]
    [InlineData("selection sets", "", "{a", 100_000)]
    [InlineData("lists", "{a(b:", "[", 100_000)]
    [InlineData("tokens", "{", "a ", 131_000)]
    [InlineData("invalid UTF-8", "{", "é\u00FF", 65_000)]
    [InlineData("NUL bytes", "{", "\0", 262_000)]
    public void Whatever_fits_a_body_is_answered_at_once(string what, string before, string repeated, int count)
    {
        var text = Encoding.UTF8.GetBytes(before + Repeat(repeated, count));
        if (what == "invalid UTF-8")
            text[^1] = 0xFF;
        text = text[..Math.Min(text.Length, new Limits().BodyBytes)];
        ProcessorTime.Within(TimeSpan.FromMilliseconds(250), what, () => FaultOf(text, new Limits()));
    }

    /// <summary>A surrogate is no character, neither as an escape nor as the three bytes that would stand for
    /// it.</summary>
    [Fact]
    public void A_lone_surrogate_is_an_error()
    {
        Assert.Equal(
            "Syntax Error: Invalid Unicode escape sequence: \"\\uD83D\".",
            FaultOf("{a(b:\"\\uD83D\")}"u8.ToArray(), new Limits()).Message);
        Assert.Equal(
            "Syntax Error: Invalid character: U+D83D.",
            FaultOf([.. "{a(b:\""u8, 0xED, 0xA0, 0xBD], new Limits()).Message);
    }

    [Theory]
    [InlineData("{a\0}", "Syntax Error: Unexpected character: U+0000.")]
    [InlineData("\0", "Syntax Error: Unexpected character: U+0000.")]
    [InlineData("{a(b:1\0)}", "Syntax Error: Unexpected character: U+0000.")]
    public void A_NUL_outside_a_string_is_an_error(string text, string message) =>
        Assert.Equal(message, FaultOf(Encoding.UTF8.GetBytes(text), new Limits()).Message);

    private static GraphQLError FaultOf(byte[] text, Limits limits)
    {
        GraphQLError? error = null;
        ProcessorTime.Within(
            s_patience, "It",
            () => error = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(text, limits)).Error);
        return error!;
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

    private static void Build(byte[] input)
    {
        try
        {
            Assert.NotEmpty(SchemaBuilder.Build(input).Types.Items);
        }
        catch (SchemaException exception)
        {
            Assert.NotEmpty(exception.Errors);
        }
    }

    private static string Repeat(string text, int count) =>
        new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
