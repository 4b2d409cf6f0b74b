namespace ReformOpenData.Data.Search;

/// <summary>Folds each distinct text of a request once, however many conditions compare with it.</summary>
internal sealed class FoldMemo
{
    private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);

    /// <inheritdoc cref="Folding.Fold"/>
    public string Fold(string text)
    {
        if (!_folded.TryGetValue(text, out var folded))
            _folded.Add(text, folded = Folding.Fold(text));
        return folded;
    }
}
