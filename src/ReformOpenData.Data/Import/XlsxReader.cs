using System.IO.Compression;

namespace ReformOpenData.Data.Import;

/// <summary>
/// A visible sheet of a workbook: its name, its rows that hold anything, and what of it cannot be published.
/// </summary>
internal sealed record XlsxSheet(string Name, IReadOnlyList<TableLine> Lines, IReadOnlyList<SheetFault> Faults)
{
    /// <summary>How many text boxes lie on it, whose texts are in no cell.</summary>
    public int TextBoxes { get; init; }
}

/// <summary>
/// Reads the visible sheets of an Office Open XML workbook, of the transitional or the strict kind, as people see them.
/// What is unpacked, listed and kept is bounded, however little the file itself weighs.
/// </summary>
internal sealed class XlsxReader : IDisposable
{
    /// <summary>Of all parts that are read, unpacked.</summary>
    public const int MaxUnpackedBytes = 256 * 1024 * 1024;

    private const int MaxParts = 10_000;
    private const int MaxDirectoryBytes = 4 * 1024 * 1024;
    private const int MaxSheets = 1_000;
    private const int MaxStrings = 1_000_000;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly WorkbookBudget budget = new();
    private long unpacked;

    /// <summary>Throws <see cref="InvalidDataException"/> where the file is not an archive.</summary>
    public XlsxReader(Stream stream)
    {
        var directory = 0L;
        var counted = new BoundedStream(stream, count =>
        {
            directory += count;
            if (archive is null && directory > MaxDirectoryBytes)
                throw TooLarge($"lists its parts in more than {MaxDirectoryBytes / (1024 * 1024)} MiB", "部品");
        });
        var opened = new ZipArchive(counted, ZipArchiveMode.Read, leaveOpen: true);
        if (opened.Entries.Count > MaxParts)
            throw TooLarge($"has more than {MaxParts} parts", "部品");
        archive = opened;
        foreach (var entry in archive.Entries)
            parts.TryAdd(entry.FullName.Replace('\\', '/'), entry);
    }

    /// <summary>How many sheets are hidden, which are not read.</summary>
    public int HiddenSheets { get; private set; }

    public void Dispose() => archive.Dispose();

    /// <summary>The visible sheets that are not empty, in their order.</summary>
    public IReadOnlyList<XlsxSheet> Read()
    {
        var workbook = FindWorkbook();
        var folder = workbook[..(workbook.LastIndexOf('/') + 1)];
        var targets = ReadRelationships($"{folder}_rels/{workbook[folder.Length..]}.rels", folder);
        var (names, is1904) = ReadSheetNames(workbook);
        var strings = ReadStrings(targets, folder);
        using var styles = OpenFirst(targets, "/styles", folder + "styles.xml");
        var cells = new SheetCells(strings, WorkbookStyles.Read(styles), is1904, budget);
        var sheets = new List<XlsxSheet>();
        foreach (var (name, id) in names)
        {
            if (!targets.TryGetValue(id, out var target) || Open(target.Part) is not { } part)
            {
                throw new WorkbookFaultException(
                    FindingKinds.WorkbookBroken,
                    $"The sheet “{Excerpts.Of(name, 60)}” is missing from the workbook; save it anew with a "
                        + "spreadsheet program.",
                    $"ブックにシート「{Excerpts.Of(name, 60)}」の中身がありません。表計算ソフトで開き、保存し直してください。");
            }

            using (part)
            {
                if (!target.Type.EndsWith("/worksheet", StringComparison.Ordinal))
                    continue; // a chart
                var sheet = new SheetReader(name, sheets.Count + 1, cells, budget).Read(part);
                if (sheet.Lines.Count > 0 || sheet.Faults.Count > 0)
                    sheets.Add(sheet with { TextBoxes = CountTextBoxes(target.Part) });
            }
        }

        return sheets;
    }

    private int CountTextBoxes(string sheet)
    {
        var folder = sheet[..(sheet.LastIndexOf('/') + 1)];
        var count = 0;
        foreach (var (path, type) in ReadRelationships($"{folder}_rels/{sheet[folder.Length..]}.rels", folder).Values)
        {
            using var part = type.EndsWith("/drawing", StringComparison.Ordinal) ? Open(path) : null;
            var isCounted = true;
            while (part?.Read() == true)
            {
                if (part.Element == "sp")
                    isCounted = false;
                else if (!isCounted && part.Element == "t" && !string.IsNullOrWhiteSpace(part.ReadContent(1)))
                    (isCounted, count) = (true, count + 1);
            }
        }

        return count;
    }

    /// <summary>The path of the part that lists the sheets.</summary>
    private string FindWorkbook()
    {
        foreach (var (part, type) in ReadRelationships("_rels/.rels", "").Values)
        {
            if (type.EndsWith("/officeDocument", StringComparison.Ordinal) && parts.ContainsKey(part))
                return part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !IsOtherKind(part)
                    ? part
                    : throw NotWorkbook();
        }

        return parts.ContainsKey("xl/workbook.xml") ? "xl/workbook.xml" : throw NotWorkbook();
    }

