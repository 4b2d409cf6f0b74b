using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.GraphQL.Validation;

namespace ReformOpenData.Conformance;

/// <summary>Reads one JSON request a line and writes one JSON answer a line, in order, until the input ends.</summary>
internal static class Serve
{
    /// <summary>Every bound out of the way: what a limit refuses, graphql-js would not.</summary>
    private static readonly Limits s_limits = new()
    {
        Tokens = 1_000_000,
        Depth = 200,
        Aliases = 100_000,
        Directives = 100_000,
        Fields = 1_000_000,
        Errors = 10_000,
        Cost = 1_000_000_000_000,
    };

    private static readonly Dictionary<string, ExecutableSchema> s_schemas = new(StringComparer.Ordinal);

    public static int Run(Stream input, Stream output)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(false));
        using var writer = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true };
        while (reader.ReadLine() is { } line)
        {
            using var request = JsonDocument.Parse(line);
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
                Answer(request.RootElement, json);
            writer.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }

        return 0;
    }

    private static void Answer(JsonElement request, Utf8JsonWriter json)
    {
        var text = Encoding.UTF8.GetBytes(request.GetProperty("text").GetString()!);
        var key = request.TryGetProperty("key", out var property) ? property.GetString()! : "";
        switch (request.GetProperty("op").GetString())
        {
            case "schema":
                var schema = SchemaBuilder.Build(text);
                s_schemas[key] = ExecutableSchema.Create(
                    schema, Data.Bind(schema), s_limits, (_, exception) => Console.Error.WriteLine(exception));
                WriteVerdict(json, "valid", []);
                break;
            case "sdl":
                AnswerSdl(text, json);
                break;
            case "validate":
                AnswerDocument(s_schemas[key].Schema, text, json);
                break;
            case "execute":
                Execute(s_schemas[key], text, request, json);
                break;
            default:
                throw new InvalidOperationException($"Unknown request: {request}");
        }
    }

    private static void AnswerSdl(byte[] text, Utf8JsonWriter json)
    {
        try
        {
            SchemaBuilder.Build(text);
            WriteVerdict(json, "valid", []);
        }
        catch (SchemaException exception)
        {
            var isSyntax = exception.Errors is [{ Code: ErrorCode.ParseFailed }];
            WriteVerdict(json, isSyntax ? "syntax" : "invalid", exception.Errors);
        }
    }

    private static void AnswerDocument(Schema schema, byte[] text, Utf8JsonWriter json)
    {
        try
        {
            var errors = Validator.Validate(schema, Parser.Parse(text));
            WriteVerdict(json, errors.Count == 0 ? "valid" : "invalid", errors);
        }
        catch (GraphQLSyntaxException exception)
        {
            WriteVerdict(json, "syntax", [exception.Error]);
        }
    }

    private static void Execute(ExecutableSchema schema, byte[] text, JsonElement request, Utf8JsonWriter json)
    {
        using var operation = new GraphQLRequest
        {
            Document = text,
            OperationName = request.TryGetProperty("operationName", out var name) ? name.GetString() : null,
            Variables = request.GetProperty("variables"),
        };
        using var response = schema.ExecuteAsync(operation, Data.Root, CancellationToken.None)
            .AsTask().GetAwaiter().GetResult();
        json.WriteRawValue(response.Body.Span);
    }

    private static void WriteVerdict(Utf8JsonWriter json, string verdict, IReadOnlyList<GraphQLError> errors)
    {
        json.WriteStartObject();
        json.WriteString("verdict", verdict);
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            json.WriteStartArray("locations");
            foreach (var (line, column) in error.Locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line", line);
                json.WriteNumber("column", column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
