namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>A category: its items and initiatives, with departments and ratings.</summary>
internal sealed class CategoryPage()
    : Page<CategoryPage.Answer>("{municipality:6}/{plan:plan}/{category:2}", "CategoryOverview")
{
    protected override PageView? Show(Answer answer, PageRequest request) => answer.Category is not { } category ? null
        : new PageView(
            $"{category.Sign} {category.Name}", new Slices_Category { Model = new Model(request, category) })
        {
            Description = request.T(
                $"{category.Municipality.Name}「{category.Plan.Title}」の分野「{category.Name}」の改革項目、具体的取組と評価。",
                $"The initiatives of category “{category.Name}” and how they were rated "
                    + $"({category.Municipality.Name})."),
            Crumbs = Trail.Of(request, category.Municipality, category.Plan),
            Owner = request.Address.Segments,
            Lists = InitiativeLine.Lists([.. category.Items.SelectMany(item => item.Initiatives)], answer.Narratives),
        };

    internal sealed record Model(PageRequest At, Category Category);

    internal sealed record Answer(Category? Category, Total Narratives);

    internal sealed record Category(
        int Number, string Name, string? PrintedNumber, CityName Municipality, PlanName Plan, IReadOnlyList<Item> Items)
    {
        public string Sign => new Numbered(Number, Name, PrintedNumber).Sign;
    }

    internal sealed record Item(
        int Number, string Name, IReadOnlyList<string> Headings, IReadOnlyList<InitiativeLine> Initiatives);
}
