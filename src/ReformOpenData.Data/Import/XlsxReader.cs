using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ReformOpenData.Data.Exports;

namespace ReformOpenData.Data.Import;

/// <summary>A sheet of a workbook: its name, and its rows that hold anything.</summary>
internal sealed record XlsxSheet(string Name, IReadOnlyList<TableLine> Lines);

/// <summary>What keeps a workbook from being read.</summary>
internal sealed class XlsxFaultException(FindingKind kind, Place place, string message, string? read = null) : Exception(message)
{
    public FindingKind Kind => kind;

    public Place Place => place;

    public string? Read => read;
}

/// <summary>
/// Reads the visible sheets of an Office Open XML workbook, as text. What it unpacks to is bounded, however little the file itself
/// weighs; formulas are refused, because the value beside them is only what some program computed last.
/// </summary>
internal sealed class XlsxReader : IDisposable
{
    /// <summary>Of all parts that are read, unpacked.</summary>
    public const int MaxUnpackedBytes = 256 * 1024 * 1024;

    private const int MaxParts = 10_000;
    private const int MaxColumns = 1_000;
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly ZipArchive archive;
    private long unpacked;
    private string[] sharedStrings = [];

    /// <summary>Throws <see cref="InvalidDataException"/> where the file is no archive.</summary>
    public XlsxReader(Stream stream)
    {
        archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MaxParts)
            throw new XlsxFaultException(FindingKinds.FileTooLarge, default, $"The workbook has more than {MaxParts} parts.");
    }

    public void Dispose() => archive.Dispose();

    /// <summary>The visible sheets that are not empty, in their order.</summary>
    public IReadOnlyList<XlsxSheet> Read()
    {
        var targets = ReadTargets();
        sharedStrings = ReadSharedStrings();
        var sheets = new List<XlsxSheet>();
        foreach (var (name, id) in ReadSheetNames())
        {
            if (!targets.TryGetValue(id, out var part))
                throw new XlsxFaultException(FindingKinds.WorkbookBroken, default, $"The sheet “{name}” has no part in the workbook.");

            var lines = ReadSheet(name, part, sheets.Count + 1);
            if (lines.Count > 0)
                sheets.Add(new XlsxSheet(name, lines));
        }

        return sheets;
    }

    private List<(string Name, string Id)> ReadSheetNames()
    {
        using var xml = Open("xl/workbook.xml")
            ?? throw new XlsxFaultException(FindingKinds.WorkbookBroken, default, "The file is an archive, but no workbook (.xlsx).");
        var sheets = new List<(string Name, string Id)>();
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet" && xml.GetAttribute("state") is null or "visible"
                && xml.GetAttribute("id", Relationships) is { } id)
            {
                sheets.Add((xml.GetAttribute("name") ?? "", id));
            }
        }

        return sheets;
    }

    /// <summary>The parts of the worksheets by their ids; charts and the like are none.</summary>
    private Dictionary<string, string> ReadTargets()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using var xml = Open("xl/_rels/workbook.xml.rels");
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                targets.TryAdd(id, target.StartsWith('/') ? target[1..] : "xl/" + target);
        }

        return targets;
    }

    private string[] ReadSharedStrings()
    {
        using var xml = Open("xl/sharedStrings.xml");
        var strings = new List<string>();
        while (xml?.Read() == true)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                strings.Add(ReadText(xml));
        }

        return [.. strings];
    }

    private List<TableLine> ReadSheet(string name, string part, int sheet)
    {
        using var xml = Open(part)
            ?? throw new XlsxFaultException(FindingKinds.WorkbookBroken, default, $"The sheet “{name}” is missing from the workbook.");
        var lines = new List<TableLine>();
        var line = 0;
        var cells = new List<string>();
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row")
            {
                if (cells.Exists(cell => cell.Length > 0))
                    lines.Add(new TableLine(sheet, line, cells.ToArray()));
                continue;
            }

            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "row")
            {
                line = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) && number > line ? number : line + 1;
                cells.Clear();
            }
            else if (xml.LocalName == "c")
            {
                var column = ColumnOf(xml.GetAttribute("r")) ?? cells.Count;
                if (column > MaxColumns)
                    throw new XlsxFaultException(FindingKinds.FileTooLarge, new Place(sheet, Line: line), $"The sheet “{name}” has more than {MaxColumns} columns.");

                while (cells.Count <= column)
                    cells.Add("");
                cells[column] = ReadCell(xml, name, new Place(sheet, Column: column + 1, Line: line));
            }
        }

        return WithoutMargin(lines);
    }

    /// <summary>A table may begin in any column: blank ones before it are left out. All rows get the same length.</summary>
    private static List<TableLine> WithoutMargin(List<TableLine> lines)
    {
        if (lines.Count == 0)
            return lines;

        var margin = lines.Min(line => line.Cells.TakeWhile(cell => cell.Length == 0).Count());
        var width = lines.Max(line => line.Cells.Count - line.Cells.Reverse().TakeWhile(cell => cell.Length == 0).Count());
        return lines.ConvertAll(line => line with
        {
            Cells = [.. Enumerable.Range(margin, width - margin).Select(index => index < line.Cells.Count ? line.Cells[index] : "")],
        });
    }

    private string ReadCell(XmlReader xml, string sheet, Place place)
    {
        var type = xml.GetAttribute("t");
        var value = "";
        if (xml.IsEmptyElement)
            return value;

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "f":
                    throw new XlsxFaultException(
                        FindingKinds.SheetFormula,
                        place,
                        $"A cell of the sheet “{sheet}” is a formula; replace it by its value (copy, then paste values only).",
                        xml.ReadElementContentAsString());
                case "is":
                    value = ReadText(xml);
                    break;
                case "v":
                    value = ReadValue(xml, type, sheet, place);
                    break;
            }
        }

        var control = value.AsSpan().IndexOfAny(TextDecoding.ControlCharacters);
        return control < 0
            ? value
            : throw new XlsxFaultException(FindingKinds.FileBinary, place, $"A cell of the sheet “{sheet}” holds the control character U+{(int)value[control]:X4}.");
    }

    private string ReadValue(XmlReader xml, string? type, string sheet, Place place)
    {
        var depth = xml.Depth;
        var text = new StringBuilder();
        if (!xml.IsEmptyElement)
        {
            while (xml.Read() && xml.Depth > depth)
                text.Append(xml.Value);
        }

        var value = text.ToString();
        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < sharedStrings.Length
                    ? sharedStrings[index]
                    : throw new XlsxFaultException(FindingKinds.WorkbookBroken, place, $"A cell of the sheet “{sheet}” names a text that is not in the workbook.");
            case "str":
                return XlsxText.Unescape(value);
            case "b":
                return value == "1" ? "true" : "false";
            case "e":
                throw new XlsxFaultException(FindingKinds.ValueInvalid, place, $"A cell of the sheet “{sheet}” holds an error of the spreadsheet.", value);
            default:
                // Workbooks write 5.1 as 5.0999999999999996; the shortest text of the same number is what people typed.
                return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number.ToString("R", CultureInfo.InvariantCulture)
                    : value;
        }
    }

    /// <summary>The text of a string element: of all its runs, but not of the readings (furigana) beside them.</summary>
    private static string ReadText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";

        var depth = xml.Depth;
        var text = new StringBuilder();
        var isText = false;
        var isReading = false;
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "rPh":
                    isReading = !xml.IsEmptyElement;
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "rPh":
                    isReading = false;
                    break;
                case XmlNodeType.Element when xml.LocalName == "t":
                    isText = !xml.IsEmptyElement;
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "t":
                    isText = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when isText && !isReading:
                    text.Append(xml.Value);
                    break;
            }
        }

        return XlsxText.Unescape(text.ToString());
    }

    /// <summary>0 for A1; null where the cell does not say.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var character in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(character))
                break;
            column = Math.Min(MaxColumns * 26, (column * 26) + character - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private XmlReader? Open(string part)
    {
        var entry = archive.GetEntry(part);
        if (entry is null)
            return null;

        var stream = new BoundedStream(entry.Open(), count =>
        {
            unpacked += count;
            if (unpacked > MaxUnpackedBytes)
            {
                throw new XlsxFaultException(
                    FindingKinds.FileTooLarge, default, $"The workbook unpacks to more than {MaxUnpackedBytes / (1024 * 1024)} MiB.");
            }
        });
        return XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
    }
}
