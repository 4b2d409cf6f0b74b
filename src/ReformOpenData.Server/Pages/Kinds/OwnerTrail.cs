using System.Text.Json;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>The way from the top to the thing whose rows a list has, that thing included.</summary>
internal static class OwnerTrail
{
    private const string Plan = " municipality { code name }";
    private const string Category = Plan + " plan { title code }";
    private const string Item = Category + " category { number printedNumber name }";
    private const string Initiative = Item + " item { number name }";
    private const string Row = Initiative + " initiative { number name }";

    /// <summary>What is asked of the thing.</summary>
    public const string Fields =
        $" ... on Municipality {{ code name }} ... on Plan {{ title code{Plan} }}"
        + $" ... on Category {{ number printedNumber name{Category} }} ... on Item {{ number name{Item} }}"
        + $" ... on Initiative {{ number name{Initiative} }} ... on Assessment {{ number{Row} }}"
        + $" ... on YearlyNarrative {{ fiscalYear fiscalYearLabel assessment {{ number }}{Row} }}"
        + $" ... on Rating {{ assessment {{ number }}{Row} }}"
        + $" ... on Department {{ fullName{Plan} }} ... on SourceDocument {{ title{Plan} }}";

    /// <param name="type">Of the thing, as the API calls it.</param>
    /// <param name="segments">Its key.</param>
    public static IReadOnlyList<Crumb> Of(
        PageRequest at, string type, IReadOnlyList<string> segments, JsonElement thing)
    {
        if (thing.ValueKind != JsonValueKind.Object)
            return [];
        var city = Find<CityName>("Municipality")!;
        if (Find<PlanTitle>("Plan") is { } plan)
        {
            var row = Find<NumberOnly>("Assessment")?.Number;
            var trail = Trail.Of(
                at,
                city,
                new PlanName(plan.Title, plan.Code, []),
                Find<Numbered>("Category"),
                Find<Numbered>("Item"),
                Find<Numbered>("Initiative"),
                row);
            return type switch
            {
                "YearlyNarrative" =>
                [
                    .. trail,
                    new Crumb(
                        at.T(TextOf("fiscalYearLabel"), $"fiscal {thing.GetProperty("fiscalYear").GetInt32()}"),
                        at.Link(segments),
                        IsData: !at.IsEnglish),
                ],
                "Rating" => [.. trail, new Crumb(at.T("評価", "Rating"), at.Link(segments), IsData: false)],
                _ => trail,
            };
        }

        var top = new Crumb(city.Name, at.To(city.Code));
        return type switch
        {
            "Department" =>
            [
                top,
                new Crumb(at.T("所管課", "Departments"), at.Link(city.Code, "departments"), IsData: false),
                new Crumb(TextOf("fullName"), at.Link(segments)),
            ],
            "SourceDocument" => [top, new Crumb(TextOf("title"), at.Link(segments))],
            _ => [top],
        };

        T? Find<T>(string level)
            where T : class
        {
            if (level == type)
                return thing.Deserialize<T>(JsonSerializerOptions.Web);
            return thing.TryGetProperty(char.ToLowerInvariant(level[0]) + level[1..], out var above)
                ? above.Deserialize<T>(JsonSerializerOptions.Web)
                : null;
        }

        string TextOf(string name) => thing.GetProperty(name).GetString() ?? "";
    }

    private sealed record PlanTitle(string Title, string Code);
}
