using System.Globalization;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>How a plan was rated: one bar.</summary>
internal sealed class EmbedPlan()
    : EmbedOfPlan("embed/{municipality:6}/{plan:plan}", ["title", "sentence", "bar"], without: 0);

/// <summary>How each category of a plan was rated: the matrix.</summary>
internal sealed class EmbedMatrix()
    : EmbedOfPlan("embed/{municipality:6}/{plan:plan}/matrix", ["title", "table"], without: 1);

/// <summary>Ratings of a plan: a sentence, a bar, the matrix.</summary>
internal abstract class EmbedOfPlan(string pattern, string[] usual, int without)
    : EmbedPage<PlanPage.Answer>(pattern, "PlanOverview", ["title", "sentence", "bar", "table"], usual)
{
    protected override PageView? Show(PlanPage.Answer answer, PageRequest request) => answer.Plan is not { } plan ? null
        : ViewOf(
            request,
            plan.Title,
            shows => new Slices_EmbedPlan
            {
                Model = new EmbedModel<PlanPage.Model>(PlanPage.ModelOf(request, plan), shows),
            },
            without);
}

/// <summary>What a department carries and how it was rated.</summary>
internal sealed class EmbedDepartment() : EmbedPage<DepartmentPage.Answer>(
    "embed/{municipality:6}/departments/{department}", "DepartmentOverview", ["title", "sentence", "bar"])
{
    protected override PageView? Show(DepartmentPage.Answer answer, PageRequest request) =>
        answer.Department is not { } department ? null
        : ViewOf(request, department.FullName, shows => new Slices_EmbedDepartment
        {
            Model = new EmbedModel<DepartmentPage.Model>(DepartmentPage.ModelOf(request, department), shows),
        });
}

/// <summary>A city's plans, a bar for each.</summary>
internal sealed class EmbedCity()
    : EmbedPage<CityPage.Answer>("embed/{municipality:6}", "CityOverview", ["title", "plans"])
{
    protected override PageView? Show(CityPage.Answer answer, PageRequest request) =>
        answer.Municipality is not { } city ? null
        : ViewOf(request, city.Name, shows => new Slices_EmbedCity
        {
            Model = new EmbedModel<CityPage.Model>(new CityPage.Model(request, city), shows),
        });
}

/// <summary>A form that searches the initiatives of a city.</summary>
internal sealed class EmbedSearch()
    : EmbedPage<CityPage.Answer>("embed/{municipality:6}/search", "CityOverview", ["title", "form"])
{
    protected override PageView? Show(CityPage.Answer answer, PageRequest request) =>
        answer.Municipality is not { } city ? null
        : ViewOf(
            request,
            city.Name,
            shows => new Slices_EmbedSearch
            {
                Model = new EmbedModel<CityPage.Model>(new CityPage.Model(request, city), shows),
            },
            without: 1);
}

/// <summary>What the current release changed.</summary>
internal sealed class EmbedLatest() : EmbedPage<ReleasePage.Answer>(
    "embed/{municipality:6}/latest", "LatestChanges", ["title", "sentence", "changes"])
{
    /// <summary>Rows that a frame has room for.</summary>
    private const string MostChanges = "5";

    public override string Variables(PageRequest request, out AnswerFailure? failure)
    {
        return $"{base.Variables(request, out failure)}&first={MostChanges}";
    }

    protected override PageView? Show(ReleasePage.Answer answer, PageRequest request) =>
        answer.Release is not { } release ? null
        : ViewOf(
            request,
            request.T($"リリース {release.Number}", $"Release {release.Number}"),
            shows => new Slices_EmbedLatest
            {
                Model = new EmbedModel<ReleasePage.Model>(new ReleasePage.Model(request, release), shows),
            }) with
        {
            Owner = ["releases", release.Number.ToString(CultureInfo.InvariantCulture)],
        };
}
