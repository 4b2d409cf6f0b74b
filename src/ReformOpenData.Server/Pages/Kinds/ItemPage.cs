namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>A reform item: its initiatives, what each is to do, who carries it, how it was rated.</summary>
internal sealed class ItemPage()
    : Page<ItemPage.Answer>("{municipality:6}/{plan:plan}/{category:2}/{item:2}", "ItemOverview")
{
    protected override PageView? Show(Answer answer, PageRequest request) => answer.Item is not { } item ? null
        : new PageView(request.NameOf(item.Name), new Slices_Item { Model = new Model(request, item) })
        {
            Description = request.T(
                $"{item.Municipality.Name}の改革項目「{item.Name}」の具体的取組と評価。",
                $"The initiatives of reform item “{item.Name}” and how they were rated ({item.Municipality.Name})."),
            Crumbs = Trail.Of(request, item.Municipality, item.Plan, item.Category),
            Owner = request.Address.Segments,
            Lists = InitiativeLine.Lists(item.Initiatives, answer.Narratives),
        };

    internal sealed record Model(PageRequest At, Item Item);

    internal sealed record Answer(Item? Item, Total Narratives);

    internal sealed record Item(
        int Number,
        string Name,
        IReadOnlyList<string> Headings,
        CityName Municipality,
        PlanName Plan,
        Numbered Category,
        IReadOnlyList<InitiativeLine> Initiatives);
}
