using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// The tables of many offices as other offices would save them: in any kind of file, with blank rows and columns,
/// widths, covers, merged cells and page breaks. Each says the same as the plain one.
/// </summary>
public sealed partial class VariedTableTests
{
    private const int Variations = 24;

    private static readonly string[] Levels =
        ["重点項目", "改革項目", "取組事項", "施策", "基本項目", "柱", "基本的方向", "節", "項", "取り組み", "区分"];

    public static TheoryData<string> Names => LayoutTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_table_is_the_same_however_it_is_saved(string name)
    {
        var plain = Told(Read(Encoding.UTF8.GetBytes(Text(name)), Json(name)));
        var draft = MetadataDraft.Of(new MemoryStream(Encoding.UTF8.GetBytes(Text(name))), [], null).Json;
        for (var seed = 0; seed < Variations; seed++)
        {
            var (table, what) = Varied(Lines(Text(name)), new Random(seed), HeaderRows(name));
            var read = Read(table, Json(name));
            Assert.Equal(what, string.Join('\n', Errors(read).Select(finding => finding.Message).Prepend(what)));
            Assert.Equal(what + plain, what + Told(read));
            Assert.Equal(
                what + Folded(draft!), what + Folded(MetadataDraft.Of(new MemoryStream(table), [], null).Json!));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_of_the_next_year_asks_nothing(string name)
    {
        var first = Read(Encoding.UTF8.GetBytes(Text(name)), Json(name));
        var next = Read(Encoding.UTF8.GetBytes(Later(name)), NextYear(Json(name)));
        Assert.Equal([], Errors(next).Select(finding => finding.Message));
        var both = MunicipalityMerge.Merge(first.Municipality, next, null);
        Assert.Equal([], both.Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Message));
        Assert.Equal(PublishedTable.Rows(first.Municipality!).Count(), PublishedTable.Rows(both.Municipality!).Count());
        Assert.All(PublishedTable.Rows(both.Municipality!), row => Assert.Equal(
            Years(row.Row).Count(),
            Years(PublishedTable.Rows(first.Municipality!).Single(other => Name(other) == Name(row)).Row).Count() + 1));

        static string Name((Category Category, Item Item, Initiative Initiative, Assessment Row) row) =>
            $"{row.Category.Name}/{row.Item.Name}/{row.Initiative.Name}/{row.Row.Number}";

        static IEnumerable<int> Years(Assessment row) =>
            row.Narratives.Select(text => text.FiscalYear).Concat(row.Ratings.Select(rating => rating.FiscalYear))
                .Concat(row.Measures.SelectMany(measure => measure.Values).Select(value => value.FiscalYear))
                .Distinct();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_that_the_next_year_lacks_is_asked_about(string name)
    {
        var first = Read(Encoding.UTF8.GetBytes(Text(name)), Json(name)).Municipality!;
        var lines = Lines(Later(name));
        var last = lines.FindLastIndex(line => line.Length > 2 && line[0] != "合計");
        if (PublishedTable.Rows(first).Count() == 1)
            return;

        lines.RemoveAt(last);
        var next = Read(Encoding.UTF8.GetBytes(Join(lines, "\t")), NextYear(Json(name)));
        var question = Assert.Single(MunicipalityMerge.Merge(first, next, null).Questions);
        Assert.Equal("ROW_REMOVED", question.Code);
        var merged = MunicipalityMerge.Merge(first, next, new Mapping([question.Yes])).Municipality!;
        Assert.Contains(
            PublishedTable.Rows(merged),
            row => row.Initiative.Ending?.EndedIn == first.Documents[0].FiscalYear || question.Yes.Stored!.Length < 20);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_thousand_rows_are_read_and_come_back(string name)
    {
        var lines = Lines(Text(name));
        var header = lines.FindIndex(line => line.Length > 2) + HeaderRows(name);
        var row = lines[header];
        var column = Array.IndexOf(row, PublishedTable.Rows(
            Read(Encoding.UTF8.GetBytes(Text(name)), Json(name)).Municipality!).First().Initiative.Name.Split('／')[^1]);
        if (column < 0)
            column = Array.FindLastIndex(row, 5, cell => cell.Contains("基準の作成", StringComparison.Ordinal));
        var many = Enumerable.Range(0, 2_000)
            .Select(index => row.Select((cell, at) => at == column ? $"{cell}第{index}号" : cell).ToArray());
        var read = Read(Encoding.UTF8.GetBytes(Join([.. lines.Take(header), .. many], "\t")), Json(name));
        Assert.Equal([], Errors(read).Take(3).Select(finding => finding.Message));
        Assert.Equal(2_000, PublishedTable.Rows(read.Municipality!).Count());
        Assert.Equal([], MunicipalityMerge.Merge(read.Municipality, read, null).Questions);
        using var stream = new MemoryStream();
        using var measures = new MemoryStream();
        TidyCsv.Write([read.Municipality!], stream);
        MeasureColumns.Write([read.Municipality!], measures);
        (stream.Position, measures.Position) = (0, 0);
        var back = DocumentReader.Read(stream, "reform.csv", null, measures);
        Assert.Equal([], Errors(back).Take(3).Select(finding => finding.Message));
        Assert.Equal([], MunicipalityComparison.Compare(read.Municipality!, back.Municipality));
    }

    [Fact]
    public void A_column_without_a_heading_is_told_where_it_holds_something()
    {
        var text = Text("06-one-level").Replace("主な取り組み\t", "主な取り組み\t\t", StringComparison.Ordinal)
            .Replace("定める。\t", "定める。\tメモ\t", StringComparison.Ordinal)
            .Replace("載せる。\t", "載せる。\t\t", StringComparison.Ordinal);
        var told = Assert.Single(Errors(Read(Encoding.UTF8.GetBytes(text), Json("06-one-level"))));
        Assert.Equal(("COLUMN_UNKNOWN", 4, "メモ"), (told.Code, told.Column, told.Read));
        Assert.Equal([], Errors(
            Read(Encoding.UTF8.GetBytes(text.Replace("メモ", "", StringComparison.Ordinal)), Json("06-one-level"))));
    }

    private static (byte[] Table, string What) Varied(List<string[]> lines, Random random, int headerRows)
    {
        var header = lines.FindIndex(line => line.Length > 2);
        var what = new StringBuilder();
        if (Is("a page break") && lines.Count > header + headerRows + 1)
        {
            // Not before a total, or the second row of what is one.
            var at = random.Next(header + headerRows + 1, lines.Count);
            string[][] above = [.. lines.Take(at).Where((line, index) => index == 0
                || index >= header - 1 && index < header + headerRows
                || line.Length == 1 && index > header)];
            if (lines[at].Length > 2)
                lines.InsertRange(at, [
                    lines[0],
                    .. above.Where(line => line.Length == 1).Skip(1).TakeLast(1),
                    .. lines.Skip(header).Take(headerRows),
                ]);
        }

        if (Is("the header again") && headerRows == 1)
            lines.Insert(random.Next(header + 2, lines.Count + 1), lines[header]);
        if (Is("categories in two cells"))
            lines = [.. lines.Select((line, index) => index > 0 && line.Length == 1 && TwoCells().Match(
                line[0]) is { Success: true } two ? [two.Groups["number"].Value, two.Groups["name"].Value] : line)];
        if (Is("widths"))
            lines = [.. lines.Select(line => line.Select(Wide).ToArray())];
        if (Is("a blank column"))
        {
            var at = random.Next(0, lines[header].Length);
            lines = [.. lines.Select(line => line.Length > 2 ? [.. line.Take(at), "", .. line.Skip(at)] : line)];
        }

        if (Is("a margin"))
            lines = [.. lines.Select(line => (string[])["", .. line])];
        for (var blank = Is("blank rows") ? 3 : 0; blank > 0; blank--)
        {
            var at = random.Next(lines.Count + 1);
            if (at <= lines.FindIndex(line => line.Length > 2) || headerRows == 1)
                lines.Insert(at, random.Next(2) == 0 ? [] : ["", "", " "]);
        }

        if (Is("cells up to the edge"))
            lines = [.. lines.Select(line => line.Concat(Enumerable.Repeat("", 30 - line.Length)).ToArray())];
        var kind = random.Next(7);
        what.Append(kind);
        var text = Join(lines, kind is 3 or 4 ? "," : "\t");
        return (kind switch
        {
            0 => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            1 => TextDecoding.Cp932.GetBytes(text),
            2 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            3 => TextDecoding.Cp932.GetBytes(text),
            4 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            _ => Workbook(lines),
        }, what.ToString());

        bool Is(string variation)
        {
            var isChosen = random.Next(3) == 0;
            what.Append(isChosen ? variation + ", " : "");
            return isChosen;
        }

        byte[] Workbook(List<string[]> rows)
        {
            var sheet = TestWorkbook.Sheet([.. rows]);
            if (Is("merged levels"))
                sheet = sheet.Replace("</sheetData>", "</sheetData>" + Merged(rows), StringComparison.Ordinal);
            return Is("a cover and a hidden sheet")
                ? TestWorkbook.Workbook(
                    TestWorkbook.Sheet([["令和３年度"], ["", "表紙"]]),
                    TestWorkbook.Sheet([.. rows.Select(row => row.Reverse().ToArray())]),
                    sheet)
                : TestWorkbook.Workbook(sheet);
        }
    }

    /// <summary>The cells of levels, each over the blank ones below it.</summary>
    private static string Merged(List<string[]> rows)
    {
        var merged = new StringBuilder();
        var header = rows.FindIndex(row => row.Intersect(Levels).Any());
        for (var column = 0; header >= 0 && column < rows[header].Length; column++)
        {
            for (var row = header + 1; row < rows.Count && Levels.Contains(rows[header][column]); row++)
            {
                var end = row;
                while (end + 1 < rows.Count
                    && rows[end + 1].Length == rows[row].Length
                    && rows[end + 1].Any(cell => cell.Length > 0)
                    && rows[end + 1][column].Length == 0)
                    end++;
                if (end > row && rows[row].Length > column && rows[row][column].Length > 0)
                    merged.Append(
                        CultureInfo.InvariantCulture,
                        $"<mergeCell ref=\"{(char)('A' + column)}{row + 1}:{(char)('A' + column)}{end + 1}\"/>");
                row = end;
            }
        }

        return merged.Length == 0 ? "" : $"<mergeCells>{merged}</mergeCells>";
    }

    /// <summary>Digits and brackets as a Japanese keyboard gives them.</summary>
    private static string Wide(string text) =>
        string.Concat(text.Select(
            character => character is >= '0' and <= '9' or '(' or ')' or '%' ? (char)(character + 0xFEE0) : character));

    private static string Later(string name)
    {
        var text = NextYear(Text(name));
        // What is printed of the year before is what was printed then.
        return name[..2] switch
        {
            "10" => text.Replace("A\tB\n", "A\tA\n", StringComparison.Ordinal)
                .Replace("E\t完了", "E\tE", StringComparison.Ordinal)
                .Replace("－\tF", "－\t－", StringComparison.Ordinal),
            "15" => text.Replace("97%\t96%\t遅れ\t98%\t98%\t順調", "98%\t98%\t順調\t99%\t99%\t順調", StringComparison.Ordinal)
                .Replace("－\t\t\t1億円\t1億円\t順調", "1億円\t1億円\t順調\t2億円\t2億円\t順調", StringComparison.Ordinal),
            _ => text,
        };
    }

    /// <summary>Each year but that in which the plan begins is the next one.</summary>
    private static string NextYear(string text) =>
        Year().Replace(text, year => year.Groups["before"].Value + (year.Groups["year"].Value == "元"
            ? "2" : (int.Parse(year.Groups["year"].Value, CultureInfo.InvariantCulture) + 1)
                .ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<Finding> Errors(ReadResult read) =>
        read.Findings.Where(finding => finding.Severity == FindingSeverity.Error);

    private static string Told(ReadResult read) =>
        read.Municipality is null ? "" : Folded(LayoutTests.Outline(read.Municipality));

    private static string Folded(string text) => CellText.Narrow(CellText.WithoutSpaces(text));

    private static string Text(string name) =>
        File.ReadAllText(Path.Combine(LayoutTests.Folder, name + ".txt")).ReplaceLineEndings("\n").TrimEnd('\n');

    private static string Json(string name) => File.ReadAllText(Path.Combine(LayoutTests.Folder, name + ".json"));

    private static int HeaderRows(string name) => name.Contains("two-rows", StringComparison.Ordinal) ? 2 : 1;

    private static List<string[]> Lines(string text) => [.. text.Split('\n').Select(line => line.Split('\t'))];

    private static string Join(List<string[]> lines, string separator) =>
        string.Join('\n', lines.Select(line => string.Join(
            separator,
            line.Select(cell => cell.Contains(separator, StringComparison.Ordinal) ? $"\"{cell}\"" : cell))));

    private static ReadResult Read(byte[] table, string json)
    {
        var (metadata, findings) = MetadataFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "t.json");
        Assert.Equal([], findings.Select(finding => finding.Message));
        return DocumentReader.Read(new MemoryStream(table), "t", metadata);
    }

    [GeneratedRegex("^(?<number>[^0-9０-９]*[0-9０-９]+章?)[ 　]+(?<name>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex TwoCells();

    [GeneratedRegex("""(?<before>令和|平成|(?<![0-9A-Za-z])[RH]|"fiscalYear": |"lastFiscalYear": |::?(?=20[0-9]{2}"))(?<year>[0-9]+|元)(?!-)|(?<before>(?<![0-9成和]))(?<year>30)(?=年度)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Year();
}
