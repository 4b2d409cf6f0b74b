using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Makes a municipality anew whose initiatives are rewritten, each by its plan and key.</summary>
internal static class InitiativeRewriter
{
    /// <summary>Puts something else in the place of each row.</summary>
    public static Municipality RewriteRows(Municipality municipality, Func<Assessment, Assessment> rewrite) => Rewrite(
        municipality,
        (_, _, initiative) => initiative with { Assessments = [.. initiative.Assessments.Select(rewrite)] });

    public static Municipality Rewrite(Municipality municipality, Func<Plan, string, Initiative, Initiative> rewrite)
    {
        return municipality with { Plans = [.. municipality.Plans.Select(OfPlan)] };

        Plan OfPlan(Plan plan)
        {
            var key = Keys.Plan(municipality.Code, plan.Code);
            return plan with
            {
                Categories = [.. plan.Categories
                    .Select(category => OfCategory(plan, Keys.Category(key, category.Number), category))],
            };
        }

        Category OfCategory(Plan plan, string key, Category category) => category with
        {
            Items = [.. category.Items.Select(item => OfItem(plan, Keys.Item(key, item.Number), item))],
        };

        Item OfItem(Plan plan, string key, Item item) => item with
        {
            Initiatives = [.. item.Initiatives.Select(one => rewrite(plan, Keys.Initiative(key, one.Number), one))],
        };
    }
}
