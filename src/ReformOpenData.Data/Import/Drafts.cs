using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A category while its rows are being read.</summary>
internal sealed class CategoryDraft(int number, string name)
{
    public int Number => number;

    public string Name => name;

    public List<ItemDraft> Items { get; } = [];

    public Category ToCategory() => new(number, name, [.. Items.OrderBy(item => item.Number).Select(item => item.ToItem())]);
}

/// <summary>An item while its rows are being read.</summary>
/// <param name="printed">The cleaned cell, with its circled number.</param>
internal sealed class ItemDraft(int number, string name, string printed)
{
    public int Number => number;

    public string Name => name;

    public string Printed => printed;

    public List<InitiativeDraft> Initiatives { get; } = [];

    public Item ToItem() => new(number, name, [.. Initiatives.Select(initiative => initiative.ToInitiative())]);
}

/// <summary>An initiative while its rows are being read.</summary>
internal sealed class InitiativeDraft(int number, string name, string? description)
{
    public string Name => name;

    public string? Description => description;

    public List<Assessment> Assessments { get; } = [];

    public Initiative ToInitiative() => new(number, name, description, Assessments);
}
