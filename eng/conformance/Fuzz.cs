using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.GraphQL.Validation;

namespace ReformOpenData.Conformance;

/// <summary>
/// Feeds mutated documents and schemas to parser, printer, validator and schema builder. Whatever comes in, they answer
/// with a result or with their own error, and soon; anything else ends the run with the input that did it.
/// </summary>
internal static class Fuzz
{
    /// <summary>No input of this size may take longer: milliseconds of processor time, whatever else the machine does.</summary>
    private const int MaxInputMs = 1_500;

    private static readonly string[] s_pieces =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "=", "&", "|", "\"", "\"\"\"", "\\", "\\u{1F600}", "\\uD800", "#", "\n", "\r\n", "\0",
        "\uFEFF", "é", "😀", " on ", " fragment F on Dog ", "...F", " query Q ", " mutation ", " type ", " extend ", " input ", " enum ", " union ",
        " interface ", " implements ", " directive @d on ", " null ", " true ", "1", "-0", "1.5e400", "99999999999999999999", " __typename ", "__schema{types{name}}",
        "@skip(if:true)", "@include(if:$v)", "dog{name}", "a:name", "{a:{b:[1,{c:null}]}}", "$v:Int=1", "\"x\"", "\"\"\"block\n  text\"\"\"",
    ];

    public static int Run(string[] options, TextWriter output)
    {
        var seed = Option(options, "--seed", 1);
        var first = Option(options, "--first", 0);
        var count = Option(options, "--count", 1_000_000);
        var seconds = Option(options, "--seconds", 3_600);
        var schemaText = Read("kitchen-sink.graphql");
        var schema = SchemaBuilder.Build(schemaText);
        var executable = ExecutableSchema.Create(schema, Data.Bind(schema), new Limits());
        byte[][] seeds = [.. Read("fuzz-seeds.graphql").Split("\n# ---\n"u8), schemaText];
        var watch = Stopwatch.StartNew();
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var done = first;
        long slowest = 0;
        var slowestInput = 0;
        for (; done < first + count && watch.Elapsed.TotalSeconds < seconds; done++)
        {
            var random = new Random(unchecked((seed * 397) ^ done));
            var text = seeds[random.Next(seeds.Length)];
            var input = random.Next(2) == 0 ? MutateWords(text, random) : MutateBytes(text, random);
            var started = Environment.CpuUsage.TotalTime;
            string outcome;
            try
            {
                outcome = Feed(schema, executable, input, done);
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
            $"{done - first} inputs of seed {seed} in {watch.Elapsed.TotalSeconds:F0} s, the slowest (input {slowestInput}) {slowest} ms: "
            + string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}")));
        return 0;
    }

    private static string Feed(Schema schema, ExecutableSchema executable, byte[] input, int index)
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
                SchemaPrinter.Print(SchemaBuilder.Build(input));
                return "schemas";
            }
            catch (SchemaException)
            {
                return "invalid schemas";
            }
        }

        if (Validator.Validate(schema, document).Count > 0)
            return "invalid documents";
        // Through coercion as well, with variables of any kind; what the limits refuse is refused.
        using var variables = System.Text.Json.JsonDocument.Parse(index % 2 == 0 ? "{}" : """{"v":1,"id":"x","filter":{"name":{"eq":[1]}},"pet":{"name":"a","kind":"DOG"}}""");
        using var request = new GraphQLRequest { Document = input, Variables = variables.RootElement };
        using var response = executable.ExecuteAsync(request, Data.Root, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        using var json = System.Text.Json.JsonDocument.Parse(response.Body);
        return "valid documents";
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
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + random.Next(60))));
                    break;
                case 4 when random.Next(50) == 0:
                    bytes.InsertRange(at, Enumerable.Repeat(Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]), 1 + random.Next(3_000)).SelectMany(piece => piece));
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
