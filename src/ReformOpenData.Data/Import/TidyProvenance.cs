using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>What belongs to the municipality as a whole; nothing for a table that people wrote.</summary>
internal sealed record TidyProvenance(
    IReadOnlyList<Department> Departments,
    IReadOnlyList<SourceDocument> Documents,
    IReadOnlyList<Correction> Corrections,
    IReadOnlyDictionary<string, SourceLocation> Places,
    IReadOnlyList<DepartmentSuccession> Successions)
{
    public static TidyProvenance None { get; } = new([], [], [], new Dictionary<string, SourceLocation>(), []);
}

/// <summary>The documents of which a tidy table tells: those it names, and itself where it names none.</summary>
internal sealed class TidyDocuments
{
    private readonly HashSet<string> known;

    public TidyDocuments(SourceDocument file, TidyProvenance provenance, IReadOnlyList<KeyedRow> rows)
    {
        FileSha256 = file.Sha256;
        known = provenance.Documents.Select(document => document.Sha256).ToHashSet();
        var own = rows.Where(row => row.Row[TidyColumns.Document].Length == 0).ToList();
        All = own.Count == 0 || known.Contains(file.Sha256)
            ? provenance.Documents
            : [.. provenance.Documents, file with
            {
                PlanFirstFiscalYear = own[0].Plan,
                PlanId = own[0].PlanId,
                FiscalYear = own.Max(row => row.FiscalYear),
            }];
    }

    public IReadOnlyList<SourceDocument> All { get; }

    /// <summary>Of the table itself.</summary>
    public string FileSha256 { get; }

    public bool Knows(string sha256) => known.Contains(sha256);
}
