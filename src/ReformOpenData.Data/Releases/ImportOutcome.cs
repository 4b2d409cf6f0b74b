using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>What became of an import.</summary>
public enum ImportStatus
{
    /// <summary>The draft holds what was imported; with a dry run, it would.</summary>
    Imported = 1,

    /// <summary>The store, or its draft, holds all of it already.</summary>
    Unchanged = 2,

    /// <summary>A finding is an error: nothing was stored.</summary>
    Refused = 3,
}

/// <summary>What an import did, or with a dry run would do.</summary>
/// <param name="IsPublished">The draft is the current release now; with a dry run, it would be.</param>
/// <param name="Draft">Number of the draft that holds it, or would; null where there is none.</param>
/// <param name="Before">The current release with its figures; null on a store that has published nothing.</param>
/// <param name="After">The draft with its figures, as it would be published; null where there is none.</param>
/// <param name="Changes">
/// What the draft changes against the current release in the municipalities of this import: the first
/// <see cref="Importer.MaxListed"/>.
/// </param>
/// <param name="ChangeCount">All of them.</param>
public sealed record ImportOutcome(
    ImportStatus Status,
    bool IsPublished,
    int? Draft,
    ReleaseRow? Before,
    ReleaseRow? After,
    IReadOnlyList<ImportedDocument> Documents,
    IReadOnlyList<Change> Changes,
    int ChangeCount)
{
    /// <summary>
    /// Those that say where something is printed, or how; <see cref="Changes"/> lists them behind the others.
    /// </summary>
    public int PrintChangeCount { get; init; }
}

/// <summary>One document of an import, for one municipality.</summary>
/// <param name="MunicipalityCode">Null where it could not be read.</param>
/// <param name="IsUnchanged">The store holds the same already.</param>
/// <param name="Findings">Of reading, merging and correcting it.</param>
/// <param name="Content">The municipality as it would be public; null where it was refused, and after the first
/// <see cref="Importer.MaxContents"/>.</param>
public sealed record ImportedDocument(
    string FileName,
    string? MunicipalityCode,
    string? MunicipalityName,
    bool IsUnchanged,
    IReadOnlyList<Finding> Findings,
    Municipality? Content)
{
    /// <summary>The questions among the findings, which a person has to answer.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<Question> Questions { get; init; } = [];
}
