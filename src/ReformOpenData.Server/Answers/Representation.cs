using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// A form that an answer can be had in. It knows the answer and nothing of where it came from; what it writes is
/// kept, and compressed once. A new one is a class of its own and a line in the list of representations.
/// </summary>
internal abstract class Representation
{
    /// <summary>The ending of an address that asks for it, as in /graphql/operations/AboutTheData.jsonld.</summary>
    public abstract string Format { get; }

    /// <summary>With charset, ready for the header.</summary>
    public abstract string ContentType { get; }

    /// <summary>Differs wherever the bytes that are written may differ.</summary>
    public virtual string Key => ContentType;

    /// <summary>
    /// Whether it can show errors; where it cannot, an answer that has some is an <see cref="AnswerFailure"/>.
    /// </summary>
    public virtual bool ShowsErrors => false;

    /// <summary>
    /// Whether an address that was answered in it is answered so again, as long as the public releases are the same.
    /// </summary>
    public virtual bool FollowsFromAddress => false;

    /// <summary>Whether the answer to this document can be had in this form.</summary>
    public virtual bool CanWrite(TrustedDocument document) => true;

    /// <summary>The HTTP status that says how the answer ended.</summary>
    public virtual int StatusOf(GraphQLResponse response) => StatusCodes.Status200OK;

    /// <summary>Makes the body of the finished answer.</summary>
    /// <param name="answer">A GraphQL response in JSON, UTF-8, valid until this returns.</param>
    public abstract Written Write(ReadOnlyMemory<byte> answer);
}
