using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Import;

/// <summary>
/// How names are compared wherever a document is read or joined: as search and filters compare texts (NFKC, case,
/// variants, invisible characters), without spaces, and with dashes of any kind alike. Names with one key are one name
/// in several spellings.
/// </summary>
internal static class NameKey
{
    public static string Of(string name) => Folding.Fold(CellText.Narrow(CellText.WithoutSpaces(name)));

    public static bool AreSame(string name, string other) => name == other || Of(name) == Of(other);

    /// <summary>
    /// Whether a name is written as it is compared, but for spaces and case: the spelling to keep among several.
    /// </summary>
    public static bool IsPlain(string name) => string.Equals(Of(name), name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether one key becomes the other when one character is changed, added, left out, or changes place with its
    /// neighbour.
    /// </summary>
    public static bool AreOneCharacterApart(string key, string other)
    {
        if (Math.Abs(key.Length - other.Length) > 1 || key == other)
            return false;

        var start = 0;
        while (start < key.Length && start < other.Length && key[start] == other[start])
            start++;
        var end = 0;
        while (end < key.Length - start && end < other.Length - start && key[^(end + 1)] == other[^(end + 1)])
            end++;
        var (left, right) = (key.Length - start - end, other.Length - start - end);
        return Math.Max(left, right) == 1
            || (left == 2 && right == 2 && key[start] == other[start + 1] && key[start + 1] == other[start]);
    }
}
