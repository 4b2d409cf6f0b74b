namespace ReformOpenData.Data.Import;

/// <summary>
/// Texts of a document inside a message: findings are read by people, so a long one is cut, with an ellipsis.
/// </summary>
internal static class Excerpts
{
    /// <summary>What is read of a cell, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>A pair of surrogates is not cut in two.</summary>
    public static string Of(string text, int max = MaxLength)
    {
        if (text.Length <= max)
            return text;

        var cut = char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
        return string.Concat(text.AsSpan(0, cut), "…");
    }

    /// <summary>
    /// Two texts around the place where they begin to differ, where that is not near their beginning.
    /// </summary>
    public static (string Text, string Other) AroundDifference(string text, string other)
    {
        const int before = 30;
        if (text.Length <= MaxLength && other.Length <= MaxLength)
            return (text, other);

        var start = 0;
        while (start < Math.Min(text.Length, other.Length) && text[start] == other[start])
            start++;
        start = Math.Max(0, start - before);
        return (From(text, start), From(other, start));

        static string From(string text, int start)
        {
            if (start == 0)
                return Of(text);
            var at = start < text.Length && char.IsLowSurrogate(text[start]) ? start - 1 : start;
            return "…" + Of(text[Math.Min(at, text.Length)..], MaxLength - 1);
        }
    }

    /// <summary>The first of many things, and how many there are besides.</summary>
    public static string List(IReadOnlyCollection<string> things, int count)
    {
        var listed = string.Join(", ", things);
        return count > things.Count ? $"{listed} and {count - things.Count} more" : listed;
    }
}
