using ReformOpenData.Server.Discovery;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>A row of the table: each printed cell beside what was read from it.</summary>
internal sealed class RowPage() : Page<RowPage.Answer>(
    "{municipality:6}/{plan:plan}/{category:2}/{item:2}/{initiative:3}/{assessment:3}", "RowInPrint")
{
    protected override PageView? Show(Answer answer, PageRequest request) => answer.Assessment is not { } row ? null
        : new PageView(
            request.T($"{row.Initiative.Name}：印字された行", $"{row.Initiative.Name}: the printed row"),
            new Slices_Row { Model = new Model(request, row) })
        {
            Description = request.T(
                $"表に印字されたセルと、読み取った内容とを並べて示します（{row.Initiative.Name}）。",
                $"Each printed cell beside what was read from it ({row.Initiative.Name})."),
            Crumbs = Trail.Of(request, row.Municipality, row.Plan, row.Category, row.Item, row.Initiative),
            Owner = request.Address.Segments,
            Print = row.Cells.Count > 0 ? row.Cells[0].Location : null,
            Lists =
            [
                ("ratings", row.Ratings.Count(rating => rating.IsOwn)),
                ("narratives", row.Narratives.Count(narrative => narrative.Kind == "RESULT")),
            ],
        };

    /// <summary>The cell's column in words.</summary>
    public static string Column(PageRequest at, string column) =>
        ChangeWords.Of(ChangeWords.Columns, column, at.IsEnglish);

    internal sealed record Model(PageRequest At, Row Row);

    internal sealed record Answer(Row? Assessment);

    internal sealed record Row(
        int Number,
        CityName Municipality,
        PlanName Plan,
        Numbered Category,
        Numbered Item,
        Numbered Initiative,
        IReadOnlyList<Text> Narratives,
        IReadOnlyList<RatingFacts> Ratings,
        IReadOnlyList<Cell> Cells,
        IReadOnlyList<CorrectionFacts> Corrections);

    internal sealed record Text(string Id, int FiscalYear, string FiscalYearLabel, string Kind);

    internal sealed record Cell(string Column, string Text, string SourceText, Place Location);
}
