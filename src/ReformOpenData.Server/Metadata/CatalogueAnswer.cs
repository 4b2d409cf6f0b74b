using System.Text.Json;

namespace ReformOpenData.Server.Metadata;

/// <summary>What the trusted document Catalogue answers.</summary>
internal sealed record CatalogueAnswer(
    CatalogueAnswer.ReleaseData? Release, CatalogueAnswer.ReleasePage? Releases)
{
    public const string Document = "Catalogue";

    public static CatalogueAnswer Read(ReadOnlySpan<byte> answer) =>
        JsonSerializer.Deserialize<Response>(answer, JsonSerializerOptions.Web)!.Data;

    private sealed record Response(CatalogueAnswer Data);

    internal sealed record ReleasePage(IReadOnlyList<PublicRelease> Nodes);

    internal sealed record ReleaseData(
        int Number, DateTimeOffset PublishedAt, string? Note, DatasetData Dataset, PlanPage Plans);

    internal sealed record DatasetData(
        string Title, string Description, IReadOnlyList<string> Keywords, DateTimeOffset? Issued);

    internal sealed record PlanPage(int TotalCount, PageInfo PageInfo, IReadOnlyList<Plan> Nodes)
    {
        /// <summary>What may be done with all of it; of some plans alone, nothing is said of the others.</summary>
        public Terms Terms =>
            Nodes.Count == TotalCount ? Terms.Of([.. Nodes.SelectMany(plan => plan.SourceDocuments)]) : Terms.Mixed;
    }

    internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

    internal sealed record Plan(
        string Title,
        int FirstFiscalYear,
        string Code,
        int LastFiscalYear,
        Municipality Municipality,
        IReadOnlyList<GradeLabel> RatingScale,
        Count Ratings,
        IReadOnlyList<SourceDocument> SourceDocuments)
    {
        /// <summary>As the address has it: 072028/2017.</summary>
        public string Key => $"{Municipality.Code}/{Code}";
    }

    internal sealed record Municipality(string Code, string AreaCode, string Name, string RomanName);

    internal sealed record GradeLabel(string Grade, string Label);

    internal sealed record Count(int TotalCount);

    internal sealed record SourceDocument(
        string Sha256,
        string Title,
        string Publisher,
        string? Url,
        string? Licence,
        bool LicenceConfirmed,
        DateOnly? RetrievedOn,
        int FiscalYear,
        string FiscalYearLabel);

    /// <param name="Changes">By municipality: those without any are not there.</param>
    internal sealed record PublicRelease(
        int Number, string Status, DateTimeOffset PublishedAt, string? Note, Changes Changes)
    {
        public bool IsServed => Status is "CURRENT" or "SUPERSEDED";

        /// <summary>How many changes the release brought to a municipality.</summary>
        public int ChangesOf(string municipality) =>
            Changes.Groups.FirstOrDefault(group => group.MunicipalityCode == municipality)?.Count ?? 0;
    }

    internal sealed record Changes(IReadOnlyList<ChangeGroup> Groups);

    internal sealed record ChangeGroup(string MunicipalityCode, int Count);
}
