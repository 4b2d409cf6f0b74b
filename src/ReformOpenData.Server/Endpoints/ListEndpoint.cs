using Microsoft.Net.Http.Headers;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Every list of the data by its address, below any thing and any release: /072028/2017/ratings.csv?grade=B.</summary>
internal sealed class ListEndpoint(
    ListSchema schema,
    AnswerWriter writer,
    TableSender sender,
    ConfirmedLicences licences,
    WithdrawnThings withdrawn,
    Verification verification)
{
    private static readonly string Formats = string.Join(", ", TableFormat.All.Select(format => "." + format.Name));

    public async Task HandleAsync(HttpContext context, ListAddress address)
    {
        if (verification.IsDamaged)
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.StoreDamaged);
            return;
        }

        var format = address.Format is { } suffix ? TableFormat.Find(suffix) : Negotiate(context, address);
        if (Refuse(address, format) is { } refused)
        {
            await FailureWriter.WriteAsync(context, refused);
            return;
        }

        var list = schema.Of(ListTables.Find(address.Name)!);
        var query = GraphQLEndpoint.QueryOf(context.Request);
        var parameters = ListParameters.Read(query, list, format!, out var failure);
        var owner = address.Owner.Count == 0 ? null : ListOwner.Of(address.Owner);
        failure ??= Restrict(list, owner, address, parameters);
        if (failure is not null)
        {
            await FailureWriter.WriteAsync(context, failure);
            return;
        }

        var question = new ListQuestion(list, parameters, owner, address.ReleaseNumber);
        var path = address.PathOf(address.Release, format!.Name);
        var representation = new TableRepresentation(format, question.First, parameters.Options)
        {
            GoesOn = parameters.Limit is null,
            Sources = release => ListSources.Of(path, release),
        };
        var table = new TableToSend(
            representation,
            release => address.FileName(release, format.Name),
            LinksOf(null),
            parameters.IsDownload,
            Missing(address))
        {
            Question = question,
            Path = path,
        };
        await writer.WriteAsync(
            context, question.AskFirst(), representation, async (answer, control) =>
            {
                if (answer.Facts is not { IsThere: true } && owner is not null && address.Release is null)
                {
                    context.Response.Headers.Remove("Reform-Release");
                    await FailureWriter.WriteAsync(context, await withdrawn.FailureAsync(
                        owner.Id,
                        Missing(address),
                        release => address.PathOf(release, address.Format),
                        ClientAddress.Of(context.Connection.RemoteIpAddress),
                        context.RequestAborted));
                    return;
                }

                var licence = list.List.IsOfStore ? null : await licences.OfAsync(
                    address.ReleaseNumber, address.Owner, ClientAddress.Of(context.Connection.RemoteIpAddress), context.RequestAborted);
                await sender.SendAsync(context, answer, control, table with { Links = LinksOf(licence) });
            });

        Func<string, TableFacts, IReadOnlyList<string>> LinksOf(string? licence) => (release, facts) =>
            ListLinks.Of(address, query, format, release, parameters.Limit is null ? null : facts.Next, licence);
    }

    /// <summary>Why there is no such list; null where there is.</summary>
    public static AnswerFailure? Refuse(ListAddress address, TableFormat? format)
    {
        if (ListTables.Find(address.Name) is not { } list)
        {
            var names = ListTables.All.Select(known => known.Name).ToList();
            var meant = Suggestions.DidYouMean(address.Name, names);
            return AnswerFailure.NotFound($"There is no list “{TableParameters.Short(address.Name)}”."
                + (meant.Length > 0 ? meant : $" There are {string.Join(", ", names)}."));
        }

        if (format is null)
        {
            return AnswerFailure.FormatUnknown(
                $"{address.Name} cannot be had as “{TableParameters.Short(address.Format!)}”; there are {Formats}.");
        }

        if (list.IsOfStore && (address.Release is not null || address.Owner.Count > 0))
            return AnswerFailure.NotFound($"Nothing has a list of releases but the whole: /releases.{format.Name}.");
        return address.Release is not null && address.ReleaseNumber is null ? AnswerFailure.KeyUnknown(Missing(address)) : null;
    }

    /// <summary>Adds the condition that a row belongs to the thing of the address.</summary>
    public static AnswerFailure? Restrict(
        ListBinding list, ListOwner? owner, ListAddress address, ListParameters parameters)
    {
        if (address.Owner.Count == 0)
            return null;
        if (owner is null)
            return AnswerFailure.KeyUnknown(Missing(address));
        if (owner.Type == "Department" && list.List is { Rows.Length: > 0, Departments: { } departments })
            parameters.Add($"{departments}.id", [owner.Id]);
        else if (owner.Condition(list.List, list.Node, list.CanFilter) is { } condition)
            parameters.Where.Add(condition);
        else
            return AnswerFailure.NotFound($"{list.List.Name} is not a list of what /{string.Join('/', address.Owner)} names; ask for /{list.List.Name} or filter it.");
        return null;
    }

    public static string Missing(ListAddress address) => (address.Release, address.Owner.Count) switch
    {
        (null, _) => $"The current release has nothing at /{string.Join('/', address.Owner)}.",
        (var release, 0) => $"There is no release “{TableParameters.Short(release)}”; /releases.csv lists them.",
        var (release, _) => $"There is no release “{TableParameters.Short(release)}”, or it has nothing at /{string.Join('/', address.Owner)}.",
    };

    /// <summary>An address without a suffix has the format that the client likes best, and says which it was.</summary>
    private static TableFormat Negotiate(HttpContext context, ListAddress address)
    {
        var format = TableFormat.Find("json")!;
        if (MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var accepted))
        {
            var named = from type in accepted
                        orderby type.Quality ?? 1 descending
                        from known in TableFormat.All
                        where (type.Quality ?? 1) > 0
                            && MediaTypeHeaderValue.Parse(known.ContentType).MediaType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
                        select known;
            format = named.FirstOrDefault() ?? format;
        }

        Conditions.VaryBy(context.Response, "Accept");
        context.Response.Headers.ContentLocation =
            address.PathOf(address.Release, format.Name) + context.Request.QueryString.Value;
        return format;
    }
}
