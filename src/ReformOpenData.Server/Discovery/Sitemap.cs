using System.Globalization;
using System.Xml;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Discovery;

/// <summary>Pages and their files as https://www.sitemaps.org/protocol.html has them.</summary>
internal static class Sitemap
{
    /// <summary>A file may hold 50,000 addresses, and each page has two.</summary>
    public const int PagesOfFile = 25_000;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>The files that there are.</summary>
    public static byte[] Index(IEnumerable<(string Path, DateTimeOffset Modified)> files) => XmlText.Write(xml =>
    {
        xml.WriteStartElement("sitemapindex", Namespace);
        foreach (var (path, modified) in files)
        {
            xml.WriteStartElement("sitemap", Namespace);
            xml.WriteElementString("loc", Namespace, PublicOrigin.Base + path);
            xml.WriteElementString("lastmod", Namespace, Time(modified));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    /// <summary>Pages, each in both languages.</summary>
    public static byte[] Pages(IEnumerable<(string Path, DateTimeOffset Modified)> pages) => XmlText.Write(xml =>
    {
        xml.WriteStartElement("urlset", Namespace);
        xml.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
        foreach (var (path, modified) in pages)
        {
            var (japanese, english) = (PublicOrigin.Base + path, PublicOrigin.Base + SitePages.InEnglish(path));
            foreach (var address in (string[])[japanese, english])
            {
                xml.WriteStartElement("url", Namespace);
                xml.WriteElementString("loc", Namespace, address);
                xml.WriteElementString("lastmod", Namespace, Time(modified));
                Alternate(xml, "ja", japanese);
                Alternate(xml, "en", english);
                Alternate(xml, "x-default", japanese);
                xml.WriteEndElement();
            }
        }

        xml.WriteEndElement();
    });

    private static void Alternate(XmlWriter xml, string language, string address)
    {
        xml.WriteStartElement("link", Xhtml);
        xml.WriteAttributeString("rel", "alternate");
        xml.WriteAttributeString("hreflang", language);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
