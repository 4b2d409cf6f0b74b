namespace ReformOpenData.GraphQL.Response;

/// <summary>
/// The answer to one request, as bytes ready for the wire (§7 #sec-Response), and what HTTP and caches need to know of
/// it. Dispose it when the bytes have been sent or copied: they return to a pool.
/// </summary>
public sealed class GraphQLResponse : IDisposable
{
    private ResponseBuffer? _buffer;

    internal GraphQLResponse(
        ResponseBuffer buffer, IReadOnlyList<GraphQLError> errors, bool hasData, long? cost)
    {
        _buffer = buffer;
        Errors = errors;
        HasData = hasData;
        Cost = cost;
    }

    /// <summary>The JSON text, UTF-8. Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Body => _buffer?.Written ?? throw new ObjectDisposedException(nameof(GraphQLResponse));

    /// <summary>As written in the body; empty when all went well, and only then may the response be cached.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>False for a request error (§7.1.2 #sec-Errors.Request-Errors): nothing was executed.</summary>
    public bool HasData { get; }

    /// <summary>The cost of the operation, where execution began.</summary>
    public long? Cost { get; internal set; }

    /// <summary>A response that holds these errors and no data.</summary>
    public static GraphQLResponse RequestError(params IReadOnlyList<GraphQLError> errors)
    {
        var buffer = new ResponseBuffer();
        buffer.Rent();
        buffer.Raw("{\"errors\":"u8);
        ErrorWriter.Write(buffer, errors);
        buffer.Byte((byte)'}');
        return new GraphQLResponse(buffer, errors, hasData: false, cost: null);
    }

    public void Dispose()
    {
        _buffer?.Return();
        _buffer = null;
    }
}
