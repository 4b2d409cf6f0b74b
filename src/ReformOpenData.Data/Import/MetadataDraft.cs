using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Drafts the metadata of a table from its titles and headings, and from what is known of the municipality: the
/// metadata of last year, or what is stored. What cannot be known is a text in brackets that says what to write.
/// </summary>
public sealed partial class MetadataDraft
{
    private const int MaxLabel = 20;
    private const int MaxShort = 10;
    private const int MaxPatterns = 4;
    private const int MinTitle = 4;

    /// <summary>What is longer is a text about the table, and not its title.</summary>
    private const int MaxTitle = 200;

    private const string Name = "（自治体名）";
    private const string Code = "（自治体コード6桁）";
    private const string RomanName = "（ローマ字）";
    private const string Title = "（計画名）";
    private const string DocumentTitle = "（資料名）";

    /// <summary>What a draft says where a person has to.</summary>
    public static IReadOnlyList<string> Blanks { get; } = [Code, Name, RomanName, Title, DocumentTitle];

    private readonly IReadOnlyList<TableLine> lines;
    private readonly DocumentMetadata? last;
    private readonly DocumentMetadata? municipality;
    private readonly Municipality? stored;
    private readonly string? title;
    private readonly TableLine? header;
    private readonly int headerRows;
    private readonly List<TableLine> rows;
    private readonly ColumnMeaning?[] meanings;
    private readonly string?[] guesses;
    private readonly List<int> labels;
    private readonly string? unit;
    private readonly int? year;

    private MetadataDraft(IReadOnlyList<TableLine> lines, IReadOnlyList<DocumentMetadata> earlier, Municipality? stored)
    {
        lines = [.. lines.Where(line => line.Cells.Any(cell => !CellText.IsBlank(cell)))];
        this.lines = lines;
        this.stored = stored;
        title = TitleOf(lines);
        municipality = earlier.MaxBy(metadata => metadata.FiscalYear);
        // What another plan is like says nothing of this one.
        last = title is null ? municipality : earlier
            .Where(metadata => Comparable(title).Contains(Comparable(metadata.PlanTitle), StringComparison.Ordinal))
            .MaxBy(metadata => metadata.FiscalYear);
        var found = HeaderRowsText.Find(lines, last?.Layout);
        if (found is { } place)
        {
            headerRows = place.Count;
            header = HeaderRowsText.Join([.. lines.Skip(place.First).Take(headerRows)]);
            var headers = lines.Skip(place.First)
                .Take(headerRows)
                .Select(line => string.Join('\t', line.Cells))
                .ToHashSet(StringComparer.Ordinal);
            rows = [.. lines.Skip(place.First + headerRows)
                .Where(line => !headers.Contains(string.Join('\t', line.Cells)))];
        }
        else
        {
            rows = [];
        }

        IReadOnlyList<string> headings = header is { } line ? line.Cells : [];
        meanings = HeadingNames.Read(headings, last?.Layout);
        unit = HeadingGuesses.UnitIn(lines.Take(found?.First ?? 0).SelectMany(line => line.Cells));
        guesses = HeadingGuesses.Of(headings, meanings, rows, unit);
        labels = Labels();
        year = YearOf(found?.First ?? lines.Count);
    }

    /// <summary>The draft as JSON; null, with findings, where the table cannot be read.</summary>
    /// <param name="content">The table.</param>
    /// <param name="earlier">Metadata of earlier years, and of other plans, of the same municipality.</param>
    /// <param name="stored">The municipality whose table it is, where that is known; null otherwise.</param>
    public static (string? Json, IReadOnlyList<Finding> Findings, bool HasYear) Of(
        Stream content, IReadOnlyList<DocumentMetadata> earlier, Municipality? stored)
    {
        var log = new FindingLog();
        var read = DocumentReader.Lines(content, log);
        if (!log.HasErrors && read.Count == 0)
            log.Add(FindingKinds.FileEmpty, default, "The file holds no row of a table.");
        if (log.HasErrors)
            return (null, log.Findings, false);
        var draft = new MetadataDraft(read, earlier, stored);
        return (draft.Write(), log.Findings, draft.year is not null);
    }

