using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Queries;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// /sitemap.xml, which names a file of the site's own pages and files for each municipality, made of the keys in the
/// store. Its questions are kept like any answer.
/// </summary>
internal sealed class SitemapEndpoint(AnswerService answers, CurrentRelease current, ServerOptions options)
{
    private const string ContentType = "application/xml; charset=utf-8";

    private static readonly byte[] Counts = Encoding.UTF8.GetBytes(
        "query ($after: String) { release { number publishedAt municipalities(first: 1000, after: $after) "
        + "{ pageInfo { hasNextPage endCursor } nodes { code } } "
        + string.Concat(SitePages.Things.Select(thing =>
            $"{thing.Connection}Of: {thing.Connection}(where: {{ {thing.Condition} }}) {{ groups(by: [MUNICIPALITY]) "
            + "{ municipality { code } count } } "))
        + "} }");

    private static readonly byte[] Releases = """
        query ($after: String) {
          releases(where: { takenDownAt: { eq: null } }, first: 1000, after: $after) {
            pageInfo { hasNextPage endCursor }
            nodes { number status publishedAt changes { groups(by: [MUNICIPALITY_CODE]) { municipalityCode } } }
          }
        }
        """u8.ToArray();

    private static readonly byte[] Current = "{ release { publishedAt } }"u8.ToArray();

    public Task WriteIndexAsync(HttpContext context) => WriteAsync(context, async ask =>
    {
        var modified = await ChangesAsync(ask);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var published = default(DateTimeOffset);
        await foreach (var data in PagesAsync(
            ask, Counts, [], data => data.GetProperty("release").GetProperty("municipalities")))
        {
            var release = data.GetProperty("release");
            published = release.GetProperty("publishedAt").GetDateTimeOffset();
            foreach (var municipality in release.GetProperty("municipalities").GetProperty("nodes").EnumerateArray())
                counts[municipality.GetProperty("code").GetString()!] = 0;
            if (counts.Values.Any(count => count > 0))
                continue;
            foreach (var group in SitePages.Things.SelectMany(thing =>
                release.GetProperty(thing.Connection + "Of").GetProperty("groups").EnumerateArray()))
            {
                var code = group.GetProperty("municipality").GetProperty("code").GetString()!;
                counts[code] = counts.GetValueOrDefault(code) + group.GetProperty("count").GetInt32();
            }
        }

        var things =
            from city in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            from part in Enumerable.Range(1, Math.Max(1, (city.Value + Sitemap.PagesOfFile - 1) / Sitemap.PagesOfFile))
            select ($"/{city.Key}/sitemap-{part}.xml", Later(modified.GetValueOrDefault(city.Key, published)));
        return Sitemap.Index(things.Prepend(("/sitemap-site.xml", Later(published))));
    });

    public Task WriteSiteAsync(HttpContext context) => WriteAsync(context, async ask =>
    {
        var published = (await ask(Current, [])).GetProperty("release").GetProperty("publishedAt").GetDateTimeOffset();
        var pages = SitePages.Fixed.Select(path => (path, Later(published))).ToList();
        await foreach (var data in PagesAsync(ask, Releases, [], data => data.GetProperty("releases")))
        {
            pages.AddRange(data.GetProperty("releases").GetProperty("nodes").EnumerateArray().Select(release => (
                SitePages.PathOfRelease(release.GetProperty("number").GetInt32()),
                release.GetProperty("publishedAt").GetDateTimeOffset())));
        }

        return Sitemap.Pages(pages);
    });

