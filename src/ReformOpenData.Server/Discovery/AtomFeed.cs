using System.Globalization;
using System.Xml.Linq;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Discovery;

/// <summary>
/// The releases as an Atom feed (RFC 4287), of all or of those that changed a municipality. A release that was taken
/// back gets an entry of its own beside that of its publication, so that readers who have the one hear of the other.
/// </summary>
/// <param name="municipality">Whose feed it is; null for all.</param>
/// <param name="isEnglish">The language of the frame; texts of the data are Japanese in both.</param>
/// <param name="publisher">Who runs the site; empty where nobody said.</param>
/// <param name="after">The cursor that the page begins behind; null for the first.</param>
/// <param name="servedAgainAt">When a rollback made the current release current again; null where none did.</param>
internal sealed class AtomFeed(
    string? municipality, bool isEnglish, string publisher, string? after, DateTimeOffset? servedAgainAt)
    : Representation
{
    private const string Withdrawn = "WITHDRAWN";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    public override string Format => "atom";

    public override string ContentType => "application/atom+xml; charset=utf-8";

    public override string Key =>
        $"{ContentType}\n{municipality}\n{isEnglish}\n{after}\n{publisher}\n{PublicOrigin.Current}\n{servedAgainAt:O}";

    private string Language => isEnglish ? "/en" : "";

    private string Self =>
        $"{PublicOrigin.Base}{Language}{(municipality is null ? "" : "/" + municipality)}/releases.atom";

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        var feed = FeedAnswer.Read(answer.Span);
        if (feed.Release is not { } release || (municipality is not null && release.Municipalities.TotalCount == 0))
            return Written.Missing;
        var entries = feed.Releases.Nodes.Where(one => municipality is null || one.Changes.TotalCount > 0).ToList();
        return new Written(
            XmlText.Write(Feed(feed, release, entries).WriteTo),
            new TableFacts(null, null, release.PublishedAt));
    }

    private XElement Feed(FeedAnswer feed, FeedAnswer.Current release, List<FeedAnswer.PublicRelease> entries)
    {
        var city = municipality is null ? null : release.Municipalities.Nodes[0];
        var title = (city, isEnglish) switch
        {
            (null, true) => "Releases of Reform Open Data",
            (null, false) => "行政改革オープンデータのリリース",
            (_, true) => $"Releases that changed the data of {city.RomanName}",
            _ => $"{city.Name}のデータを変えたリリース",
        };
        var name = publisher.Length > 0 ? publisher
            : release.Municipalities is { TotalCount: 1, Nodes: [var only] } ? only.Name
            : PublicOrigin.Host;
        // A rollback takes the entry of a withdrawal away, or adds one.
        var updated = entries.SelectMany(entry => new[] { entry.PublishedAt, entry.WithdrawnAt, servedAgainAt }).Max();
        var next = feed.Releases.PageInfo is { HasNextPage: true, EndCursor: { } cursor } ? cursor : null;
        return new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", isEnglish ? "en" : "ja"),
            Element("id", $"{TagOf(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))}:releases{Suffix()}"),
            Element("title", title),
            Element("updated", Time(updated ?? release.PublishedAt)),
            new XElement(Atom + "author", Element("name", name)),
            Page("self", after),
            Link("alternate", $"{PublicOrigin.Base}{Language}/releases", "text/html"),
            // RFC 5005 §3: a feed in pages.
            after is null ? null : Page("first", null),
            next is null ? null : Page("next", next),
            entries.Select(entry => new[]
            {
                entry.Status == Withdrawn ? Entry(entry, isWithdrawal: true) : null,
                Entry(entry, isWithdrawal: false),
            }));
    }

    /// <summary>A page of this feed.</summary>
    private XElement Page(string relation, string? cursor) => Link(
        relation, Self + (cursor is null ? "" : $"?after={Uri.EscapeDataString(cursor)}"), "application/atom+xml");

    private XElement Entry(FeedAnswer.PublicRelease release, bool isWithdrawal)
    {
        var number = release.Number.ToString(CultureInfo.InvariantCulture);
        var page = $"{PublicOrigin.Base}{Language}/releases/{number}";
        var time = Time(isWithdrawal ? release.WithdrawnAt ?? release.PublishedAt : release.PublishedAt);
        var count = release.Changes.TotalCount.ToString(CultureInfo.InvariantCulture);
        var note = string.IsNullOrEmpty(release.Note) ? "" : release.Note + " ";
        var (title, summary) = (isWithdrawal, isEnglish) switch
        {
            (true, true) => ($"Release {number} was taken back", "An earlier release is served again."),
            (true, false) => ($"撤回: リリース {number}", "このリリースは取り下げられ、前のリリースが公開されています。"),
            (false, true) => ($"Release {number}", $"{note}{count} changes."),
            _ => ($"リリース {number}", $"{note}変更 {count} 件。"),
        };
        return new XElement(
            Atom + "entry",
            Element(
                "id", $"{TagOf(release.PublishedAt)}:release/{number}{Suffix()}{(isWithdrawal ? "/withdrawn" : "")}"),
            Element("title", title),
            Element("updated", time),
            Element("published", time),
            Link("alternate", page, "text/html"),
            release.Status is "CURRENT" or "SUPERSEDED"
                ? Link("enclosure", $"{PublicOrigin.Base}/releases/{number}/{MadeArchive.Name}", MadeArchive.MediaType)
                : null,
            Element("summary", summary),
            isWithdrawal ? null : Changes(release, number, page));
    }

    private XElement Changes(FeedAnswer.PublicRelease release, string number, string page)
    {
        string[] names = isEnglish
            ? ["Change", "Thing", "Field", "Before", "After"]
            : ["変更", "対象", "項目", "変更前", "変更後"];
        return new XElement(
            Atom + "content",
            new XAttribute("type", "xhtml"),
            new XElement(
                Xhtml + "div",
                new XElement(
                    Xhtml + "table",
                    new XElement(Xhtml + "tr", names.Select(name => Cell("th", name))),
                    release.Changes.Nodes.Select(change => Row(change, number))),
                release.Changes.TotalCount <= release.Changes.Nodes.Count ? null : new XElement(
                    Xhtml + "p",
                    new XElement(
                        Xhtml + "a", new XAttribute("href", page), isEnglish ? "All changes" : "すべての変更"))));
    }

    private XElement Row(FeedAnswer.Change change, string number) => new(
        Xhtml + "tr",
        Cell("td", ChangeWords.Of(ChangeWords.Kinds, change.Kind, isEnglish)),
        new XElement(
            Xhtml + "td",
            ChangeWords.Of(ChangeWords.Types, change.Type, isEnglish) + " ",
            Thing(change, number)),
        Cell("td", ChangeWords.Of(ChangeWords.Fields, change.Field ?? "", isEnglish)),
        Cell("td", ChangeValues.InWords(change.Field, change.Before ?? "", isEnglish)),
        Cell("td", ChangeValues.InWords(change.Field, change.After ?? "", isEnglish)));

    private static XElement? Thing(FeedAnswer.Change change, string number)
    {
        if (!GlobalId.TryDecode(change.TargetId, out var entity, out var key))
            return null;
        // What was taken away has no page in the release.
        var path = change.Kind == "REMOVED" ? null : ThingAddress.Of(GlobalId.TypeName(entity.Name), key);
        return path is null ? Cell("span", key) : new XElement(
            Xhtml + "a",
            new XAttribute("href", $"{PublicOrigin.Base}/releases/{number}{path}"),
            XmlText.Clean(key));
    }

    /// <summary>What tells the entries of one feed from those of another.</summary>
    private string Suffix() => (municipality is null ? "" : "/" + municipality) + (isEnglish ? "/en" : "");

    private static string TagOf(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"tag:{PublicOrigin.Host},{time.UtcDateTime.Year}");

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static XElement Element(string name, string text) => XmlText.Element(Atom + name, text);

    private static XElement Link(string relation, string address, string type) => new(
        Atom + "link",
        new XAttribute("rel", relation), new XAttribute("type", type), new XAttribute("href", address));

    private static XElement Cell(string name, string text) => XmlText.Element(Xhtml + name, text);
}
