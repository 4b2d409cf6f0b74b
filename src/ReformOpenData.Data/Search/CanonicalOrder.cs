namespace ReformOpenData.Data.Search;

/// <summary>
/// Canonical ordering (Unicode, D109): the marks between two starters in the order of their combining classes, those of
/// one class as they came. The work is proportional to the text, whatever order its marks have.
/// </summary>
internal static class CanonicalOrder
{
    /// <param name="classOf">Asked a few times for each character: 0 for a starter, and at most 255.</param>
    public static void Sort(List<(int Character, int Origin)> segment, Func<int, int> classOf)
    {
        for (var start = 0; start < segment.Count; start++)
        {
            var last = 0;
            var isSorted = true;
            var end = start;
            for (; end < segment.Count && classOf(segment[end].Character) is var combining and > 0; end++)
            {
                isSorted &= last <= combining;
                last = combining;
            }

            if (!isSorted)
                SortMarks(segment, start, end, classOf);
            start = end;
        }
    }

    /// <summary>Counts the marks of each class, and so knows where each goes.</summary>
    private static void SortMarks(
        List<(int Character, int Origin)> segment, int start, int end, Func<int, int> classOf)
    {
        Span<int> next = stackalloc int[257];
        next.Clear();
        for (var i = start; i < end; i++)
            next[classOf(segment[i].Character) + 1]++;
        for (var combining = 1; combining < next.Length; combining++)
            next[combining] += next[combining - 1];
        var marks = segment.GetRange(start, end - start);
        foreach (var mark in marks)
            segment[start + next[classOf(mark.Character)]++] = mark;
    }
}
