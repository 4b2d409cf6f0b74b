using System.Globalization;
using System.Xml.Linq;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Discovery;

/// <summary>Pages and their files as https://www.sitemaps.org/protocol.html has them.</summary>
internal static class Sitemap
{
    /// <summary>A file may hold 50,000 addresses, and each page has two.</summary>
    public const int PagesOfFile = 25_000;

    private static readonly XNamespace Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>The files that there are.</summary>
    public static byte[] Index(IEnumerable<(string Path, DateTimeOffset Modified)> files) => XmlText.Write(
        new XStreamingElement(Namespace + "sitemapindex", files.Select(file => new XElement(
            Namespace + "sitemap",
            new XElement(Namespace + "loc", PublicOrigin.Base + file.Path),
            new XElement(Namespace + "lastmod", Time(file.Modified))))).WriteTo);

    /// <summary>Pages, each in both languages.</summary>
    public static byte[] Pages(IEnumerable<(string Path, DateTimeOffset Modified)> pages) => XmlText.Write(
        new XStreamingElement(
            Namespace + "urlset",
            new XAttribute(XNamespace.Xmlns + "xhtml", Xhtml),
            from page in pages
            let japanese = PublicOrigin.Base + page.Path
            let english = PublicOrigin.Base + SitePages.InEnglish(page.Path)
            from address in (string[])[japanese, english]
            select new XElement(
                Namespace + "url",
                new XElement(Namespace + "loc", address),
                new XElement(Namespace + "lastmod", Time(page.Modified)),
                Alternate("ja", japanese),
                Alternate("en", english),
                Alternate("x-default", japanese))).WriteTo);

    private static XElement Alternate(string language, string address) => new(
        Xhtml + "link",
        new XAttribute("rel", "alternate"), new XAttribute("hreflang", language), new XAttribute("href", address));

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
