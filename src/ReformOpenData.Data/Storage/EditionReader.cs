using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>Reads one edition back into the record it was written from; one statement a table.</summary>
internal sealed class EditionReader
{
    private readonly Dictionary<long, string> documentOf = [];
    private readonly Dictionary<long, string> departmentOf = [];
    private readonly List<CategoryRow> categories;
    private readonly List<ItemRow> items;
    private readonly List<InitiativeRow> initiatives;
    private readonly List<AssessmentRow> assessments;
    private ILookup<long, string> successors = null!;
    private ILookup<long, FindingRow> findings = null!;
    private Dictionary<long, IReadOnlyList<GradeLabel>> scaleOf = null!;
    private ILookup<long, ResponsibilityRow> responsibilities = null!;
    private ILookup<long, NarrativeRow> narratives = null!;
    private ILookup<long, SectionRow> sections = null!;
    private ILookup<long, RatingRow> ratings = null!;
    private ILookup<long, RatingDepartmentRow> ratingDepartments = null!;
    private ILookup<long, MeasureRow> measures = null!;
    private ILookup<long, MeasureValueRow> measureValues = null!;
    private ILookup<long, SourceCellRow> cells = null!;

    private EditionReader()
    {
        categories = [];
        items = [];
        initiatives = [];
        assessments = [];
    }

    /// <summary>All of an edition. Lists come in the order in which they were written.</summary>
    public static Task<Municipality> ReadAsync(ReformDbContext context, long edition, CancellationToken cancellation) =>
        new EditionReader().LoadAsync(context, edition, cancellation);

    private async Task<Municipality> LoadAsync(ReformDbContext context, long edition, CancellationToken cancellation)
    {
        var municipality = await context.Set<MunicipalityRow>().SingleAsync(row => row.EditionId == edition, cancellation);
        var departments = await Rows<DepartmentRow>();
        foreach (var department in departments)
            departmentOf.Add(department.Id, department.FullName);
        var successions = await context.Set<DepartmentSuccessorRow>().Where(row => row.EditionId == edition).ToListAsync(cancellation);
        var documents = await Rows<SourceDocumentRow>();
        foreach (var document in documents)
            documentOf.Add(document.Id, document.Sha256);
        var plans = await Rows<PlanRow>();
        categories.AddRange(await Rows<CategoryRow>());
        items.AddRange(await Rows<ItemRow>());
        initiatives.AddRange(await Rows<InitiativeRow>());
        var keys = initiatives.ToDictionary(row => row.Id, row => row.Key);
        successors = (await context.Set<InitiativeSuccessorRow>().Where(row => row.EditionId == edition)
            .ToListAsync(cancellation)).OrderBy(row => keys[row.SuccessorId], StringComparer.Ordinal)
            .ToLookup(row => row.InitiativeId, row => keys[row.SuccessorId]);
        assessments.AddRange(await Rows<AssessmentRow>());
        findings = (await Rows<FindingRow>()).ToLookup(row => row.DocumentId);
        var scales = (await Rows<RatingScaleRow>()).ToLookup(row => row.PlanId);
        scaleOf = plans.ToDictionary(plan => plan.Id, plan => (IReadOnlyList<GradeLabel>)[.. scales[plan.Id].Select(Step)]);
        responsibilities = (await Rows<ResponsibilityRow>()).ToLookup(row => row.AssessmentId);
        narratives = (await Rows<NarrativeRow>()).ToLookup(row => row.AssessmentId);

        // A summary's sections stand under the assessment, a narrative's under it; the numbers of rows are unique.
        sections = (await Rows<SectionRow>()).ToLookup(row => row.NarrativeId ?? row.AssessmentId);
        ratings = (await Rows<RatingRow>()).ToLookup(row => row.AssessmentId);
        ratingDepartments = (await context.Set<RatingDepartmentRow>().Where(row => row.EditionId == edition)
            .OrderBy(row => row.RatingId).ThenBy(row => row.Position).ToListAsync(cancellation)).ToLookup(row => row.RatingId);
        measures = (await Rows<MeasureRow>()).ToLookup(row => row.AssessmentId);
        measureValues = (await Rows<MeasureValueRow>()).ToLookup(row => row.MeasureId);
        cells = (await Rows<SourceCellRow>()).ToLookup(row => row.AssessmentId);
        var corrections = await Rows<CorrectionRow>();
        return new Municipality(
            municipality.Code,
            municipality.Name,
            municipality.RomanName,
            [.. departments.Select(row => new Department(row.Name, row.Bureau))],
            [.. plans.Select(Plan)],
            [.. documents.Select(Document)],
            [.. corrections.Select(row => new Correction(
                row.TargetKey, row.Field, row.Printed, row.Corrected, row.Reason, row.SinceRelease))])
        {
            Successions = DepartmentSuccession.Ordered(
                successions.Select(row => new DepartmentSuccession(departmentOf[row.DepartmentId], departmentOf[row.SuccessorId]))),
        };

        Task<List<TRow>> Rows<TRow>()
            where TRow : DataRow => context.Set<TRow>().Where(row => row.EditionId == edition).OrderBy(row => row.Id)
            .ToListAsync(cancellation);
    }

