using System.Text.Json.Nodes;
using ReformOpenData.Data.Queries;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Descriptions of the data by their addresses: each is the answer to a question, kept like any
/// other.</summary>
internal sealed class MetadataEndpoint(
    TrustedDocuments documents,
    ListSchema schema,
    AnswerWriter writer,
    WithdrawnThings withdrawn,
    MadeArchive archive,
    PlansWithIds plansWithIds,
    CurrentRelease current,
    ServerOptions options)
{
    public async Task HandleAsync(HttpContext context, MetadataAddress address)
    {
        if (address.Release is not null && address.ReleaseNumber is null)
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.KeyUnknown(Missing(address)));
            return;
        }

        var hasPlanCodes = address.Kind is MetadataKind.Package or MetadataKind.Table
            && await plansWithIds.AreThereAsync(
                address.ReleaseNumber, ClientAddress.Of(context), context.RequestAborted);
        if (Describe(context, address, hasPlanCodes, out var failure) is not { } asked)
        {
            await FailureWriter.WriteAsync(context, failure!);
            return;
        }

        await writer.WriteAsync(context, asked.Request, asked.Representation, async (answer, control) =>
        {
            if (answer.Facts is not { IsThere: true } facts)
            {
                context.Response.Headers.Remove("Reform-Release");
                await FailureWriter.WriteAsync(context, await MissingAsync(context, address));
                return;
            }

            context.Response.Headers.Link = string.Join(", ", asked.Links(facts));
            await ContentWriter.WriteAsync(
                context, answer.Content, asked.Representation.ContentType, control, answer.Status);
        });
    }

    /// <summary>The question and the form of its answer; null where a parameter is refused.</summary>
    private Asked? Describe(HttpContext context, MetadataAddress address, bool hasPlanCodes, out AnswerFailure? failure)
    {
        var query = GraphQLEndpoint.QueryOf(context.Request);
        if (address.Kind == MetadataKind.Table)
            return DescribeTable(address, query, hasPlanCodes, out failure);
        var isCatalogue = address.Kind == MetadataKind.Catalogue;
        string? after = null;
        failure = null;
        foreach (var (name, value) in TableParameters.Pairs(query))
        {
            if (isCatalogue && name == "after" && after is null)
                after = TableParameters.Decode(value);
            else
                failure ??= Methods.TakesNoParameters(context.Request);
        }

        if (failure is not null)
            return null;
        if (address.Kind == MetadataKind.Thing)
        {
            return new Asked(
                MetadataQuestion.Ask(
                    ThingRepresentation.Document,
                    null,
                    [("release", address.ReleaseNumber), ("id", ListOwner.Of(address.Owner)!.Id)]),
                new ThingRepresentation(RdfFormat.All.First(known => known.Name == address.Format), address),
                facts => Links(address, facts));
        }

        var isNumbered = address.ReleaseNumber is not null;
        return new Asked(
            MetadataQuestion.Ask(
                documents.ByName(CatalogueAnswer.Document)!,
                ("release", address.ReleaseNumber),
                ("municipality", address.Plan?.Municipality),
                ("planCode", address.Plan?.Plan),
                ("first", address.Kind switch
                {
                    // Every document is a source of the package.
                    MetadataKind.Package => (JsonNode?)PageRequest.MostRows,
                    MetadataKind.Catalogue => null,
                    _ => 1,
                }),
                ("after", after),
                ("history", (JsonNode?)(!isNumbered
                    && address.Kind is MetadataKind.Catalogue or MetadataKind.Dataset))),
            RepresentationOf(address, hasPlanCodes),
            facts => Links(address, facts));
    }

    private Representation RepresentationOf(MetadataAddress address, bool hasPlanCodes)
    {
        if (address.Kind == MetadataKind.Package)
            return new PackageRepresentation(schema, isOfPlan: address.Plan is not null, hasPlanCodes, archive.Known);
        var format = RdfFormat.All.First(known => known.Name == address.Format);
        return address.Kind == MetadataKind.Grades
            ? new GradesRepresentation(
                format, PublicOrigin.Base + (address.Release is null ? "" : $"/releases/{address.Release}"))
            : new CatalogueRepresentation(format, options)
            {
                IsDataset = address.Kind == MetadataKind.Dataset,
                IsNumbered = address.ReleaseNumber is not null,
                Archive = archive.Known,
                ServedAgainAt = address.ReleaseNumber is null ? current.Seen?.ServedAgainAt : null,
            };
    }

    /// <summary>The columns of a list, whose address may have the parameters of the list's own.</summary>
    private Asked? DescribeTable(MetadataAddress address, string query, bool hasPlanCodes, out AnswerFailure? failure)
    {
        var csv = TableFormat.Find("csv")!;
        var asked = new ListAddress(address.Release, address.Owner, address.Name, csv.Name);
        if (ListAsking.Read(schema, asked, csv, query, hasPlanCodes, out failure) is not { } asking)
            return null;
        var path = asked.PathOf(asked.Release, csv.Name);
        return new Asked(
            MetadataQuestion.Ask(
                TableDescriptionRepresentation.Document(hasOwner: asking.Owner is not null),
                null,
                [("release", address.ReleaseNumber), ("owner", asking.Owner?.Id)]),
            new TableDescriptionRepresentation(
                $"{PublicOrigin.Current}{path}{(query.Length > 0 ? "?" : "")}{ListLinks.Clean(query)}",
                asking.List,
                asking.Parameters.Columns),
            _ => [ListLinks.Link(path, query, "describes") + "; type=\"text/csv\""]);
    }

    /// <summary>The same in the other form, and the next page.</summary>
    private static IEnumerable<string> Links(MetadataAddress address, TableFacts facts)
    {
        if (address.Kind == MetadataKind.Package)
            yield break;
        var stem = address.StemOf(address.Release);
        foreach (var other in RdfFormat.All.Where(other => other.Name != address.Format && address.Name != "dataset"))
            yield return ListLinks.Link($"{stem}.{other.Name}", "", "alternate")
                + $"; type=\"{other.ContentType.Split(';')[0]}\"";
        if (facts.Next is { } next)
            yield return ListLinks.Link($"{stem}.{address.Format}", ListLinks.Behind("", next), "next");
    }

    /// <summary>Why it is not there: it never was, or the current release has it no more.</summary>
    private Task<AnswerFailure> MissingAsync(HttpContext context, MetadataAddress address)
    {
        var owner = ListOwner.Of(address.Owner);
        return owner is null || address.Release is not null
            ? Task.FromResult(AnswerFailure.KeyUnknown(Missing(address)))
            : withdrawn.FailureAsync(
                owner.Id,
                Missing(address),
                release => address.StemOf(release)
                    + (address.Kind == MetadataKind.Table ? MetadataAddress.TableSuffix : "." + address.Format),
                ClientAddress.Of(context),
                context.RequestAborted);
    }

    private static string Missing(MetadataAddress address)
    {
        if (address.Kind == MetadataKind.Table)
            return ListAsking.Missing(new ListAddress(address.Release, address.Owner, address.Name, "csv"));
        var thing = address.Owner.Count == 0 ? "no plan" : $"nothing at /{string.Join('/', address.Owner)}";
        return address.Release is null
            ? $"The current release has {thing}."
            : $"There is no release “{TableParameters.Short(address.Release)}”, or it has {thing}.";
    }

    private sealed record Asked(
        GraphQLRequest Request, Representation Representation, Func<TableFacts, IEnumerable<string>> Links);
}
