namespace ReformOpenData.Data.Import;

/// <summary>Texts of a document inside a message: findings are read by people, so a long one is cut, with an ellipsis.</summary>
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

    /// <summary>The first of many things, and how many there are besides.</summary>
    public static string List(IReadOnlyCollection<string> things, int count)
    {
        var listed = string.Join(", ", things);
        return count > things.Count ? FormattableString.Invariant($"{listed} and {count - things.Count} more") : listed;
    }
}
