using ReformOpenData.Data.Plans;

namespace ReformOpenData.Server.Commands;

/// <summary>A municipality in words, row by row: what readers will see of it.</summary>
internal sealed class Outline(Terminal terminal)
{
    public void Write(Municipality municipality)
    {
        terminal.Line($"{municipality.Name} {municipality.RomanName} ({municipality.Code})");
        foreach (var plan in municipality.Plans)
        {
            terminal.Line($"  {plan.Title} ({plan.FirstFiscalYear}–{plan.LastFiscalYear})");
            foreach (var category in plan.Categories)
            {
                terminal.Line(
                    $"    ({category.Number}){(category.Name.Length > 0 ? " " + category.Name : "")} "
                    + $"— {Language.Of("ratings", "評価")}: {Grades(category)}");
                foreach (var item in category.Items)
                    Write(item);
            }
        }

        terminal.Line();
    }

    private void Write(Item item)
    {
        if (item.Name.Length > 0)
            terminal.Line($"      {item.Number}. {item.Name}");
        foreach (var initiative in item.Initiatives)
        {
            terminal.Line($"        {initiative.Number}. {initiative.Name}");
            foreach (var row in initiative.Assessments)
                Write(row);
        }
    }

    private void Write(Assessment row)
    {
        var departments = string.Join("・", row.Responsibilities.Select(one =>
            (one.Qualifier is null ? one.Department : $"{one.Department}（{one.Qualifier}）")
            + (one.Role == ResponsibilityRole.Supporting ? Language.Of(" (supporting)", "（関係課）") : "")));
        var ratings = row.Ratings.Select(rating =>
            (row.Ratings.Count == 1 || rating.Departments.Count == 0 ? "" : string.Join("・", rating.Departments) + " ")
            + rating.Printed + Details(rating, row.Ratings));
        terminal.Line(
            $"           {(departments.Length > 0 ? departments + ": " : "")}評価 "
            + $"{string.Join(", ", ratings.DefaultIfEmpty(Language.Of("(none)", "（なし）")))}");
        foreach (var narrative in row.Narratives)
            terminal.Line(
                $"             {narrative.FiscalYear} {NarrativeKinds.Japanese(narrative.Kind)} "
                + $"{Words.Short(narrative.Text ?? narrative.SourceText)}");
        if (row.Summary is { } summary)
            terminal.Line($"             総括 {Words.Short(summary.Text ?? summary.SourceText)}");
    }

    /// <summary>What sets ratings of a row apart: who gave them, what they are of, and when.</summary>
    private static string Details(Rating rating, IReadOnlyList<Rating> all)
    {
        string?[] details =
        [
            all.Any(other => other.FiscalYear != rating.FiscalYear) ? $"{rating.FiscalYear}" : null,
            rating.IsFinal && all.Any(other => !other.IsFinal) ? "最終" : null,
            rating.Evaluator,
            rating.Aspect,
        ];
        var told = string.Join("、", details.OfType<string>());
        return told.Length > 0 ? $"（{told}）" : "";
    }

    private static string Grades(Category category) =>
        string.Join(", ", category.Items.SelectMany(item => item.Initiatives)
            .SelectMany(initiative => initiative.Assessments).SelectMany(row => row.Ratings)
            .GroupBy(rating => rating.Printed).OrderBy(group => group.First().Grade)
            .Select(group => $"{group.Key} {group.Count()}").DefaultIfEmpty(Language.Of("none", "なし")));
}
