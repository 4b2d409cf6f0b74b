namespace ReformOpenData.Data.Search;

/// <summary>A folded text, and where in the original each of its UTF-16 units comes from.</summary>
public sealed class FoldedText
{
    private readonly List<int>? origins;

    /// <param name="origins">With the length of the original at its end; null where nothing was folded.</param>
    internal FoldedText(string text, List<int>? origins)
    {
        Text = text;
        this.origins = origins;
    }

    /// <summary>As <see cref="Folding.Fold"/> gives it.</summary>
    public string Text { get; }

    /// <summary>
    /// The part of the original that became a part of the folded text: whole characters, so that 株 found in the folded
    /// form of ㈱ is the whole ㈱.
    /// </summary>
    /// <param name="start">First UTF-16 unit in the folded text.</param>
    /// <param name="length">UTF-16 units in the folded text, at least 1.</param>
    public (int Start, int Length) ToOriginal(int start, int length)
    {
        if (origins is null)
            return (start, length);

        // A composed or reordered mark may come from before its neighbour, so the ends are looked for, not assumed.
        var first = origins[start];
        var last = first;
        for (var i = start + 1; i < start + length; i++)
        {
            first = Math.Min(first, origins[i]);
            last = Math.Max(last, origins[i]);
        }

        var end = start + length;
        while (end < origins.Count - 1 && origins[end] <= last)
            end++;
        return (first, origins[end] - first);
    }

    /// <summary>
    /// Every place in the original, from left to right and without overlap, where the folded needle stands.
    /// </summary>
    /// <param name="foldedNeedle">As <see cref="Folding.Fold"/> gives it; an empty one stands nowhere.</param>
    public IEnumerable<(int Start, int Length)> Find(string foldedNeedle)
    {
        if (foldedNeedle.Length == 0)
            yield break;
        var at = Text.IndexOf(foldedNeedle, StringComparison.Ordinal);
        while (at >= 0)
        {
            yield return ToOriginal(at, foldedNeedle.Length);
            at = Text.IndexOf(foldedNeedle, at + foldedNeedle.Length, StringComparison.Ordinal);
        }
    }
}
