using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Pages;

/// <summary>
/// What a page of a preview says of the draft: the changes of what it shows, and a word behind each link to what
/// differs.
/// </summary>
internal static partial class DraftMarks
{
    /// <summary>The changes of what a page shows and of what is below it; all of them on the first page.</summary>
    public static IReadOnlyList<Change> Of(DraftLook draft, IReadOnlyList<string> segments)
    {
        if (segments.Count == 0)
            return draft.Changes;
        var owner = string.Join('/', segments.Where(segment => segment is not ("departments" or "documents")));
        return [.. draft.Changes
            .Where(change => change.Key == owner || change.Key.StartsWith(owner + "/", StringComparison.Ordinal))];
    }

    /// <summary>What changed, by the nearest name: of a rating, that of its initiative.</summary>
    public static string NameOf(DraftLook draft, Change change)
    {
        for (var key = change.Key; key.Length > 0; key = key[..Math.Max(0, key.LastIndexOf('/'))])
        {
            if (draft.Names.TryGetValue(key, out var name))
                return name;
        }

        return change.Key;
    }

    /// <summary>The page of what changed; null where the draft no longer has it.</summary>
    public static string? PathOf(PageRequest at, Change change) => change.Kind == ChangeKind.Removed ? null
        : ListPage.PathOf(at, GlobalId.Encode(change.Type, change.Key));

    public static string Kind(PageRequest at, Change change) => change.Kind switch
    {
        ChangeKind.Added => at.T("新規", "new"),
        ChangeKind.Removed => at.T("削除", "removed"),
        _ => at.T("変更", "changed"),
    };

    /// <summary>
    /// A page with a word behind each link of its main part that leads to something new or changed, or above it.
    /// </summary>
    public static byte[] Mark(byte[] html, PageRequest at)
    {
        if (at.Draft is not { } draft)
            return html;
        var text = Encoding.UTF8.GetString(html);
        var start = text.IndexOf("<main", StringComparison.Ordinal);
        var end = text.IndexOf("</main>", StringComparison.Ordinal);
        if (start < 0 || end < start)
            return html;
        var words = Words(draft, at);
        return Encoding.UTF8.GetBytes(string.Concat(
            text.AsSpan(0, start),
            Link().Replace(text[start..end], link => link.Groups["to"] is { Success: true } to
                && words.TryGetValue(Uri.UnescapeDataString(WebUtility.HtmlDecode(to.Value)), out var word)
                ? link.Value + word
                : link.Value),
            text.AsSpan(end)));
    }

    /// <summary>By path, what stands behind a link.</summary>
    private static Dictionary<string, string> Words(DraftLook draft, PageRequest at)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var below = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var change in draft.Changes)
        {
            if (PathOf(at, change) is { } path)
                words.TryAdd(
                    Uri.UnescapeDataString(path),
                    Word(change.Kind == ChangeKind.Added ? "added" : "changed", Kind(at, change)));
            for (var slash = change.Key.LastIndexOf('/'); slash > 0; slash = change.Key.LastIndexOf('/', slash - 1))
                below[change.Key[..slash]] = below.GetValueOrDefault(change.Key[..slash]) + 1;
        }

        foreach (var (key, count) in below)
        {
            var many = count.ToString(CultureInfo.InvariantCulture);
            words.TryAdd(
                at.To(key),
                Word("changed", at.T(
                    $"中に変更 {many}\u00A0件", PageRequest.Count(count, "change in it", "changes in it"))));
        }

        return words;
    }

    private static string Word(string kind, string word) => $" <em class=\"drafted {kind}\">{word}</em>";

    /// <summary>A link; a drawing is passed over whole.</summary>
    [GeneratedRegex(
        "<svg\\b.*?</svg>|<a\\b[^>]*?\\bhref=\"(?<to>[^\"?#]+)[^\"]*\"[^>]*>.*?</a>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000)]
    private static partial Regex Link();
}
