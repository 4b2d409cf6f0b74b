using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Looks at the numbers of categories and items as a whole.</summary>
internal static class NumberCheck
{
    /// <summary>A number that is missing may mean that a page is.</summary>
    public static void ReportGaps(IReadOnlyList<CategoryDraft> categories, FindingLog log)
    {
        if (log.HasErrors)
            return;

        Report("category", "", categories.Select(draft => draft.Number));
        foreach (var draft in categories)
            Report("item", $" of category ({draft.Number})", draft.Items.Select(one => one.Number));

        void Report(string kind, string parent, IEnumerable<int> numbers)
        {
            int[] all = [.. numbers];
            var missing = Enumerable.Range(1, all.Max()).Except(all).ToArray();
            if (missing.Length > 0)
            {
                log.Add(
                    FindingKinds.NumberMissing,
                    default,
                    $"No {kind}{parent} has the number {string.Join(", ", missing)}; is a page missing?");
            }
        }
    }

    /// <summary>More than keys can number.</summary>
    public static void ReportTooMany(List<CategoryDraft> categories, FindingLog log)
    {
        if (!log.HasErrors && (categories.Max(draft => draft.Number) > Keys.Largest(2)
            || categories.Exists(draft => draft.Items.Exists(one =>
                one.Number > Keys.Largest(2) || one.Initiatives.Count > Keys.Largest(3)))))
        {
            log.Add(
                FindingKinds.FileTooLarge,
                default,
                $"A plan has at most {Keys.Largest(2)} categories, a category as many items, an item {Keys.Largest(3)} "
                + "initiatives. Say in the metadata which column is a level above.",
                japanese: $"分野と改革項目は{Keys.Largest(2)}まで、一つの改革項目の取組は{Keys.Largest(3)}までです。上の階層の列を JSON に書いてください。");
        }
    }
}
