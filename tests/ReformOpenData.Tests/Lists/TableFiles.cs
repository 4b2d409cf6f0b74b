using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace ReformOpenData.Tests.Lists;

/// <summary>Reads tables as strict programs do: what is not as its standard wants it is an exception.</summary>
internal static class TableFiles
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>RFC 4180: records of the same length, each ended by CRLF, quotes doubled within quotes.</summary>
    public static List<string[]> Csv(string text)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var field = new StringBuilder();
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at++)
                    field.Append(text[at] == '"' ? text[at++] : text[at]);
                at++;
            }
            else
            {
                for (; text[at] is not (',' or '\r' or '\n'); at++)
                    field.Append(text[at] == '"' ? throw new FormatException("A quote within a field.") : text[at]);
            }

            fields.Add(field.ToString());
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            if (text[at] != '\r' || text[at + 1] != '\n')
                throw new FormatException($"A record that does not end with CRLF: {string.Join(',', fields)}");
            at += 2;
            records.Add([.. fields]);
            fields.Clear();
        }

        if (fields.Count > 0 || records.Exists(record => record.Length != records[0].Length))
            throw new FormatException("Records of several lengths.");
        return records;
    }

    /// <summary>The rows of a sheet: its cells as text, with their types.</summary>
    public static List<(string Text, string Type)[]> Sheet(byte[] workbook, int number = 1)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        using var stream = archive.GetEntry($"xl/worksheets/sheet{number}.xml")!.Open();
        var rows = new List<(string Text, string Type)[]>();
        var width = 0;
        foreach (var row in XDocument.Load(stream).Descendants(Main + "row"))
        {
            // A row without any cell is left out.
            while (rows.Count < int.Parse(row.Attribute("r")!.Value, CultureInfo.InvariantCulture) - 1)
                rows.Add(Blank(width));
            var cells = row.Elements(Main + "c").ToDictionary(cell => Column(cell.Attribute("r")!.Value), Read);
            width = Math.Max(width, cells.Keys.Max() + 1);
            rows.Add([.. Enumerable.Range(0, width).Select(column => cells.GetValueOrDefault(column, ("", "")))]);
        }

        return rows;

        static (string Text, string Type)[] Blank(int width) => [.. Enumerable.Repeat(("", ""), width)];
    }

    public static List<Dictionary<string, JsonElement>> Ndjson(string text)
    {
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Object(JsonElement.Parse(line)))];
    }

    public static Dictionary<string, JsonElement> Object(JsonElement row) =>
        row.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);

    private static (string Text, string Type) Read(XElement cell)
    {
        var type = cell.Attribute("t")?.Value ?? "n";
        return type == "inlineStr"
            ? (Unescape(cell.Descendants(Main + "t").Single().Value), type)
            : (
                cell.Element(Main + "v")!.Value is var value && type == "b" ? (value == "1" ? "true" : "false") : value,
                type);
    }

    private static string Unescape(string text) => System.Text.RegularExpressions.Regex.Replace(
        text,
        "_x(?<code>[0-9A-Fa-f]{4})_",
        match => ((char)int.Parse(match.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .ToString(),
        System.Text.RegularExpressions.RegexOptions.None,
        TimeSpan.FromSeconds(5));

    private static int Column(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1) - 1;
}
