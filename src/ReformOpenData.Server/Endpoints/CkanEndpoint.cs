using System.Globalization;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Queries;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// /api/3/action/…: three of CKAN's questions, in its shape. Plans are read page by page, each page kept like any
/// answer.
/// </summary>
internal sealed class CkanEndpoint(
    TrustedDocuments documents, AnswerService answers, CurrentRelease current, ServerOptions options)
{
    /// <summary>As CKAN has it where nobody asks for another number.</summary>
    private const int Rows = 10;

    private static readonly Dictionary<string, string[]> Actions = new(StringComparer.Ordinal)
    {
        ["package_list"] = ["limit", "offset"],
        ["package_show"] = ["id"],
        ["package_search"] = ["q", "rows", "start", "sort"],
    };

    public async Task HandleAsync(HttpContext context, string action)
    {
        var wrong = Read(context.Request, action, out var parameters);
        if (wrong is not null)
        {
            await FailAsync(context, wrong);
            return;
        }

        var plans = new List<CatalogueAnswer.Plan>();
        CatalogueAnswer.ReleaseData? release = null;
        string? after = null;
        do
        {
            var question = MetadataQuestion.Ask(
                documents.ByName(CatalogueAnswer.Document)!,
                ("release", release?.Number),
                ("first", PageRequest.MostRows),
                ("after", after),
                ("history", (JsonNode?)false));
            var client = ClientAddress.Of(context);
            var outcome = await answers.AskAsync(question, GraphQLJson.Plain, default, client, context.RequestAborted);
            if (outcome is not Answer { Content.Tag: not null } answer)
            {
                await FailAsync(context, outcome as AnswerFailure ?? AnswerFailure.DatabaseUnavailable);
                return;
            }

            release = CatalogueAnswer.Read(answer.Content.Plain.Span).Release!;
            plans.AddRange(release.Plans.Nodes);
            after = release.Plans.PageInfo is { HasNextPage: true, EndCursor: { } cursor } ? cursor : null;
        }
        while (after is not null);

        if (action == "package_show" && !plans.Exists(plan => CkanPackages.NameOf(plan) == parameters["id"]))
        {
            await FailAsync(context, AnswerFailure.KeyUnknown("Not found"));
            return;
        }

        var modified = current.Seen?.ServedAgainAt ?? release.PublishedAt;
        var body = Envelope(
            context.Request, isSuccess: true, ("result", Result(action, parameters, plans, release, modified)));
        context.Response.Headers["Reform-Release"] = release.Number.ToString(CultureInfo.InvariantCulture);
        Conditions.VaryByPath(context.Response, options);
        await ContentWriter.WriteAsync(
            context,
            Content.Of(body),
            "application/json; charset=utf-8",
            CacheControl.For(options.MaxAgeSeconds));
    }

    private static JsonNode Result(
        string action,
        Dictionary<string, string> parameters,
        List<CatalogueAnswer.Plan> plans,
        CatalogueAnswer.ReleaseData release,
        DateTimeOffset modified)
    {
        switch (action)
        {
            case "package_list":
                return Json.Texts(plans.Skip(Number(parameters, "offset", 0))
                    .Take(Number(parameters, "limit", plans.Count)).Select(CkanPackages.NameOf));
            case "package_show":
                return Package(plans.Find(plan => CkanPackages.NameOf(plan) == parameters["id"])!);
            default:
                var sort = parameters.GetValueOrDefault("sort", "name asc");
                var found = CkanPackages.Sorted(plans, sort)!
                    .Where(plan => CkanPackages.Matches(plan, parameters.GetValueOrDefault("q", ""))).ToList();
                return Json.Of(
                    ("count", found.Count),
                    ("sort", sort),
                    ("facets", new JsonObject()),
                    ("results", Json.All(found.Skip(Number(parameters, "start", 0))
                        .Take(Number(parameters, "rows", Rows)).Select(Package))));
        }

        JsonObject Package(CatalogueAnswer.Plan plan) => CkanPackages.Of(plan, release, modified);
    }

    /// <summary>Reads the parameters; says what is wrong with them.</summary>
    private static AnswerFailure? Read(HttpRequest request, string action, out Dictionary<string, string> parameters)
    {
        parameters = new(StringComparer.Ordinal);
        if (!Actions.TryGetValue(action, out var names))
            return AnswerFailure.NotFound($"There is no such action; there are {string.Join(", ", Actions.Keys)}.");
        foreach (var (name, raw) in TableParameters.Pairs(GraphQLEndpoint.QueryOf(request)))
        {
            if (!names.Contains(name))
                return AnswerFailure.ParameterUnknown(
                    $"{action} takes {string.Join(", ", names)}, and no “{TableParameters.Short(name)}”.");
            if (TableParameters.Decode(raw.Replace('+', ' ')) is not { } value || !parameters.TryAdd(name, value))
                return AnswerFailure.BadRequest($"“{name}” is given twice, or is not UTF-8 in percent encoding.");
            if (name == "sort" && CkanPackages.Sorted([], value) is null)
                return AnswerFailure.BadRequest(
                    $"“sort” is one of {string.Join(", ", CkanPackages.SortFields)} and asc or desc: name asc.");
            if (name is not ("q" or "id" or "sort") && !(int.TryParse(
                value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number) && (name is "start" or "offset" || number <= 1000)))
                return AnswerFailure.BadRequest(
                    $"“{name}” is a whole number from 0{(name is "start" or "offset" ? "" : " to 1000")}.");
        }

        return action == "package_show" && !parameters.ContainsKey("id")
            ? AnswerFailure.BadRequest("id: Missing value")
            : null;
    }

    private static int Number(Dictionary<string, string> parameters, string name, int otherwise) =>
        parameters.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A failure as CKAN tells it, with our code beside.</summary>
    private static Task FailAsync(HttpContext context, AnswerFailure failure)
    {
        // Its headers are the same; the body is another.
        FailureWriter.Begin(context, failure);
        var type = failure.Status == StatusCodes.Status404NotFound ? "Not Found Error" : "Validation Error";
        var body = Envelope(context.Request, isSuccess: false, (
            "error", Json.Of(("__type", type), ("message", failure.Message), ("code", failure.Code))));
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static byte[] Envelope(HttpRequest request, bool isSuccess, (string Name, JsonNode Value) told) =>
        Json.Write(
            Json.Of(("help", $"{PublicOrigin.Base}{request.Path}"), ("success", isSuccess), told), Json.Options);
}
