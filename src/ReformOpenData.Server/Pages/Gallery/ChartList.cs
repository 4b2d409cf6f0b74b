using System.Globalization;
using System.Text.Json;
using ReformOpenData.Data.Plans;
using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Server.Pages.Gallery;

/// <summary>The charts of the gallery.</summary>
internal static class ChartList
{
    private static readonly Dictionary<string, string> OfPlan = new() { ["city"] = "municipality", ["plan"] = "plan" };
    private static readonly Dictionary<string, string> OfCity = new() { ["city"] = "municipality" };

    /// <summary>What the narratives are searched for, in the order of the document.</summary>
    private static readonly string[] Words = ["市民", "施設", "民間", "委託", "システム", "連携", "導入", "職員"];

    public static IReadOnlyList<Chart> All { get; } =
    [
        new("matrix", ChartKind.Matrix, "分野ごとの評価の表", "Ratings by category", "PlanOverview", OfPlan, Categories)
        {
            About = ("どの分野に、どの評価が多いか。", "Which categories have which ratings."),
        },
        new(
            "shares",
            ChartKind.Shares,
            "分野ごとの評価の割合",
            "Shares of ratings by category",
            "PlanOverview",
            OfPlan,
            Categories)
        {
            About = (
                "大きさの違う分野を、割合で比べます。件数が少ない分野は 1\u00A0件で割合が大きく動きます。",
                "Categories of different size, compared by shares. Where there are few, one more changes much."),
        },
        new(
            "by-department",
            ChartKind.Bars,
            "所管課ごとの評価",
            "Ratings by department",
            "LabelsByDepartment",
            OfPlan,
            Departments)
        {
            About = (
                "複数の課が担当する評価は、それぞれの課で 1\u00A0件と数えます。",
                "A rating of several departments counts once for each."),
        },
        new(
            "together",
            ChartKind.Matrix,
            "課のつながり",
            "Departments that work together",
            "DepartmentsOfItems",
            OfPlan,
            Together)
        {
            About = (
                "同じ列に数がある課どうしは、同じ改革項目を担当しています。数は取組の行の数です。",
                "Departments with numbers in one column work on the same reform item; the numbers count rows."),
        },
        new(
            "reasons",
            ChartKind.Bars,
            "A 以外の評価とその理由",
            "Ratings other than A, and why",
            "ReasonsByItem",
            OfPlan,
            Reasons)
        {
            About = (
                "A 以外の評価がどの改革項目にあるか。理由は総括の文です。",
                "In which reform items they are; the reasons are the texts of the summaries."),
        },
        new("by-year", ChartKind.Bars, "年度ごとの評価", "Ratings by year", "PlanOverview", OfPlan, Years)
        {
            About = (
                "年度の途中の評価と最終評価は別のものです。資料にある年度だけが並びます。",
                "Yearly and final ratings differ in kind. Only years that the documents rate are there."),
        },
        new("words", ChartKind.Bars, "取組状況に出てくることば", "Words in what was reported", "WordsInNarratives", OfPlan, InWords)
        {
            About = (
                "ことばが出てくる取組状況の件数です。1\u00A0件に何度出ても 1\u00A0件と数えます。",
                "How many narratives contain a word; one that contains it twice counts once."),
        },
        new("release", ChartKind.Bars, "今のリリースで変わったこと", "What the release changed", "ChangesByType", OfCity, Changes)
        {
            About = (
                "何がいくつ加わり、改称され、変わり、なくなったか。",
                "How many things were added, changed and removed."),
        },
        new(
            "cities",
            ChartKind.Shares,
            "自治体ごとの評価の割合",
            "Shares of ratings by city",
            "Cities",
            new Dictionary<string, string>(),
            Cities)
        {
            About = (
                "評価の基準は自治体ごとに違います。良し悪しを比べる図ではありません。",
                "Each city rates by its own rules: this does not say which is better."),
        },
        new("by-item", ChartKind.Multiples, "改革項目ごとの小さな図", "A small chart for each item", "LabelsByItem", OfPlan, Items)
        {
            About = ("どの図も同じ目盛りです。", "All are on the same scale."),
        },
    ];

    /// <summary>The names in addresses, for who wrote another.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(chart => chart.Name));

    private static ChartFigures? Categories(JsonElement data, PageRequest at) =>
        data.Deserialize<PlanPage.Answer>(JsonSerializerOptions.Web)!.Plan is not { } plan ? null
        : OfGroups(at, plan.Place, plan.Ratings.Groups, "ratings", "category_name", group =>
            plan.Categories.FirstOrDefault(category => category.Number == group.Category?.Number)?.Name ?? "");

