using System.Globalization;
using Microsoft.AspNetCore.Html;
using ReformOpenData.Data.Releases;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Metadata;

namespace ReformOpenData.Server.Pages;

/// <summary>What a page is asked for, and what templates need to write words and addresses.</summary>
/// <param name="Values">In the segments of the address.</param>
/// <param name="Query">Parameters of the address, decoded.</param>
/// <param name="Origin">Scheme and host, as https://example.org.</param>
internal sealed record PageRequest(
    PageAddress Address,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<KeyValuePair<string, string>> Query,
    string Origin)
{
    /// <summary>The document that the page is made of, as it is sent.</summary>
    public string Document { get; init; } = "";

    /// <summary>All documents that have an address.</summary>
    public IReadOnlyList<TrustedDocument> Operations { get; init; } = [];

    /// <summary>Where errors are reported (<see cref="ServerOptions.Contact"/>); empty where nowhere.</summary>
    public string Contact { get; init; } = "";

    /// <summary>The draft that is shown, with what it changes; null on every server but a preview.</summary>
    public DraftLook? Draft { get; init; }

    /// <summary>What is known of the file that holds all, for a page that tells of it.</summary>
    public MadeArchive.Facts? Made { get; init; }

    /// <summary>Its variables as data, as JSON.</summary>
    public string Variables { get; init; } = "{}";

    /// <summary>Whether the whole question of the page was too dear, so that less is asked.</summary>
    public bool IsSmaller { get; init; }

    /// <summary>Whether the release holds several cities, for a page that asks.</summary>
    public bool HasSeveralCities { get; init; }

    public bool IsEnglish => Address.Language == Language.English;

    /// <summary>The text in the language of the page.</summary>
    public string T(string japanese, string english) => IsEnglish ? english : japanese;

    /// <summary>What parts the names of a list.</summary>
    public string Comma => T("、", ", ");

    /// <summary>A text of the data, which stays Japanese whatever the page speaks.</summary>
    public IHtmlContent Ja(string? text) => new JapaneseText(text ?? "", IsEnglish);

    /// <summary>Headings within each other, the outermost first.</summary>
    public IHtmlContent Ja(IReadOnlyList<string> headings) => Ja(string.Join(" ＞ ", headings));

    /// <summary>A sentence in the language of the page that has words of the data in it.</summary>
    public IHtmlContent Mixed(string text) => new MixedText(text, IsEnglish);

    /// <summary>A text that is in the language of the page, or in none.</summary>
    public static IHtmlContent Plain(string text) => new JapaneseText(text, isMarked: false);

    /// <summary>The name of a thing; a table that has no such level leaves it blank.</summary>
    public IHtmlContent Name(string name) => name.Length > 0 ? Ja(name) : Plain(NameOf(name));

    public string NameOf(string name) => name.Length > 0 ? name : T("（表に名称なし）", "(no name in the table)");

    /// <summary>The value of a parameter; empty where there is none.</summary>
    public string Parameter(string name) => Query.FirstOrDefault(parameter => parameter.Key == name).Value ?? "";

    /// <summary>The whole address of this page, with its parameters.</summary>
    public string Self => In(Address.Language);

    /// <summary>The whole address of the same page in another language.</summary>
    public string In(Language language) => Origin + Address.In(language) + QueryString(Query);

    /// <summary>The path of another page, in the same language and release.</summary>
    public string Link(params IEnumerable<string> segments) =>
        PageAddress.PathOf(Address.Language, Address.Release, segments);

    /// <summary>The path of the page of a key, as 072028/2017/01.</summary>
    public string To(string key) => Link(key.Split('/'));

    /// <summary>The path of the page of a department.</summary>
    public string ToDepartment(string city, string fullName) => Link(city, "departments", fullName);

    /// <summary>The path of a page that is of no release.</summary>
    public string Site(params IEnumerable<string> segments) => PageAddress.PathOf(Address.Language, null, segments);

    /// <summary>The path of a list of this release as a file.</summary>
    public string File(IEnumerable<string> owner, string file) =>
        PageAddress.PathOf(Language.Japanese, Address.Release, [.. owner, file]);

    /// <summary>The path of what has no language.</summary>
    public static string Root(string path) => PublicPath.Current + path;

    /// <summary>This page's address with other parameters; an empty value takes one away, and another page begins at
    /// its first part.</summary>
    public string With(string name, string value)
    {
        var pairs = Query.Where(pair => pair.Key != name && pair.Key != "after").ToList();
        if (value.Length > 0)
            pairs.Add(new(name, value));
        return Address.Path + QueryString(pairs);
    }

    /// <summary>The address of this page's part behind a cursor.</summary>
    public string Behind(string cursor) =>
        Address.Path + QueryString([.. Query.Where(pair => pair.Key != "after"), new("after", cursor)]);

    /// <summary>The query string with its question mark; empty without parameters.</summary>
    public static string QueryString(IReadOnlyCollection<KeyValuePair<string, string>> pairs) =>
        pairs.Count == 0 ? "" : "?" + Pairs(pairs);

    /// <summary>Parameters, percent-encoded; several values of one are parted by commas.</summary>
    public static string Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => string.Join(
        '&', pairs.GroupBy(pair => pair.Key, pair => Uri.EscapeDataString(pair.Value)).Select(
            values => $"{Uri.EscapeDataString(values.Key)}={string.Join(',', values)}"));

    /// <summary>1 row, 2 rows: how many there are, in English.</summary>
    /// <param name="many">Of more than one, where it is not the noun with an s.</param>
    public static string Count(long number, string noun, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? noun : many ?? noun + "s")}");

    /// <summary>1.2 MB: how large a file is.</summary>
    public static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)}\u00A0kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0}\u00A0MB");

    /// <summary>12.5 %: the share of a part in a whole, with one decimal.</summary>
    public static string Percent(int part, int whole) => whole == 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{100m * part / whole:0.0}\u00A0%");
}
