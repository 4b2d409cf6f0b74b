namespace ReformOpenData.Data.Search;

/// <summary>Adds up in how many texts each character and each pair of neighbours occurs, text by text.</summary>
internal sealed class GramTally
{
    private readonly Dictionary<string, Dictionary<ulong, int>> texts = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> pieces = [];

    /// <param name="text">Which texts they are: <c>8:text</c>.</param>
    /// <param name="sign">1 for a text that there is, -1 for one that there is not any more.</param>
    public void Add(string text, string folded, int sign)
    {
        if (!texts.TryGetValue(text, out var counts))
            texts.Add(text, counts = []);
        Grams.Pieces(folded, pieces);
        foreach (var piece in pieces)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, piece, out _) += sign;
    }

    /// <summary>What is not 0, and begins anew.</summary>
    public IReadOnlyList<(string Text, IEnumerable<KeyValuePair<string, int>> Grams)> Take()
    {
        var taken = texts.Select(text => (
            text.Key,
            text.Value.Where(gram => gram.Value != 0)
                .Select(gram => KeyValuePair.Create(Grams.TextOf(gram.Key), gram.Value)))).ToList();
        texts.Clear();
        return taken;
    }
}