    private static ChartFigures? Departments(JsonElement data, PageRequest at) =>
        Read(data) is not { } plan ? null
        : OfGroups(at, plan.Place, plan.Ratings.Groups, "rating-departments", "department", group =>
            group.Department?.FullName ?? "");

    private static ChartFigures? Items(JsonElement data, PageRequest at) => Read(data) is not { } plan ? null
        : OfGroups(at, plan.Place, plan.Ratings.Groups, "ratings", "item_name", group => group.Item?.Name ?? "");

    private static ChartFigures? Reasons(JsonElement data, PageRequest at)
    {
        if (Read(data) is not { } plan)
            return null;
        var figures = OfGroups(
            at, plan.Place, plan.Ratings.Groups, "ratings", "item_name", group => group.Item?.Name ?? "");
        var choice = Choice.Of(plan.Ratings.Groups);
        var labels = "label=" + string.Join(',', figures.Labels.Select(Uri.EscapeDataString));
        return figures with
        {
            Data = figures.Data with
            {
                Query = figures.Data.Query.Length > 0 ? $"{figures.Data.Query}&{labels}" : labels,
            },
            Reasons =
            [
                .. plan.Ratings.Nodes!.Where(rating => choice!.Holds(rating.AsGroup)).Select(rating => new Reason(
                    rating.Initiative.Name, rating.Label, rating.Assessment.Summary?.Text,
                    ListPage.PathOf(at, rating.Id))),
            ],
        };
    }

    private static ChartFigures? Years(JsonElement data, PageRequest at)
    {
        if (data.Deserialize<PlanPage.Answer>(JsonSerializerOptions.Web)!.Plan is not { } plan)
            return null;
        // Evaluators and aspects are never added up, but all years are there.
        var choice = Choice.Of(plan.Ratings.Groups);
        var groups = plan.Ratings.Groups
            .Where(group => group.Evaluator == choice?.Evaluator && group.Aspect == choice?.Aspect).ToList();
        var query = Tally.TellApart(plan.Ratings.Groups, choice);
        return ChartFigures.Of(
            plan.Title,
            groups.Select(group => (Number(group.FiscalYear), group.Label, group.Count)).OrderBy(group => group.Item1),
            plan.RatingScale,
            new ChartData(plan.Place.Owner, "ratings", query, "fiscal_year", "label")) with
        { Crumbs = plan.Place.Crumbs(at) };
    }

    private static ChartFigures? Together(JsonElement data, PageRequest at)
    {
        if (Read(data) is not { } plan)
            return null;
        var groups = data.GetProperty("assessments").GetProperty("groups")
            .Deserialize<List<CarrierGroup>>(JsonSerializerOptions.Web)!;
        return ChartFigures.Of(
            plan.Title,
            groups.Select(group => (group.Department?.FullName ?? "", group.Item.Name, group.Count)),
            groups.Select(group => group.Item.Name).Distinct(),
            new ChartData(plan.Place.Owner, "responsibilities", "", "department", "item_name")) with
        { Crumbs = plan.Place.Crumbs(at) };
    }

    private static ChartFigures? InWords(JsonElement data, PageRequest at)
    {
        if (data.GetProperty("plans").GetProperty("nodes").Deserialize<List<PlanFacts>>(JsonSerializerOptions.Web)
            is not [var plan])
        {
            return null;
        }

        var label = at.T("件数", "narratives");
        return ChartFigures.Of(
            plan.Title,
            Words.Select((word, index) => (
                word, label, data.GetProperty($"word{index + 1}").GetProperty("totalCount").GetInt32())),
            [label],
            new ChartData(plan.Place.Owner, "narratives", "", "text", null)) with
        { Crumbs = plan.Place.Crumbs(at) };
    }

