using System.Globalization;
using System.Text;
using System.Xml;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Goes forward over the elements of one part of a workbook. Depth, names and texts are bounded; the faults are ours.
/// </summary>
internal sealed class WorkbookPart : IDisposable
{
    private const int MaxDepth = 64;
    private readonly string name;
    private readonly XmlReader xml;

    /// <param name="name">For people.</param>
    public WorkbookPart(string name, Stream stream)
    {
        this.name = Excerpts.Of(name, 100);
        var text = new WorkbookText(
            new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true)),
            () => throw TooLarge("a text or a tag of more than a million characters", "百万字を超える文字列"));
        xml = XmlReader.Create(text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new WorkbookNames(
                () => throw TooLarge("more than ten thousand names of elements", "一万を超える要素名")),
        });
    }

    public int Depth => xml.Depth;

    /// <summary>
    /// The name of the element without its prefix; blank where the reader is not at the start of one.
    /// </summary>
    public string Element => xml.NodeType == XmlNodeType.Element ? xml.LocalName : "";

    /// <summary>The name of the element that ends here.</summary>
    public string EndOf =>
        xml.NodeType == XmlNodeType.EndElement || (xml.NodeType == XmlNodeType.Element && xml.IsEmptyElement)
            ? xml.LocalName : "";

    public bool IsEmpty => xml.IsEmptyElement;

    public string? this[string attribute] => xml.GetAttribute(attribute);

    /// <summary>
    /// An attribute by its local name, whatever its namespace: those of the strict kind of workbook are others.
    /// </summary>
    public string? Prefixed(string attribute)
    {
        string? value = null;
        for (var found = xml.MoveToFirstAttribute(); found; found = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == attribute && xml.Prefix.Length > 0)
                value = xml.Value;
        }

        xml.MoveToElement();
        return value;
    }

    /// <summary>A number that is not negative; null where the attribute is not one.</summary>
    public int? Number(string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public double? Size(string attribute) =>
        double.TryParse(xml.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;

    /// <summary>Whether an attribute says yes.</summary>
    public bool Is(string attribute) => xml.GetAttribute(attribute) is "1" or "true" or "on";

    public bool Read()
    {
        try
        {
            if (!xml.Read())
                return false;
        }
        catch (Exception fault) when (fault is XmlException or DecoderFallbackException)
        {
            throw Broken(fault);
        }

        return xml.Depth <= MaxDepth ? true : throw TooLarge("elements that are nested too deeply", "深すぎる入れ子");
    }

    /// <summary>Reads on within the element that began at this depth.</summary>
    public bool ReadWithin(int depth) => Read() && xml.Depth > depth;

    /// <summary>The characters of an element that holds nothing else, as many as are wanted and one more.</summary>
    public string ReadContent(int max)
    {
        if (xml.IsEmptyElement)
            return "";

        var depth = xml.Depth;
        var first = "";
        StringBuilder? text = null;
        while (ReadWithin(depth))
        {
            // Nearly every element holds one text.
            if (first.Length == 0)
                first = xml.Value;
            else
                Append(text ??= new StringBuilder(first), max);
        }

        return text?.ToString() ?? first;
    }

    /// <summary>Adds the text at which the reader is, if it is at one.</summary>
    public void Append(StringBuilder text, int max)
    {
        if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
            or XmlNodeType.Whitespace
            && text.Length <= max)
        {
            text.Append(xml.Value);
        }
    }

    public void Dispose() => xml.Dispose();

    private WorkbookFaultException Broken(Exception fault)
    {
        var what = fault is XmlException { Message: var message } && message.Contains("DTD", StringComparison.Ordinal)
            ? "begins with a document type (DTD), which no workbook has"
            : fault is XmlException { LineNumber: > 0 } at
                ? string.Create(
                    CultureInfo.InvariantCulture, $"is not XML (line {at.LineNumber}, position {at.LinePosition})")
                : "is not XML in UTF-8";
        return new WorkbookFaultException(
            FindingKinds.WorkbookBroken,
            $"The part {name} of the workbook {what}; save the workbook anew with a spreadsheet program.",
            $"ブックの中の {name} が壊れています。表計算ソフトで開き、保存し直してください。");
    }

    private WorkbookFaultException TooLarge(string what, string japanese) => new(
        FindingKinds.FileTooLarge,
        $"The part {name} of the workbook has {what}, which no table has.",
        $"ブックの中の {name} に{japanese}があります。表だけを新しいブックに写してください。");
}

/// <summary>What keeps a workbook as a whole from being read.</summary>
internal sealed class WorkbookFaultException(FindingKind kind, string message, string japanese) : Exception(message)
{
    public FindingKind Kind => kind;

    public string Japanese => japanese;
}
