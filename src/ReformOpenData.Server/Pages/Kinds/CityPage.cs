
namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>A city: its plans, its departments, and the documents that were read.</summary>
internal sealed class CityPage() : Page<CityPage.Answer>("{municipality:6}", "CityOverview")
{
    protected override PageView? Show(Answer answer, PageRequest request) => answer.Municipality is not { } city ? null
        : new PageView(city.Name, new Slices_City { Model = new Model(request, city) })
        {
            Description = request.T(
                $"{city.Name}の行政改革の計画と、取組の評価、担当課、公表資料。",
                $"{city.RomanName} ({city.Name}): reform plans, how they were rated, departments and documents."),
            Dataset = new PageDataset(city.Name, Place: city.Name),
            Owner = [city.Code],
            Lists =
            [
                ("ratings", city.Plans.Sum(plan => plan.Ratings.TotalCount)),
                ("narratives", answer.Narratives.TotalCount),
                ("initiatives", answer.Initiatives.TotalCount),
                ("departments", city.Departments.Count),
            ],
            Embeds =
            [
                new Embed("", request.T("計画ごとの評価", "How its plans were rated"), Embeds.Height.Of(city.Plans.Count)),
                new Embed("search", request.T("取組を探す欄", "A form to search"), Embeds.Height.Of(0)),
                new Embed("latest", request.T("最近の変更", "The latest changes"), Embeds.Height.Of(5)),
            ],
        };

    internal sealed record Model(PageRequest At, City City);

    internal sealed record Answer(City? Municipality, Total Narratives, Total Initiatives);

    internal sealed record City(
        string Code,
        string Name,
        string RomanName,
        IReadOnlyList<PlanFigures> Plans,
        IReadOnlyList<DepartmentName> Departments,
        IReadOnlyList<Document> SourceDocuments);

    internal sealed record Document(
        string Sha256, string Title, string Publisher, int FiscalYear, string FiscalYearLabel, string? Url);
}
