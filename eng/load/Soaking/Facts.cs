using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;
using ReformOpenData.Generate;

namespace ReformOpenData.Load.Soaking;

/// <summary>What is true of one generated municipality, counted in memory and never asked of a server.</summary>
internal sealed class Facts
{
    /// <summary>Words that folding leaves as they are.</summary>
    public static readonly IReadOnlyList<string> Terms = ["水道", "児童", "公債", "除雪", "斎場"];

    private static readonly ConcurrentDictionary<(int Index, int Edition), Facts> Known = new();

    private readonly Municipality municipality;

    private Facts(Municipality municipality)
    {
        this.municipality = municipality;
        var plan = municipality.Plans[0];
        var ratings = plan.Categories.SelectMany(category => Ratings(category).Select(rating => (category, rating)))
            .ToList();
        Grades = ratings.CountBy(pair => pair.rating.Grade).ToDictionary();
        Hits = Terms.ToDictionary(
            term => term,
            term => Narratives().Count(narrative => narrative.Text?.Contains(term, StringComparison.Ordinal) == true));
        Groups = new JsonArray(
        [
            .. from pair in ratings
               group pair by (pair.category, pair.rating.Grade) into cell
               orderby cell.Key.category.Number, cell.Key.Grade
               select new JsonObject
               {
                   ["category"] =
                       new JsonObject { ["number"] = cell.Key.category.Number, ["name"] = cell.Key.category.Name },
                   ["grade"] = Name(cell.Key.Grade),
                   ["count"] = cell.Count(),
               },
        ]);
    }

    public JsonArray Groups { get; }

    public IReadOnlyDictionary<Grade, int> Grades { get; }

    public IReadOnlyDictionary<string, int> Hits { get; }

    public static Facts Of(Fragments fragments, int index, int edition) =>
        Known.GetOrAdd(
            (index, edition),
            key => new Facts(new MunicipalityGenerator(fragments, seed: 1).Create(key.Index, key.Edition)));

    public static string Name(Grade grade) => grade switch
    {
        Grade.Completed => "COMPLETED",
        Grade.NotRated => "NOT_RATED",
        _ => grade.ToString(),
    };

    /// <summary>The narratives of the first assessment of an item.</summary>
    public JsonArray Texts(int category, int item) => new(
    [
        .. municipality.Plans[0].Categories[category - 1].Items[item - 1].Initiatives[0].Assessments[0].Narratives
            .Select(
            narrative => new JsonObject { ["fiscalYear"] = narrative.FiscalYear, ["text"] = narrative.Text }),
    ]);

    /// <summary>All narratives, in the tree of the plan.</summary>
    public JsonArray Everything() => Tree(municipality.Plans[0].Categories, category => new JsonObject
    {
        ["items"] = Tree(category.Items, item => new JsonObject
        {
            ["initiatives"] = Tree(item.Initiatives, initiative => new JsonObject
            {
                ["assessments"] = Tree(initiative.Assessments, assessment => new JsonObject
                {
                    ["narratives"] = Tree(assessment.Narratives, narrative =>
                        new JsonObject { ["fiscalYear"] = narrative.FiscalYear, ["text"] = narrative.Text }),
                }),
            }),
        }),
    });

    private static JsonArray Tree<T>(IEnumerable<T> parts, Func<T, JsonObject> write) =>
        new([.. parts.Select(part => (JsonNode)write(part))]);

    private static IEnumerable<Rating> Ratings(Category category) =>
        category.Items.SelectMany(item => item.Initiatives).SelectMany(initiative => initiative.Assessments)
            .SelectMany(assessment => assessment.Ratings);

    private IEnumerable<YearlyNarrative> Narratives() =>
        municipality.Plans[0].Categories.SelectMany(category => category.Items).SelectMany(item => item.Initiatives)
            .SelectMany(initiative => initiative.Assessments).SelectMany(assessment => assessment.Narratives);
}
