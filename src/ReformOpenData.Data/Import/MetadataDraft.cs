using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Drafts the metadata of a table from its titles and headings, and from what is known of the municipality: the metadata of last year, or what is
/// stored. What cannot be known is a text in brackets that says what to write.
/// </summary>
public sealed partial class MetadataDraft
{
    private const int MaxLabel = 20;
    private const int MaxShort = 10;

    private const string Name = "（自治体名）";
    private const string Code = "（自治体コード6桁）";
    private const string RomanName = "（ローマ字）";
    private const string Title = "（計画名）";
    private const string DocumentTitle = "（資料名）";

    /// <summary>What a draft says where a person has to.</summary>
    public static IReadOnlyList<string> Blanks { get; } = [Code, Name, RomanName, Title, DocumentTitle];

    private readonly IReadOnlyList<TableLine> lines;
    private readonly DocumentMetadata? last;
    private readonly Municipality? stored;
    private readonly string? title;

    private MetadataDraft(IReadOnlyList<TableLine> lines, DocumentMetadata? last, Municipality? stored)
    {
        this.lines = lines;
        this.last = last;
        this.stored = stored;
        title = TitleOf(lines);
    }

    /// <summary>The draft as JSON; null, with findings, where the table cannot be read.</summary>
    /// <param name="content">The table.</param>
    /// <param name="last">Metadata of an earlier year; null for none.</param>
    /// <param name="stored">The municipality whose table it is, where that is known; null otherwise.</param>
    public static (string? Json, IReadOnlyList<Finding> Findings) Of(Stream content, DocumentMetadata? last, Municipality? stored)
    {
        var log = new FindingLog();
        var read = DocumentReader.Lines(content, log);
        if (!log.HasErrors && read.Count == 0)
            log.Add(FindingKinds.FileEmpty, default, "The file holds no row of a table.");
        return (log.HasErrors ? null : new MetadataDraft(read, last, stored).Write(), log.Findings);
    }

