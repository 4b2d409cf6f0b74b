using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <content>How it is written.</content>
public sealed partial class MetadataDraft
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The encoder escapes the ideographic space, which people write.</summary>
    private string Write() =>
        Draft().ToJsonString(Readable).Replace("\\u3000", "\u3000", StringComparison.Ordinal) + "\n";

    private JsonObject Draft()
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
        var patterns = CategoryPatterns();
        return Of(
            ("municipality", Of(
                ("code", municipality?.MunicipalityCode ?? stored?.Code ?? Code),
                ("name", name),
                ("romanName", municipality?.MunicipalityRomanName ?? stored?.RomanName ?? RomanName))),
            ("plan", Of(
                ("id", last is null ? plan?.Id : last.PlanId),
                ("title", last?.PlanTitle ?? plan?.Title ?? (title is null ? Title : PlanTitle(title))),
                ("firstFiscalYear", own == 0 ? first : Math.Min(first, own)),
                ("lastFiscalYear", Math.Max(end, own)),
                ("ratingScale", new JsonArray([.. Scale(last?.RatingScale ?? plan?.RatingScale ?? []).Select(Step)])))),
            ("document", Of(
                ("title", title ?? DocumentTitle),
                ("fiscalYear", own),
                ("publisher", municipality?.Publisher ?? name),
                ("licenceConfirmed", false),
                ("licence", municipality?.Licence))),
            ("bureaus", List(municipality?.Bureaus)),
            ("departments", List(municipality?.Departments)),
            ("headerRows", headerRows > 1 ? headerRows : null),
            ("categoryPattern", List(patterns)),
            ("sheetNames", SheetNames(patterns.Count > 0)),
            ("columns", Columns()));
    }

    private static JsonObject Step(GradeLabel step) => Of(
        ("grade", step.Grade == Grade.Other ? null : Grades.Name(step.Grade)),
        ("label", step.Label),
        ("symbol", step.Symbol),
        ("meaning", step.Meaning),
        ("level", step.Level is { } level ? Levels.Name(level) : null),
        ("isRated", step.DeclaredRated),
        ("firstFiscalYear", step.FirstFiscalYear),
        ("lastFiscalYear", step.LastFiscalYear));

    /// <summary>An object of members in their order; those that are null are left out.</summary>
    private static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
                made.Add(name, value);
        }

        return made;
    }

    private static JsonArray? List(IReadOnlyList<string>? values) =>
        values is { Count: > 0 } ? new JsonArray([.. values.Select(value => (JsonNode?)value)]) : null;

    /// <summary>
    /// What headings mean that are not known; last year's meanings go before guesses. None for the layout that needs
    /// none.
    /// </summary>
    private JsonObject? Columns()
    {
        if (header is not { } line)
            return null;
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
            return null;

        var columns = new JsonObject();
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
            columns.Add(CellText.WithoutSpaces(line.Cells[index]), guess);
        }

        return columns;
    }
}
