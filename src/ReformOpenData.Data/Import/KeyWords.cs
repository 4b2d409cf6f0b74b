using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Says a key in words, for messages: the names of the row that it is of, or is below, with the key in brackets.
/// </summary>
internal static class KeyWords
{
    /// <summary>
    /// “中期財政見通しの策定” (財政課; 072028/2017/01/01/001/001); the key alone where the municipality has no such row.
    /// </summary>
    public static string Of(Municipality municipality, string key) => Find(municipality, key) switch
    {
        null => key,
        (var name, null) => $"“{name}” ({key})",
        var (name, departments) => $"“{name}” ({departments}; {key})",
    };

    /// <summary>「中期財政見通しの策定」（財政課）</summary>
    public static string InJapanese(Municipality municipality, string key) => Find(municipality, key) switch
    {
        null => key,
        (var name, null) => $"「{name}」",
        var (name, departments) => $"「{name}」（{departments}）",
    };

    private static (string Name, string? Departments)? Find(Municipality municipality, string key)
    {
        foreach (var plan in municipality.Plans)
        {
            var planKey = Keys.Plan(municipality.Code, plan.Code);
            if (key == planKey)
                return (plan.Title, null);
            foreach (var category in plan.Categories)
            {
                if (InCategory(category, Keys.Category(planKey, category.Number), key) is { } found)
                    return found;
            }
        }

        return null;
    }

    private static (string Name, string? Departments)? InCategory(Category category, string categoryKey, string key)
    {
        if (key == categoryKey)
            return (category.Name, null);
        foreach (var item in category.Items)
        {
            var itemKey = Keys.Item(categoryKey, item.Number);
            if (key == itemKey)
                return (item.Name, null);
            foreach (var initiative in item.Initiatives)
            {
                var initiativeKey = Keys.Initiative(itemKey, initiative.Number);
                if (key == initiativeKey)
                    return (initiative.Name, null);
                var row = initiative.Assessments.FirstOrDefault(row =>
                    (key + "/").StartsWith(Keys.Assessment(initiativeKey, row.Number) + "/", StringComparison.Ordinal));
                if (row is not null)
                    return (initiative.Name, string.Join("・", row.Responsibilities.Select(one => one.Department)));
            }
        }

        return null;
    }
}