    /// <summary>
    /// What the names of several sheets are, where nothing on them says it: departments, or categories; null for
    /// neither.
    /// </summary>
    private string? SheetNames(bool hasCategories)
    {
        string[] names = [.. lines.Select(line => line.Origin?.Name).OfType<string>().Distinct()];
        if (names.Length < 2 || header is null)
            return null;

        bool Has(ColumnRole role, string guess) =>
            Array.Exists(meanings, column => column?.Role == role) || guesses.Contains(guess);
        string[][] alone = [.. lines.Select(other => other.Cells.Where(cell => !CellText.IsBlank(cell)).ToArray())];
        if (Array.TrueForAll(names, DepartmentLines.EndsAsName))
            return Has(ColumnRole.Department, "department")
                || Array.Exists(alone, cells => PageNames.DepartmentOf(cells) is not null) ? null : "department";
        return hasCategories
            || Has(ColumnRole.Category, "category")
            || Array.Exists(names, name => OfNoMeaning().IsMatch(CellText.Narrow(name)))
            || Array.Exists(alone, cells => cells.Length == 1 && (LevelNumber.Split(cells[0]).Number
                ?? CategoryPattern.ReadCommon(cells[0])?.Number) is not null) ? null : "category";
    }

    /// <summary>
    /// The forms of lines that name a category, where they are not usual ones: alone on a line, between rows or right
    /// above the header.
    /// </summary>
    private List<string> CategoryPatterns()
    {
        var found = new List<string>();
        for (var index = 0; index + 1 < lines.Count; index++)
        {
            string[] filled = [.. lines[index].Cells.Where(cell => !CellText.IsBlank(cell))];
            var isAboveTable = lines[index + 1].Sheet == lines[index].Sheet
                && lines[index + 1].Cells.Count(cell => !CellText.IsBlank(cell)) > 1;
            if (filled.Length == 1
                && isAboveTable
                && CategoryPattern.Suggest(filled[0]) is { } form
                && filled[0].Trim() != title
                && !found.Contains(form))
                found.Add(form);
        }

        return found.Count <= MaxPatterns ? found : [];
    }

    /// <summary>
    /// Columns of progress that hold a few short words, again and again: they are labels of a scale (達成, 部分実施).
    /// </summary>
    private List<int> Labels()
    {
        return [.. Enumerable.Range(0, meanings.Length)
            .Where(index => meanings[index]?.Role == ColumnRole.Progress && last is null && IsOfLabels(index))];

        bool IsOfLabels(int index)
        {
            string[] cells = [.. rows.Where(row => index < row.Cells.Count)
                .Select(row => row.Cells[index].Trim())
                .Where(cell => cell.Length > 0)];
            return cells.Length > 0 && Array.TrueForAll(cells, cell => cell.Length <= MaxShort
                && !cell.Contains('。')
                && !CellText.Narrow(cell).AsSpan().ContainsAnyInRange('0', '9'));
        }
    }

    /// <summary>The labels that are known, and what else the cells of ratings hold.</summary>
    private IEnumerable<GradeLabel> Scale(IReadOnlyList<GradeLabel> known)
    {
        var met = known.SelectMany(step => new[] { step.Label, step.Sign })
            .Select(Comparable)
            .ToHashSet(StringComparer.Ordinal);
        var scale = known.ToList();
        int[] columns = [.. Enumerable.Range(0, meanings.Length)
            .Where(index => labels.Contains(index) || IsRating(meanings[index], guesses[index]))];
        // Lines of one or two cells are titles, categories and notes between the rows.
        foreach (var row in rows.Where(row => row.Cells.Count(cell => !CellText.IsBlank(cell)) > 2))
        {
            foreach (var cell in columns.Where(column => column < row.Cells.Count)
                .Select(column => row.Cells[column].Trim()))
            {
                if (cell.Length is > 0 and <= MaxLabel
                    && !cell.Contains(' ')
                    && !ColumnHeadings.LooksLikeHeader(row.Cells)
                    && met.Add(Comparable(cell)))
                    scale.Add(new GradeLabel(GradeOf(cell, scale), cell));
            }
        }

        return scale;

        static bool IsRating(ColumnMeaning? meaning, string? guess) => meaning is { } known
            ? known.Role is ColumnRole.Rating or ColumnRole.FinalRating
            : HeadingGuesses.IsRating(guess);

        static Grade GradeOf(string cell, List<GradeLabel> scale)
        {
            var grade = CellText.IsDash(cell) ? Grade.NotRated
                : Comparable(cell) is "完了" ? Grade.Completed
                : Grades.Parse(Comparable(cell)) ?? Grade.Other;
            return scale.Exists(step => step.Grade == grade) ? Grade.Other : grade;
        }
    }

