using Keys = ReformOpenData.Data.Plans.Keys;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>An initiative: its years as a timeline, for each row of the table.</summary>
internal sealed class InitiativePage() : Page<InitiativePage.Answer>(
    "{municipality:6}/{plan:plan}/{category:2}/{item:2}/{initiative:3}", "InitiativeHistory")
{
    protected override PageView? Show(Answer answer, PageRequest request) =>
        answer.Initiative is not { } initiative ? null
        : new PageView(
            request.NameOf(initiative.Name), new Slices_Initiative { Model = new Model(request, initiative) })
        {
            Description = request.T(
                $"{initiative.Municipality.Name}の取組「{initiative.Name}」の年度ごとの取組状況、総括、評価。",
                $"“{initiative.Name}” ({initiative.Municipality.Name}) year by year, with summary and ratings."),
            Crumbs = Trail.Of(request, initiative.Municipality, initiative.Plan, initiative.Category, initiative.Item),
            Owner = request.Address.Segments,
            Lists =
            [
                ("ratings", initiative.Assessments.Sum(row => row.Ratings.Count(rating => rating.IsOwn))),
                ("narratives", initiative.Results.Count()),
                ("sections", initiative.Results.Sum(narrative => narrative.Sections.Count)),
                ("measure-values", initiative.Assessments.Sum(row => row.Measures.Sum(one => one.Values.Count))),
            ],
        };

    internal sealed record Model(PageRequest At, Initiative Initiative)
    {
        public string Key => string.Join('/', At.Address.Segments);

        /// <summary>What became of it, in words.</summary>
        public string StatusText => Initiative.Status switch
        {
            "ENDED" => At.T("終了しました。", "It ended."),
            "COMPLETED" => At.T("完了しました。", "It was completed."),
            "MERGED" => At.T("ほかの取組に統合されました。", "It was merged into another."),
            "SPLIT" => At.T("ほかの取組に分かれました。", "It was split."),
            "MOVED" => At.T("計画の別の場所に移されました。", "It was moved to another place of the plan."),
            _ => At.T("次の計画に引き継がれました。", "It goes on in the next plan."),
        };

        /// <summary>The years of a measure as a chart.</summary>
        public MeasureChart Chart(Measure measure) => new(
            At,
            measure.Unit is { } unit ? $"{measure.Name}（{unit}）" : measure.Name,
            measure.Unit,
            [.. measure.Values.Select(value => new ChartedValue(value.FiscalYear, value.Role, value.Printed))]);

        /// <summary>The address of another initiative of the municipality.</summary>
        public string To(Other other) => At.To(Keys.Initiative(
            Keys.Item(
                Keys.Category(Keys.Plan(Initiative.Municipality.Code, other.Plan.Code), other.Category.Number),
                other.Item.Number),
            other.Number));
    }

    internal sealed record Answer(Initiative? Initiative);

    internal sealed record Initiative(
        int Number,
        string Name,
        string? Description,
        string? PrintedNumber,
        string? Status,
        int? EndedIn,
        string? Reason,
        IReadOnlyList<Other> Successors,
        IReadOnlyList<Other> Predecessors,
        CityName Municipality,
        PlanName Plan,
        Numbered Category,
        Numbered Item,
        IReadOnlyList<Row> Assessments)
    {
        /// <summary>What was done in each year.</summary>
        public IEnumerable<Narrative> Results =>
            Assessments.SelectMany(row => row.Narratives).Where(narrative => narrative.Kind == "RESULT");
    }

    /// <summary>An initiative that goes on with this one, or that this one goes on with.</summary>
    internal sealed record Other(int Number, string Name, OtherPlan Plan, NumberOnly Category, NumberOnly Item);

    internal sealed record OtherPlan(string Title, string Code);

    internal sealed record Row(
        int Number,
        IReadOnlyList<Responsibility> Responsibilities,
        IReadOnlyList<Narrative> Narratives,
        Summary? Summary,
        IReadOnlyList<RatingFacts> Ratings,
        IReadOnlyList<Measure> Measures,
        Place Location,
        IReadOnlyList<CorrectionFacts> Corrections);

    internal sealed record Measure(string Name, string? Unit, IReadOnlyList<MeasureValue> Values);

    internal sealed record MeasureValue(int FiscalYear, string FiscalYearLabel, string Role, string Printed);

    internal sealed record Narrative(
        int FiscalYear, string FiscalYearLabel, string Kind, IReadOnlyList<SectionText> Sections)
    {
        public string KeyOf(string row) =>
            Keys.YearlyNarrative(row, FiscalYear, ReformOpenData.Data.Plans.NarrativeKinds.Parse(Kind)!.Value);
    }

    internal sealed record Summary(int FiscalYear, IReadOnlyList<SectionText> Sections);
}
