using System.Globalization;
using ReformOpenData.Data.Plans;
using ReformOpenData.Server.Pages.Gallery;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>A plan: the matrix of categories and grades, and what is notable in it.</summary>
internal sealed class PlanPage() : Page<PlanPage.Answer>("{municipality:6}/{plan:plan}", "PlanOverview")
{
    protected override PageView? Show(Answer answer, PageRequest request)
    {
        if (answer.Plan is not { } plan)
            return null;
        var model = ModelOf(request, plan) with { Years = [.. answer.Reported.Years] };
        return new PageView(plan.Title, new Slices_Plan { Model = model })
        {
            // Pasted elsewhere, with spaces as they are typed.
            Description = $"{plan.Municipality.Name} {model.Notable.Replace('\u00A0', ' ')}",
            Dataset = new PageDataset(
                $"{plan.Municipality.Name}「{plan.Title}」",
                (plan.FirstFiscalYear, plan.LastFiscalYear),
                plan.Municipality.Name),
            Crumbs = [new Crumb(plan.Municipality.Name, request.Link(plan.Municipality.Code))],
            Owner = request.Address.Segments,
            Lists =
            [
                ("ratings", plan.Ratings.TotalCount),
                ("narratives", answer.Reported.TotalCount),
                ("initiatives", answer.Initiatives.TotalCount),
                ("rating-departments", null),
            ],
            Embeds =
            [
                new Embed("", request.T("評価の内訳", "How it was rated"), Embeds.Height.Of(0)),
                new Embed(
                    "matrix",
                    request.T("分野ごとの評価の表", "Ratings by category"),
                    Embeds.Height.Of(plan.Categories.Count + 2)),
            ],
        };
    }

    /// <summary>What is shown of a plan.</summary>
    public static Model ModelOf(PageRequest request, Plan plan)
    {
        var tally = Tally.Of(plan.Ratings.Groups, plan.RatingScale);
        var notable = tally is null
            ? request.T("評価はまだありません。", "Nothing has been rated yet.")
            : Notable(request, plan, tally);
        return new Model(request, plan, tally, notable);
    }

    /// <summary>What a reader would see in the matrix after a while, made of its numbers.</summary>
    private static string Notable(PageRequest at, Plan plan, Tally tally)
    {
        var byCount = tally.Used.OrderByDescending(grade => tally.Count(grade)).ToList();
        var most = byCount[0];
        var count = tally.Count(most);
        var share = PageRequest.Percent(count, tally.Total);
        // With two alike, neither is the one to name.
        if (byCount.Count > 1 && tally.Count(byCount[1]) == count)
            return at.T($"評価は {tally.Total}\u00A0件です。", $"{PageRequest.Count(tally.Total, "rating")}.");
        var first = at.T(
            $"評価 {tally.Total}\u00A0件のうち、最も多いのは {Grades.Name(at, most.Grade, most.Label)} の {count}\u00A0件（{share}）です。",
            $"Of {tally.Total} ratings, most are {Grades.Name(at, most.Grade, most.Label)}: {count} ({share}).");
        if (byCount.Count < 2 || plan.Categories.Count < 2)
            return first;
        var second = byCount[1];
        if (byCount.Count > 2 && tally.Count(byCount[2]) == tally.Count(second))
            return first;
        var worst = plan.Categories.OrderByDescending(category => tally.Count(second, category.Number))
            .Take(2).ToList();
        var within = tally.Count(second, worst[0].Number);
        if (within == tally.Count(second, worst[1].Number))
            return first;
        var name = Grades.Name(at, second.Grade, second.Label);
        var all = tally.Count(second);
        return first + at.T(
            $"次に多いのは {name} の {all}\u00A0件で、そのうち {within}\u00A0件が「{at.NameOf(worst[0].Name)}」にあります。",
            $" Next is {name} with {all}, of which {within} are in category {Number(worst[0].Number)}.");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal sealed record Model(PageRequest At, Plan Plan, Tally? Tally, string Notable)
    {
        /// <summary>That were reported.</summary>
        public IReadOnlyList<int> Years { get; init; } = [];
    }

    internal sealed record Answer(Plan? Plan, ReportedYears Reported, Total Initiatives);

    internal sealed record Plan(
        string Title,
        int FirstFiscalYear,
        string Code,
        int LastFiscalYear,
        City Municipality,
        IReadOnlyList<GradeLabel> RatingScale,
        LevelNames LevelNames,
        IReadOnlyList<Category> Categories,
        GradeGroups Ratings,
        IReadOnlyList<Document> SourceDocuments)
    {
        public string Key => Keys.Plan(Municipality.Code, Code);

        public ChartList.Place Place =>
            new(new CityName(Municipality.Code, Municipality.Name), Code, Title, RatingScale);

        /// <summary>
        /// The plan of the municipality that began last before this one, of several the one of the same id; null for
        /// the first.
        /// </summary>
        public OtherPlan? Before => Municipality.Plans.Where(plan => plan.FirstFiscalYear < FirstFiscalYear)
            .MaxBy(plan => (plan.FirstFiscalYear, plan.Code[4..] == Code[4..]));

        /// <summary>The one that began first after it; null for the last.</summary>
        public OtherPlan? After => Municipality.Plans.Where(plan => plan.FirstFiscalYear > FirstFiscalYear)
            .MinBy(plan => (plan.FirstFiscalYear, plan.Code[4..] != Code[4..]));
    }

    internal sealed record City(string Code, string Name, IReadOnlyList<OtherPlan> Plans);

    internal sealed record OtherPlan(string Title, int FirstFiscalYear, string Code);

    internal sealed record Category(int Number, string Name, string? PrintedNumber, IReadOnlyList<Item> Items)
    {
        public string Sign => new Numbered(Number, Name, PrintedNumber).Sign;
    }

    internal sealed record Item(int Number, string Name, IReadOnlyList<string> Headings);

    /// <summary>What the document calls the levels of the plan.</summary>
    internal sealed record LevelNames(string? Category, string? Item, string? Initiative)
    {
        /// <summary>Its words beside ours; empty where it has none.</summary>
        public string Text(PageRequest at) => string.Join(
            at.Comma,
            from level in new[]
            {
                (at.T("分野", "categories"), Category), (at.T("改革項目", "reform items"), Item),
                (at.T("具体的取組", "initiatives"), Initiative),
            }
            where level.Item2 is not null
            select at.T($"{level.Item1}＝{level.Item2}", $"{level.Item1}: {level.Item2}"));
    }

    internal sealed record Document(
        string Sha256,
        string Title,
        string Publisher,
        string? Url,
        string? Licence,
        bool LicenceConfirmed,
        string? RetrievedOn,
        int FiscalYear,
        string FiscalYearLabel);
}
