using System.Globalization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>What was reported in a fiscal year of a plan, row by row.</summary>
internal sealed class YearPage() : Page<YearPage.Answer>("{municipality:6}/{plan:plan}/years/{year:4}", "YearOverview")
{
    public override IReadOnlyList<string> Parameters => ["after"];

    protected override PageView? Show(Answer answer, PageRequest request)
    {
        var year = Whole(request, "year");
        if (answer.Plan is not { } plan || year < plan.FirstFiscalYear || year > plan.LastFiscalYear)
            return null;
        var label = answer.Narratives.Nodes.Count > 0
            ? answer.Narratives.Nodes[0].FiscalYearLabel
            : string.Create(CultureInfo.InvariantCulture, $"{year}年度");
        var key = Keys.Plan(plan.Municipality.Code, plan.Code);
        return new PageView(
            request.T($"{label}の取組状況", $"Progress in fiscal {year}"),
            new Slices_Year
            {
                Model = new Model(
                    request, plan, year, [.. answer.Reported.Years.Union([year]).Order()], answer.Narratives),
            })
        {
            Description = request.T(
                $"{plan.Municipality.Name}「{plan.Title}」の{label}の取組状況。",
                $"What was reported in fiscal {year} for “{plan.Title}” ({plan.Municipality.Name})."),
            Crumbs =
            [
                new Crumb(plan.Municipality.Name, request.To(plan.Municipality.Code)),
                new Crumb(plan.Title, request.To(key))
            ],
            Owner = key.Split('/'),
            Lists = [("narratives", answer.Narratives.TotalCount), ("ratings", plan.Ratings.TotalCount)],
            ListQuery = string.Create(CultureInfo.InvariantCulture, $"fiscal_year={year}"),
        };
    }

    private static int Whole(PageRequest request, string name) =>
        int.Parse(request.Values[name], CultureInfo.InvariantCulture);

    /// <param name="Years">That were reported, and the one that is shown.</param>
    internal sealed record Model(
        PageRequest At, Plan Plan, int Year, IReadOnlyList<int> Years, NarrativePages Narratives);

    internal sealed record Answer(Plan? Plan, NarrativePages Narratives, ReportedYears Reported);

    internal sealed record Plan(
        string Title,
        int FirstFiscalYear,
        string Code,
        int LastFiscalYear,
        CityName Municipality,
        IReadOnlyList<GradeLabel> RatingScale,
        GradeGroups Ratings);

    internal sealed record NarrativePages(int TotalCount, PageInfo PageInfo, IReadOnlyList<Narrative> Nodes);

    internal sealed record Narrative(
        int FiscalYear,
        string FiscalYearLabel,
        string? Text,
        Numbered Category,
        Numbered Item,
        Numbered Initiative,
        Row Assessment);

    internal sealed record Row(int Number, IReadOnlyList<Responsibility> Responsibilities);
}
