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
                terminal.Line($"    ({category.Number}) {category.Name} — ratings: {Grades(category)}");
                foreach (var item in category.Items)
                    Write(item);
            }
        }

        terminal.Line();
    }

    private void Write(Item item)
    {
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
            one.Qualifier is null ? one.Department : $"{one.Department}（{one.Qualifier}）"));
        var ratings = row.Ratings.Select(rating =>
            row.Ratings.Count == 1 ? rating.Printed : $"{string.Join("・", rating.Departments)} {rating.Printed}");
        terminal.Line($"           {departments}: 評価 {string.Join(", ", ratings.DefaultIfEmpty("(none)"))}");
        foreach (var narrative in row.Narratives)
            terminal.Line($"             {narrative.FiscalYear} 取組状況 {Words.Short(narrative.Text ?? narrative.SourceText)}");
        if (row.Summary is { } summary)
            terminal.Line($"             総括 {Words.Short(summary.Text ?? summary.SourceText)}");
    }

    private static string Grades(Category category) => string.Join(", ", category.Items.SelectMany(item => item.Initiatives)
        .SelectMany(initiative => initiative.Assessments).SelectMany(row => row.Ratings)
        .GroupBy(rating => rating.Printed).OrderBy(group => group.First().Grade)
        .Select(group => $"{group.Key} {group.Count()}").DefaultIfEmpty("none"));
}
