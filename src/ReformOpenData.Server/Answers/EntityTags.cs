using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// The entity tags of a conditional request (RFC 9110 §13.1), over those of one content in all its codings.
/// </summary>
internal static class EntityTags
{
    /// <summary>
    /// The client's own spelling of this tag, with quotes, in whatever coding it was sent; null where If-None-Match
    /// does not name it.
    /// </summary>
    /// <param name="tag">Of the plain form, without quotes.</param>
    public static string? Named(StringValues ifNoneMatch, string tag)
    {
        if (ifNoneMatch.Count == 0 || !EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags))
            return null;
        foreach (var known in tags)
        {
            // The comparison is weak (§13.1.2).
            if (Is(known, tag))
                return known.Tag.ToString();
        }

        return null;
    }

    /// <summary>The numbers that tags of answers about numbered releases begin with, as in n3.7-…</summary>
    public static IEnumerable<IReadOnlyList<int>> NumbersIn(StringValues ifNoneMatch)
    {
        if (ifNoneMatch.Count == 0 || !EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags))
            yield break;
        foreach (var known in tags)
        {
            var spelled = known.Tag.ToString().Trim('"');
            if (!spelled.StartsWith('n') || spelled.IndexOf('-', StringComparison.Ordinal) is not (> 0 and var end))
                continue;
            var numbers = new List<int>();
            if (spelled[1..end].Split('.').All(text => Add(numbers, text)))
                yield return numbers;
        }

        static bool Add(List<int> numbers, string text)
        {
            var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            numbers.Add(number);
            return isNumber;
        }
    }

    /// <summary>Whether If-None-Match names this tag, or whatever there is.</summary>
    public static bool Matches(StringValues ifNoneMatch, string tag) =>
        IsAny(ifNoneMatch) || Named(ifNoneMatch, tag) is not null;

    /// <summary>
    /// Whether If-Match is there and names neither this tag nor whatever there is; its comparison is strong
    /// (§13.1.1).
    /// </summary>
    public static bool Excludes(StringValues ifMatch, string tag) =>
        ifMatch.Count > 0
        && !IsAny(ifMatch)
        && !(EntityTagHeaderValue.TryParseList(ifMatch, out var tags)
            && tags.Any(known => !known.IsWeak && Is(known, tag)));

    private static bool IsAny(StringValues header) => header is [{ } only] && only.AsSpan().Trim() is "*";

    private static bool Is(EntityTagHeaderValue known, string tag)
    {
        var spelled = known.Tag.AsSpan().Trim('"');
        return spelled.StartsWith(tag, StringComparison.Ordinal) && spelled[tag.Length..] is "" or "-br" or "-gz";
    }
}
