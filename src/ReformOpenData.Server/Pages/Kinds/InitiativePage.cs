namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>An initiative: its years as a timeline, for each row of the table.</summary>
internal sealed class InitiativePage() : Page<InitiativePage.Answer>(
    "{municipality:6}/{plan:4}/{category:2}/{item:2}/{initiative:3}", "InitiativeHistory")
{
    protected override PageView? Show(Answer answer, PageRequest request) =>
        answer.Initiative is not { } initiative ? null
        : new PageView(request.NameOf(initiative.Name), new Slices_Initiative { Model = new Model(request, initiative) })
        {
            Description = request.T(
                $"{initiative.Municipality.Name}の取組「{initiative.Name}」の年度ごとの取組状況、総括、評価。",
                $"“{initiative.Name}” ({initiative.Municipality.Name}) year by year, with summary and ratings."),
            Crumbs = Trail.Of(request, initiative.Municipality, initiative.Plan, initiative.Category, initiative.Item),
            Owner = request.Address.Segments,
            Lists = ["ratings", "narratives", "sections"],
        };

    internal sealed record Model(PageRequest At, Initiative Initiative)
    {
        public string Key => string.Join('/', At.Address.Segments);
    }

    internal sealed record Answer(Initiative? Initiative);

    internal sealed record Initiative(
        int Number,
        string Name,
        string? Description,
        CityName Municipality,
        PlanName Plan,
        Numbered Category,
        Numbered Item,
        IReadOnlyList<Row> Assessments);

    internal sealed record Row(
        int Number,
        IReadOnlyList<Responsibility> Responsibilities,
        IReadOnlyList<Narrative> Narratives,
        Summary? Summary,
        IReadOnlyList<RatingFacts> Ratings,
        Place Location,
        IReadOnlyList<CorrectionFacts> Corrections);

    internal sealed record Narrative(int FiscalYear, string FiscalYearLabel, IReadOnlyList<SectionText> Sections);

    internal sealed record Summary(int FiscalYear, IReadOnlyList<SectionText> Sections);
}
