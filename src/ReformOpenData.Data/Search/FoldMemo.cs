namespace ReformOpenData.Data.Search;

/// <summary>Folds each distinct text of a request once, however many conditions compare with it.</summary>
internal sealed class FoldMemo
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <inheritdoc cref="Folding.Fold"/>
    public string Fold(string text)
    {
        if (!texts.TryGetValue(text, out var folded))
            texts.Add(text, folded = Folding.Fold(text));
        return folded;
    }
}
