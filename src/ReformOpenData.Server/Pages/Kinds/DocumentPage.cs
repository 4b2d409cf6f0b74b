namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>A document that was read: whose it is, on what terms, and what was met while reading it.</summary>
internal sealed class DocumentPage()
    : Page<DocumentPage.Answer>("{municipality:6}/documents/{sha256}", "DocumentOverview")
{
    protected override PageView? Show(Answer answer, PageRequest request) =>
        answer.SourceDocument is not { } document ? null
        : new PageView(document.Title, new Slices_Document { Model = new Model(request, document) })
        {
            Crumbs = [new Crumb(document.Municipality.Name, request.To(document.Municipality.Code))],
            Owner = request.Address.Segments,
            Lists = [("findings", document.Findings.Count), ("documents", 1)],
        };

    internal sealed record Model(PageRequest At, Document Document);

    internal sealed record Answer(Document? SourceDocument);

    internal sealed record Document(
        string Sha256,
        string FileName,
        string Title,
        string Publisher,
        string? Url,
        string? Licence,
        bool LicenceConfirmed,
        string? RetrievedOn,
        int FiscalYear,
        string FiscalYearLabel,
        CityName Municipality,
        Plan Plan,
        IReadOnlyList<Finding> Findings);

    internal sealed record Plan(string Title, string Code);

    internal sealed record Finding(
        string Code, string Severity, string Message, int? Page, int? Row, int? Column, string? Read, string? Made);
}
