using System.Globalization;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Asks a question and writes what comes of it: status, how long it may be kept, tag, body.</summary>
internal sealed class AnswerWriter(AnswerService answers, ServerOptions options)
{
    private readonly string _current = CacheControl.For(options.MaxAgeSeconds);

    /// <summary>Disposes the request.</summary>
    /// <param name="send">Writes the answer, given its Cache-Control; null: as it is, whole.</param>
    /// <param name="smaller">Asks for less where the question is too dear; null where there is nothing less to
    /// ask.</param>
    public async Task WriteAsync(
        HttpContext context,
        GraphQLRequest request,
        Representation representation,
        Func<Answer, string, Task>? send = null,
        Func<Task>? smaller = null)
    {
        var (headers, response) = (context.Request.Headers, context.Response);
        var isPost = HttpMethods.IsPost(context.Request.Method);
        // A condition that comes before the others needs the answer.
        var isLater = headers.IfMatch.Count + headers.IfUnmodifiedSince.Count > 0;
        var known = isPost || isLater ? default : headers.IfNoneMatch;
        Conditions.VaryByPath(response, options);
        var client = ClientAddress.Of(context);
        var outcome = await answers.AskAsync(request, representation, known, client, context.RequestAborted);
        switch (outcome)
        {
            case Answer answer:
                KnownAddresses.Note(context, answer, representation);
                var isNamed = answer.Releases.Count > 0;
                var about = isNamed ? string.Join(", ", answer.Releases) : Number(answer.Key.Release);
                response.Headers["Reform-Release"] = about;
                var control =
                    !answer.IsKept ? "no-store" : isPost ? "no-cache" : isNamed ? CacheControl.Numbered : _current;
                await (send?.Invoke(answer, control) ?? ContentWriter.WriteAsync(
                    context, answer.Content, representation.ContentType, control, answer.Status));
                break;
            case Unchanged unchanged:
                response.StatusCode = StatusCodes.Status304NotModified;
                response.Headers.ETag = unchanged.Tag;
                // A cache takes over what a 304 says.
                Conditions.VaryBy(response, "Accept-Encoding");
                response.Headers.CacheControl = unchanged.Release is null ? CacheControl.Numbered : _current;
                if (unchanged.Release is { } release) response.Headers["Reform-Release"] = Number(release);
                break;
            case AnswerFailure { Code: ErrorCode.CostLimit } when smaller is not null:
                await smaller();
                break;
            case AnswerFailure failure:
                await FailureWriter.WriteAsync(context, failure);
                break;
        }
    }

    private static string Number(int release) => release.ToString(CultureInfo.InvariantCulture);
}
