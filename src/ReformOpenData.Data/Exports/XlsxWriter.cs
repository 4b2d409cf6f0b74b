using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ReformOpenData.Data.Exports;

/// <summary>What the cells of a column of a sheet are.</summary>
public enum SheetCell
{
    Text,
    Number,
    Boolean,
}

/// <summary>
/// Writes an Office Open XML workbook sheet by sheet. A text is an inline string, so that none can become a formula, a
/// number or a date; the bytes depend on the content alone.
/// </summary>
public sealed class XlsxWriter(Stream stream) : IDisposable
{
    /// <summary>What a cell of a workbook can hold.</summary>
    public const int MaxCellLength = 32_767;

    /// <summary>What a sheet can hold, headings included.</summary>
    public const int MaxRows = 1_048_576;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
    private readonly List<string> names = [];

    /// <param name="kinds">Of the columns, below the first row, which has the headings; without, all are texts.</param>
    public void AddSheet(
        string name, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<SheetCell>? kinds = null)
    {
        names.Add(name);
        using var xml = Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{names.Count}.xml"));
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetFormatPr", Main);
        xml.WriteAttributeString("defaultColWidth", "24");
        xml.WriteAttributeString("defaultRowHeight", "15");
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        var number = 0;
        foreach (var row in rows)
            WriteRow(xml, ++number, row, number == 1 ? null : kinds);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Writes the parts that list the sheets.</summary>
    public void Dispose()
    {
        WriteWorkbook();
        WriteRelationships();
        WriteStyles();
        WriteContentTypes();
        archive.Dispose();
    }

    private static void WriteRow(
        XmlWriter xml, int number, IReadOnlyList<string> cells, IReadOnlyList<SheetCell>? kinds)
    {
        if (number > MaxRows)
            throw new InvalidDataException(
                $"A sheet of a workbook holds {MaxRows} rows; there are more. Write CSV instead.");
        if (cells.All(cell => cell.Length == 0))
            return;

        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var index = 0; index < cells.Count; index++)
        {
            if (cells[index].Length == 0)
                continue;
            if (cells[index].Length > MaxCellLength)
            {
                throw new InvalidDataException(
                    $"A text of {cells[index].Length} characters does not fit into a workbook, whose cells "
                    + $"hold {MaxCellLength}; write CSV instead.");
            }

            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", ColumnName(index) + number.ToString(CultureInfo.InvariantCulture));
            if (kinds?[index] is SheetCell.Number or SheetCell.Boolean)
                WriteValue(xml, cells[index], kinds[index]);
            else
                WriteText(xml, cells[index]);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteText(XmlWriter xml, string text)
    {
        xml.WriteAttributeString("s", "1");
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(XlsxText.Escape(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteValue(XmlWriter xml, string value, SheetCell kind)
    {
        if (kind == SheetCell.Boolean)
            xml.WriteAttributeString("t", "b");
        xml.WriteElementString("v", Main, kind == SheetCell.Boolean ? (value == "true" ? "1" : "0") : value);
    }

    /// <summary>A for 0, Z for 25, AA for 26.</summary>
    private static string ColumnName(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : ColumnName((index / 26) - 1) + (char)('A' + (index % 26));

    private void WriteWorkbook()
    {
        using var xml = Part("xl/workbook.xml");
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets", Main);
        for (var index = 0; index < names.Count; index++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", names[index]);
            xml.WriteAttributeString("sheetId", (index + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("r", "id", Relationships, SheetId(index));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteRelationships()
    {
        using (var root = Part("_rels/.rels"))
        {
            root.WriteStartElement("Relationships", Package);
            WriteRelationship(root, "rId1", "officeDocument", "xl/workbook.xml");
            root.WriteEndElement();
        }

        using var xml = Part("xl/_rels/workbook.xml.rels");
        xml.WriteStartElement("Relationships", Package);
        for (var index = 0; index < names.Count; index++)
            WriteRelationship(
                xml,
                SheetId(index),
                "worksheet",
                string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{index + 1}.xml"));
        WriteRelationship(xml, "styles", "styles", "styles.xml");
        xml.WriteEndElement();
    }

    private static void WriteRelationship(XmlWriter xml, string id, string type, string target)
    {
        xml.WriteStartElement("Relationship", Package);
        xml.WriteAttributeString("Id", id);
        xml.WriteAttributeString("Type", $"{Relationships}/{type}");
        xml.WriteAttributeString("Target", target);
        xml.WriteEndElement();
    }

    /// <summary>Two formats: the plain one that every workbook has, and text that wraps, as text.</summary>
    private void WriteStyles()
    {
        using var xml = Part("xl/styles.xml");
        xml.WriteRaw(
            $"""
            <styleSheet xmlns="{Main}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>
            """);
    }

    private void WriteContentTypes()
    {
        using var xml = Part("[Content_Types].xml");
        const string types = "http://schemas.openxmlformats.org/package/2006/content-types";
        const string spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        xml.WriteStartElement("Types", types);
        xml.WriteStartElement("Default", types);
        xml.WriteAttributeString("Extension", "rels");
        xml.WriteAttributeString("ContentType", "application/vnd.openxmlformats-package.relationships+xml");
        xml.WriteEndElement();
        Override("/xl/workbook.xml", spreadsheet + "sheet.main+xml");
        Override("/xl/styles.xml", spreadsheet + "styles+xml");
        for (var index = 0; index < names.Count; index++)
            Override(
                string.Create(CultureInfo.InvariantCulture, $"/xl/worksheets/sheet{index + 1}.xml"),
                spreadsheet + "worksheet+xml");
        xml.WriteEndElement();

        void Override(string part, string type)
        {
            xml.WriteStartElement("Override", types);
            xml.WriteAttributeString("PartName", part);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }
    }

    private static string SheetId(int index) => string.Create(CultureInfo.InvariantCulture, $"rId{index + 1}");

    private XmlWriter Part(string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        return XmlWriter.Create(
            entry.Open(),
            new XmlWriterSettings
            {
                CloseOutput = true,
                Encoding = new UTF8Encoding(false),
                NewLineHandling = NewLineHandling.None,
            });
    }
}
