using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReformOpenData.Server.Answers;

/// <summary>What can be asked about at one moment.</summary>
/// <param name="current">Number of the release that is current.</param>
/// <param name="stamp">Another one as soon as any answer may be another one.</param>
/// <param name="publications">
/// The releases that can be asked for by their numbers, each with a stamp of its own; null for none. One that was taken
/// down is not among them, and one that was published anew under the same number has another stamp.
/// </param>
internal sealed class PublicReleases(
    int current, string stamp = "", IReadOnlyDictionary<int, string>? publications = null)
{
    public int Current => current;

    public string Stamp => stamp;

    /// <summary>When the current release was published; null where nobody said.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When a rollback made the current release current again; null where its publication did.</summary>
    public DateTimeOffset? ServedAgainAt { get; init; }

    /// <summary>How many rows the current release holds, of all kinds together; null where nobody said.</summary>
    public double? Rows { get; init; }

    /// <summary>
    /// When the newest release was begun by an import, whether it is public or not; null where nobody said.
    /// </summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>The same, as another look at them: what is kept is kept for one look.</summary>
    public PublicReleases Renewed() => (PublicReleases)MemberwiseClone();

    /// <summary>
    /// Strong entity tag, without quotes, of an answer that depends on these releases alone; null where there are none,
    /// or one of them cannot be asked for. It begins with the numbers, so that it can be told from the tag alone
    /// whether it is still good.
    /// </summary>
    public string? TagOf(IReadOnlyList<int> numbers, UInt128 digest)
    {
        if (numbers.Count == 0)
            return null;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{digest:x32}");
        foreach (var number in numbers)
        {
            if (publications is null || !publications.TryGetValue(number, out var publication))
                return null;
            text.Append('\n').Append(publication);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return $"n{string.Join('.', numbers)}-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }
}