    /// <summary>The first line of a single cell above the table.</summary>
    private static string? TitleOf(IReadOnlyList<TableLine> lines) => lines
        .TakeWhile(line => line.Cells.Count(cell => !CellText.IsBlank(cell)) <= 3)
        .Where(line => line.Cells.Count(cell => !CellText.IsBlank(cell)) == 1)
        .Select(line => line.Cells.First(cell => !CellText.IsBlank(cell)).Trim())
        .FirstOrDefault(text => text.Length <= MaxTitle && CategoryPattern.ReadCommon(text) is null);

    /// <summary>
    /// The year that the title, a line above the header, the headings or a sheet names, or in which its date is; else
    /// the one after last year's; null where nothing tells.
    /// </summary>
    private int? YearOf(int first)
    {
        var above = lines.Take(first)
            .SelectMany(line => line.Cells)
            .Where(cell => !CellText.IsBlank(cell))
            .Select(Comparable)
            .ToList();
        string[][] places =
        [
            [Comparable(title ?? "")], [.. above], [.. (header?.Cells ?? []).Select(Comparable)],
            [.. lines.Select(line => Comparable(line.Origin?.Name ?? "")).Distinct()],
        ];
        foreach (var texts in places)
        {
            int[] named = [.. texts.SelectMany(FiscalYears.NamedIn)];
            if (named.Length == 0)
                named = [.. texts.SelectMany(FiscalYears.OfDatesIn)];
            if (named.Length > 0)
                return named.Max();
        }

        return (last?.FiscalYear + 1) ?? stored?.Documents.Max(document => document.FiscalYear) + 1;
    }

    private static string Comparable(string text) => CellText.Narrow(CellText.WithoutSpaces(text));

    /// <summary>
    /// A title without its year and without what kind of report it is: a part of it as it is, so that it is found in it
    /// again.
    /// </summary>
    private static string PlanTitle(string title)
    {
        var quoted = Quoted().Match(title);
        if (quoted.Success)
            return quoted.Groups["name"].Value;

        var text = title;
        if (Year().Match(CellText.Narrow(title)) is { Success: true } year)
            text = year.Index >= MinTitle ? title[..year.Index] : title[(year.Index + year.Length)..];
        var end = Report().Match(CellText.Narrow(text)) is { Success: true } report ? report.Index : text.Length;
        while (end < text.Length && (end < MinTitle || OfWork().IsMatch(text[..end])))
            end++;
        text = text[..end].Trim(' ', '　', '・', '「', '」', '（', '）', '(', ')');
        return text.Length == 0 ? title : text;
    }

    [GeneratedRegex(
        "^(Sheet|シート|表|p|page|ページ)?[ .]*[0-9-]*(ページ|頁)?$|[RHS]?[0-9]+年|^[RHS][0-9]+|令和|平成|一覧|全体",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OfNoMeaning();

    [GeneratedRegex("[「『](?<name>[^」』]{2,})[」』]", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"\(?(令和|平成|昭和|(?<![A-Za-z])[RHS])([0-9]{1,2}|元)(年度?|[./])|(19|20)[0-9]{2}年度?の?|\(",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Year();

    /// <summary>What is reported in such a plan is part of its name: 事務事業評価.</summary>
    [GeneratedRegex("(事務事業|施策|事業|行政|政策)(評?|進|取|実)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfWork();

    [GeneratedRegex(
        "[の 　]*(における|に係る|にかかる)?[の 　]*(進捗|実施|取組|達成|進行|効果額|効果)?(状況|管理|結果|実績|評価)?(報告|管理|一覧|評価|整理|概要)*[ 　]*(書|表|票)?[ 　]*$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Report();
}
