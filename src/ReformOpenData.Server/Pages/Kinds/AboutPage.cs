
namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>What this is: whose data, which years, how old, what the ratings mean, on what terms.</summary>
internal sealed class AboutPage() : Page<AboutPage.Answer>("about", "AboutTheData")
{
    public override bool IsOfRelease => false;

    protected override PageView? Show(Answer answer, PageRequest request) =>
        new(request.T("このサイトについて", "About"), new Slices_About { Model = new Model(request, answer.Dataset) })
        {
            Description = request.T(
                "データの出どころ、対象の年度、評価の意味、利用条件。",
                "Where the data come from, which years, what ratings mean, and on what terms."),
            Lists = [("documents", null), ("grades", null)],
        };

    internal sealed record Model(PageRequest At, Dataset Dataset);

    internal sealed record Answer(Dataset Dataset);

    internal sealed record Dataset(
        string Title,
        string Description,
        IReadOnlyList<string> Publishers,
        IReadOnlyList<Licence> Licences,
        int? FirstFiscalYear,
        int? LastFiscalYear,
        Release Release);

    internal sealed record Licence(string Name, string? Url, bool Confirmed);

    internal sealed record Release(int Number, DateTimeOffset? PublishedAt, Counts Counts);

    internal sealed record Counts(
        int Municipalities, int Plans, int Items, int Initiatives, int Departments, int Narratives, int Ratings);
}
