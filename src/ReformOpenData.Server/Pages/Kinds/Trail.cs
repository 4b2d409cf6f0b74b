using ReformOpenData.Data.Plans;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>The way from the top to a thing: the pages above it, and the segments of its key.</summary>
internal static class Trail
{
    public static IReadOnlyList<Crumb> Of(
        PageRequest at, CityName city, PlanName plan, Numbered? category = null, Numbered? item = null,
        Numbered? initiative = null)
    {
        var key = Keys.Plan(city.Code, plan.FirstFiscalYear);
        var crumbs = new List<Crumb> { new(city.Name, at.To(city.Code)), new(plan.Title, at.To(key)) };
        if (category is not null)
            crumbs.Add(
                new Crumb($"({category.Number}) {at.NameOf(category.Name)}", at.To(key = Keys.Category(key, category.Number))));
        if (item is not null)
            crumbs.Add(new Crumb(at.NameOf(item.Name), at.To(key = Keys.Item(key, item.Number))));
        if (initiative is not null)
            crumbs.Add(new Crumb(at.NameOf(initiative.Name), at.To(Keys.Initiative(key, initiative.Number))));
        return crumbs;
    }

    /// <summary>The key of an initiative.</summary>
    public static string Initiative(string city, int plan, int category, int item, int initiative) =>
        Keys.Initiative(Keys.Item(Keys.Category(Keys.Plan(city, plan), category), item), initiative);
}
