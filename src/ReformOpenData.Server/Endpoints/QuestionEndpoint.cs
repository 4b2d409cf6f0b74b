using ReformOpenData.GraphQL.Http;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// The answer to any question as a table: /graphql/operations/GradesByCategory.csv?plan=2017, and /graphql.csv?query=…
/// for a document of one's own, by GET and POST.
/// </summary>
internal sealed class QuestionEndpoint(
    ListSchema schema,
    DefaultPlan defaults,
    ServerOptions options,
    AnswerWriter writer,
    TableSender sender)
{
    private static readonly string[] Request = ["query", "variables", "operationName", "extensions", "documentId"];

    /// <summary>A trusted document as a table.</summary>
    public async Task HandleNamedAsync(
        GraphQLEndpoint graphql, HttpContext context, TrustedDocument document, TableFormat format)
    {
        var (asked, rest) = Read(context.Request, format, out var failure);
        var variables = document.Variables.Read(await defaults.FillAsync(document, rest, context), out var fault);
        failure ??= fault is null ? null : AnswerFailure.BadRequest(fault);
        if (failure is not null)
        {
            await FailureWriter.WriteAsync(context, failure);
            return;
        }

        variables.DocumentId = document.IdUtf8;
        await AnswerAsync(
            graphql, context, variables, format, asked with { Rows = asked.Rows ?? document.Rows }, document.Name);
    }

    /// <summary>The document of the request as a table.</summary>
    public Task HandleAsync(GraphQLEndpoint graphql, HttpContext context, TableFormat format)
    {
        var (asked, rest) = Read(context.Request, format, out var failure);
        if (failure is null && TableParameters.Pairs(rest)
            .Select(pair => pair.Name)
            .FirstOrDefault(name => !Request.Contains(name)) is { } other)
        {
            string[] names = [.. Request, "rows", .. TableParameters.NamesOf(format)];
            var meant = Suggestions.DidYouMean(other, names);
            failure = AnswerFailure.ParameterUnknown(
                $"“{TableParameters.Short(other)}” is not a parameter of /graphql.{format.Name}."
                    + (meant.Length > 0 ? meant : $" It takes {string.Join(", ", names)}."));
        }

        return failure is null
            ? AnswerAsync(graphql, context, null, format, asked, "question")
            : FailureWriter.WriteAsync(context, failure);
    }

    private async Task AnswerAsync(
        GraphQLEndpoint graphql,
        HttpContext context,
        RequestParameters? variables,
        TableFormat format,
        Asked asked,
        string name)
    {
        var (request, _) = await graphql.ReadAsync(context, variables, isGraphQL: false);
        if (request is null)
            return;
        var table = QuestionTable.Of(
            schema.Schema, request.Document, request.OperationName, asked.Rows, options.Limits, out var failure);
        if (failure is not null)
        {
            request.Dispose();
            await FailureWriter.WriteAsync(context, failure);
            return;
        }

        var path = PathOf(context.Request);
        var representation = new TableRepresentation(format, table ?? new Table([], []), asked.Parameters.Options)
        {
            Sources = release => ListSources.Of(path, release),
        };
        await writer.WriteAsync(context, request, representation, (answer, control) => sender.SendAsync(
            context,
            answer,
            control,
            new TableToSend(
                representation,
                release => $"reform-{name}-release{release.Replace(", ", "-", StringComparison.Ordinal)}.{format.Name}",
                (_, facts) => Links(context.Request, format, facts.Next),
                asked.Parameters.IsDownload,
                "")));
    }

    /// <summary>The parameters of the table, and the query string without them.</summary>
    private static (Asked Asked, string Others) Read(
        HttpRequest request, TableFormat format, out AnswerFailure? failure)
    {
        failure = null;
        string? rows = null;
        var parameters = new TableParameters(format);
        var rest = new List<string>();
        foreach (var (name, raw) in TableParameters.Pairs(GraphQLEndpoint.QueryOf(request)))
        {
            var value = TableParameters.Decode(raw);
            if (name == "rows" && value is { Length: > 0 })
                rows = value;
            else if (name == "headings" || value is null)
                rest.Add($"{name}={raw}");
            else if (parameters.Take(name, value, out var wrong))
                failure ??= wrong;
            else if (TableParameters.OfOthers(name, format) is { } other)
                failure ??= other;
            else
                rest.Add($"{name}={raw}");
        }

        return (new Asked(parameters, rows), string.Join('&', rest));
    }

    /// <summary>Of a question that is in its address.</summary>
    private static IReadOnlyList<string> Links(HttpRequest request, TableFormat format, string? next)
    {
        if (HttpMethods.IsPost(request.Method))
            return [];
        var query = ListLinks.Without(GraphQLEndpoint.QueryOf(request), "_", "download");
        var rows = ListLinks.Without(query, "bom", "breaks", "guard");
        var path = PathOf(request);
        var stem = path[..path.LastIndexOf('.')];
        var links = new List<string> { ListLinks.Link(path, query, "canonical") };
        links.AddRange(ListLinks.Alternates(format, other => $"{stem}.{other}", rows));
        // Only a name has its variables in the address; a document of one's own may call them otherwise.
        if (next is not null && request.Path != $"/graphql.{format.Name}")
            links.Add(ListLinks.Link(path, ListLinks.Behind(query, next), "next"));
        return links;
    }

    /// <summary>The path as who asks sees it.</summary>
    private static string PathOf(HttpRequest request) => PublicPath.Current + request.Path.Value;

    private sealed record Asked(TableParameters Parameters, string? Rows);
}
