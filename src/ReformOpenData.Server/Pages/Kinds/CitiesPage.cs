
namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>
/// The first page: the cities, what this is, and three questions to begin with; of many cities, a line or two for each.
/// </summary>
internal sealed class CitiesPage() : Page<CitiesPage.Answer>("", "Cities")
{
    /// <summary>Cities whose plans are shown on the first page itself.</summary>
    private const int MostShown = 3;

    public override IReadOnlyList<string> Parameters => ["after"];

    protected override PageView? Show(Answer answer, PageRequest request)
    {
        var cities = answer.Municipalities;
        return new PageView(
            request.T("行政改革オープンデータ", "Reform Open Data"), new Slices_Cities { Model = new Model(request, answer) })
        {
            Description = request.T(
                "市が約束した行政改革の取組が、年ごとにどう進み、どう評価されたか。一つ一つの欄を印刷された表までたどれます。",
                "What became of each promise in a city's administrative reform plan, year by year, traced to the "
                    + "printed table."),
            Lists =
            [
                ("ratings", answer.Ratings.TotalCount),
                ("narratives", answer.Narratives.TotalCount),
                ("initiatives", answer.Initiatives.TotalCount),
            ],
        };
    }

    internal sealed record Model(PageRequest At, Answer Answer)
    {
        /// <summary>Whether there are too many cities to show the plans of each.</summary>
        public bool IsLong => Answer.Municipalities.TotalCount > MostShown;
    }

    internal sealed record Answer(CityPages Municipalities, Total Ratings, Total Narratives, Total Initiatives);

    internal sealed record CityPages(int TotalCount, PageInfo PageInfo, IReadOnlyList<City> Nodes);

    internal sealed record City(string Code, string Name, string RomanName, IReadOnlyList<PlanFigures> Plans);
}
