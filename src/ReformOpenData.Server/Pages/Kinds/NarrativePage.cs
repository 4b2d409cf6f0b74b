using System.Globalization;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>What was reported for a row in a year: the printed cell beside the cleaned text.</summary>
/// <param name="kind">Of the text: a word at the end of its address, but for what was done.</param>
internal sealed class NarrativePage(string kind) : Page<NarrativePage.Answer>(
    "{municipality:6}/{plan:plan}/{category:2}/{item:2}/{initiative:3}/{assessment:3}/{year:4}"
    + Other("/", kind),
    "NarrativeInPrint")
{
    public override string Variables(PageRequest request, out AnswerFailure? failure) =>
        base.Variables(request, out failure) + Other("&kind=", kind);

    protected override PageView? Show(Answer answer, PageRequest request) =>
        answer.Narrative is not { } narrative ? null
        : new PageView(
            request.T(
                $"{narrative.Initiative.Name}：{narrative.FiscalYearLabel}の{NarrativeWords.Of(request, kind)}",
                $"{narrative.Initiative.Name}: {NarrativeWords.Of(request, kind)} in fiscal {narrative.FiscalYear}"),
            new Slices_Narrative { Model = new Model(request, narrative, kind) })
        {
            Crumbs = Trail.Of(
                request,
                narrative.Municipality,
                narrative.Plan,
                narrative.Category,
                narrative.Item,
                narrative.Initiative,
                narrative.Assessment.Number),
            Print = narrative.Location,
            // A year may have other texts and none of what was done, which is what its key names.
            Owner = [.. request.Address.Segments.Take(kind == "RESULT" ? 7 : 6)],
            Lists = kind != "RESULT" ? [("narratives", 1)] :
            [
                ("narratives", 1),
                ("ratings", narrative.Assessment.Ratings.Count(
                    rating => rating.IsOwn && rating.FiscalYear == narrative.FiscalYear)),
            ],
            ListQuery = Other(
                string.Create(CultureInfo.InvariantCulture, $"fiscal_year={narrative.FiscalYear}&kind="), kind),
        };

    /// <summary>The kind behind a text; nothing for the one that is meant where none is named.</summary>
    private static string Other(string before, string kind) => kind == "RESULT" ? "" : before + kind;

    internal sealed record Model(PageRequest At, Narrative Narrative, string Kind)
    {
        /// <summary>The key of the row.</summary>
        public string Row => string.Join('/', At.Address.Segments.Take(6));
    }

    internal sealed record Answer(Narrative? Narrative);

    internal sealed record Narrative(
        string Id,
        int FiscalYear,
        string FiscalYearLabel,
        string? Text,
        string SourceText,
        CityName Municipality,
        PlanName Plan,
        Numbered Category,
        Numbered Item,
        Numbered Initiative,
        Row Assessment,
        Place Location);

    internal sealed record Row(
        int Number, IReadOnlyList<RatingFacts> Ratings, IReadOnlyList<CorrectionFacts> Corrections);
}
