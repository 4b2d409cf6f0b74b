namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>What was reported for a row in a year: the printed cell beside the cleaned text.</summary>
internal sealed class NarrativePage() : Page<NarrativePage.Answer>(
    "{municipality:6}/{plan:4}/{category:2}/{item:2}/{initiative:3}/{assessment:3}/{year:4}", "NarrativeInPrint")
{
    protected override PageView? Show(Answer answer, PageRequest request) =>
        answer.Narrative is not { } narrative ? null
        : new PageView(
            request.T(
                $"{narrative.Initiative.Name}：{narrative.FiscalYearLabel}の取組状況",
                $"{narrative.Initiative.Name}: progress in fiscal {narrative.FiscalYear}"),
            new Slices_Narrative { Model = new Model(request, narrative) })
        {
            Crumbs = Trail.Of(
                request,
                narrative.Municipality,
                narrative.Plan,
                narrative.Category,
                narrative.Item,
                narrative.Initiative,
                narrative.Assessment.Number),
            Owner = request.Address.Segments,
            Lists = ["narratives", "ratings"],
        };

    internal sealed record Model(PageRequest At, Narrative Narrative);

    internal sealed record Answer(Narrative? Narrative);

    internal sealed record Narrative(
        int FiscalYear,
        string FiscalYearLabel,
        string? Text,
        string SourceText,
        CityName Municipality,
        PlanName Plan,
        Numbered Category,
        Numbered Item,
        Numbered Initiative,
        Row Assessment,
        Place Location);

    internal sealed record Row(int Number, IReadOnlyList<RatingFacts> Ratings);
}
