using System.Buffers;
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
public sealed record GraphQLRequest : IDisposable
{
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
        var request = this with { Document = document };
        _rentedDocument = null;
        _rentedBody = null;
        _variables = null;
        return request;
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
