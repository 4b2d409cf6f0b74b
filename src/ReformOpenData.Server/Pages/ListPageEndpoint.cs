using System.Globalization;
using System.Text;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Pages.Kinds;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Pages;

/// <summary>Every list as a page, in parts: what a number in a table of counts leads to.</summary>
internal sealed class ListPageEndpoint(
    ListSchema schema,
    AnswerWriter writer,
    ConfirmedLicences licences,
    PlansWithIds plansWithIds,
    ReleaseVersions versions,
    WithdrawnThings withdrawn,
    ServerOptions options,
    Preview? preview = null)
{
    private const int RowsOfPage = 100;

    /// <summary>What a frame says of the data.</summary>
    private const string Dataset = " dataset { publishers(municipality: $municipality)"
        + " licences(municipality: $municipality) { name confirmed } release { number publishedAt } }";

    /// <summary>The list of a path; null where there is no page of a list.</summary>
    public static Found? Find(HttpRequest request)
    {
        if (!Accepts.Html(request) || PageAddress.Parse(request.Path.Value!) is not { Segments.Count: > 0 } address)
            return null;
        var plain = address with { Language = Language.Japanese };
        return ListAddress.Parse(plain.DecodedPath) is { Format: null } list && ListTables.Find(list.Name) is not null
            ? new Found(address, list)
            : null;
    }

    public async Task HandleAsync(HttpContext context, Found found)
    {
        var (address, list) = found;
        var query = GraphQLEndpoint.QueryOf(context.Request);
        var hasPlanCodes = await plansWithIds.AreThereAsync(
            list.ReleaseNumber, ClientAddress.Of(context), context.RequestAborted);
        if (ListAsking.Read(
            schema, list, TableFormat.Find("json"), query, hasPlanCodes, out var failure, RowsOfPage) is not { } asking)
        {
            await FailureWriter.WriteAsync(context, failure!);
            return;
        }

        var question = asking.List.List.IsOfStore ? asking.Question : asking.Question.With(Dataset, OwnerTrail.Fields);
        var asked = question.AskFirst();
        // A comma within a value is not one between two.
        var pairs =
            from pair in TableParameters.Pairs(ListLinks.Without(query, "_", "download"))
            from value in pair.Value.Split(',')
            select KeyValuePair.Create(TableParameters.Decode(pair.Name)!, TableParameters.Decode(value)!);
        var request = new PageRequest(
            address, new Dictionary<string, string>(), [.. pairs], PublicOrigin.Current)
        {
            Contact = options.Contact,
            Draft = preview?.Draft,
            Document = Encoding.UTF8.GetString(asked.Document.Span),
            Variables = asked.Variables.GetRawText(),
        };
        var page = new ListPage(list, asking, question.First);
        Conditions.VaryBy(context.Response, "Accept");
        var form = new HtmlPage(page, request);
        await writer.WriteAsync(context, asked, form, async (answer, control) =>
        {
            if (answer.Facts is { IsThere: false } && asking.Owner is { } owner && address.Release is null)
            {
                await PageEndpoint.TellMissingAsync(context, withdrawn, owner, address);
                return;
            }

            if (answer.Facts is not { IsThere: false })
            {
                var release = answer.Releases.Count > 0 ? answer.Releases[0] : answer.Key.Release;
                var client = ClientAddress.Of(context);
                context.Response.Headers.Link = string.Join(", ", ListLinks.Of(
                    list,
                    query,
                    format: null,
                    release.ToString(CultureInfo.InvariantCulture),
                    next: null,
                    asking.List.List.IsOfStore
                        ? null
                        : await licences.OfAsync(release, list.Owner, client, context.RequestAborted),
                    list.Release is null ? null
                        : await versions.OfAsync(release, asking.Owner?.Id ?? "", client, context.RequestAborted)));
            }

            await PageEndpoint.SendAsync(context, answer, form.ContentType, control, SecurityHeaders.PagePolicy);
        });
    }

    /// <summary>The page of a list and the list.</summary>
    internal sealed record Found(PageAddress Address, ListAddress List);
}
