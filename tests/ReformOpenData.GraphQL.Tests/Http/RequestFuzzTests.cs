using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Http;

/// <summary>
/// Requests with bytes and tokens changed at random: each gets an answer, and none an unexpected error. The seed is
/// fixed; FUZZ_COUNT and FUZZ_SEED change how many, and which.
/// </summary>
public sealed class RequestFuzzTests
{
    private const string Sdl = """
        type Query { f(int: Int, float: Float, string: String, id: ID, boolean: Boolean, color: Color, ints: [Int!], matrix: [[Float]],
          input: In, one: One, any: Any): String }
        enum Color { RED GREEN }
        input In { a: Int!, b: String = "B", c: [In!], color: Color, one: One }
        input One @oneOf { a: Int, b: [String] }
        scalar Any
        """;

    private const string Document = """
        query($int: Int = 1, $float: Float, $string: String, $id: ID, $boolean: Boolean!, $color: Color, $ints: [Int!], $matrix: [[Float]],
          $input: In, $one: One, $any: Any) { f(int: $int, float: $float, string: $string, id: $id, boolean: $boolean, color: $color,
          ints: $ints, matrix: $matrix, input: $input, one: $one, any: $any) a: f(input: {a: 1, b: $string, c: [{a: 2}]}) @include(if: $boolean) }
        """;

    private static readonly string[] s_seeds =
    [
        """{"int":1,"float":1.5,"string":"x","id":7,"boolean":true,"color":"RED","ints":[1,2],"matrix":[[1],[2.5,null]],"any":{"a":[1,"b"]}}""",
        """{"boolean":false,"input":{"a":1,"b":null,"c":[{"a":2,"color":"GREEN","c":[]}],"one":{"a":1}},"one":{"b":["x",null]},"any":[[[]]]}""",
        """{"boolean":true,"int":-2147483648,"float":-1e308,"string":"\ud83c\udfc3\u0000\"\\","id":"12345678901234567890","ints":5,"matrix":7}""",
    ];

    private static readonly string[] s_tokens =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "1", "-0", "1e999", "2147483648", "0.1", "\"a\"", "\"RED\"",
        "\"\\ud800\"", "\"\\u0000\"",
        "\"__proto__\"", "{}", "[]", "{\"a\":1}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\"int\":", "\"input\":",
        "\"query\":", "\uFEFF", "\\", "\"",
    ];

    private readonly List<Exception> _unexpected = [];

    [Fact]
    public async Task Whatever_is_sent_gets_an_answer_and_never_an_unexpected_error()
    {
        var cases = Setting("FUZZ_COUNT", 5_000);
        var random = new Random(Setting("FUZZ_SEED", 1));
        var limits = new Limits { BodyBytes = 64 * 1024 };
        var executable = ExecutableSchema.Create(
            SchemaBuilder.Build(Encoding.UTF8.GetBytes(Sdl)),
            new Bindings().Leaf<object>("Query.f", (_, field, ref writer) => writer.String(Show(field.Arguments))),
            limits,
            (_, exception) => _unexpected.Add(exception));
        var statuses = new SortedDictionary<int, int>();
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < cases; i++)
        {
            var body = Mutate(random, MakeBody(random, s_seeds[i % s_seeds.Length]));
            var start = Stopwatch.GetTimestamp();
            using var response = await HttpExchange.HandleAsync(
                limits,
                new HttpRequestData("POST")
                {
                    ContentType = "application/json",
                    Accept = "application/graphql-response+json",
                    Body = new MemoryStream(body),
                },
                request => executable.ExecuteAsync(request, null, CancellationToken.None));
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            statuses[response.Status] = statuses.GetValueOrDefault(response.Status) + 1;
            Assert.True(
                _unexpected.Count == 0, $"case {i}: {Encoding.UTF8.GetString(body)}\n{_unexpected.FirstOrDefault()}");
            Assert.DoesNotContain(response.Response.Errors, error => error.Code == ErrorCode.InternalError);
            using var json = System.Text.Json.JsonDocument.Parse(response.Body);
        }

        // The run must reach both what is executed and what is refused, or it shows nothing.
        Assert.Equal([200, 400], statuses.Keys);
        Assert.True(statuses[200] > cases / 20, $"{statuses[200]} of {cases} were executed");
        Assert.True(statuses[400] > cases / 20, $"{statuses[400]} of {cases} were refused");
        Assert.True(slowest < TimeSpan.FromSeconds(10), $"the slowest took {slowest}");
    }

    private static int Setting(string name, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);

    private static string MakeBody(Random random, string variables)
    {
        // Half of the changes hit the variables as JSON, before they are put into the body.
        if (random.Next(2) == 0)
            variables = ChangeTokens(random, variables);
        return $$"""{"query":{{System.Text.Json.JsonSerializer.Serialize(Document)}},"variables":{{variables}},"operationName":null}""";
    }

    private static byte[] Mutate(Random random, string body)
    {
        if (random.Next(4) == 0)
            body = ChangeTokens(random, body);
        var bytes = Encoding.UTF8.GetBytes(body);
        if (random.Next(4) != 0)
            return bytes;
        for (var n = random.Next(1, 4); n > 0; n--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static string ChangeTokens(Random random, string text)
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            // At a place where a token begins, more often than not the text stays JSON.
            var at = text.IndexOfAny([':', ',', '[', ']', '}'], random.Next(text.Length));
            if (at < 0)
                continue;
            var end = text.IndexOfAny([',', ']', '}'], at + 1);
            var token = s_tokens[random.Next(s_tokens.Length)];
            text = random.Next(3) switch
            {
                0 => text.Insert(at + 1, token),
                1 when end > 0 => text[..(at + 1)] + token + text[end..],
                _ when end > 0 => text.Remove(at, end - at),
                _ => text,
            };
            if (text.Length > 20_000)
                break;
        }

        return text;
    }

    private static string Show(object? value) => value switch
    {
        CoercedValues values => string.Join(',', values.Entries.Select(entry => $"{entry.Key}={Show(entry.Value)}")),
        object?[] items => $"[{string.Join(',', items.Select(Show))}]",
        null => "null",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
