using Microsoft.Extensions.Time.Testing;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Releases;

/// <summary>Short forms of imports and publications for tests.</summary>
internal static class Imports
{
    /// <summary>A clock that stands still.</summary>
    public static readonly TimeProvider Clock = new FakeTimeProvider(
        new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What a reader would have read.</summary>
    public static ReadResult Read(Municipality municipality) => new(municipality, municipality.Documents[0], []);

    /// <summary>The sample with another text and no corrections, as a reader would give it.</summary>
    public static ReadResult Read(string text, Grade grade = Grade.B, string code = SampleMunicipality.Code) =>
        Read(SampleMunicipality.Create(code, text, grade) with { Corrections = [] });

    public static Task<ImportOutcome> ImportAsync(
        this Store store, ReadResult document, ImportOptions? options = null) =>
        new Importer(store, Clock).ImportAsync([document], options ?? new ImportOptions());

    public static Task<int> PublishAsync(this Store store) => NumberAsync(new Publication(store, Clock).PublishAsync());

    public static async Task<int> ImportAndPublishAsync(
        this Store store, ReadResult document, ImportOptions? options = null)
    {
        var outcome = await store.ImportAsync(document, options);
        Assert.Equal(ImportStatus.Imported, outcome.Status);
        return await store.PublishAsync();
    }

    /// <summary>The text of the sample's narrative of 2021 in a release.</summary>
    public static async Task<string?> TextAsync(this Store store, int release, string code = SampleMunicipality.Code)
    {
        await foreach (var municipality in new ReleaseReader(store).ReadAsync(release, code))
            return municipality.Plans[0].Categories[0].Items[0].Initiatives[0].Assessments[0].Narratives.Single(
                one => one.FiscalYear == 2021).Text;
        return null;
    }

    public static async Task<List<Change>> CompareAsync(this Store store, int from, int to)
    {
        var changes = new List<Change>();
        await foreach (var change in new ReleaseReader(store).CompareAsync(from, to))
            changes.Add(change);
        return changes;
    }

    private static async Task<int> NumberAsync(Task<Data.Storage.Rows.ReleaseRow> release) => (await release).Number;
}
