namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>One printed rating: whom it names, and where it stands.</summary>
internal sealed class RatingPage() : Page<RatingPage.Answer>(
    "{municipality:6}/{plan:plan}/{category:2}/{item:2}/{initiative:3}/{assessment:3}/{year:4}/{rating:2}",
    "RatingInPrint")
{
    protected override PageView? Show(Answer answer, PageRequest request) => answer.Rating is not { } rating ? null
        : new PageView(
            request.T(
                $"{rating.Initiative.Name}：評価 {rating.Printed}", $"{rating.Initiative.Name}: rating {rating.Printed}"),
            new Slices_Rating { Model = new Model(request, rating) })
        {
            Crumbs = Trail.Of(
                request,
                rating.Municipality,
                rating.Plan,
                rating.Category,
                rating.Item,
                rating.Initiative,
                rating.Assessment.Number),
            Owner = request.Address.Segments,
            Print = rating.Location,
            Lists =
            [
                ("ratings", rating.Evaluator is null ? 1 : 0),
                ("rating-departments", rating.Evaluator is null ? rating.Departments.Count : 0),
            ],
        };

    internal sealed record Model(PageRequest At, Rating Rating);

    internal sealed record Answer(Rating? Rating);

    internal sealed record Rating(
        string Id,
        int Number,
        string Grade,
        string Label,
        string Printed,
        int FiscalYear,
        string FiscalYearLabel,
        bool IsFinal,
        string? Evaluator,
        string? Aspect,
        IReadOnlyList<DepartmentName> Departments,
        CityName Municipality,
        PlanName Plan,
        Numbered Category,
        Numbered Item,
        Numbered Initiative,
        Row Assessment,
        Place Location)
    {
        public RatingFacts Facts => new(
            Number, Grade, Label, Printed, FiscalYear, FiscalYearLabel, IsFinal, Evaluator, Aspect, Departments);

        /// <summary>In the words of the document; null where it has none.</summary>
        public string? Meaning => Plan.RatingScale.FirstOrDefault(grade => grade.Label == Label)?.Meaning;
    }

    internal sealed record Row(int Number, IReadOnlyList<CorrectionFacts> Corrections);
}
