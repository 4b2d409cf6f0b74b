using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Queries;

/// <summary>Conditions on what is in memory; they mean what <see cref="Sql.FilterSql"/> writes.</summary>
internal static class MemoryFilter
{
    /// <remarks>It is asked of all that is counted, again and again, and allocates nothing.</remarks>
    public static bool Holds(Filter? filter, IReadOnlyDictionary<Column, object?> values, FoldMemo folds) =>
        filter switch
        {
            null => true,
            Conjunction all => AreAll(all.Parts, values, folds, isTrue: true),
            Disjunction any => !AreAll(any.Parts, values, folds, isTrue: false),
            Negation not => !Holds(not.Inner, values, folds),
            OneOf oneOf => IsOneOf(oneOf, Compared(oneOf.Column, values[oneOf.Column], folds), folds),
            Compare compare => Holds(
                compare.Comparison,
                Compared(compare.Column, values[compare.Column], folds),
                Compared(compare.Column, compare.Value, folds)),
            _ => throw new InvalidOperationException($"No {filter.GetType().Name} in memory."),
        };

    /// <summary>
    /// Which of two values is the greater; what has no value is smaller than all that has, and texts go by code point.
    /// </summary>
    public static int Order(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string one, string other) => OrderOfTexts(one, other),
        _ => Comparer<object>.Default.Compare(left, right),
    };

    private static bool AreAll(
        IReadOnlyList<Filter> parts, IReadOnlyDictionary<Column, object?> values, FoldMemo folds, bool isTrue)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (Holds(parts[i], values, folds) != isTrue)
                return false;
        }

        return true;
    }

    private static bool IsOneOf(OneOf oneOf, object? value, FoldMemo folds)
    {
        for (var i = 0; i < oneOf.Values.Count; i++)
        {
            if (Equals(value, Compared(oneOf.Column, oneOf.Values[i], folds)))
                return true;
        }

        return false;
    }

    private static int OrderOfTexts(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        if (same == one.Length || same == other.Length)
            return one.Length.CompareTo(other.Length);
        // The half of a pair stands behind every character that is none.
        return (char.IsSurrogate(one[same]), char.IsSurrogate(other[same])) switch
        {
            (true, false) => 1,
            (false, true) => -1,
            _ => one[same].CompareTo(other[same]),
        };
    }

    private static bool Holds(Comparison comparison, object? value, object? asked) => comparison switch
    {
        Comparison.Equal => Equals(value, asked),
        _ when value is null => false,
        Comparison.Greater => Order(value, asked) > 0,
        Comparison.GreaterOrEqual => Order(value, asked) >= 0,
        Comparison.Less => Order(value, asked) < 0,
        Comparison.LessOrEqual => Order(value, asked) <= 0,
        Comparison.Contains => ((string)value).Contains((string)asked!, StringComparison.Ordinal),
        Comparison.StartsWith => ((string)value).StartsWith((string)asked!, StringComparison.Ordinal),
        Comparison.EndsWith => ((string)value).EndsWith((string)asked!, StringComparison.Ordinal),
        _ => throw new InvalidOperationException($"No {comparison} in memory."),
    };

    private static object? Compared(Column column, object? value, FoldMemo folds) =>
        column.IsFolded && value is string text ? folds.Fold(text) : value;
}
