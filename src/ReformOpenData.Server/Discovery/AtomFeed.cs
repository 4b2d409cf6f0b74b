using System.Globalization;
using System.Xml;
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
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";
    private const string Withdrawn = "WITHDRAWN";

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
            XmlText.Write(xml => WriteFeed(xml, feed, release, entries)),
            new TableFacts(null, null, release.PublishedAt));
    }

    private void WriteFeed(
        XmlWriter xml, FeedAnswer feed, FeedAnswer.Current release, List<FeedAnswer.PublicRelease> entries)
    {
        var city = municipality is null ? null : release.Municipalities.Nodes[0];
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", null, isEnglish ? "en" : "ja");
        Element(xml, "id", $"{TagOf(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))}:releases{Suffix()}");
        Element(xml, "title", (city, isEnglish) switch
        {
            (null, true) => "Releases of Reform Open Data",
            (null, false) => "行政改革オープンデータのリリース",
            (_, true) => $"Releases that changed the data of {city.RomanName}",
            _ => $"{city.Name}のデータを変えたリリース",
        });
        // A rollback takes the entry of a withdrawal away, or adds one.
        Element(xml, "updated", Time(entries
            .SelectMany(entry => new[] { entry.PublishedAt, entry.WithdrawnAt, servedAgainAt })
            .Max() ?? release.PublishedAt));
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", publisher.Length > 0 ? publisher
            : release.Municipalities is { TotalCount: 1, Nodes: [var only] } ? only.Name : PublicOrigin.Host);
        xml.WriteEndElement();
        Link(
            xml, "self", Self + (after is null ? "" : $"?after={Uri.EscapeDataString(after)}"), "application/atom+xml");
        Link(xml, "alternate", $"{PublicOrigin.Base}{Language}/releases", "text/html");
        // RFC 5005 §3: a feed in pages.
        if (after is not null)
            Link(xml, "first", Self, "application/atom+xml");
        if (feed.Releases.PageInfo is { HasNextPage: true, EndCursor: { } cursor })
            Link(xml, "next", $"{Self}?after={Uri.EscapeDataString(cursor)}", "application/atom+xml");
        foreach (var entry in entries)
        {
            if (entry.Status == Withdrawn)
                WriteEntry(xml, entry, isWithdrawal: true);
            WriteEntry(xml, entry, isWithdrawal: false);
        }

        xml.WriteEndElement();
    }

    private void WriteEntry(XmlWriter xml, FeedAnswer.PublicRelease release, bool isWithdrawal)
    {
        var number = release.Number.ToString(CultureInfo.InvariantCulture);
        var page = $"{PublicOrigin.Base}{Language}/releases/{number}";
        xml.WriteStartElement("entry", Atom);
        Element(
            xml, "id", $"{TagOf(release.PublishedAt)}:release/{number}{Suffix()}{(isWithdrawal ? "/withdrawn" : "")}");
        Element(xml, "title", (isWithdrawal, isEnglish) switch
        {
            (true, true) => $"Release {number} was taken back",
            (true, false) => $"撤回: リリース {number}",
            (false, true) => $"Release {number}",
            _ => $"リリース {number}",
        });
        var time = Time(isWithdrawal ? release.WithdrawnAt ?? release.PublishedAt : release.PublishedAt);
        Element(xml, "updated", time);
        Element(xml, "published", time);
        Link(xml, "alternate", page, "text/html");
        if (release.Status is "CURRENT" or "SUPERSEDED")
            Link(xml, "enclosure", $"{PublicOrigin.Base}/releases/{number}/{MadeArchive.Name}", MadeArchive.MediaType);
        if (isWithdrawal)
        {
            Element(xml, "summary", isEnglish
                ? "An earlier release is served again."
                : "このリリースは取り下げられ、前のリリースが公開されています。");
        }
        else
        {
            var count = release.Changes.TotalCount.ToString(CultureInfo.InvariantCulture);
            var note = string.IsNullOrEmpty(release.Note) ? "" : release.Note + " ";
            Element(xml, "summary", isEnglish ? $"{note}{count} changes." : $"{note}変更 {count} 件。");
            WriteChanges(xml, release, number, page);
        }

        xml.WriteEndElement();
    }

    private void WriteChanges(XmlWriter xml, FeedAnswer.PublicRelease release, string number, string page)
    {
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "xhtml");
        xml.WriteStartElement("div", Xhtml);
        xml.WriteStartElement("table", Xhtml);
        string[] names = isEnglish
            ? ["Change", "Thing", "Field", "Before", "After"]
            : ["変更", "対象", "項目", "変更前", "変更後"];
        Row(xml, "th", names);
        foreach (var change in release.Changes.Nodes)
        {
            xml.WriteStartElement("tr", Xhtml);
            Cell(xml, "td", ChangeWords.Of(ChangeWords.Kinds, change.Kind, isEnglish));
            xml.WriteStartElement("td", Xhtml);
            xml.WriteString(ChangeWords.Of(ChangeWords.Types, change.Type, isEnglish) + " ");
            if (GlobalId.TryDecode(change.TargetId, out var entity, out var key))
            {
                // What was taken away has no page in the release.
                var path = change.Kind == "REMOVED" ? null : ThingAddress.Of(GlobalId.TypeName(entity.Name), key);
                xml.WriteStartElement(path is null ? "span" : "a", Xhtml);
                if (path is not null)
                    xml.WriteAttributeString("href", $"{PublicOrigin.Base}/releases/{number}{path}");
                xml.WriteString(XmlText.Clean(key));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            Cell(xml, "td", ChangeWords.Of(ChangeWords.Fields, change.Field ?? "", isEnglish));
            foreach (var value in new[] { change.Before ?? "", change.After ?? "" })
                Cell(xml, "td", ChangeValues.InWords(change.Field, value, isEnglish));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        if (release.Changes.TotalCount > release.Changes.Nodes.Count)
        {
            xml.WriteStartElement("p", Xhtml);
            xml.WriteStartElement("a", Xhtml);
            xml.WriteAttributeString("href", page);
            xml.WriteString(isEnglish ? "All changes" : "すべての変更");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>What tells the entries of one feed from those of another.</summary>
    private string Suffix() => (municipality is null ? "" : "/" + municipality) + (isEnglish ? "/en" : "");

    private static string TagOf(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"tag:{PublicOrigin.Host},{time.UtcDateTime.Year}");

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Element(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(name, Atom, XmlText.Clean(text));

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Row(XmlWriter xml, string cell, IEnumerable<string> texts)
    {
        xml.WriteStartElement("tr", Xhtml);
        foreach (var text in texts)
            Cell(xml, cell, text);
        xml.WriteEndElement();
    }

    private static void Cell(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(name, Xhtml, XmlText.Clean(text));
}
