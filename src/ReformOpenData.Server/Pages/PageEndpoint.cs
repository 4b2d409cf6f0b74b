using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Pages.Embeds;
using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Server.Pages;

/// <summary>
/// Every page: its trusted document is asked with the variables in its address, and shown as HTML, or given as it is to
/// who asks for JSON.
/// </summary>
internal sealed class PageEndpoint(
    GraphQLEndpoint graphql,
    AnswerWriter writer,
    TrustedDocuments documents,
    ConfirmedLicences licences,
    WithdrawnThings withdrawn,
    ReleaseVersions versions,
    DefaultPlan defaults,
    SeveralCities severalCities,
    MadeArchive archive,
    ServerOptions options,
    Preview? preview = null)
{
    private readonly string _embedPolicy =
        SecurityHeaders.EmbedPolicy(options.EmbedAncestors, HeightScript.Source);

    /// <summary>The documents of all pages: one that is not there is found at the start.</summary>
    private readonly Dictionary<string, Lazy<PageDocument>> _documents = PageList.All
        .Select(page => page.DocumentName).Distinct()
        .ToDictionary(name => name, name => documents.Has(name)
            ? new Lazy<PageDocument>(() => new PageDocument(documents.ByName(name)!))
            : throw new FileNotFoundException(
                $"schema/operations has no file {name}.graphql; install the program anew."));

    public Task HandleAsync(HttpContext context, PageList.Found found) =>
        HandleAsync(context, found, null, isSmaller: false);

    /// <summary>The answer to the document of a page in another form, whatever the parameters of the request.</summary>
    public Task HandleAsync(HttpContext context, PageList.Found found, Func<PageRequest, Representation> formOf) =>
        HandleAsync(context, found, formOf, isSmaller: false);

    private async Task HandleAsync(
        HttpContext context, PageList.Found found, Func<PageRequest, Representation>? formOf, bool isSmaller)
    {
        var (page, address, values, ending) = found;
        var format = formOf is null ? FormatOf(context, page, ending) : null;
        var known = _documents[page.DocumentName].Value;
        var document = known.Trusted;
        var request = new PageRequest(
            address,
            values,
            Read(context.Request, formOf is null ? page.Parameters : null, out var failure),
            PublicOrigin.Current)
        {
            Operations = documents.All,
            Contact = options.Contact,
            IsSmaller = isSmaller,
            Draft = preview?.Draft,
            Made = page is UsePage ? archive.Known : null,
            Document = known.TextOf(address.Release),
            HasSeveralCities = page.DiffersWithCities && await severalCities.AreThereAsync(
                address.Release, ClientAddress.Of(context), context.RequestAborted),
        };
        var query = "";
        if (failure is null)
            query = page.Variables(request, out failure);
        if (failure is null && address.Release is null)
            query = await defaults.FillAsync(document, query, context);
        var parameters = document.Variables.Read(query, out var fault);
        failure ??= fault is null ? null : AnswerFailure.BadRequest(fault);
        if (failure is not null)
        {
            await FailureWriter.WriteAsync(context, failure);
            return;
        }

        if (address.Release is null)
            parameters.DocumentId = document.IdUtf8;
        else
            parameters.Query = Encoding.UTF8.GetBytes(request.Document);
        request = request with { Variables = Encoding.UTF8.GetString(parameters.Variables ?? "{}"u8.ToArray()) };
        if (format is null && page.Less(request) is { } less)
            parameters.Variables = With(request.Variables, less);
        var (asked, _) = await graphql.ReadAsync(context, parameters, isGraphQL: false);
        if (asked is null)
            return;
        var mostCost = isSmaller ? null : page.MostCost(request);
        asked.MostCost = mostCost;
        var form = formOf?.Invoke(request) ?? FormOf(context, page, request, ending, format);
        await writer.WriteAsync(context, asked, form, async (answer, control) =>
        {
            var client = ClientAddress.Of(context);
            var thing = page.IsOfRelease ? ListOwner.Of(address.Segments) : null;
            var isThere = answer.Facts is not { IsThere: false };
            if (!isThere && formOf is not null)
            {
                await FailureWriter.WriteAsync(context, OEmbed.Unknown);
                return;
            }

            if (!isThere && thing is not null && address.Release is null)
            {
                await TellMissingAsync(context, withdrawn, thing, address);
                return;
            }

            if (answer.Facts?.Shown is { } rows && page is not IEmbed)
            {
                var release = answer.Releases.Count > 0 ? answer.Releases[0] : answer.Key.Release;
                var path =
                    (address with { Language = Language.Japanese, Release = null }).Path[PublicPath.Current.Length..];
                var links = new PageLinks(path, release)
                {
                    Type = thing?.Type,
                    IsOfRelease = page.IsOfRelease,
                    Versions = address.Release is null ? null
                        : await versions.OfAsync(
                            release, ListOwner.Nearest(address.Segments)?.Id ?? "", client, context.RequestAborted),
                    Licence = await licences.OfAsync(release, rows.Owner, client, context.RequestAborted),
                    Rows = rows,
                };
                context.Response.Headers.Link = string.Join(", ", links.Values());
            }

            if (isThere && page.SavedAs is { } file)
                context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
            await SendAsync(
                context, answer, form.ContentType, control, page is IEmbed ? _embedPolicy : SecurityHeaders.PagePolicy);
        }, mostCost is not null ? () => HandleAsync(context, found, formOf, isSmaller: true) : null);
    }

    /// <summary>
    /// The format of data that the ending of an address names; without one, what the client accepts. Null for a page.
    /// </summary>
    private static string? FormatOf(HttpContext context, Page page, string? ofAddress) =>
        ofAddress ?? (page.HasForms && Accepts.Form(context.Request) is { } accepted && PageForm.Has(accepted)
            ? accepted
            : null);

    private static Representation FormOf(
        HttpContext context, Page page, PageRequest request, string? ofAddress, string? format)
    {
        if (ofAddress is null && page.HasForms)
            Conditions.VaryBy(context.Response, "Accept");
        if (format is null)
            return page.FormOf(request);
        // Data have one address, whatever the language of the page; how an English page is cited has none.
        if (ofAddress is null && ListOwner.Of(request.Address.Segments) is not null
            && !(request.IsEnglish && format == "bib"))
            context.Response.Headers.ContentLocation =
                $"{request.Address.In(Language.Japanese)}.{format}{PageRequest.QueryString(request.Query)}";
        return new PageForm(page, request, format);
    }

    /// <summary>Variables, as JSON, with further ones.</summary>
    private static byte[] With(string variables, JsonObject others)
    {
        var all = (JsonObject)JsonNode.Parse(variables)!;
        foreach (var (name, value) in others)
            all[name] = value?.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(all);
    }

    private static string Missing(HttpRequest request) =>
        $"The release has nothing at {Excerpt.Of(request.Path.Value!, 100)}.";

    /// <summary>
    /// Tells that the current release has not what was asked for, and where the last one that has it is.
    /// </summary>
    public static async Task TellMissingAsync(
        HttpContext context, WithdrawnThings withdrawn, ListOwner thing, PageAddress address)
    {
        context.Response.Headers.Remove("Reform-Release");
        await FailureWriter.WriteAsync(context, await withdrawn.FailureAsync(
            thing.Id,
            Missing(context.Request),
            release => PageAddress.PathOf(
                address.Language, int.Parse(release, CultureInfo.InvariantCulture), address.Segments),
            ClientAddress.Of(context),
            context.RequestAborted));
    }

    /// <summary>Writes a page, or that there is none.</summary>
    public static Task SendAsync(HttpContext context, Answer answer, string contentType, string control, string policy)
    {
        if (answer.Facts is { IsThere: false })
        {
            context.Response.Headers.Remove("Reform-Release");
            return FailureWriter.WriteAsync(context, AnswerFailure.KeyUnknown(Missing(context.Request)));
        }

        if (contentType.StartsWith("text/html", StringComparison.Ordinal))
            context.Response.Headers.ContentSecurityPolicy = policy;
        return ContentWriter.WriteAsync(context, answer.Content, contentType, control, answer.Status);
    }

    /// <param name="parameters">Those that the page takes; null where those of the request are not for it.</param>
    private static List<KeyValuePair<string, string>> Read(
        HttpRequest request, IReadOnlyList<string>? parameters, out AnswerFailure? failure)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        failure = null;
        if (parameters is null)
            return pairs;
        foreach (var (name, raw) in TableParameters.Pairs(GraphQLEndpoint.QueryOf(request)))
        {
            if (!parameters.Contains(name))
            {
                failure ??= AnswerFailure.ParameterUnknown(
                    $"“{TableParameters.Short(name)}” is not a parameter of this page; it takes "
                    + (parameters.Count == 0 ? "none." : $"{string.Join(", ", parameters)}."));
            }
            else if (TableParameters.Decode(raw) is not { } value)
            {
                failure ??= AnswerFailure.BadRequest("The query string is not UTF-8 in percent encoding.");
            }
            else if (pairs.Exists(pair => pair.Key == name))
            {
                failure ??= AnswerFailure.BadRequest($"The query string holds “{name}” twice.");
            }
            else if (value.Trim() is { Length: > 0 } text)
            {
                // A form sends its empty fields too.
                pairs.Add(new(name, text));
            }
        }

        return pairs;
    }
}
