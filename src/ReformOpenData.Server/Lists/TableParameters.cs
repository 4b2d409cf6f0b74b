using System.Text;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Lists;

/// <summary>
/// The parameters of an address that say how a table is written; they are the same for lists and questions.
/// </summary>
internal sealed class TableParameters
{
    /// <summary>
    /// The one parameter that means nothing: with another value, a cache that keeps failures asks again.
    /// </summary>
    private const string Ignored = "_";

    private readonly TableFormat _format;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public TableParameters(TableFormat format) => _format = format;

    public TableOptions Options { get; private set; } = TableOptions.Default;

    /// <summary>Whether a browser is to save the table and not to show it.</summary>
    public bool IsDownload { get; private set; }

    /// <summary>Names of the parameters that a format takes.</summary>
    public static IEnumerable<string> NamesOf(TableFormat format) => format switch
    {
        Csv => ["headings", "bom", "breaks", "guard", "download"],
        Xlsx => ["headings", "download"],
        _ => ["download"],
    };

    /// <summary>That a parameter is one of other formats; null where it is not.</summary>
    public static AnswerFailure? OfOthers(string name, TableFormat format)
    {
        var others = TableFormat.All.Where(other => other != format && NamesOf(other).Contains(name)).ToList();
        return others.Count == 0 ? null : AnswerFailure.ParameterUnknown(
            $"“{name}” is a parameter of {string.Join(" and ", others.Select(other => "." + other.Name))} alone; leave "
            + "it out.");
    }

    /// <summary>
    /// The pairs of a query string, as they are written: percent-encoded; without the one that means nothing.
    /// </summary>
    public static IEnumerable<(string Name, string Value)> Pairs(string query) =>
        from pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let sign = pair.IndexOf('=', StringComparison.Ordinal)
        let name = sign < 0 ? pair : pair[..sign]
        where name != Ignored
        select (name, sign < 0 ? "" : pair[(sign + 1)..]);

    /// <summary>A part of a query string in plain text; null where it is not UTF-8 in percent encoding.</summary>
    public static string? Decode(string part) =>
        part.Length == 0 ? ""
            : QueryParameter.All("v=" + part).Single().Value is { } utf8 ? Encoding.UTF8.GetString(utf8)
            : null;

    /// <summary>Takes a parameter; false where it is none of these.</summary>
    public bool Take(string name, string value, out AnswerFailure? failure)
    {
        failure = null;
        if (!NamesOf(_format).Contains(name))
            return false;
        failure = !_seen.Add(name)
            ? AnswerFailure.BadRequest($"The address holds “{name}” twice.")
            : (name, value) switch
            {
                ("headings", "ja") => Set(Options with { HasJapaneseHeadings = true }),
                ("headings", "en") => null,
                ("headings", _) => Wrong("ja or en"),
                ("bom", "0") => Set(Options with { HasByteOrderMark = false }),
                ("guard", "0") => Set(Options with { IsGuarded = false }),
                ("bom" or "guard", "1") => null,
                ("bom" or "guard", _) => Wrong("0 or 1"),
                ("breaks", "keep") => Set(Options with { KeepsBreaks = true }),
                ("breaks", "space") => null,
                ("breaks", _) => Wrong("keep or space"),
                (_, "" or "1") => Download(true),
                (_, "0") => Download(false),
                _ => Wrong("0 or 1"),
            };
        return true;

        AnswerFailure Wrong(string values) =>
            AnswerFailure.BadRequest($"“{name}” is {values}, found “{Short(value)}”.");
    }

    /// <summary>As much of a text as a message repeats.</summary>
    public static string Short(string text) => ReformOpenData.GraphQL.Response.Excerpt.Of(text, 40);

    private AnswerFailure? Set(TableOptions options)
    {
        Options = options;
        return null;
    }

    private AnswerFailure? Download(bool isDownload)
    {
        IsDownload = isDownload;
        return null;
    }
}
