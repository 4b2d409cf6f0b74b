using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Tests.Execution;

namespace ReformOpenData.GraphQL.Tests.Response;

/// <summary>Messages are short whatever was sent, and hold nothing of the program.</summary>
public sealed class MessageTests
{
    private static readonly TestServer s_server = new(
        "scalar Day type Query { day(of: Day, all: [Day]): String, x(n: Int): Int } enum E { A } input I { e: E }",
        new Bindings()
            .Scalar("Day", new DayScalar())
            .Leaf<object>("Query.day", (_, _, ref writer) => writer.String("fine"))
            .Leaf<object>("Query.x", (_, _, ref writer) => writer.Int(1)));

    [Theory]
    [InlineData("[1, [2]]", "[1,[2]]", "a list")]
    [InlineData("{ a: { b: 1 } }", """{"a":{"b":1}}""", "an object")]
    [InlineData("true", "true", "true")]
    [InlineData("1.50", "1.50", "1.5")]
    [InlineData("12345678901", "12345678901", "12345678901")]
    [InlineData("\"x\"", "\"x\"", "x")]
    public async Task A_custom_scalar_tells_what_it_was_given_in_words_of_the_request(
        string literal, string json, string told)
    {
        Assert.Equal(
            [$"Argument \"Query.day(of:)\" has invalid value: A day is not {told}. (1:11) at day [BAD_USER_INPUT]"],
            await s_server.Errors($"{{ day(of: {literal}) }}"));
        Assert.Equal(
            [$"Variable \"$d\" has invalid value: A day is not {told}. (1:7) [BAD_USER_INPUT]"],
            await s_server.Errors("query($d: Day) { day(of: $d) }", $$"""{"d":{{json}}}"""));
    }

    [Fact]
    public async Task Long_names_of_a_document_are_cut_where_a_message_repeats_them()
    {
        var name = new string('n', 4000);
        var fields = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"{name}{i}"));
        var response = await s_server.Ask($"{{ {fields} }}");
        Assert.StartsWith(
            $$"""{"errors":[{"message":"Cannot query field \"{{name[..200]}}…\" on type \"Query\".",""", response);
        Assert.InRange(response.Length, 1_000, 40_000);
    }

    [Theory]
    [InlineData("query(${0}: Nope) {{ x(n: ${0}) }}")]
    [InlineData("{{ ...{0} }}")]
    [InlineData("{{ ... on {0} {{ x }} }}")]
    [InlineData("{{ x({0}: 1) }}")]
    [InlineData("{{ x @{0} }}")]
    [InlineData("{{ {0}: x {0}: day }}")]
    [InlineData("{{ x(n: {0}) }}")]
    [InlineData("{{ x(n: \"{0}\") }}")]
    [InlineData("{{ day(of: \"{0}\") }}")]
    [InlineData("{{ day(all: [\"{0}\", \"{0}\"]) }}")]
    [InlineData("query {0} {{ x }} query {0} {{ x }}")]
    [InlineData("{{ x }} {0}")]
    [InlineData("{{ x(n: 1{0}) }}")]
    public async Task No_message_is_long(string document)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, document, new string('w', 20_000));
        foreach (var error in await s_server.Errors(text))
            Assert.InRange(error.Length, 1, 1_200);
    }

    [Fact]
    public async Task The_messages_of_one_response_are_bounded_together()
    {
        var days = string.Join(',', Enumerable.Repeat(JsonSerializer.Serialize(new string('日', 4_000)), 2_000));
        var server = new TestServer(
            "scalar Day type Query { day(all: [Day]): String }",
            new Bindings().Scalar("Day", new DayScalar())
                .Leaf<object>("Query.day", (_, _, ref writer) => writer.String("fine")),
            new Limits { Errors = 10_000 });
        var errors = await server.Errors("query($d: [Day]) { day(all: $d) }", $$"""{"d":[{{days}}]}""");
        Assert.InRange(errors.Sum(error => error.Length), 40_000, 80_000);
        Assert.Equal(
            "There are more errors in the variables; the messages of one response hold about 50000 characters. "
                + "[ERROR_LIMIT_EXCEEDED]",
            errors[^1]);
    }

    [Fact]
    public void A_surrogate_pair_is_never_cut_in_two()
    {
        const string Text = "ab\U00020BB7\U00020BB7c";
        Assert.Equal(["a…", "ab…", "ab…", "ab\U00020BB7…", "ab\U00020BB7…", "ab\U00020BB7\U00020BB7…"],
            Enumerable.Range(1, 6).Select(most => Excerpt.Of(Text, most)));
        Assert.Same(Text, Excerpt.Of(Text, 7));
    }

    private sealed class DayScalar : ScalarCoercion
    {
        public override object? CoerceInput(object value) => throw Refuse($"A day is not {Describe(value)}.");

        public override void CoerceResult(object value, ref LeafWriter writer) => writer.Null();
    }
}
