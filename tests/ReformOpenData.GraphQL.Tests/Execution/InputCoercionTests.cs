using System.Globalization;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>
/// §6.1.2 Coercing Variable Values, §6.4.1 Coercing Field Arguments, and the input coercion of each type of §3.
/// </summary>
public sealed class InputCoercionTests
{
    private const string Sdl = """
        type Query { int(v: Int): String, float(v: Float): String, string(v: String): String, boolean(v: Boolean): String, id(v: ID): String,
          enum(v: Color): String, ints(v: [Int!]): String, matrix(v: [[Int]]): String, input(v: In): String, oneOf(v: One): String,
          defaulted(v: Int = 7, w: In = { a: 1 }): String, year(v: Year): String, any(v: Any): String, needed(v: Int! = 3): String }
        enum Color { RED GREEN }
        input In { a: Int!, b: String = "B", c: [In!], color: Color }
        input One @oneOf { a: Int, b: String }
        scalar Year
        scalar Any
        """;

    private readonly TestServer _server = new(Sdl, Enumerable.Aggregate(
        "int float string boolean id enum ints matrix input oneOf defaulted year any needed".Split(' '),
        new Bindings().Scalar("Year", new YearCoercion()),
        (bindings, name) =>
            bindings.Leaf<object>($"Query.{name}", (_, field, ref writer) => writer.String(Show(field.Arguments)))));

    [Theory]
    [InlineData("int", "Int", "1", "v=1")]
    [InlineData("int", "Int", "1.0", "v=1")]
    [InlineData("int", "Int", "-2147483648", "v=-2147483648")]
    [InlineData("int", "Int", "null", "v=null")]
    [InlineData("float", "Float", "1", "v=1.0")]
    [InlineData("float", "Float", "1.5e3", "v=1500.0")]
    [InlineData("string", "String", "\"a\\u0041\"", "v='aA'")]
    [InlineData("id", "ID", "\"x\"", "v='x'")]
    [InlineData("id", "ID", "12345678901234567890", "v='12345678901234567890'")]
    [InlineData("id", "ID", "1.0", "v='1'")]
    [InlineData("boolean", "Boolean", "false", "v=False")]
    [InlineData("enum", "Color", "\"RED\"", "v='RED'")]
    [InlineData("ints", "[Int!]", "5", "v=[5]")]
    [InlineData("ints", "[Int!]", "[1, 2]", "v=[1,2]")]
    [InlineData("ints", "[Int!]", "[]", "v=[]")]
    [InlineData("matrix", "[[Int]]", "[1, [2, null], null]", "v=[[1],[2,null],null]")]
    [InlineData("matrix", "[[Int]]", "3", "v=[[3]]")]
    [InlineData("input", "In", """{"c": {"a": 2, "b": null}, "a": 1}""", "v={a=1,b='B',c=[{a=2,b=null}]}")]
    [InlineData("oneOf", "One", """{"a": 1}""", "v={a=1}")]
    [InlineData("year", "Year", "2021", "v=2021")]
    [InlineData("any", "Any", """{"a": [1, 2.5, "x", true, null]}""", "v={a=[1,2.5,'x',True,null]}")]
    public async Task A_variable_is_coerced(string field, string type, string value, string coerced) => Assert.Equal(
        $$$"""{"data":{"{{{field}}}":"{{{coerced}}}"}}""",
        await _server.Ask($"query($v: {type}) {{ {field}(v: $v) }}", $$"""{"v":{{value}}}"""));

    [Theory]
    [InlineData("int(v: 1)", "v=1")]
    [InlineData("int(v: null)", "v=null")]
    [InlineData("int", "")]
    [InlineData("float(v: 1)", "v=1.0")]
    [InlineData("id(v: 007)", null)]
    [InlineData("id(v: 7)", "v='7'")]
    [InlineData("ints(v: 5)", "v=[5]")]
    [InlineData("matrix(v: [[1], 2])", "v=[[1],[2]]")]
    [InlineData("input(v: {a: 1, c: {a: 2, color: GREEN}})", "v={a=1,b='B',c=[{a=2,b='B',color='GREEN'}]}")]
    [InlineData("oneOf(v: {b: \"x\"})", "v={b='x'}")]
    [InlineData("defaulted", "v=7,w={a=1,b='B'}")]
    [InlineData("defaulted(v: null, w: null)", "v=null,w=null")]
    [InlineData("needed", "v=3")]
    [InlineData("year(v: 2020)", "v=2020")]
    [InlineData("any(v: {a: [1, 2.5, \\\"x\\\", RED]})", null)]
    [InlineData("any(v: {a: [1, 2.5, RED, null]})", "v={a=[1,2.5,'RED',null]}")]
    public async Task A_literal_is_coerced(string selection, string? coerced)
    {
        var response = await _server.Ask($"{{ x: {selection} }}");
        if (coerced is null)
            Assert.StartsWith("{\"errors\":", response);
        else
            Assert.Equal($$$"""{"data":{"x":"{{{coerced}}}"}}""", response);
    }