    private static bool IsOtherKind(string part) =>
        part.StartsWith("word/", StringComparison.Ordinal) || part.StartsWith("ppt/", StringComparison.Ordinal);

    private WorkbookFaultException NotWorkbook()
    {
        var (what, japanese) = parts.ContainsKey("xl/workbook.bin")
            ? ("is a binary workbook (.xlsb); save it as .xlsx", "バイナリーブック（.xlsb）です。.xlsx で保存してください")
            : parts.Keys.Any(IsOtherKind)
            ? (
                "is a document of Word or PowerPoint; give the table as .xlsx, text or CSV",
                "Word か PowerPoint の文書です。表を .xlsx、CSV、テキストのいずれかで保存してください")
            : parts.ContainsKey("content.xml")
            ? (
                "is a workbook of LibreOffice or OpenOffice (.ods); save it as .xlsx",
                "LibreOffice か OpenOffice のブック（.ods）です。.xlsx で保存してください")
            : (
                "is an archive, but not a workbook (.xlsx); unpack it, or save the table as .xlsx",
                "圧縮ファイルですが、ブック（.xlsx）ではありません。展開するか、表を .xlsx で保存してください");
        return new WorkbookFaultException(FindingKinds.WorkbookBroken, $"The file {what}.", $"ファイルは{japanese}。");
    }

    private (List<(string Name, string Id)> Sheets, bool Is1904) ReadSheetNames(string workbook)
    {
        using var part = Open(workbook) ?? throw NotWorkbook();
        var sheets = new List<(string Name, string Id)>();
        var is1904 = false;
        while (part.Read())
        {
            if (part.Element == "workbookPr")
                is1904 = part.Is("date1904");
            if (part.Element != "sheet" || part.Prefixed("id") is not { } id)
                continue;
            if (part["state"] is null or "visible")
                sheets.Add((part["name"] ?? "", id));
            else
                HiddenSheets++;
            if (sheets.Count > MaxSheets)
                throw TooLarge($"has more than {MaxSheets} sheets", "シート");
        }

        return (sheets, is1904);
    }

    /// <summary>Parts and their types by the ids under which another part names them.</summary>
    private Dictionary<string, (string Part, string Type)> ReadRelationships(string path, string folder)
    {
        var targets = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var part = Open(path);
        while (part?.Read() == true)
        {
            if (part.Element != "Relationship" || part["Id"] is not { } id || part["Target"] is not { } target)
                continue;
            if (targets.Count == MaxParts)
                throw TooLarge($"has more than {MaxParts} parts", "部品");
            targets.TryAdd(id, (target.StartsWith('/') ? target[1..] : Below(folder, target), part["Type"] ?? ""));
        }

        return targets;
    }

    /// <summary>The path of what a part in a folder names, which may begin with ../.</summary>
    private static string Below(string folder, string target)
    {
        while (target.StartsWith("../", StringComparison.Ordinal) && folder.Length > 0)
            (folder, target) = (folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)], target[3..]);
        return folder + target;
    }

    private List<WorkbookString> ReadStrings(Dictionary<string, (string Part, string Type)> targets, string folder)
    {
        using var part = OpenFirst(targets, "/sharedStrings", folder + "sharedStrings.xml");
        var strings = new List<WorkbookString>();
        while (part?.Read() == true)
        {
            if (part.Element != "si")
                continue;
            if (strings.Count == MaxStrings)
                throw TooLarge($"has more than {MaxStrings} texts", "文字列");
            var text = WorkbookString.Read(part);
            budget.Keep(text.Text);
            strings.Add(text);
        }

        return strings;
    }

    private WorkbookPart? OpenFirst(
        Dictionary<string, (string Part, string Type)> targets, string type, string otherwise) =>
        Open(targets.Values.FirstOrDefault(target => target.Type.EndsWith(type, StringComparison.Ordinal)).Part
            ?? otherwise);

    private WorkbookPart? Open(string name)
    {
        if (!parts.TryGetValue(name, out var entry))
            return null;

        return new WorkbookPart(name, new BoundedStream(entry.Open(), count =>
        {
            unpacked += count;
            if (unpacked > MaxUnpackedBytes)
                throw TooLarge($"unpacks to more than {MaxUnpackedBytes / (1024 * 1024)} MiB", "内容");
        }));
    }

    private static WorkbookFaultException TooLarge(string what, string japanese) => new(
        FindingKinds.FileTooLarge,
        $"The workbook {what}, which no table needs; copy the table alone into a new workbook.",
        $"ブックの{japanese}が多すぎます。表だけを新しいブックに写してください。");
}
