using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Http;

/// <summary>
/// Reads the query string of a GET: application/x-www-form-urlencoded, UTF-8; unknown parameters are ignored.
/// </summary>
internal static class QueryStringReader
{
    public static GraphQLError? Read(string queryString, Limits limits, CostReport cost, out GraphQLRequest? request)
    {
        request = null;
        var found = new Parameters();
        var rest = queryString.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('&');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!pair.IsEmpty && found.Take(pair) is { } malformed)
                return malformed;
        }

        JsonDocument? variables = null;
        if (found.Extensions is { Length: > 0 } extensions
            && JsonRequestReader.ReadMap("extensions", extensions, limits, keep: false, out _) is { } bad)
        {
            return bad;
        }

        if (found.Query is null && found.DocumentId is null)
        {
            return JsonRequestReader.NotSupported(found.Extensions)
                ?? JsonRequestReader.BadRequest("The query string has no “query”; it must hold the document.");
        }

        if (found.Variables is { Length: > 0 } json
            && JsonRequestReader.ReadMap("variables", json, limits, keep: true, out variables) is { } worse)
        {
            return worse;
        }

        request = new GraphQLRequest
        {
            Document = found.Query,
            DocumentId = Text(found.DocumentId),
            OperationName = Text(found.OperationName),
            Variables = variables?.RootElement ?? default,
            VariablesJson = variables is null ? default : found.Variables,
            QueryOnly = true,
            CostReport = cost,
        }.Owning(null, null, variables);
        return null;
    }

    /// <summary>An empty parameter is as one that is not there.</summary>
    private static string? Text(byte[]? value) => value is { Length: > 0 } ? Encoding.UTF8.GetString(value) : null;

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = 0;
        try
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '%')
                {
                    if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1])
                        || !char.IsAsciiHexDigit(text[i + 2]))
                        return null;
                    buffer[length++] = byte.Parse(text.Slice(i + 1, 2), System.Globalization.NumberStyles.HexNumber);
                    i += 2;
                }
                else if (text[i] < 0x80)
                {
                    buffer[length++] = text[i] == '+' ? (byte)' ' : (byte)text[i];
                }
                else
                {
                    // Some servers hand on characters that a client did not encode.
                    var whole = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                    length += Encoding.UTF8.GetBytes(text.Slice(i, whole), buffer.AsSpan(length));
                    i += whole - 1;
                }
            }

            var decoded = buffer.AsSpan(0, length);
            return Utf8.IsValid(decoded) ? decoded.ToArray() : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed class Parameters
    {
        public byte[]? Query { get; private set; }

        public byte[]? Variables { get; private set; }

        public byte[]? OperationName { get; private set; }

        public byte[]? Extensions { get; private set; }

        public byte[]? DocumentId { get; private set; }

        public GraphQLError? Take(ReadOnlySpan<char> pair)
        {
            var equals = pair.IndexOf('=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            if (name is null)
                return JsonRequestReader.BadRequest("The query string is not UTF-8 in percent encoding.");
            switch (Encoding.UTF8.GetString(name))
            {
                case "query":
                    return Set("query", Query, pair, equals, value => Query = value);
                case "variables":
                    return Set("variables", Variables, pair, equals, value => Variables = value);
                case "operationName":
                    return Set("operationName", OperationName, pair, equals, value => OperationName = value);
                case "extensions":
                    return Set("extensions", Extensions, pair, equals, value => Extensions = value);
                case "documentId":
                    return Set("documentId", DocumentId, pair, equals, value => DocumentId = value);
                default:
                    return null;
            }
        }

        private static GraphQLError? Set(
            string name, byte[]? before, ReadOnlySpan<char> pair, int equals, Action<byte[]> set)
        {
            if (before is not null)
                return JsonRequestReader.BadRequest($"The query string holds “{name}” twice.");
            var value = equals < 0 ? [] : Decode(pair[(equals + 1)..]);
            if (value is null)
                return JsonRequestReader.BadRequest($"“{name}” is not UTF-8 in percent encoding.");
            set(value);
            return null;
        }
    }
}