    private SourceDocument Document(SourceDocumentRow row) => new(
        row.Sha256,
        row.FileName,
        row.Title,
        row.Publisher,
        row.Url,
        row.Licence,
        row.LicenceConfirmed,
        row.RetrievedOn,
        row.PlanFirstFiscalYear,
        row.FiscalYear,
        [.. findings[row.Id].Select(finding => new Finding(
            finding.Code,
            finding.Severity,
            finding.Message,
            finding.Page,
            finding.Row,
            finding.Column,
            finding.Line,
            finding.Read,
            finding.Made))])
    {
        PlanId = row.PlanOwnId,
    };

    private Plan Plan(PlanRow row) => new(
        row.Title,
        row.FirstFiscalYear,
        row.LastFiscalYear,
        scaleOf[row.Id],
        [.. categories.Where(category => category.PlanId == row.Id).Select(Category)])
    {
        Id = row.OwnId,
        LevelNames = LevelNames.Of(row.CategoryLevelName, row.ItemLevelName, row.InitiativeLevelName),
    };

    private static GradeLabel Step(RatingScaleRow row) => new(row.Grade, row.Label)
    {
        Symbol = row.Symbol,
        Meaning = row.Meaning,
        Level = (Level?)row.Level,
        DeclaredRated = row.IsRated,
        FirstFiscalYear = row.FirstFiscalYear,
        LastFiscalYear = row.LastFiscalYear,
    };

    private Category Category(CategoryRow row) => new(
        row.Number, row.Name, [.. items.Where(item => item.CategoryId == row.Id).Select(Item)])
    {
        PrintedNumber = row.PrintedNumber,
    };

    private Item Item(ItemRow row) => new(
        row.Number, row.Name, [.. initiatives.Where(initiative => initiative.ItemId == row.Id).Select(Initiative)])
    {
        Headings = row.Headings,
        PrintedNumber = row.PrintedNumber,
    };

    private Initiative Initiative(InitiativeRow row) => new(
        row.Number,
        row.Name,
        row.Description,
        [.. assessments.Where(assessment => assessment.InitiativeId == row.Id).Select(Assessment)])
    {
        PrintedNumber = row.PrintedNumber,
        Ending = row.Status is not { } status
            ? null
            : new InitiativeEnding((InitiativeStatus)status, row.EndedIn, row.Reason, [.. successors[row.Id]]),
    };

    private Assessment Assessment(AssessmentRow row) => new(
        row.Number,
        [.. responsibilities[row.Id].Select(one => new Responsibility(departmentOf[one.DepartmentId], one.Qualifier) { Role = one.Role })],
        [.. narratives[row.Id].Select(Narrative)],
        Summary(row),
        [.. ratings[row.Id].Select(Rating)],
        new SourceLocation(documentOf[row.DocumentId], row.Page, row.Row, null, row.Line),
        [.. cells[row.Id].Select(cell => new SourceCell(
            cell.Column,
            cell.Text,
            cell.SourceText,
            new SourceLocation(documentOf[cell.DocumentId], cell.Page, cell.Row, cell.PrintedColumn, cell.Line)))])
    {
        Measures = [.. measures[row.Id].Select(Measure)],
    };

    private Measure Measure(MeasureRow row) => new(
        row.Number,
        row.Name,
        row.Unit,
        row.Kind,
        (MeasureDirection?)row.Direction,
        [.. measureValues[row.Id].Select(value => new MeasureValue(
            value.FiscalYear,
            value.Role,
            value.Printed,
            new SourceLocation(documentOf[value.DocumentId], value.Page, value.Row, value.Column, value.Line)))]);

    private YearlyNarrative Narrative(NarrativeRow row) => new(
        row.FiscalYear,
        row.Text,
        row.SourceText,
        Sections(row.Id),
        new SourceLocation(documentOf[row.DocumentId], row.Page, row.Row, row.Column, row.Line))
    {
        Kind = row.Kind,
    };

    private Summary? Summary(AssessmentRow row) => row.SummaryFiscalYear is not { } year
        ? null
        : new Summary(
            year,
            row.SummaryText,
            row.SummarySourceText!,
            Sections(row.Id),
            new SourceLocation(
                documentOf[row.SummaryDocumentId!.Value],
                row.SummaryPage!.Value,
                row.SummaryRow!.Value,
                row.SummaryColumn,
                row.SummaryLine!.Value));

    private List<Section> Sections(long owner) =>
    [
        .. sections[owner].Select(row => new Section(
            row.Label, row.DepartmentId is { } department ? departmentOf[department] : null, row.Text)),
    ];

    private Rating Rating(RatingRow row)
    {
        var scale = scaleOf[row.PlanId];
        var step = scale.StepOf(row.Grade, row.Label, row.FiscalYear);
        return new Rating(
            row.Number,
            row.Grade,
            row.Printed,
            row.FiscalYear,
            row.IsFinal,
            [.. ratingDepartments[row.Id].Select(one => departmentOf[one.DepartmentId])],
            new SourceLocation(documentOf[row.DocumentId], row.Page, row.Row, row.Column, row.Line))
        {
            // A label that no step has is the print's own; one that the grade says is not kept.
            Label = step is null ? null : scale.LabelToKeep(step, row.FiscalYear),
            Evaluator = row.Evaluator,
            Aspect = row.Aspect,
        };
    }
}
