using System.Data.Common;
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
    public static Task<Municipality> ReadAsync(
        DbConnection connection, long edition, CancellationToken cancellation) =>
        new EditionReader().LoadAsync(connection, edition, cancellation);

    private async Task<Municipality> LoadAsync(
        DbConnection connection, long edition, CancellationToken cancellation)
    {
        var municipality = (await Rows<MunicipalityRow>()).Single();
        var departments = await Rows<DepartmentRow>();
        foreach (var department in departments)
            departmentOf.Add(department.Id, department.FullName);
        var successions = await Rows<DepartmentSuccessorRow>("department_id, successor_id");
        var documents = await Rows<SourceDocumentRow>();
        foreach (var document in documents)
            documentOf.Add(document.Id, document.Sha256);
        var plans = await Rows<PlanRow>();
        categories.AddRange(await Rows<CategoryRow>());
        items.AddRange(await Rows<ItemRow>());
        initiatives.AddRange(await Rows<InitiativeRow>());
        var keys = initiatives.ToDictionary(row => row.Id, row => row.Key);
        successors = (await Rows<InitiativeSuccessorRow>("initiative_id, successor_id"))
            .OrderBy(row => keys[row.SuccessorId], StringComparer.Ordinal)
            .ToLookup(row => row.InitiativeId, row => keys[row.SuccessorId]);
        assessments.AddRange(await Rows<AssessmentRow>());
        findings = (await Rows<FindingRow>()).ToLookup(row => row.DocumentId);
        var scales = (await Rows<RatingScaleRow>()).ToLookup(row => row.PlanId);
        scaleOf =
            plans.ToDictionary(plan => plan.Id, plan => (IReadOnlyList<GradeLabel>)[.. scales[plan.Id].Select(Step)]);
        responsibilities = (await Rows<ResponsibilityRow>()).ToLookup(row => row.AssessmentId);
        narratives = (await Rows<NarrativeRow>()).ToLookup(row => row.AssessmentId);

        // A summary's sections stand under the assessment, a narrative's under it; the numbers of rows are unique.
        sections = (await Rows<SectionRow>()).ToLookup(row => row.NarrativeId ?? row.AssessmentId);
        ratings = (await Rows<RatingRow>()).ToLookup(row => row.AssessmentId);
        ratingDepartments =
            (await Rows<RatingDepartmentRow>("rating_id, position")).ToLookup(row => row.RatingId);
        measures = (await Rows<MeasureRow>()).ToLookup(row => row.AssessmentId);
        measureValues = (await Rows<MeasureValueRow>()).ToLookup(row => row.MeasureId);
        cells = (await Rows<SourceCellRow>()).ToLookup(row => row.AssessmentId);
        var corrections = await Rows<CorrectionRow>();
        return RowValues.Read<Municipality, MunicipalityRow>(municipality) with
        {
            Departments = [.. departments.Select(RowValues.Read<Department, DepartmentRow>)],
            Plans = [.. plans.Select(Plan)],
            Documents = [.. documents.Select(Document)],
            Corrections = [.. corrections.Select(RowValues.Read<Correction, CorrectionRow>)],
            Successions = DepartmentSuccession.Ordered(
                successions.Select(
                    row => new DepartmentSuccession(departmentOf[row.DepartmentId], departmentOf[row.SuccessorId]))),
        };

        Task<List<TRow>> Rows<TRow>(string order = "id")
            where TRow : class, new() =>
            StoredRows.OfEditionAsync<TRow>(connection, edition, order, cancellation);
    }

    private SourceDocument Document(SourceDocumentRow row) =>
        RowValues.Read<SourceDocument, SourceDocumentRow>(row) with
        {
            PlanId = row.PlanOwnId,
            Findings = [.. findings[row.Id].Select(RowValues.Read<Finding, FindingRow>)],
        };

    private Plan Plan(PlanRow row) => RowValues.Read<Plan, PlanRow>(row) with
    {
        Id = row.OwnId,
        LevelNames = LevelNames.Of(row.CategoryLevelName, row.ItemLevelName, row.InitiativeLevelName),
        RatingScale = scaleOf[row.Id],
        Categories = [.. categories.Where(category => category.PlanId == row.Id).Select(Category)],
    };

    private static GradeLabel Step(RatingScaleRow row) =>
        RowValues.Read<GradeLabel, RatingScaleRow>(row) with { DeclaredRated = row.IsRated };

    private Category Category(CategoryRow row) => RowValues.Read<Category, CategoryRow>(row) with
    {
        Items = [.. items.Where(item => item.CategoryId == row.Id).Select(Item)],
    };

    private Item Item(ItemRow row) => RowValues.Read<Item, ItemRow>(row) with
    {
        Initiatives = [.. initiatives.Where(initiative => initiative.ItemId == row.Id).Select(Initiative)],
    };

    private Initiative Initiative(InitiativeRow row) => RowValues.Read<Initiative, InitiativeRow>(row) with
    {
        Assessments = [.. assessments.Where(assessment => assessment.InitiativeId == row.Id).Select(Assessment)],
        Ending = row.Status is null
            ? null
            : RowValues.Read<InitiativeEnding, InitiativeRow>(row) with { Successors = [.. successors[row.Id]] },
    };

    private Assessment Assessment(AssessmentRow row) => RowValues.Read<Assessment, AssessmentRow>(row) with
    {
        Responsibilities =
        [
            .. responsibilities[row.Id].Select(one => RowValues.Read<Responsibility, ResponsibilityRow>(one) with
            {
                Department = departmentOf[one.DepartmentId],
            }),
        ],
        Narratives = [.. narratives[row.Id].Select(Narrative)],
        Summary = Summary(row),
        Ratings = [.. ratings[row.Id].Select(Rating)],
        Location = new SourceLocation(documentOf[row.DocumentId], row.Page, row.Row, null, row.Line),
        Measures = [.. measures[row.Id].Select(Measure)],
        Cells =
        [
            .. cells[row.Id].Select(cell => RowValues.Read<SourceCell, SourceCellRow>(cell) with
            {
                Location = new SourceLocation(
                    documentOf[cell.DocumentId], cell.Page, cell.Row, cell.PrintedColumn, cell.Line),
            }),
        ],
    };

    private SourceLocation Location(PrintedRow row) =>
        RowValues.Read<SourceLocation, PrintedRow>(row) with { Document = documentOf[row.DocumentId] };

    private Measure Measure(MeasureRow row) => RowValues.Read<Measure, MeasureRow>(row) with
    {
        Values =
        [
            .. measureValues[row.Id].Select(value => RowValues.Read<MeasureValue, MeasureValueRow>(value) with
            {
                Location = Location(value),
            }),
        ],
    };

    private YearlyNarrative Narrative(NarrativeRow row) => RowValues.Read<YearlyNarrative, NarrativeRow>(row) with
    {
        Sections = Sections(row.Id),
        Location = Location(row),
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
        .. sections[owner].Select(row => RowValues.Read<Section, SectionRow>(row) with
        {
            Department = row.DepartmentId is { } department ? departmentOf[department] : null,
        }),
    ];

    private Rating Rating(RatingRow row)
    {
        var scale = scaleOf[row.PlanId];
        var step = scale.StepOf(row.Grade, row.Label, row.FiscalYear);
        return RowValues.Read<Rating, RatingRow>(row) with
        {
            Departments = [.. ratingDepartments[row.Id].Select(one => departmentOf[one.DepartmentId])],
            Location = Location(row),
            // A label that no step has is the print's own; one that the grade says is not kept.
            Label = step is null ? null : scale.LabelToKeep(step, row.FiscalYear),
        };
    }
}
