using ReformOpenData.Data.Plans;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>The way from the top to a thing: the pages above it, and the segments of its key.</summary>
internal static class Trail
{
    /// <param name="row">Number of the row of the table.</param>
    public static IReadOnlyList<Crumb> Of(
        PageRequest at,
        CityName city,
        PlanName plan,
        Numbered? category = null,
        Numbered? item = null,
        Numbered? initiative = null,
        int? row = null)
    {
        var key = Keys.Plan(city.Code, plan.Code);
        var crumbs = new List<Crumb> { new(city.Name, at.To(city.Code)), new(plan.Title, at.To(key)) };
        if (category is not null)
        {
            key = Keys.Category(key, category.Number);
            crumbs.Add(new Crumb($"{category.Sign} {at.NameOf(category.Name)}", at.To(key)));
        }

        if (item is not null)
            crumbs.Add(new Crumb(at.NameOf(item.Name), at.To(key = Keys.Item(key, item.Number))));
        if (initiative is not null)
            crumbs.Add(new Crumb(at.NameOf(initiative.Name), at.To(key = Keys.Initiative(key, initiative.Number))));
        if (row is { } number)
        {
            var name = at.T($"{number}\u00A0行目", $"row\u00A0{number}");
            crumbs.Add(new Crumb(name, at.To(Keys.Assessment(key, number)), IsData: false));
        }

        return crumbs;
    }

    /// <summary>The key of an initiative.</summary>
    public static string Initiative(string city, string plan, int category, int item, int initiative) =>
        Keys.Initiative(Keys.Item(Keys.Category(Keys.Plan(city, plan), category), item), initiative);
}
