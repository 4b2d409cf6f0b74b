using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// A steward's folder and store: files are put there, imported, and published where nothing is asked.
/// </summary>
internal sealed class StewardDesk(Store store) : IDisposable
{
    private const string Scale =
        """{ "grade": "A", "label": "A" }, { "grade": "B", "label": "B" }, { "grade": "C", "label": "C" }, { "grade": "NOT_RATED", "label": "-" }""";

    private readonly string folder = Directory.CreateTempSubdirectory("reform-desk-").FullName;
    private int releases;

    /// <summary>Metadata of a small table.</summary>
    /// <param name="layout">Further fields; empty for the usual layout.</param>
    public static string Json(int year = 2021, string scale = Scale, string layout = "") =>
        $$"""
        {
          "municipality": { "code": "{{SmallTable.Code}}", "name": "試験市", "romanName": "Shiken" },
          "plan": { "title": "{{SmallTable.Title}}", "firstFiscalYear": 2020, "lastFiscalYear": 2024, "ratingScale": [{{scale}}] },
          "document": { "title": "{{SmallTable.Title}}", "fiscalYear": {{year}}, "publisher": "試験市", "licenceConfirmed": false }{{(layout.Length > 0 ? "," : "")}}
          {{layout}}
        }
        """;

    public Task<ImportedDocument> ImportAsync(
        string name, string table, string? json, params MappingAnswer[] answers) =>
        ImportAsync(name, Encoding.UTF8.GetBytes(table), json is null ? null : Encoding.UTF8.GetBytes(json), answers);

    /// <summary>What the steward is told of a file.</summary>
    /// <param name="json">Put beside it; null for none.</param>
    public async Task<ImportedDocument> ImportAsync(
        string name, byte[] table, byte[]? json, params MappingAnswer[] answers)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(path, table);
        if (json is not null)
            await File.WriteAllBytesAsync(Path.ChangeExtension(path, ".json"), json);
        var options = new ImportOptions { Publish = true, Mapping = new Mapping(answers) };
        var outcome = await new Importer(store, TimeProvider.System)
            .ImportAsync(DocumentFiles.Read([path], null), options, default);
        if (outcome.IsPublished)
            releases = outcome.After!.Number;
        return Assert.Single(outcome.Documents);
    }

    public Task<Municipality> PublishAsync(string name, string table, string? json, params MappingAnswer[] answers) =>
        PublishAsync(name, Encoding.UTF8.GetBytes(table), json is null ? null : Encoding.UTF8.GetBytes(json), answers);

    /// <summary>What readers are given of a file, in which nothing is wrong or asked.</summary>
    public async Task<Municipality> PublishAsync(
        string name, byte[] table, byte[]? json, params MappingAnswer[] answers)
    {
        Assert.Empty(Told(await ImportAsync(name, table, json, answers), FindingSeverity.Error));
        return await PublishedAsync();
    }

    /// <summary>The current release, read back from the store.</summary>
    public async Task<Municipality> PublishedAsync()
    {
        var all = new List<Municipality>();
        await foreach (var municipality in new ReleaseReader(store).ReadAsync(releases))
            all.Add(municipality);
        return Assert.Single(all);
    }

    /// <summary>The findings of a file that are at least so severe: code, and what was read.</summary>
    public static string[] Told(ImportedDocument document, FindingSeverity least) =>
    [
        .. document.Findings.Where(finding => finding.Severity >= least)
            .Select(finding =>
                $"{finding.Code} {finding.Read}{(finding.Made is null ? "" : $" = {finding.Made}")}".TrimEnd()),
    ];

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
