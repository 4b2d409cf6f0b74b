using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <content>How it is written.</content>
public sealed partial class MetadataDraft
{
    private string Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json);
        // The encoder escapes the ideographic space, which people write.
        return Encoding.UTF8.GetString(stream.ToArray()).Replace("\\u3000", "\u3000", StringComparison.Ordinal) + "\n";
    }

    private void Write(Utf8JsonWriter json)
    {
        var own = year ?? 0;
        Plan[] running = [.. (last is null ? stored?.Plans ?? [] : [])
            .Where(known => own >= known.FirstFiscalYear && own <= known.LastFiscalYear)];
        var plan = Array.FindLast(
            running,
            known => title is not null && Comparable(title).Contains(Comparable(known.Title), StringComparison.Ordinal))
            ?? running.LastOrDefault();
        var (first, end) = (
            last?.FirstFiscalYear ?? plan?.FirstFiscalYear ?? own, last?.LastFiscalYear ?? plan?.LastFiscalYear ?? own);
        if (last is null && plan is null)
        {
            // Columns of several years are those of the plan, as far as a table tells.
            int[] shown = [.. (header?.Cells ?? [])
                .SelectMany(cell => FiscalYears.NamedIn(HeadingNames.Comparable(cell)))
                .Append(own)];
            (first, end) = (shown.Min(), shown.Max());
        }

        var name = municipality?.MunicipalityName ?? stored?.Name ?? Name;
        json.WriteStartObject();
        json.WriteStartObject("municipality");
        json.WriteString("code", municipality?.MunicipalityCode ?? stored?.Code ?? Code);
        json.WriteString("name", name);
        json.WriteString("romanName", municipality?.MunicipalityRomanName ?? stored?.RomanName ?? RomanName);
        json.WriteEndObject();
        json.WriteStartObject("plan");
        if ((last is null ? plan?.Id : last.PlanId) is { } id)
            json.WriteString("id", id);
        json.WriteString("title", last?.PlanTitle ?? plan?.Title ?? (title is null ? Title : PlanTitle(title)));
        json.WriteNumber("firstFiscalYear", own == 0 ? first : Math.Min(first, own));
        json.WriteNumber("lastFiscalYear", Math.Max(end, own));
        json.WriteStartArray("ratingScale");
        foreach (var step in Scale(last?.RatingScale ?? plan?.RatingScale ?? []))
            Write(json, step);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("document");
        json.WriteString("title", title ?? DocumentTitle);
        json.WriteNumber("fiscalYear", own);
        json.WriteString("publisher", municipality?.Publisher ?? name);
        json.WriteBoolean("licenceConfirmed", value: false);
        if (municipality?.Licence is { } licence)
            json.WriteString("licence", licence);
        json.WriteEndObject();
        WriteList(json, "bureaus", municipality?.Bureaus ?? []);
        WriteList(json, "departments", municipality?.Departments ?? []);
        if (headerRows > 1)
            json.WriteNumber("headerRows", headerRows);
        var patterns = CategoryPatterns();
        WriteList(json, "categoryPattern", patterns);
        if (SheetNames(patterns.Count > 0) is { } sheetNames)
            json.WriteString("sheetNames", sheetNames);
        WriteColumns(json);
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

    /// <summary>
    /// What headings mean that are not known; last year's meanings go before guesses. None for the layout that needs
    /// none.
    /// </summary>
    private void WriteColumns(Utf8JsonWriter json)
    {
        if (header is not { } line)
            return;
        ColumnMeaning?[] known = [.. meanings];
        foreach (var index in labels)
            known[index] = null;
        var needed = ((ColumnRole[])[
            ColumnRole.Item, ColumnRole.Initiative, ColumnRole.Description, ColumnRole.Department, ColumnRole.Progress,
        ])
            .All(role => known.Any(column => column?.Role == role));
        var likely = HeadingGuesses.Of(line.Cells, known, rows, unit);
        var unknown = Enumerable.Range(0, line.Cells.Count)
            .Where(index => !CellText.IsBlank(line.Cells[index]) && (known[index] is null
                || likely[index] is not null
                || last?.Layout?.Columns.ContainsKey(HeadingNames.Comparable(line.Cells[index])) == true))
            .ToList();
        if (needed && unknown.Count == 0 && last?.Layout is null)
            return;

        json.WriteStartObject("columns");
        var isTold = known.Any(column => column is { Role: ColumnRole.Progress, Label: null });
        foreach (var index in unknown.DistinctBy(index => HeadingNames.Comparable(line.Cells[index])))
        {
            var guess = labels.Contains(index) ? "rating"
                : likely[index] ?? LayoutFile.Text(known[index]!);
            if (labels.Count > 0
                && guess.StartsWith("progress:", StringComparison.Ordinal)
                && HeadingNames.Comparable(line.Cells[index]).EndsWith("実績", StringComparison.Ordinal)
                && !isTold)
                (guess, isTold) = ("progress", true);
            json.WriteString(CellText.WithoutSpaces(line.Cells[index]), guess);
        }

        json.WriteEndObject();
    }
}