    [Theory]
    [InlineData("query($v: Int) { defaulted(v: $v) }", "{}", "v=7,w={a=1,b='B'}")]
    [InlineData("query($v: Int) { defaulted(v: $v) }", """{"v":null}""", "v=null,w={a=1,b='B'}")]
    [InlineData("query($v: Int = 5) { defaulted(v: $v) }", "{}", "v=5,w={a=1,b='B'}")]
    [InlineData("query($v: Int) { needed(v: $v) }", "{}", "v=3")]
    [InlineData("query($v: Int!) { ints(v: [1, $v]) }", """{"v":2}""", "v=[1,2]")]
    [InlineData("query($v: Int) { matrix(v: [[$v]]) }", "{}", "v=[[null]]")]
    [InlineData("query($v: String) { input(v: {a: 1, b: $v}) }", "{}", "v={a=1,b='B'}")]
    [InlineData("query($v: String) { input(v: {a: 1, b: $v}) }", """{"v":null}""", "v={a=1,b=null}")]
    [InlineData("query($v: Int!) { oneOf(v: {a: $v}) }", """{"v":2}""", "v={a=2}")]
    [InlineData("query($v: Int!) { any(v: {a: [$v]}) }", """{"v":2}""", "v={a=[2]}")]
    public async Task A_variable_inside_an_argument_is_coerced_with_it(
        string document, string variables, string coerced) =>
        Assert.Contains($"\"{coerced}\"", await _server.Ask(document, variables));

