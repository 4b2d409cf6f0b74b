using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Puts something else in the place of each row of a municipality.</summary>
internal static class AssessmentRewriter
{
    public static Municipality Rewrite(Municipality municipality, Func<Assessment, Assessment> rewrite)
    {
        return municipality with
        {
            Plans = [.. municipality.Plans
                .Select(plan => plan with { Categories = [.. plan.Categories.Select(OfCategory)] })],
        };

        Category OfCategory(Category category) => category with { Items = [.. category.Items.Select(OfItem)] };

        Item OfItem(Item item) => item with { Initiatives = [.. item.Initiatives.Select(OfInitiative)] };

        Initiative OfInitiative(Initiative initiative) =>
            initiative with { Assessments = [.. initiative.Assessments.Select(rewrite)] };
    }
}
