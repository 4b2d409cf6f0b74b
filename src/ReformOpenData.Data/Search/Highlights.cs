namespace ReformOpenData.Data.Search;

/// <summary>Where terms stand in a text, as <see cref="Folding"/> compares them.</summary>
public static class Highlights
{
    /// <summary>The places in the original text, in order; those that overlap or touch are joined.</summary>
    /// <param name="foldedTerms">As <see cref="Folding.Fold"/> gives them.</param>
    public static IReadOnlyList<(int Start, int Length)> Find(string text, IReadOnlyList<string> foldedTerms)
    {
        // Most texts of a page have no term: where their characters come from is of no use then.
        var compared = Folding.Fold(text);
        if (!foldedTerms.Any(term => compared.Contains(term, StringComparison.Ordinal)))
            return [];
        var folded = Folding.FoldWithOrigins(text);
        var places = new List<(int Start, int Length)>();
        foreach (var place in foldedTerms is [var only]
            ? folded.Find(only)
            : foldedTerms.SelectMany(folded.Find)
                .OrderBy(place => place.Start)
                .ThenByDescending(place => place.Length))
        {
            if (places.Count > 0 && places[^1] is var last && place.Start <= last.Start + last.Length)
                places[^1] = (last.Start, Math.Max(last.Length, place.Start + place.Length - last.Start));
            else
                places.Add(place);
        }

        return places;
    }

    /// <summary>The text around the first place, cut where places begin and end; empty where there is none.</summary>
    /// <param name="context">UTF-16 units at most before and after the first place; neither a surrogate pair nor
    /// another place is cut.</param>
    public static IReadOnlyList<(string Text, bool IsMatch)> Snippet(
        string text, IReadOnlyList<(int Start, int Length)> places, int context)
    {
        if (places.Count == 0)
            return [];
        var start = Whole(text, Math.Max(0, places[0].Start - context));
        var end = Whole(text, Math.Min(text.Length, places[0].Start + places[0].Length + context));
        var parts = new List<(string Text, bool IsMatch)>();
        var at = start;
        foreach (var (from, length) in places)
        {
            if (from + length > end)
            {
                end = Math.Min(from, end);
                break;
            }

            if (from > at)
                parts.Add((text[at..from], false));
            at = from + length;
            parts.Add((text[from..at], true));
        }

        if (at < end)
            parts.Add((text[at..end], false));
        return parts;
    }

    private static int Whole(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