    /// <param name="part">From 1: which of the files of the municipality.</param>
    public Task WriteThingsAsync(HttpContext context, string municipality, int part) => WriteAsync(context, async ask =>
    {
        var modified = await ChangesAsync(ask);
        var paths = new List<string>();
        var published = default(DateTimeOffset);
        foreach (var (type, connection, all) in SitePages.Things)
        {
            var condition = type == "Municipality" ? "code: { eq: $code }" : "municipality: { code: { eq: $code } }";
            var document = Encoding.UTF8.GetBytes(
                $"query ($code: String!, $after: String) {{ release {{ publishedAt {connection}(where: "
                + $"{{ {condition} {all} }}, first: {PageRequest.MostRows}, after: $after) {{ pageInfo {{ hasNextPage "
                + "endCursor } nodes { id } } } }");
            await foreach (var data in PagesAsync(
                ask, document, [("code", municipality)], data => data.GetProperty("release").GetProperty(connection)))
            {
                var release = data.GetProperty("release");
                published = release.GetProperty("publishedAt").GetDateTimeOffset();
                paths.AddRange(release.GetProperty(connection).GetProperty("nodes").EnumerateArray()
                    .Select(node => SitePages.PathOf(node.GetProperty("id").GetString()!)).OfType<string>());
            }
        }

        var pages = paths.Chunk(Sitemap.PagesOfFile).ElementAtOrDefault(part - 1);
        var time = Later(modified.GetValueOrDefault(municipality, published));
        return pages is null ? null : Sitemap.Pages(pages.Select(path => (path, time)));
    });

    /// <summary>A rollback may have changed any page of what is current.</summary>
    private DateTimeOffset Later(DateTimeOffset time) =>
        current.Seen?.ServedAgainAt is { } again && again > time ? again : time;

    /// <summary>When each municipality was last changed.</summary>
    private static async Task<Dictionary<string, DateTimeOffset>> ChangesAsync(Ask ask)
    {
        var modified = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var data in PagesAsync(ask, Releases, [], data => data.GetProperty("releases")))
        {
            foreach (var release in data.GetProperty("releases").GetProperty("nodes").EnumerateArray())
            {
                if (release.GetProperty("status").GetString() == "WITHDRAWN")
                    continue;
                foreach (var group in release.GetProperty("changes").GetProperty("groups").EnumerateArray())
                    modified[group.GetProperty("municipalityCode").GetString()!] = release.GetProperty("publishedAt")
                        .GetDateTimeOffset();
            }
        }

        return modified;
    }

    /// <summary>The answers page by page.</summary>
    /// <param name="connection">Where an answer has its <c>pageInfo</c>.</param>
    private static async IAsyncEnumerable<JsonElement> PagesAsync(
        Ask ask,
        ReadOnlyMemory<byte> document,
        IReadOnlyList<(string Name, JsonNode? Value)> variables,
        Func<JsonElement, JsonElement> connection)
    {
        for (string? after = null; ;)
        {
            var data = await ask(document, [.. variables, ("after", after)]);
            yield return data;
            var page = connection(data).GetProperty("pageInfo");
            if (!page.GetProperty("hasNextPage").GetBoolean())
                yield break;
            after = page.GetProperty("endCursor").GetString();
        }
    }

    /// <param name="make">Null where there is no such file.</param>
    private async Task WriteAsync(HttpContext context, Func<Ask, Task<byte[]?>> make)
    {
        var client = ClientAddress.Of(context);
        try
        {
            var body = await make(AskAsync);
            Conditions.VaryByPath(context.Response, options);
            await (body is null
                ? FailureWriter.WriteAsync(context, AnswerFailure.KeyUnknown(
                    $"There is no file {context.Request.Path}; /sitemap.xml names those that there are."))
                : ContentWriter.WriteAsync(
                    context,
                    Content.Of(body),
                    ContentType,
                    CacheControl.For(options.MaxAgeSeconds)));
        }
        catch (UnansweredException unanswered)
        {
            await FailureWriter.WriteAsync(context, unanswered.Failure);
        }

        async Task<JsonElement> AskAsync(
            ReadOnlyMemory<byte> document, IEnumerable<(string Name, JsonNode? Value)> variables)
        {
            var question = MetadataQuestion.Ask(document, null, variables);
            return await answers.AskAsync(question, GraphQLJson.Plain, default, client, context.RequestAborted) switch
            {
                Answer { Content.Tag: not null } answer =>
                    JsonElement.Parse(answer.Content.Plain.Span).GetProperty("data"),
                AnswerFailure failure => throw new UnansweredException(failure),
                _ => throw new UnansweredException(AnswerFailure.DatabaseUnavailable),
            };
        }
    }

    private delegate Task<JsonElement> Ask(
        ReadOnlyMemory<byte> document, IEnumerable<(string Name, JsonNode? Value)> variables);

    private sealed class UnansweredException(AnswerFailure failure) : Exception(failure.Message)
    {
        public AnswerFailure Failure => failure;
    }
}
