namespace ReformOpenData.GraphQL.Response;

/// <summary>The response became longer than <see cref="Limits.ResponseBytes"/>; it is given up as a whole.</summary>
internal sealed class ResponseLimitException() : Exception("The response is too long.");
