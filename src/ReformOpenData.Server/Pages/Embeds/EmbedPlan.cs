using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>How a plan was rated: one bar.</summary>
internal sealed class EmbedPlan() : EmbedPage<PlanPage.Answer>("embed/{municipality:6}/{plan:plan}", "PlanOverview")
{
    protected override PageView? Show(PlanPage.Answer answer, PageRequest request) => answer.Plan is not { } plan ? null
        : new PageView(plan.Title, new Slices_EmbedPlan { Model = PlanPage.ModelOf(request, plan) })
        {
            Owner = Within(request),
            IsIndexed = false,
        };
}

/// <summary>How each category of a plan was rated: the matrix.</summary>
internal sealed class EmbedMatrix()
    : EmbedPage<PlanPage.Answer>("embed/{municipality:6}/{plan:plan}/matrix", "PlanOverview")
{
    protected override PageView? Show(PlanPage.Answer answer, PageRequest request) => answer.Plan is not { } plan ? null
        : new PageView(plan.Title, new Slices_Matrix { Model = PlanPage.ModelOf(request, plan) })
        {
            Owner = Within(request, without: 1),
            IsIndexed = false,
        };
}

/// <summary>What a department carries and how it was rated.</summary>
internal sealed class EmbedDepartment() : EmbedPage<DepartmentPage.Answer>(
    "embed/{municipality:6}/departments/{department}", "DepartmentOverview")
{
    protected override PageView? Show(DepartmentPage.Answer answer, PageRequest request) =>
        answer.Department is not { } department ? null
        : new PageView(
            department.FullName, new Slices_EmbedDepartment { Model = DepartmentPage.ModelOf(request, department) })
        {
            Owner = Within(request),
            IsIndexed = false,
        };
}

/// <summary>A city's plans, a bar for each.</summary>
internal sealed class EmbedCity() : EmbedPage<CityPage.Answer>("embed/{municipality:6}", "CityOverview")
{
    protected override PageView? Show(CityPage.Answer answer, PageRequest request) =>
        answer.Municipality is not { } city ? null
        : new PageView(city.Name, new Slices_EmbedCity { Model = new CityPage.Model(request, city) })
        {
            Owner = Within(request),
            IsIndexed = false,
        };
}

/// <summary>A form that searches the initiatives of a city.</summary>
internal sealed class EmbedSearch() : EmbedPage<CityPage.Answer>("embed/{municipality:6}/search", "CityOverview")
{
    protected override PageView? Show(CityPage.Answer answer, PageRequest request) =>
        answer.Municipality is not { } city ? null
        : new PageView(city.Name, new Slices_EmbedSearch { Model = new CityPage.Model(request, city) })
        {
            Owner = Within(request, without: 1),
            IsIndexed = false,
        };
}

/// <summary>What the current release changed.</summary>
internal sealed class EmbedLatest() : EmbedPage<ReleasePage.Answer>("embed/{municipality:6}/latest", "LatestChanges")
{
    /// <summary>Rows that a frame has room for.</summary>
    private const string MostChanges = "5";

    public override string Variables(PageRequest request, out Answers.AnswerFailure? failure)
    {
        return $"{base.Variables(request, out failure)}&first={MostChanges}";
    }

    protected override PageView? Show(ReleasePage.Answer answer, PageRequest request) =>
        answer.Release is not { } release ? null
        : new PageView(
            request.T($"リリース {release.Number}", $"Release {release.Number}"),
            new Slices_EmbedLatest { Model = new ReleasePage.Model(request, release) })
        {
            Owner = ["releases", release.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            IsIndexed = false,
        };
}
