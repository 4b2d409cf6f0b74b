using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A category while its rows are being read.</summary>
internal sealed class CategoryDraft(int number, string name)
{
    public int Number => number;

    public string Name => name;

    public string? PrintedNumber { get; init; }

    public List<ItemDraft> Items { get; } = [];

    /// <summary>
    /// An item in a form of its own: with any number before its name, in a column of its own, or none.
    /// </summary>
    public ItemDraft Declared(string text, RowCells cells)
    {
        var (number, name) = LevelNumber.Split(text);
        var own = cells.Number("item");
        var key = LevelNumber.Free(number ?? LevelNumber.Of(own), Items.Select(draft => draft.Number));
        var same = NameKey.Of(text);
        return Items.Find(draft => draft.Key == same && draft.Headings == cells.Headings)
            ?? Added(new ItemDraft(key, name, text)
            {
                PrintedNumber = own ?? LevelNumber.Printed(text, name, key),
                Headings = cells.Headings,
            });
    }

    public ItemDraft Added(ItemDraft item)
    {
        Items.Add(item);
        return item;
    }

    public Category ToCategory() =>
        new(number, name, [.. Items.OrderBy(item => item.Number).Select(item => item.ToItem())])
        {
            PrintedNumber = PrintedNumber,
        };
}

/// <summary>An item while its rows are being read.</summary>
/// <param name="printed">The cleaned cell, with its circled number.</param>
internal sealed class ItemDraft(int number, string name, string printed)
{
    public int Number => number;

    public string Name => name;

    public string Printed => printed;

    /// <summary>The cell as it is compared.</summary>
    public string Key { get; } = NameKey.Of(printed);

    public string? PrintedNumber { get; init; }

    public string? Headings { get; init; }

    public List<InitiativeDraft> Initiatives { get; } = [];

    public Item ToItem() => new(number, name, [.. Initiatives.Select(initiative => initiative.ToInitiative())])
    {
        Headings = Headings,
        PrintedNumber = PrintedNumber,
    };
}

/// <summary>An initiative while its rows are being read.</summary>
internal sealed class InitiativeDraft(int number, string name, string? description)
{
    public string Name => name;

    /// <summary>The name as it is compared.</summary>
    public string Key { get; } = NameKey.Of(name);

    public string? Description => description;

    public string? PrintedNumber { get; init; }

    public List<Assessment> Assessments { get; } = [];

    public Initiative ToInitiative() => new(number, name, description, Assessments)
    {
        PrintedNumber = PrintedNumber,
    };
}