    private static ChartFigures? Changes(JsonElement data, PageRequest at)
    {
        if (data.GetProperty("municipality").Deserialize<CityName>(JsonSerializerOptions.Web) is not { } city)
            return null;
        var groups = data.GetProperty("release").GetProperty("changes").GetProperty("groups")
            .Deserialize<List<ChangeGroup>>(JsonSerializerOptions.Web)!;
        var words = groups.Select(group => ("NodeType", group.Type))
            .Concat(groups.Select(group => ("ChangeKind", group.Kind))).Distinct()
            .ToDictionary(code => code.Item2, code => CodeWords.Of(at, code.Item1, code.Item2));
        return ChartFigures.Of(
            city.Name,
            groups.Select(group => (words[group.Type], words[group.Kind], group.Count)),
            groups.Select(group => words[group.Kind]).Distinct(),
            new ChartData([], "changes", "municipality_code=" + city.Code, "type", "kind")) with
        {
            Crumbs = [new Crumb(city.Name, at.To(city.Code))],
            Words = words,
        };
    }

    private static ChartFigures Cities(JsonElement data, PageRequest at)
    {
        var cities = data.Deserialize<CitiesPage.Answer>(JsonSerializerOptions.Web)!.Municipalities;
        var all = cities.Nodes.SelectMany(city => city.Plans.SelectMany(plan => plan.Ratings.Groups)).ToList();
        // Of one kind for all: final ratings where there are any, else those of the last year that was rated.
        var choice = Choice.Of(all);
        var query = choice is null ? "" : string.Join('&', new[]
        {
            choice.IsFinal ? "is_final=true" : $"is_final=false&fiscal_year={choice.Year}",
            Tally.TellApart(all, choice),
            cities.PageInfo.HasNextPage
                ? "municipality_code=" + string.Join(',', cities.Nodes.Select(city => city.Code))
                : "",
        }.Where(part => part.Length > 0));
        var areNames = cities.Nodes.DistinctBy(city => city.Name).Count() == cities.Nodes.Count;
        return ChartFigures.Of(
            at.T("収録している自治体", "The cities that are here"),
            from city in cities.Nodes
            from plan in city.Plans
            from rating in plan.Ratings.Groups
            where choice!.Evaluator == rating.Evaluator && choice.Aspect == rating.Aspect
                && rating.IsFinal == choice.IsFinal && (choice.IsFinal || rating.FiscalYear == choice.Year)
            select (areNames ? city.Name : city.Code, rating.Label, rating.Count),
            [.. cities.Nodes.SelectMany(city => city.Plans).SelectMany(plan => plan.RatingScale)],
            new ChartData([], "ratings", query, areNames ? "municipality_name" : "municipality_code", "label"));
    }

    /// <summary>Ratings of a plan by a name, counted as the page of the plan counts them.</summary>
    private static ChartFigures OfGroups(
        PageRequest at, Place plan, IReadOnlyList<GradeGroup> groups, string list, string column,
        Func<GradeGroup, string> name)
    {
        var tally = Tally.Of(groups, plan.Scale);
        return ChartFigures.Of(
            plan.Title,
            (tally?.Groups ?? []).Select(group => (name(group), group.Label, group.Count)),
            plan.Scale,
            new ChartData(plan.Owner, list, tally?.Query ?? "", column, "label")) with
        { Crumbs = plan.Crumbs(at) };
    }

    private static PlanFacts? Read(JsonElement data) =>
        data.GetProperty("plan").Deserialize<PlanFacts>(JsonSerializerOptions.Web);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A plan as the charts name it.</summary>
    internal sealed record Place(CityName City, string Plan, string Title, IReadOnlyList<GradeLabel> Scale)
    {
        public IReadOnlyList<string> Owner => [City.Code, Plan];

        public IReadOnlyList<Crumb> Crumbs(PageRequest at) =>
        [
            new(City.Name, at.To(City.Code)), new(Title, at.To(Keys.Plan(City.Code, Plan))),
        ];
    }

    private sealed record PlanFacts(
        string Title, string Code, CityName Municipality, IReadOnlyList<GradeLabel>? RatingScale,
        Ratings Ratings)
    {
        public Place Place => new(Municipality, Code, Title, RatingScale ?? []);
    }

    private sealed record Ratings(IReadOnlyList<GradeGroup> Groups, IReadOnlyList<Rating>? Nodes);

    private sealed record Rating(
        string Id, string Label, int FiscalYear, bool IsFinal, string? Evaluator, string? Aspect, NameOnly Initiative,
        Assessment Assessment)
    {
        public GradeGroup AsGroup => new(Label, 1, FiscalYear, IsFinal, Evaluator, Aspect, null);
    }

    private sealed record Assessment(Summary? Summary);

    private sealed record Summary(string? Text);

    private sealed record CarrierGroup(NameOnly Item, DepartmentName? Department, int Count);

    private sealed record ChangeGroup(string Type, string Kind, int Count);
}
