using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// A store that questions are asked of, with what it holds as records beside it. Release 1 is the published document
/// and nothing else; release 2, the current one, changes it in three places and adds a municipality that does not
/// exist.
/// </summary>
public sealed class QuestionStore
{
    private static readonly Lazy<Municipality> Published = new(ReadPublished);

    private readonly ReformSchema _schema;

    private QuestionStore(Store store)
    {
        Store = store;
        _schema = ReformSchema.Create(
            store,
            File.ReadAllBytes(Repository.Path("schema/reform.graphql")),
            new Limits { TimeoutMs = 60_000 },
            (_, exception) => Unexpected = exception);
    }

    public Store Store { get; }

    /// <summary>What a resolver threw last; a test that ends with one has failed.</summary>
    public Exception? Unexpected { get; private set; }

    /// <summary>
    /// The condition that lets all rows of a list through, those too that nobody gets without asking.
    /// </summary>
    public static string AllOf(string list) => list switch
    {
        "ratings" => "{ evaluator: {} }",
        "narratives" => "{ kind: {} }",
        _ => "{}",
    };

    /// <summary>The municipalities of a release.</summary>
    public static IReadOnlyList<Municipality> Of(int release) => release == 1
        ? [Published.Value]
        : [InventedMunicipality.Changed(Published.Value), InventedMunicipality.Create()];

    /// <summary>Fills a store of the fixture's.</summary>
    public static async Task<QuestionStore> CreateAsync(TestDatabase database)
    {
        var store = await database.NewStoreAsync();
        await using var write = await WriteTransaction.BeginAsync(
            store, TimeSpan.FromSeconds(5), waiting: null, default);
        await using (var context = store.CreateContext(write.Connection))
        {
            var ids = new IdSequence(1);
            var rows = new EditionRows(ids);
            var published = rows.Add(Published.Value, "1", release: 1);
            var changed = rows.Add(Of(2)[0], "2", release: 2);
            var invented = rows.Add(Of(2)[1], "3", release: 2);
            rows.WriteTo(RowCopier.Create(write, context));
            await context.Database.UseTransactionAsync(write.Transaction);
            context.AddRange(Release(1, [published]), Release(2, [changed, invented]));
            context.AddRange(
                new ReleaseEditionRow { ReleaseNumber = 1, EditionId = published.Id },
                new ReleaseEditionRow { ReleaseNumber = 2, EditionId = changed.Id },
                new ReleaseEditionRow { ReleaseNumber = 2, EditionId = invented.Id });
            context.AddRange(Changes(ids));
            await context.SaveChangesAsync();
            foreach (var counts in KeptCounts.All(write.Connection))
                await counts.FillAsync(write, default);
            await write.ExecuteAsync("UPDATE store_state SET current_release = 2", default);
        }

        await write.CommitAsync(default);
        await AnalyzeAsync(store);
        return new QuestionStore(store);
    }

    /// <summary>Asks a store that is filled already.</summary>
    public static QuestionStore Over(Store store) => new(store);

    /// <summary>Asks, and gives the response with the statements that it took.</summary>
    /// <param name="asked">Called before each statement.</param>
    public async Task<Answer> AskAsync(
        string document, object? variables = null, int release = 1, Action? asked = null,
        CancellationToken cancellation = default)
    {
        var statements = new List<(string Text, IReadOnlyList<string> Parameters)>();
        using var request = new GraphQLRequest
        {
            Document = Encoding.UTF8.GetBytes(document),
            Variables = variables is null
                ? default
                : variables as JsonElement?
                ?? JsonSerializer.SerializeToElement(variables),
        };
        var executed = await _schema.ExecuteAsync(
            request,
            release,
            default,
            (text, parameters) =>
            {
                statements.Add((text, parameters));
                asked?.Invoke();
            },
            cancellation);
        using var response = executed.Response ?? throw new InvalidOperationException("The database does not answer.");
        if (Unexpected is { } fault)
        {
            Unexpected = null;
            throw new InvalidOperationException(
                $"{fault.Message}\n{document}\n{string.Join("\n", statements.Select(one => one.Text))}", fault);
        }

        using var json = JsonDocument.Parse(response.Body);
        return new Answer(json.RootElement.Clone(), statements) { Cost = response.Cost ?? 0 };
    }

    private static async Task AnalyzeAsync(Store store)
    {
        await using var connection = await store.OpenWriteAsync(default);
        await connection.ExecuteAsync("ANALYZE", default);
    }

    private static Municipality ReadPublished()
    {
        var file = Repository.Path("data/072028-fy2021.txt");
        using var metadata = File.OpenRead(MetadataFile.PathFor(file));
        var (declared, _) = MetadataFile.Read(metadata, "072028-fy2021.json");
        using var content = File.OpenRead(file);
        var read = DocumentReader.Read(content, "072028-fy2021.txt", declared!);
        return read.Municipality ?? throw new InvalidOperationException("The published document is not read.");
    }

    private static ReleaseRow Release(int number, IReadOnlyList<EditionRow> editions) => new()
    {
        Number = number,
        Status = ReleaseStatus.Published,
        BaseRelease = number == 1 ? null : number - 1,
        CreatedAt = new DateTimeOffset(2022, 8, number, 9, 0, 0, TimeSpan.Zero),
        PublishedAt = new DateTimeOffset(2022, 8, number, 10, 30, 0, TimeSpan.Zero),
        Note = number == 1 ? "令和3年度の取組状況と総括" : null,
        MunicipalityCount = editions.Count,
        DepartmentCount = editions.Sum(edition => edition.DepartmentCount),
        PlanCount = editions.Sum(edition => edition.PlanCount),
        CategoryCount = editions.Sum(edition => edition.CategoryCount),
        ItemCount = editions.Sum(edition => edition.ItemCount),
        InitiativeCount = editions.Sum(edition => edition.InitiativeCount),
        AssessmentCount = editions.Sum(edition => edition.AssessmentCount),
        NarrativeCount = editions.Sum(edition => edition.NarrativeCount),
        RatingCount = editions.Sum(edition => edition.RatingCount),
        MeasureCount = editions.Sum(edition => edition.MeasureCount),
        MeasureValueCount = editions.Sum(edition => edition.MeasureValueCount),
        SourceDocumentCount = editions.Sum(edition => edition.SourceDocumentCount),
        FindingCount = editions.Sum(edition => edition.FindingCount),
        CorrectionCount = editions.Sum(edition => edition.CorrectionCount),
    };

    private static IEnumerable<ReleaseChangeRow> Changes(IdSequence ids)
    {
        var position = 0;
        var changes = MunicipalityComparison.Compare(Of(1)[0], Of(2)[0])
            .Concat(MunicipalityComparison.Compare(null, Of(2)[1]));
        foreach (var change in changes)
        {
            yield return new ReleaseChangeRow
            {
                Id = ids.Next(),
                ReleaseNumber = 2,
                Position = ++position,
                Kind = change.Kind,
                Type = change.Type,
                Key = change.Key,
                Field = change.Field,
                Before = change.Before,
                After = change.After,
            };
        }
    }
}

/// <summary>A response, and the statements that it took, with their parameters.</summary>
public sealed record Answer(JsonElement Json, IReadOnlyList<(string Text, IReadOnlyList<string> Parameters)> Statements)
{
    /// <summary>What the operation cost, where it was executed.</summary>
    public long Cost { get; init; }

    public JsonElement Data => Json.TryGetProperty("errors", out var errors)
        ? throw new InvalidOperationException(errors.ToString())
        : Json.GetProperty("data");
}
