using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Truth;

/// <summary>A store whose releases are given states, one after the other, with the API over it.</summary>
internal sealed class ReleaseSeries
{
    private readonly ReformSchema schema;
    private readonly IdSequence ids = new(1);
    private Exception? unexpected;
    private int last;

    private ReleaseSeries(Store store)
    {
        Store = store;
        schema = ReformSchema.Create(
            store,
            File.ReadAllBytes(Repository.Path("schema/reform.graphql")),
            new Limits { TimeoutMs = 60_000, Cost = 1_000_000_000_000 },
            (_, exception) => unexpected = exception);
    }

    public Store Store { get; }

    public static async Task<ReleaseSeries> CreateAsync(TestDatabase database) => new(await database.NewStoreAsync());

    /// <summary>Stores a state as the next release, and gives its number.</summary>
    public async Task<int> AddAsync(Municipality municipality)
    {
        var number = last + 1;
        await using var write = await WriteTransaction.BeginAsync(
            Store, TimeSpan.FromSeconds(5), waiting: null, default);
        await using (var context = Store.CreateContext(write.Connection))
        {
            var rows = new EditionRows(ids);
            var edition = rows.Add(municipality, ContentHash.Of(municipality), number);
            rows.WriteTo(RowCopier.Create(write, context));
            await context.Database.UseTransactionAsync(write.Transaction);
            var time = new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
            context.Add(new ReleaseRow
            {
                Number = number,
                Status = ReleaseStatus.Published,
                CreatedAt = time,
                PublishedAt = time,
                MunicipalityCount = 1,
                DepartmentCount = edition.DepartmentCount,
                PlanCount = edition.PlanCount,
                CategoryCount = edition.CategoryCount,
                ItemCount = edition.ItemCount,
                InitiativeCount = edition.InitiativeCount,
                AssessmentCount = edition.AssessmentCount,
                NarrativeCount = edition.NarrativeCount,
                RatingCount = edition.RatingCount,
                MeasureCount = edition.MeasureCount,
                MeasureValueCount = edition.MeasureValueCount,
                SourceDocumentCount = edition.SourceDocumentCount,
                FindingCount = edition.FindingCount,
                CorrectionCount = edition.CorrectionCount,
            });
            context.Add(new ReleaseEditionRow { ReleaseNumber = number, EditionId = edition.Id });
            await context.SaveChangesAsync();
            // Answers are made of these; of the grams, only prices.
            var counts = new RowCounts(write.Connection);
            await counts.AddDraftAsync(number, default);
            await counts.WriteAsync(write, RowCopier.Create(write, context), number, default);
        }

        await write.CommitAsync(default);
        return last = number;
    }

    public async Task<JsonElement> AskAsync(string question, int release)
    {
        using var request = new GraphQLRequest { Document = Encoding.UTF8.GetBytes(question) };
        using var response = (await schema.ExecuteAsync(request, release, default, trace: null, default)).Response!;
        if (unexpected is not null)
            throw new InvalidOperationException("The server met a fault.", unexpected);

        using var json = JsonDocument.Parse(response.Body);
        return json.RootElement.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException(errors.ToString())
            : json.RootElement.GetProperty("data").Clone();
    }
}