    private string Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void Write(Utf8JsonWriter json)
    {
        var header = HeaderOf(lines);
        var year = YearOf(header);
        var plan = stored?.Plans.LastOrDefault(known => last is null && year >= known.FirstFiscalYear && year <= known.LastFiscalYear);
        var (first, end) = (last?.FirstFiscalYear ?? plan?.FirstFiscalYear ?? year, last?.LastFiscalYear ?? plan?.LastFiscalYear ?? year);
        var name = last?.MunicipalityName ?? stored?.Name ?? Name;
        json.WriteStartObject();
        json.WriteStartObject("municipality");
        json.WriteString("code", last?.MunicipalityCode ?? stored?.Code ?? Code);
        json.WriteString("name", name);
        json.WriteString("romanName", last?.MunicipalityRomanName ?? stored?.RomanName ?? RomanName);
        json.WriteEndObject();
        json.WriteStartObject("plan");
        json.WriteString("title", last?.PlanTitle ?? plan?.Title ?? (title is null ? Title : PlanTitle(title)));
        json.WriteNumber("firstFiscalYear", first);
        json.WriteNumber("lastFiscalYear", Math.Max(end, year));
        json.WriteStartArray("ratingScale");
        foreach (var step in Scale(header, last?.RatingScale ?? plan?.RatingScale ?? []))
            Write(json, step);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("document");
        json.WriteString("title", title ?? DocumentTitle);
        json.WriteNumber("fiscalYear", year);
        json.WriteString("publisher", last?.Publisher ?? name);
        json.WriteBoolean("licenceConfirmed", value: false);
        if (last?.Licence is { } licence)
            json.WriteString("licence", licence);
        json.WriteEndObject();
        WriteList(json, "bureaus", last?.Bureaus ?? []);
        WriteList(json, "departments", last?.Departments ?? []);
        WriteColumns(json, header);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GradeLabel step)
    {
        json.WriteStartObject();
        if (step.Grade != Grade.Other)
            json.WriteString("grade", Grades.Name(step.Grade));
        json.WriteString("label", step.Label);
        Text("symbol", step.Symbol);
        Text("meaning", step.Meaning);
        Text("level", step.Level is { } level ? Levels.Name(level) : null);
        if (step.DeclaredRated is { } isRated)
            json.WriteBoolean("isRated", isRated);
        if (step.FirstFiscalYear is { } first)
            json.WriteNumber("firstFiscalYear", first);
        if (step.LastFiscalYear is { } end)
            json.WriteNumber("lastFiscalYear", end);
        json.WriteEndObject();

        void Text(string name, string? value)
        {
            if (value is not null)
                json.WriteString(name, value);
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>What headings mean that are not known; last year's meanings go before guesses. None for the layout that needs none.</summary>
    private void WriteColumns(Utf8JsonWriter json, TableLine? header)
    {
        if (header is not { } line)
            return;
        var known = HeadingNames.Read(line.Cells, last?.Layout);
        var labels = Labels(line, known);
        foreach (var index in labels)
            known[index] = null;
        var needed = ((ColumnRole[])[ColumnRole.Item, ColumnRole.Initiative, ColumnRole.Description, ColumnRole.Department, ColumnRole.Progress])
            .All(role => known.Any(column => column?.Role == role));
        var unknown = Enumerable.Range(0, line.Cells.Count)
            .Where(index => !CellText.IsBlank(line.Cells[index]) && (known[index] is null || last?.Layout?.Columns.ContainsKey(HeadingNames.Comparable(line.Cells[index])) == true))
            .ToList();
        if (needed && unknown.Count == 0 && last?.Layout is null)
            return;

        json.WriteStartObject("columns");
        var isTold = known.Any(column => column is { Role: ColumnRole.Progress, Label: null });
        var guesses = HeadingGuesses.Of(line.Cells, known);
        foreach (var index in unknown.DistinctBy(index => HeadingNames.Comparable(line.Cells[index])))
        {
            var guess = known[index] is { } declared ? LayoutFile.Text(declared)
                : labels.Contains(index) ? "rating"
                : guesses[index]!;
            if (labels.Count > 0 && HeadingNames.Comparable(line.Cells[index]).EndsWith("実績", StringComparison.Ordinal) && !isTold)
                (guess, isTold) = ("progress", true);
            json.WriteString(CellText.WithoutSpaces(line.Cells[index]), guess);
        }

        json.WriteEndObject();
    }

    /// <summary>Columns of progress that hold a few short words, again and again: they are labels of a scale (達成, 部分実施).</summary>
    private List<int> Labels(TableLine header, ColumnMeaning?[] meanings)
    {
        var rows = lines.SkipWhile(other => !ReferenceEquals(other.Cells, header.Cells)).Skip(1).ToList();
        return [.. Enumerable.Range(0, meanings.Length).Where(index => meanings[index]?.Role == ColumnRole.Progress && last is null && IsOfLabels(index))];

        bool IsOfLabels(int index)
        {
            string[] cells = [.. rows.Where(row => index < row.Cells.Count).Select(row => row.Cells[index].Trim()).Where(cell => cell.Length > 0)];
            return cells.Length > 0 && Array.TrueForAll(cells, cell => cell.Length <= MaxShort && !cell.Contains('。') && !cell.AsSpan().ContainsAnyInRange('0', '9'));
        }
    }

    /// <summary>The labels that are known, and what else the cells of ratings hold.</summary>
    private IEnumerable<GradeLabel> Scale(TableLine? header, IReadOnlyList<GradeLabel> known)
    {
        var labels = known.SelectMany(step => new[] { step.Label, step.Sign }).Select(Comparable).ToHashSet(StringComparer.Ordinal);
        var scale = known.ToList();
        if (header is not { } line)
            return scale;

        var meanings = HeadingNames.Read(line.Cells, last?.Layout);
        var guesses = HeadingGuesses.Of(line.Cells, meanings);
        var ofLabels = Labels(line, meanings);
        int[] columns = [.. Enumerable.Range(0, meanings.Length).Where(index => ofLabels.Contains(index) || IsRating(meanings[index], guesses[index]))];
        foreach (var row in lines.SkipWhile(other => !ReferenceEquals(other.Cells, line.Cells)).Skip(1))
        {
            foreach (var cell in columns.Where(column => column < row.Cells.Count).Select(column => row.Cells[column].Trim()))
            {
                if (cell.Length is > 0 and <= MaxLabel && !cell.Contains(' ') && !ColumnHeadings.LooksLikeHeader(row.Cells) && labels.Add(Comparable(cell)))
                    scale.Add(new GradeLabel(GradeOf(cell, scale), cell));
            }
        }

        return scale;

        static string Comparable(string text) => CellText.Narrow(CellText.WithoutSpaces(text));

        static bool IsRating(ColumnMeaning? meaning, string? guess) => meaning is { } known
            ? known.Role is ColumnRole.Rating or ColumnRole.FinalRating
            : guess?.StartsWith("rating", StringComparison.Ordinal) == true;

        static Grade GradeOf(string cell, List<GradeLabel> scale)
        {
            var grade = CellText.IsDash(cell) ? Grade.NotRated : Comparable(cell) is "完了" ? Grade.Completed : Grades.Parse(Comparable(cell)) ?? Grade.Other;
            return scale.Exists(step => step.Grade == grade) ? Grade.Other : grade;
        }
    }

    /// <summary>The first line of a single cell above the table.</summary>
    private static string? TitleOf(IReadOnlyList<TableLine> lines) => lines
        .TakeWhile(line => line.Cells.Count(cell => !CellText.IsBlank(cell)) <= 3)
        .Where(line => line.Cells.Count(cell => !CellText.IsBlank(cell)) == 1)
        .Select(line => line.Cells.First(cell => !CellText.IsBlank(cell)).Trim())
        .FirstOrDefault(text => CategoryPattern.ReadCommon(text) is null);

    /// <summary>The line whose names are known, or else the first of several short words.</summary>
    private static TableLine? HeaderOf(IReadOnlyList<TableLine> lines)
    {
        foreach (var line in lines)
        {
            if (ColumnHeadings.LooksLikeHeader(line.Cells))
                return line;
        }

        foreach (var line in lines)
        {
            if (HeadingGuesses.AreLikely(line.Cells))
                return line;
        }

        return null;
    }

    /// <summary>The year that the title or the headings name, else the one after last year's.</summary>
    private int YearOf(TableLine? header)
    {
        int[] named = [.. FiscalYears.NamedIn(CellText.Narrow(CellText.WithoutSpaces(title ?? "")))];
        if (named.Length == 0)
            named = [.. (header?.Cells ?? []).SelectMany(cell => FiscalYears.NamedIn(HeadingNames.Comparable(cell)))];
        return named.Length > 0 ? named.Max() : (last?.FiscalYear + 1) ?? stored?.Documents.Max(document => document.FiscalYear) + 1 ?? 2000;
    }

    /// <summary>A title without its year and without what kind of report it is.</summary>
    private static string PlanTitle(string title)
    {
        var quoted = Quoted().Match(title);
        var text = quoted.Success ? quoted.Groups["name"].Value : Report().Replace(Year().Replace(title, ""), "");
        text = text.Trim(' ', '　', '・', '「', '」', '（', '）', '(', ')');
        return text.Length == 0 ? title : text;
    }

    [GeneratedRegex("[「『](?<name>[^」』]{2,})[」』]", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("[（(]?(令和|平成|昭和)([0-9０-９]{1,2}|元)年度?(末|の)?[）)]?|(19|20)[0-9]{2}年度?の?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex("[の 　]*(における|に係る|にかかる)?[の 　]*(進捗|実施|取組|達成|進行|効果額|効果)?(状況|管理|結果|実績|評価)?(報告|管理|一覧|評価|整理|概要)*(書|表|票)?([（(].*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Report();
}
