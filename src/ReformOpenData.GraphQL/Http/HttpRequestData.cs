namespace ReformOpenData.GraphQL.Http;

/// <summary>
/// What the rules of GraphQL over HTTP look at in a request; an adapter fills it from its web framework.
/// </summary>
/// <param name="Method">In upper case; HEAD is read as GET.</param>
public sealed record HttpRequestData(string Method)
{
    /// <summary>What follows “?” in the URL, without it, still percent-encoded.</summary>
    public string QueryString { get; init; } = "";

    /// <summary>
    /// What a GET asks for, where the adapter knows it otherwise than from <see cref="QueryString"/>, whose length is
    /// then all that counts of it.
    /// </summary>
    public RequestParameters? Parameters { get; init; }

    /// <summary>The Accept header, several joined by commas; null where none was sent.</summary>
    public string? Accept { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The Content-Encoding header; null where none was sent.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The Content-Length header, where there was one.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The GraphQL-Cost header: <c>report</c> or <c>validate</c>.</summary>
    public string? Cost { get; init; }

    public Stream Body { get; init; } = Stream.Null;
}
