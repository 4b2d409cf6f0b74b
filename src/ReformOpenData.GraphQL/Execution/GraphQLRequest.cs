using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>What is asked of the cost of an operation, beside or instead of its result.</summary>
public enum CostReport
{
    /// <summary>Nothing: the cost is checked, and not shown.</summary>
    None = 0,

    /// <summary>The result, and <c>extensions.cost</c>.</summary>
    Report = 1,

    /// <summary><c>extensions.cost</c> alone; nothing is executed, and no limit of cost refuses.</summary>
    Validate = 2,
}

/// <summary>
/// One request (§6.1 #sec-Executing-Requests). Dispose it after its response was made: what it read from the wire
/// returns to a pool.
/// </summary>
public sealed class GraphQLRequest : IDisposable
{
    // By bytes as they were written: a name may be no text at all (half a surrogate pair).
    private static readonly Comparer<JsonProperty> s_byName = Comparer<JsonProperty>.Create(static (left, right) =>
        JsonMarshal.GetRawUtf8PropertyName(left).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(right)));

    private byte[]? _rentedDocument;
    private byte[]? _rentedBody;
    private JsonDocument? _variables;

    /// <summary>The document, UTF-8. Empty only where <see cref="DocumentId"/> stands for it.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>Identifier of a persisted document, which the caller resolves; the engine itself keeps none.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The operation to execute; null where the document has one.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object; <see cref="JsonValueKind.Undefined"/> or null where none were sent.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>Bytes that <see cref="WriteVariables"/> takes at most.</summary>
    public int VariablesBytes =>
        Variables.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(Variables).Length;

    /// <summary>Refuse a mutation, as for a GET.</summary>
    public bool QueryOnly { get; init; }

    public CostReport CostReport { get; init; }

    /// <summary>A limit of cost of the caller's own, below <see cref="Limits.Cost"/>; null: none.</summary>
    public long? MostCost { get; set; }

    /// <summary>
    /// Called before the operation is executed, with the number of scalars and enums that its result may hold.
    /// What it throws is thrown to the caller.
    /// </summary>
    public Func<double, ValueTask>? BeforeExecution { get; set; }

    /// <summary>The same request with the document that <see cref="DocumentId"/> stands for.</summary>
    /// <remarks>Takes over what this request rented: dispose the result alone.</remarks>
    public GraphQLRequest WithDocument(ReadOnlyMemory<byte> document)
    {
        var request = new GraphQLRequest
        {
            Document = document,
            DocumentId = DocumentId,
            OperationName = OperationName,
            Variables = Variables,
            QueryOnly = QueryOnly,
            CostReport = CostReport,
            MostCost = MostCost,
            BeforeExecution = BeforeExecution,
            _rentedDocument = _rentedDocument,
            _rentedBody = _rentedBody,
            _variables = _variables,
        };
        _rentedDocument = null;
        _rentedBody = null;
        _variables = null;
        return request;
    }

    /// <summary>
    /// Writes the variables for the key of a cache, so that the same is written the same: JSON without spaces and with
    /// the members of its objects in the order of their names. Numbers and texts stay as they were written.
    /// </summary>
    /// <returns>Bytes written; 0 where there are no variables.</returns>
    public int WriteVariables(Span<byte> output)
    {
        if (Variables.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            || (Variables.ValueKind == JsonValueKind.Object && Variables.GetPropertyCount() == 0))
        {
            return 0;
        }

        var length = 0;
        Write(Variables, output, ref length);
        return length;
    }

    // As deep as the reader of requests lets JSON nest.
    private static void Write(JsonElement element, Span<byte> output, ref int length)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                output[length++] = (byte)'{';
                var members = element.EnumerateObject().ToArray();

                // The sort is stable: what is named twice keeps its order, and so its meaning.
                var sorted = members.Length < 2 ? members : members.Order(s_byName).ToArray();
                for (var i = 0; i < sorted.Length; i++)
                {
                    if (i > 0) output[length++] = (byte)',';
                    output[length++] = (byte)'"';
                    Copy(JsonMarshal.GetRawUtf8PropertyName(sorted[i]), output, ref length);
                    output[length++] = (byte)'"';
                    output[length++] = (byte)':';
                    Write(sorted[i].Value, output, ref length);
                }

                output[length++] = (byte)'}';
                break;
            case JsonValueKind.Array:
                output[length++] = (byte)'[';
                var first = true;
                foreach (var one in element.EnumerateArray())
                {
                    if (!first) output[length++] = (byte)',';
                    first = false;
                    Write(one, output, ref length);
                }

                output[length++] = (byte)']';
                break;
            default:
                Copy(JsonMarshal.GetRawUtf8Value(element), output, ref length);
                break;
        }
    }

    private static void Copy(ReadOnlySpan<byte> text, Span<byte> output, ref int length)
    {
        text.CopyTo(output[length..]);
        length += text.Length;
    }

    public void Dispose()
    {
        _variables?.Dispose();
        _variables = null;
        if (_rentedDocument is not null)
            ArrayPool<byte>.Shared.Return(_rentedDocument);
        if (_rentedBody is not null)
            ArrayPool<byte>.Shared.Return(_rentedBody);
        _rentedDocument = null;
        _rentedBody = null;
    }

    /// <summary>Makes the request the owner of what its parts point into.</summary>
    internal GraphQLRequest Owning(byte[]? document, byte[]? body, JsonDocument? variables)
    {
        _rentedDocument = document;
        _rentedBody = body;
        _variables = variables;
        return this;
    }
}
