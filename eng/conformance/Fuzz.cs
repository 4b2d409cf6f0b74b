using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.GraphQL.Validation;

namespace ReformOpenData.Conformance;

/// <summary>
/// Feeds mutated documents and schemas to parser, printer, validator and schema builder. Whatever comes in, they answer
/// with a result or with their own error, and soon; anything else ends the run with the input that did it.
/// </summary>
internal static class Fuzz
{
    /// <summary>No input of this size may take longer: milliseconds of processor time, whatever else the machine
    /// does.</summary>
    private const int MaxInputMs = 1_500;

    private static readonly string[] s_pieces =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "=", "&", "|", "\"", "\"\"\"", "\\", "\\u{1F600}",
        "\\uD800", "#", "\n", "\r\n", "\0",
        "\uFEFF", "é", "😀", " on ", " fragment F on Dog ", "...F", " query Q ", " mutation ", " type ", " extend ",
        " input ", " enum ", " union ",
        " interface ", " implements ", " directive @d on ", " null ", " true ", "1", "-0", "1.5e400",
        "99999999999999999999", " __typename ", "__schema{types{name}}",
        "@skip(if:true)", "@include(if:$v)", "dog{name}", "a:name", "{a:{b:[1,{c:null}]}}", "$v:Int=1", "\"x\"",
        "\"\"\"block\n  text\"\"\"",
    ];

    private static readonly string[] s_jsonPieces =
    [
        "null", "true", "0", "-1", "1.0", "1.5", "2147483648", "99999999999999999999", "1e308", "-0.0", "\"\"",
        "\"DOG\"", "\"dog\"", "\"😀\"", "\"\\u0000\"", "[]",
        "[null]", "[[[[1]]]]", "{}", "{\"id\":1,\"name\":null}", "{\"id\":null}", "{\"tags\":\"x\"}", "{\"most\":1}",
        "{\"name\":\"x\",\"kind\":\"CAT\",\"extra\":{\"a\":[1]}}",
        "{\"and\":{\"or\":{\"not\":{\"name\":{\"in\":\"x\"}}}}}",
    ];

    /// <summary>A document whose variables are of every kind, and values for them, to be mutated.</summary>
    private static readonly byte[] s_coercing =
        """
        query ($a: Int, $b: Filter, $c: By, $d: [PetInput!], $e: [[Int!]!], $f: Anything, $g: Kind, $h: Float, $i: ID = 1, $j: Day, $k: [String!], $l: Boolean) {
          scalars(int: $a, float: $h, string: "s", boolean: $l, id: $i, day: $j, anything: { a: [$f] })
          lists(c: [1], d: $e) inputs(pets: $d) animals(where: { not: $b, or: [{ kind: $g, name: { in: $k } }] }) { id } being(by: $c) { __typename }
        }
        """u8.ToArray();

    private static readonly byte[] s_variables =
        """
        {"a": 1, "b": {"and": [{"kind": "DOG"}], "name": {"eq": "x", "in": ["a", "b"]}, "weight": {"least": 0, "most": 1.5e3, "within": [[1]]}},
         "c": {"id": 7}, "d": [{"name": "n", "kind": "CAT", "weight": 2, "owner": {"tags": ["t"]}, "tricks": [{"name": "t", "level": "LOW"}], "notes": {"x": [null, true]}}],
         "e": [[1, 2], [3]], "f": {"any": ["thing", 1, null]}, "g": "CAT", "h": 1.25, "i": "id", "j": "2021-04-01", "k": ["é😀"], "l": true}
        """u8.ToArray();

    public static int Run(string[] options, TextWriter output)
    {
        var seed = Option(options, "--seed", 1);
        var first = Option(options, "--first", 0);
        var count = Option(options, "--count", 1_000_000);
        var seconds = Option(options, "--seconds", 3_600);
        var schemaText = Read("kitchen-sink.graphql");
        var schema = SchemaBuilder.Build(schemaText);
        Exception? unexpected = null;
        var executable = ExecutableSchema.Create(
            schema, Data.Bind(schema), new Limits(), (_, exception) => unexpected = exception);
        byte[][] seeds = [.. Read("fuzz-seeds.graphql").Split("\n# ---\n"u8)];
        if (Coerce(executable, s_variables) != "coerced variables")
            throw new InvalidOperationException("The variables fit before they are mutated.");
        var watch = Stopwatch.StartNew();
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var done = first;
        long slowest = 0;
        var slowestInput = 0;
        for (; done < first + count && watch.Elapsed.TotalSeconds < seconds; done++)
        {
            var random = new Random(unchecked((seed * 397) ^ done));
            var kind = random.Next(8);
            var text = kind switch { 0 => schemaText, 1 => s_variables, _ => seeds[random.Next(seeds.Length)] };
            var input = random.Next(3) == 0
                ? MutateBytes(text, random)
                : kind == 1
                ? MutateJson(text, random)
                : MutateWords(text, random);
            var started = Environment.CpuUsage.TotalTime;
            string outcome;
            try
            {
                outcome = kind == 1 ? Coerce(executable, input) : Feed(schema, executable, input);
                if (unexpected is not null)
                    throw unexpected;
            }
            catch (Exception exception)
            {
                output.WriteLine($"seed {seed}, input {done}: {exception}\n{Convert.ToBase64String(input)}");
                return 1;
            }

            var took = (long)(Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
            if (took > slowest)
                (slowest, slowestInput) = (took, done);
            if (took > MaxInputMs)
            {
                output.WriteLine($"seed {seed}, input {done}: {took} ms\n{Convert.ToBase64String(input)}");
                return 1;
            }

            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        output.WriteLine(
            $"{done - first} inputs of seed {seed} in {watch.Elapsed.TotalSeconds:F0} s, the slowest (input "
                + $"{slowestInput}) {slowest} ms: "
            + string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}")));
        return 0;
    }

    private static string Feed(Schema schema, ExecutableSchema executable, byte[] input)
    {
        Document document;
        try
        {
            document = Parser.Parse(input);
        }
        catch (GraphQLSyntaxException)
        {
            return "syntax errors";
        }

        CheckPrinted(document);
        if (document.Definitions.Any(definition => definition is TypeSystemDefinitionNode))
        {
            try
            {
                SchemaBuilder.Build(input);
                return "schemas";
            }
            catch (SchemaException)
            {
                return "invalid schemas";
            }
        }

        if (Validator.Validate(schema, document).Count > 0)
            return "invalid documents";
        // What the limits refuse is refused.
        using var request = new GraphQLRequest { Document = input };
        using var response = executable.ExecuteAsync(request, Data.Root, CancellationToken.None)
            .AsTask().GetAwaiter().GetResult();
        using var _ = ReadResponse(response);
        return "valid documents";
    }

    /// <summary>A request as it comes over the wire, whose variables are whatever they are.</summary>
    private static string Coerce(ExecutableSchema executable, byte[] variables)
    {
        byte[] body =
        [
            .. "{\"query\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(s_coercing)),
            .. ",\"variables\":"u8, .. variables, (byte)'}'
        ];
        var post = new HttpRequestData("POST") { ContentType = "application/json", Body = new MemoryStream(body) };
        var reading = new GraphQLHttp(executable.Limits)
            .ReadAsync(post, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        using var request = reading.Request;
        using var response = reading.Refusal?.Response
            ?? executable.ExecuteAsync(request!, Data.Root, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        using var json = ReadResponse(response);
        return response.HasData ? "coerced variables"
            : response.Errors[0].Code == ErrorCode.BadRequest ? "malformed variables"
            : "refused variables";
    }

    private static JsonDocument ReadResponse(GraphQLResponse response)
    {
        try
        {
            return JsonDocument.Parse(response.Body);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"The response is no JSON: {Encoding.UTF8.GetString(response.Body.Span)}", exception);
        }
    }

    /// <summary>What is printed parses, and prints the same again.</summary>
    private static void CheckPrinted(Document document)
    {
        var printed = Printer.Print(document);
        var again = Printer.Print(Parser.Parse(Encoding.UTF8.GetBytes(printed)));
        if (printed != again)
            throw new InvalidOperationException($"Printed otherwise the second time:\n{printed}\n---\n{again}");
    }

    /// <summary>Words in other places: much of what comes out still parses.</summary>
    private static byte[] MutateWords(byte[] text, Random random)
    {
        var words = Encoding.UTF8.GetString(text).Split(' ').ToList();
        for (var times = 1 + random.Next(2); times > 0; times--)
        {
            var at = random.Next(words.Count);
            switch (random.Next(4))
            {
                case 0:
                    words.RemoveAt(at);
                    if (words.Count == 0)
                        words.Add("");
                    break;
                case 1:
                    words[at] = words[random.Next(words.Count)];
                    break;
                case 2:
                    words.Insert(at, words[random.Next(words.Count)]);
                    break;
                default:
                    words[at] = s_pieces[random.Next(s_pieces.Length)];
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(string.Join(' ', words));
    }

    /// <summary>Other values in some places.</summary>
    private static byte[] MutateJson(byte[] text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            var node = root;
            while (node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }
                && (node == root || random.Next(3) > 0))
            {
                var inner = node is JsonObject @object
                    ? @object.ElementAt(random.Next(@object.Count)).Value
                    : ((JsonArray)node)[random.Next(((JsonArray)node).Count)];
                if (inner is null)
                    break;
                node = inner;
            }

            if (node != root)
                node.ReplaceWith(JsonNode.Parse(s_jsonPieces[random.Next(s_jsonPieces.Length)]));
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static byte[] MutateBytes(byte[] text, Random random)
    {
        var bytes = new List<byte>(text);
        // A window of a large text, so that there are as many small inputs as large ones.
        if (bytes.Count > 400 && random.Next(4) > 0)
            bytes = bytes.GetRange(random.Next(bytes.Count - 300), 300);
        for (var times = 1 + random.Next(6); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Next(20)));
                    break;
                case 3 when at < bytes.Count:
                    bytes.InsertRange(
                        random.Next(bytes.Count), bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + random.Next(60))));
                    break;
                case 4 when random.Next(50) == 0:
                    bytes.InsertRange(
                        at,
                        Enumerable.Repeat(
                            Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]),
                            1 + random.Next(3_000)).SelectMany(piece => piece));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }

    private static IEnumerable<byte[]> Split(this byte[] text, ReadOnlySpan<byte> separator)
    {
        var parts = new List<byte[]>();
        ReadOnlySpan<byte> rest = text;
        while (rest.IndexOf(separator) is var at and >= 0)
        {
            parts.Add(rest[..at].ToArray());
            rest = rest[(at + separator.Length)..];
        }

        parts.Add(rest.ToArray());
        return parts;
    }

    private static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file));

    private static int Option(string[] options, string name, int otherwise)
    {
        var at = Array.IndexOf(options, name);
        return at < 0 ? otherwise : int.Parse(options[at + 1], CultureInfo.InvariantCulture);
    }
}
