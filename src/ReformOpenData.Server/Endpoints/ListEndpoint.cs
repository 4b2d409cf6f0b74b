using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Every list of the data by its address, below any thing and any release:
/// /072028/2017/ratings.csv?grade=B.</summary>
internal sealed class ListEndpoint(
    ListSchema schema,
    AnswerWriter writer,
    TableSender sender,
    ConfirmedLicences licences,
    PlansWithIds plansWithIds,
    WithdrawnThings withdrawn,
    ReleaseVersions versions)
{
    public async Task HandleAsync(HttpContext context, ListAddress address)
    {
        var format = address.Format is { } suffix ? TableFormat.Find(suffix) : Negotiate(context, address);
        var query = GraphQLEndpoint.QueryOf(context.Request);
        var client = ClientAddress.Of(context);
        var hasPlanCodes = ListAsking.Refuse(address, format) is null
            && await plansWithIds.AreThereAsync(address.ReleaseNumber, client, context.RequestAborted);
        if (ListAsking.Read(schema, address, format, query, hasPlanCodes, out var failure) is not { } asking)
        {
            await FailureWriter.WriteAsync(context, failure!);
            return;
        }

        var (list, parameters, question) = (asking.List, asking.Parameters, asking.Question);
        var path = address.PathOf(address.Release, format!.Name);
        var representation = new TableRepresentation(format, question.First, parameters.Options)
        {
            GoesOn = parameters.Limit is null,
            Sources = release => ListSources.Of(path, release),
        };
        var table = new TableToSend(
            representation,
            release => address.FileName(release, format.Name),
            LinksOf(null, null),
            parameters.IsDownload,
            ListAsking.Missing(address))
        {
            Question = question,
            Path = path,
            IsDated = list.List.Root is not ("changes" or "releases"),
        };
        await writer.WriteAsync(
            context, question.AskFirst(), representation, async (answer, control) =>
            {
                if (answer.Facts is not { IsThere: true } && asking.Owner is { } owner && address.Release is null)
                {
                    context.Response.Headers.Remove("Reform-Release");
                    await FailureWriter.WriteAsync(context, await withdrawn.FailureAsync(
                        owner.Id,
                        ListAsking.Missing(address),
                        release => address.PathOf(release, address.Format),
                        client,
                        context.RequestAborted));
                    return;
                }

                var release = answer.Releases.Count > 0 ? answer.Releases[0] : answer.Key.Release;
                var licence = list.List.IsOfStore ? null
                    : await licences.OfAsync(release, address.Owner, client, context.RequestAborted);
                var near = address.Release is null ? null
                    : await versions.OfAsync(release, asking.Owner?.Id ?? "", client, context.RequestAborted);
                await sender.SendAsync(context, answer, control, table with { Links = LinksOf(licence, near) });
            });

        Func<string, TableFacts, IReadOnlyList<string>> LinksOf(string? licence, ReleaseVersions.Near? near) =>
            (release, facts) =>
                ListLinks.Of(
                    address, query, format, release, parameters.Limit is null ? null : facts.Next, licence, near);
    }

    /// <summary>An address without a suffix has the format that the client likes best, and says which it was.</summary>
    private static TableFormat Negotiate(HttpContext context, ListAddress address)
    {
        var type = Accepts.Liked(context.Request, Accepts.Tables.ContainsKey);
        var format = type is null ? TableFormat.Find("json")! : Accepts.Tables[type];
        Conditions.VaryBy(context.Response, "Accept");
        context.Response.Headers.ContentLocation =
            address.PathOf(address.Release, format.Name) + context.Request.QueryString.Value;
        return format;
    }
}
