using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Http;

/// <summary>
/// Reads the body of a POST: a JSON object with query, variables, operationName, extensions and documentId.
/// </summary>
/// <remarks>Unknown properties are ignored. Whatever is not well-formed is an error that says what and where.</remarks>
internal ref struct JsonRequestReader
{
    /// <summary>The first bytes of gzip (RFC 1952 §2.3.1).</summary>
    private static readonly byte[] s_gzip = [0x1f, 0x8b];

    private readonly ReadOnlyMemory<byte> _body;
    private readonly Limits _limits;
    private Utf8JsonReader _reader;
    private Properties _seen;

    private int _documentLength;
    private string? _documentId;
    private string? _operationName;
    private ReadOnlyMemory<byte> _variables;
    private ReadOnlyMemory<byte> _extensions;

    private JsonRequestReader(ReadOnlyMemory<byte> body, Limits limits)
    {
        _body = body;
        _limits = limits;
        // One level more than the limit, so that this code meets what is too deep before the reader does.
        _reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = MostDepth(limits) + 1 });
        _documentLength = -1;
    }

    [Flags]
    private enum Properties
    {
        None = 0,
        Query = 1,
        Variables = 2,
        OperationName = 4,
        Extensions = 8,
        DocumentId = 16,
    }

    /// <summary>
    /// The request, or the error that refuses it. The request copies what it keeps of the body, but the variables.
    /// </summary>
    /// <param name="body">Must stay as it is until the request is disposed.</param>
    public static GraphQLError? Read(
        ReadOnlyMemory<byte> body, Limits limits, CostReport cost, byte[]? rented, out GraphQLRequest? request)
    {
        request = null;
        if (body.IsEmpty)
            return BadRequest("The body is empty; send a JSON object with “query”.");
        // RFC 8259 §8.1 lets a reader ignore a byte order mark.
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body["\uFEFF"u8.Length..];
        if (!Utf8.IsValid(body.Span))
        {
            return BadRequest(body.Span.StartsWith(s_gzip)
                ? "The body is compressed with gzip; send it as it is."
                : "The body is not valid UTF-8.");
        }

        var document = ArrayPool<byte>.Shared.Rent(body.Length);
        try
        {
            var reader = new JsonRequestReader(body, limits);
            var error = reader.ReadObject(document) ?? reader.Make(document, cost, rented, out request);
            if (request is not null)
                document = null;
            return error;
        }
        catch (JsonException exception)
        {
            return BadRequest(
                $"The body is not valid JSON, at line {exception.LineNumber + 1}, byte "
                + $"{exception.BytePositionInLine + 1}.");
        }
        finally
        {
            if (document is not null)
                ArrayPool<byte>.Shared.Return(document);
        }
    }

    /// <summary>
    /// Checks the JSON text of an object or null that came in a query string, and gives it back parsed.
    /// </summary>
    public static GraphQLError? ReadMap(
        string name, ReadOnlyMemory<byte> json, Limits limits, bool keep, out JsonDocument? map)
    {
        map = null;
        try
        {
            var reader = new JsonRequestReader(json, limits);
            if (!reader._reader.Read())
                return BadRequest($"“{name}” is not valid JSON.");
            if (reader.ReadMapValue(name, out var value) is { } error)
                return error;
            if (reader._reader.Read())
                return BadRequest($"“{name}” is not valid JSON.");
            return keep && !value.IsEmpty ? Parse(name, value, limits, out map) : null;
        }
        catch (JsonException)
        {
            return BadRequest($"“{name}” is not valid JSON.");
        }
    }

    /// <summary>
    /// The error that tells a client of Apollo's automatic persisted queries to send the query itself; null where the
    /// extensions hold no such query.
    /// </summary>
    /// <param name="extensions">An object that was read before, or empty.</param>
    public static GraphQLError? NotSupported(ReadOnlySpan<byte> extensions)
    {
        if (extensions.IsEmpty)
            return null;
        var reader = new Utf8JsonReader(extensions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("persistedQuery"u8))
                return new GraphQLError("PersistedQueryNotSupported", ErrorCode.PersistedQueryNotSupported);
            reader.Skip();
        }

        return null;
    }

    public static GraphQLError BadRequest(string message) => new(message, ErrorCode.BadRequest);

    /// <summary>The request's own object, and variables within it, beside the levels that a value may have.</summary>
    private static int MostDepth(Limits limits) => limits.Depth + 2;

    private GraphQLError? ReadObject(byte[] document)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            return new GraphQLError(
                "The body is a list of requests; batching is not supported, send one request at a time.",
                ErrorCode.BatchingNotSupported);
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
            return BadRequest($"The body must be a JSON object, found {Describe(_reader.TokenType)}.");
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadProperty(document) is { } error)
                return error;
        }

        // Reads to the end, so that text after the object is an error too.
        while (_reader.Read())
        {
        }

        return null;
    }

    private GraphQLError? ReadProperty(byte[] document)
    {
        if (CheckString() is { } malformed)
            return malformed;
        var property = _reader.ValueTextEquals("query"u8) ? Properties.Query
            : _reader.ValueTextEquals("variables"u8) ? Properties.Variables
            : _reader.ValueTextEquals("operationName"u8) ? Properties.OperationName
            : _reader.ValueTextEquals("extensions"u8) ? Properties.Extensions
            : _reader.ValueTextEquals("documentId"u8) ? Properties.DocumentId
            : Properties.None;
        if ((_seen & property) != Properties.None)
            return BadRequest($"The body holds “{_reader.GetString()}” twice.");
        _seen |= property;
        _reader.Read();
        switch (property)
        {
            case Properties.Query:
                if (_reader.TokenType == JsonTokenType.Null)
                    return null;
                if (CheckText("query") is { } noQuery)
                    return noQuery;
                _documentLength = _reader.CopyString(document);
                return null;
            case Properties.Variables:
                return ReadMapValue("variables", out _variables);
            case Properties.Extensions:
                return ReadMapValue("extensions", out _extensions);
            case Properties.OperationName:
                return ReadText("operationName", out _operationName);
            case Properties.DocumentId:
                return ReadText("documentId", out _documentId);
            default:
                return SkipValue();
        }
    }

    private GraphQLError? ReadText(string name, out string? text)
    {
        text = null;
        if (_reader.TokenType == JsonTokenType.Null)
            return null;
        if (CheckText(name) is { } error)
            return error;
        // As in a query string, an empty one is as one that is not there.
        text = _reader.GetString() is { Length: > 0 } given ? given : null;
        return null;
    }

    private GraphQLError? ReadMapValue(string name, out ReadOnlyMemory<byte> json)
    {
        json = default;
        if (_reader.TokenType == JsonTokenType.Null)
            return null;
        if (_reader.TokenType != JsonTokenType.StartObject)
            return BadRequest($"“{name}” must be an object or null, found {Describe(_reader.TokenType)}.");
        var start = (int)_reader.TokenStartIndex;
        if (SkipValue() is { } error)
            return error;
        json = _body[start..(int)_reader.BytesConsumed];
        return null;
    }

    /// <summary>Walks over a value, whose strings and nesting are checked on the way.</summary>
    private GraphQLError? SkipValue()
    {
        var depth = _reader.CurrentDepth;
        do
        {
            if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                && _reader.CurrentDepth >= MostDepth(_limits))
            {
                return GraphQLError.OverLimit(
                    ErrorCode.DepthLimit,
                    $"The request is nested deeper than the limit (Depth) allows: more than {_limits.Depth} levels.",
                    _limits.Depth,
                    _limits.Depth + 1);
            }

            if (CheckString() is { } error)
                return error;
            if (_reader.CurrentDepth == depth
                && _reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return null;
            }
        }
        while (_reader.Read());
        return null;
    }

    private GraphQLError? CheckText(string name) =>
        _reader.TokenType == JsonTokenType.String
            ? CheckString()
            : BadRequest($"“{name}” must be a string, found {Describe(_reader.TokenType)}.");

    /// <summary>
    /// Refuses a lone surrogate, which no Unicode text holds and which the JSON reader leaves to whoever asks.
    /// </summary>
    private GraphQLError? CheckString()
    {
        if (!_reader.ValueIsEscaped || _reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return null;
        var raw = _reader.ValueSpan;
        var high = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var isHigh = false;
            var isLow = false;
            if (raw[i] == '\\')
            {
                i++;
                if (raw[i] == 'u')
                {
                    var surrogate = (raw[i + 1] | 0x20) == 'd';
                    isLow = surrogate && (raw[i + 2] | 0x20) is >= 'c' and <= 'f';
                    isHigh = surrogate && !isLow && raw[i + 2] is not (>= (byte)'0' and <= (byte)'7');
                    i += 4;
                }
            }

            if (high != isLow)
                return HalfOfAPair();
            high = isHigh;
        }

        return high ? HalfOfAPair() : null;
    }

    private readonly GraphQLError HalfOfAPair() => BadRequest(
        $"A string escapes half of a surrogate pair, at byte {_reader.TokenStartIndex + 1} of the JSON.");

    private readonly GraphQLError? Make(byte[] document, CostReport cost, byte[]? rented, out GraphQLRequest? request)
    {
        request = null;
        if (_documentLength < 0 && _documentId is null)
        {
            return NotSupported(_extensions.Span)
                ?? BadRequest("The body has no “query”; it must be a string that holds the document.");
        }

        JsonDocument? variables = null;
        if (!_variables.IsEmpty && Parse("variables", _variables, _limits, out variables) is { } error)
            return error;
        request = new GraphQLRequest
        {
            Document = _documentLength < 0 ? default : document.AsMemory(0, _documentLength),
            DocumentId = _documentId,
            OperationName = _operationName,
            Variables = variables?.RootElement ?? default,
            CostReport = cost,
        }.Owning(document, rented, variables);
        return null;
    }

    private static GraphQLError? Parse(
        string name, ReadOnlyMemory<byte> json, Limits limits, out JsonDocument? document)
    {
        document = null;
        try
        {
            document = JsonDocument.Parse(
                json, new JsonDocumentOptions { MaxDepth = MostDepth(limits), AllowDuplicateProperties = false });
            return null;
        }
        catch (JsonException)
        {
            // The text was walked over before: what is left to complain of is a key that comes twice.
            return BadRequest($"An object in “{name}” holds the same key twice.");
        }
    }

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