    [Theory]
    [InlineData("Int", "\"1\"", "Int cannot represent non-integer value: \"1\"")]
    [InlineData("Int", "1.5", "Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "1e400", "Int cannot represent non-integer value: Infinity")]
    [InlineData("Int!", "null", "Expected value of non-null type \"Int!\" not to be null.")]
    [InlineData("Float", "true", "Float cannot represent non numeric value: true")]
    [InlineData("Float", "1e400", "Float cannot represent non numeric value: Infinity")]
    [InlineData("String", "1", "String cannot represent a non string value: 1")]
    [InlineData("String", "[]", "String cannot represent a non string value: []")]
    [InlineData(
        "String",
        """{"a":{"b":{"c":{"d":1}}}}""",
        "String cannot represent a non string value: { a: { b: { c: [Object] } } }")]
    [InlineData("Boolean", "0", "Boolean cannot represent a non boolean value: 0")]
    [InlineData("ID", "1.5", "ID cannot represent value: 1.5")]
    [InlineData("ID", "true", "ID cannot represent value: true")]
    [InlineData("Color", "1", "Enum \"Color\" cannot represent non-string value: 1.")]
    [InlineData(
        "Color", "\"RAD\"", "Value \"RAD\" does not exist in \"Color\" enum. Did you mean the enum value \"RED\"?")]
    [InlineData("[Int!]", "[1,\"x\"]", "Int cannot represent non-integer value: \"x\"", " at [1]")]
    [InlineData("[[Int!]]", "[[null]]", "Expected value of non-null type \"Int!\" not to be null.", " at [0][0]")]
    [InlineData("In", "1", "Expected value of type \"In\" to be an object, found: 1.")]
    [InlineData("In", "[{\"a\":1}]", "Expected value of type \"In\" to be an object, found: [{ a: 1 }].")]
    [InlineData("In", "{}", "Expected value of type \"In\" to include required field \"a\", found: {}.")]
    [InlineData(
        "In",
        """{"a":1,"bb":2}""",
        "Expected value of type \"In\" not to include unknown field \"bb\". "
            + "Did you mean \"b\"? Found: { a: 1, bb: 2 }.")]
    [InlineData(
        "In",
        """{"a":1,"c":[{"a":1},{"a":null}]}""",
        "Expected value of non-null type \"Int!\" not to be null.",
        " at .c[1].a")]
    [InlineData(
        "One",
        "{}",
        "Within OneOf Input Object type \"One\", exactly one field must be specified, and the value for that field "
            + "must be non-null.")]
    [InlineData(
        "One",
        """{"a":1,"b":"x"}""",
        "Within OneOf Input Object type \"One\", exactly one field must be specified, and the value for that field "
            + "must be non-null.")]
    [InlineData(
        "One",
        """{"a":null}""",
        "Within OneOf Input Object type \"One\", exactly one field must be specified, and the value for that field "
            + "must be non-null.",
        " at .a")]
    [InlineData("Year", "\"x\"", "A year is a number, found x.")]
    public async Task A_value_that_does_not_fit_is_an_error_of_the_request(
        string type, string value, string message, string path = "")
    {
        var field = type switch
        {
            "In" => "input",
            "Color" => "enum",
            "[Int!]" => "ints",
            "[[Int!]]" => "matrix",
            "One" => "oneOf",
            _ => type.TrimEnd('!').ToLowerInvariant(),
        };
        Assert.Equal(
            [$"Variable \"$v\" has invalid value{path}: {message} (1:7) [BAD_USER_INPUT]"],
            await _server.Errors($"query($v: {type}) {{ {field}(v: $v) }}", $$"""{"v":{{value}}}"""));
    }

    [Fact]
    public async Task A_variable_that_is_not_given_and_has_no_default_is_an_error()
    {
        Assert.Equal(
            [
                "Variable \"$v\" has invalid value: Expected a value of non-null type \"Int!\" to be provided. (1:7) "
                    + "[BAD_USER_INPUT]"
            ],
            await _server.Errors("query($v: Int!) { int(v: $v) }"));
    }

    [Fact]
    public async Task All_errors_of_the_variables_are_told_at_once_up_to_the_limit()
    {
        Assert.Equal(
            2,
            (await _server.Errors("query($v: Int, $w: Int) { int(v: $v) b: int(v: $w) }",
                """{"v":"a","w":"b"}""")).Length);
        var many = string.Join(',', Enumerable.Repeat("\"x\"", 1000));
        var errors = await _server.Errors("query($v: [Int!]) { ints(v: $v) }", $$"""{"v":[{{many}}]}""");
        Assert.Equal(51, errors.Length);
        Assert.Equal(
            "There are more errors in the variables; the limit (Errors) is 50. [ERROR_LIMIT_EXCEEDED]", errors[50]);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1e21, "1e+21")]
    [InlineData(123456789012345680000d, "123456789012345680000")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(-1234.5, "-1234.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(100, "100")]
    [InlineData(double.NaN, "NaN")]
    public void A_number_in_a_message_is_printed_as_JavaScript_prints_it(double number, string printed) =>
        Assert.Equal(printed, Inspect.Number(number));

    /// <summary>What comes by HTTP was checked there; a caller in the process may hold any JSON.</summary>
    [Theory]
    [InlineData("string", "String", "{\"v\":\"a\u00FF\"}", "")]
    [InlineData("string", "String", "{\"v\":\"\\uD83D\"}", "")]
    [InlineData("int", "Int", "{\"v\":\"\\uD83D\"}", "")]
    [InlineData("input", "In", "{\"v\":{\"a\":1,\"c\":[{\"a\":1,\"b\":\"\u00FF\"}]}}", " at .c[0].b")]
    [InlineData("input", "In", "{\"v\":{\"a\":1,\"\\uDC00\":1}}", "")]
    [InlineData("enum", "Color", "{\"v\":\"\u00FF\"}", "")]
    [InlineData("id", "ID", "{\"v\":\"\u00FF\"}", "")]
    [InlineData("any", "Any", "{\"v\":[{\"\u00FF\":1}]}", "")]
    public async Task A_variable_that_is_no_Unicode_is_a_request_error(
        string field, string type, string latin1, string path)
    {
        using var json = JsonDocument.Parse(Encoding.Latin1.GetBytes(latin1));
        using var request = new GraphQLRequest
        {
            Document = Encoding.UTF8.GetBytes($"query($v: {type}) {{ {field}(v: $v) }}"),
            Variables = json.RootElement,
        };
        using var response = await _server.Executable.ExecuteAsync(request, null, CancellationToken.None);
        var error = Assert.Single(response.Errors);
        Assert.Equal(
            (ErrorCode.BadUserInput, $"Variable \"$v\" has invalid value{path}: Expected Unicode text."),
            (error.Code, error.Message));
        Assert.False(response.HasData);
    }

    private static string Show(CoercedValues values) =>
        string.Join(',', values.Entries.Select(entry => $"{entry.Key}={Show(entry.Value)}"));

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        double number => number.ToString(double.IsInteger(number) ? "F1" : "R", CultureInfo.InvariantCulture),
        object?[] items => $"[{string.Join(',', items.Select(Show))}]",
        InputObjectValue fields => $"{{{Show((CoercedValues)fields)}}}",
        _ => value.ToString()!,
    };

    private sealed class YearCoercion : ScalarCoercion
    {
        public override object? CoerceInput(object value) =>
            value is long year ? (int)year : throw Refuse($"A year is a number, found {value}.");

        public override void CoerceResult(object value, ref LeafWriter writer) => writer.Int((int)value);
    }
}
