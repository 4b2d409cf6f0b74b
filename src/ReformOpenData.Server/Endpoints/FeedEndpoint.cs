using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;

namespace ReformOpenData.Server.Endpoints;

/// <summary>/releases.atom, and below the code of a municipality and /en: who reads it hears of each release.</summary>
internal sealed class FeedEndpoint(
    TrustedDocuments documents, AnswerWriter writer, CurrentRelease current, ServerOptions options)
{
    public Task WriteAsync(HttpContext context, string? municipality, bool isEnglish)
    {
        string? after = null;
        foreach (var (name, value) in TableParameters.Pairs(GraphQLEndpoint.QueryOf(context.Request)))
        {
            if (name != "after" || after is not null || (after = TableParameters.Decode(value)) is null)
            {
                return FailureWriter.WriteAsync(context, AnswerFailure.ParameterUnknown(
                    $"{context.Request.Path} takes “after” once, and no “{TableParameters.Short(name)}”."));
            }
        }

        var question = MetadataQuestion.Ask(
            documents.ByName(FeedAnswer.Document)!, ("municipality", municipality), ("after", after));
        var feed = new AtomFeed(
            municipality, isEnglish, options.Publisher, after, current.Seen?.ServedAgainAt);
        return writer.WriteAsync(context, question, feed, (answer, control) =>
        {
            if (answer.Facts is { IsThere: true })
                return ContentWriter.WriteAsync(context, answer.Content, feed.ContentType, control);
            context.Response.Headers.Remove("Reform-Release");
            return FailureWriter.WriteAsync(
                context, AnswerFailure.KeyUnknown($"The current release has nothing at /{municipality}."));
        });
    }
}
