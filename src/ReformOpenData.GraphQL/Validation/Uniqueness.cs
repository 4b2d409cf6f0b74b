using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>
/// Finds what has the same name among neighbours: one error for each name that is there more than once.
/// </summary>
internal static class Uniqueness
{
    /// <summary>Up to here comparing all pairs is cheaper than a set.</summary>
    public const int FewItems = 12;

    public static void Check<T>(
        ValidationContext context,
        ImmutableArray<T> items,
        Func<T, string> name,
        Func<T, int> nameStart,
        Func<string, string> message)
    {
        if (items.Length < 2 || !HasDuplicate(items, name))
            return;
        foreach (var sameName in items.GroupBy(name, StringComparer.Ordinal))
        {
            var starts = sameName.Select(nameStart).ToArray();
            if (starts.Length > 1)
                context.Report(message(sameName.Key), starts);
        }
    }

    private static bool HasDuplicate<T>(ImmutableArray<T> items, Func<T, string> name)
    {
        if (items.Length > FewItems)
        {
            var seen = new HashSet<string>(items.Length, StringComparer.Ordinal);
            foreach (var item in items)
            {
                if (!seen.Add(name(item)))
                    return true;
            }

            return false;
        }

        for (var i = 1; i < items.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (name(items[i]) == name(items[j]))
                    return true;
            }
        }

        return false;
    }
}
