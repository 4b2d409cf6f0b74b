using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>What a row of a table tells, while it is being read.</summary>
/// <param name="document">SHA-256 of the document.</param>
/// <param name="ownYear">The fiscal year of the document.</param>
/// <param name="isDeclared">Whether the layout of the table is declared.</param>
internal sealed class ToldRow(string document, int ownYear, bool isDeclared, Summary? summary)
{
    public Summary? Summary => summary;

    public List<YearlyNarrative> Narratives { get; } = [];

    public List<Rating> Ratings { get; } = [];

    /// <summary>The printed cells; those of the oldest year come with what holds for all years.</summary>
    public SourceCell[] Cells(
        RowCells cells, IReadOnlyList<NamedDepartment> named, ItemDraft item, InitiativeDraft initiative)
    {
        var printed = new List<SourceCell>();
        Add(SourceColumn.Item, item.Printed);
        Add(SourceColumn.Initiative, initiative.Name);
        Add(SourceColumn.Description, initiative.Description ?? "");
        if (cells.Has(SourceColumn.Department))
        {
            var source = CellText.IsBlank(cells.Bureau)
                ? cells[SourceColumn.Department]
                : $"{cells.Bureau} {cells[SourceColumn.Department]}";
            if (!CellText.IsBlank(cells.Supporting))
                source += $"\n{cells.Supporting}";
            printed.Add(new SourceCell(
                SourceColumn.Department,
                RowReader.Canonical(named),
                source,
                cells.LocationOf(document, SourceColumn.Department)));
        }

        foreach (var year in cells.Row.Headings.Years)
        {
            if (Narratives.Find(narrative => (narrative.FiscalYear, narrative.Kind) == (
                year, NarrativeKind.Result)) is { } narrative && cells.HasProgress(year))
                printed.Add(new SourceCell(
                    SourceColumn.Progress,
                    narrative.Text ?? narrative.SourceText.Trim(),
                    narrative.SourceText,
                    narrative.Location));
            if (year == ownYear)
                Add(SourceColumn.Summary, summary?.Text ?? cells[SourceColumn.Summary].Trim());
            foreach (var print in cells.Ratings(year))
            {
                var location = cells.LocationOf(document, print);
                Rating[] ratings =
                    [.. Ratings.Where(rating => rating.FiscalYear == year && rating.Location == location)];
                if (ratings.Length > 0 || (!isDeclared && year == ownYear))
                    printed.Add(
                        new SourceCell(SourceColumn.Rating, RowReader.Canonical(ratings), print.Text, location));
            }
        }

        return [.. printed];

        void Add(SourceColumn column, string text)
        {
            if (cells.Has(column))
                printed.Add(new SourceCell(column, text, cells[column], cells.LocationOf(document, column)));
        }
    }
}
