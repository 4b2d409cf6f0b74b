using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Http;

/// <summary>What the query string of a GET can bring, decoded: UTF-8. Null is what it does not bring.</summary>
public sealed class RequestParameters
{
    public byte[]? Query { get; set; }

    /// <summary>The JSON text of an object or null.</summary>
    public byte[]? Variables { get; set; }

    public byte[]? OperationName { get; private set; }

    /// <summary>The JSON text of an object or null.</summary>
    public byte[]? Extensions { get; private set; }

    public byte[]? DocumentId { get; set; }

    /// <summary>Takes all parameters of a query string: application/x-www-form-urlencoded, UTF-8.</summary>
    /// <returns>What is wrong with one.</returns>
    public GraphQLError? TakeAll(string queryString)
    {
        foreach (var parameter in QueryParameter.All(queryString))
        {
            if (parameter.Name is not { } name)
                return JsonRequestReader.BadRequest("The query string is not UTF-8 in percent encoding.");
            if (Take(name, parameter) is { } malformed)
                return malformed;
        }

        return null;
    }

    /// <summary>Takes a parameter; one of an unknown name is ignored.</summary>
    /// <returns>What is wrong with it.</returns>
    public GraphQLError? Take(string name, QueryParameter parameter)
    {
        switch (name)
        {
            case "query":
                return Set(name, Query, parameter, value => Query = value);
            case "variables":
                return Set(name, Variables, parameter, value => Variables = value);
            case "operationName":
                return Set(name, OperationName, parameter, value => OperationName = value);
            case "extensions":
                return Set(name, Extensions, parameter, value => Extensions = value);
            case "documentId":
                return Set(name, DocumentId, parameter, value => DocumentId = value);
            default:
                return null;
        }
    }

    private static GraphQLError? Set(string name, byte[]? before, QueryParameter parameter, Action<byte[]> set)
    {
        if (before is not null)
            return JsonRequestReader.BadRequest($"The query string holds “{name}” twice.");
        if (parameter.Value is not { } value)
            return JsonRequestReader.BadRequest($"“{name}” is not UTF-8 in percent encoding.");
        set(value);
        return null;
    }
}
