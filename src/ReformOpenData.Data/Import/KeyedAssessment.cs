using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A row with its key and the initiative that it belongs to.</summary>
internal sealed record KeyedAssessment(string Key, string InitiativeKey, Initiative Initiative, Assessment Row)
{
    /// <summary>“中期財政見通しの策定” (財政課).</summary>
    public string Label =>
        $"“{Initiative.Name}” "
        + $"({string.Join("・", Row.Responsibilities.Select(responsibility => responsibility.Department))})";

    /// <summary>All rows of a municipality.</summary>
    public static IEnumerable<KeyedAssessment> Of(Municipality municipality) =>
        municipality.Plans.SelectMany(plan => Of(plan, Keys.Plan(municipality.Code, plan.Code)));

    /// <param name="planKey">The key of the plan.</param>
    public static IEnumerable<KeyedAssessment> Of(Plan plan, string planKey) =>
        from category in plan.Categories
        let categoryKey = Keys.Category(planKey, category.Number)
        from item in category.Items
        let itemKey = Keys.Item(categoryKey, item.Number)
        from initiative in item.Initiatives
        let key = Keys.Initiative(itemKey, initiative.Number)
        from row in initiative.Assessments
        select new KeyedAssessment(Keys.Assessment(key, row.Number), key, initiative, row);
}
