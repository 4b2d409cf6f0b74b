using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ReformOpenData.Server.Discovery;

/// <summary>How XML is written: UTF-8 without a mark, and no character that XML 1.0 does not have.</summary>
internal static class XmlText
{
    public static byte[] Write(Action<XmlWriter> write)
    {
        var buffer = new MemoryStream();
        using (var xml =
            XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            write(xml);
        }

        return buffer.ToArray();
    }

    /// <summary>An element with a text, cleaned of what XML cannot hold.</summary>
    public static XElement Element(XName name, string text) => new(name, text.Length > 0 ? Clean(text) : null);

    /// <summary>The text with a replacement character for what XML cannot hold.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isAllowed = rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD)
                or >= 0x10000;
            clean.Append(isAllowed ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }
}
