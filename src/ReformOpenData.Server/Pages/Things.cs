using System.Globalization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Server.Pages;

// What pages read of the things that their documents ask for; names and meanings are those of the schema.

internal sealed record CityName(string Code, string Name);

internal sealed record PlanName(string Title, string Code, IReadOnlyList<GradeLabel> RatingScale);

/// <param name="Meaning">In the words of the document; null where it has none.</param>
internal sealed record GradeLabel(string Grade, string Label, string? Meaning);

/// <param name="PrintedNumber">Where the document asks for it, and the print numbers otherwise.</param>
internal sealed record Numbered(int Number, string Name, string? PrintedNumber = null)
{
    /// <summary>(1) of a category, or what the print has in its place.</summary>
    public string Sign => $"({PrintedNumber ?? Number.ToString(CultureInfo.InvariantCulture)})";
}

internal sealed record DepartmentName(string FullName);

internal sealed record Responsibility(DepartmentName Department, string? Qualifier, string? Role = null);

internal sealed record RatingFacts(
    int Number,
    string Grade,
    string Label,
    string Printed,
    int FiscalYear,
    string FiscalYearLabel,
    bool IsFinal,
    string? Evaluator,
    string? Aspect,
    IReadOnlyList<DepartmentName>? Departments)
{
    /// <summary>Whether it is the municipality's own, as those of the lists are.</summary>
    public bool IsOwn => Evaluator is null;
}

/// <summary>What texts of a year are called.</summary>
internal static class NarrativeWords
{
    /// <summary>Kinds in the order in which readers want them.</summary>
    public static string[] Order { get; } = ["PLAN", "RESULT", "ISSUE", "NEXT_STEP", "OPINION"];

    public static string Of(PageRequest at, string kind) => at.T(
        NarrativeKinds.Japanese(NarrativeKinds.Parse(kind)!.Value),
        kind switch
        {
            "PLAN" => "plan",
            "ISSUE" => "issues",
            "NEXT_STEP" => "next steps",
            "OPINION" => "opinion",
            _ => "progress",
        });

    /// <summary>令和3年度, and what the text is where it does not tell what was done (令和3年度の課題).</summary>
    public static string Title(PageRequest at, string kind, int fiscalYear, string label)
    {
        var year = at.T(label, $"Fiscal {fiscalYear}");
        return kind == "RESULT" ? year : year + at.T("の", ": ") + Of(at, kind);
    }
}

internal sealed record SectionText(string? Label, string Text);

internal sealed record PageInfo(bool HasNextPage, string? EndCursor)
{
    public string? Next => HasNextPage ? EndCursor : null;
}

internal sealed record Place(int Page, int Row, int? Column, int Line, PlaceDocument? Document);

internal sealed record PlaceDocument(string Sha256, string Title, string? Url, int FiscalYear, string FiscalYearLabel)
{
    /// <summary>Where it was published, of a PDF at a page; null where that is not recorded.</summary>
    public string? AddressOf(int page) => Uri.TryCreate(Url, UriKind.Absolute, out var address)
        && address.AbsolutePath.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) && address.Fragment.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Url}#page={page}")
            : Url;
}

/// <param name="TargetId">Identifier of what was corrected, where the document asks for it.</param>
internal sealed record CorrectionFacts(
    string Field, string Printed, string Corrected, string Reason, string? TargetId = null);

/// <summary>A group of ratings: the parts of its key that the document asks for, and how many there are.</summary>
internal sealed record GradeGroup(
    string Label, int Count, int FiscalYear, bool IsFinal, string? Evaluator, string? Aspect, NumberOnly? Category)
{
    public NameOnly? Item { get; init; }

    public DepartmentName? Department { get; init; }
}

internal sealed record NumberOnly(int Number);

internal sealed record NameOnly(string Name);

/// <summary>How many rows there are.</summary>
internal sealed record Total(int TotalCount);

internal sealed record GradeGroups(int TotalCount, IReadOnlyList<GradeGroup> Groups);

/// <summary>A plan as the list of a city's plans shows it.</summary>
internal sealed record PlanFigures(
    string Title,
    int FirstFiscalYear,
    string Code,
    int LastFiscalYear,
    IReadOnlyList<GradeLabel> RatingScale,
    GradeGroups Ratings);

/// <summary>Fiscal years of a plan of which something was reported.</summary>
internal sealed record ReportedYears(int TotalCount, IReadOnlyList<ReportedYear> Groups)
{
    public IEnumerable<int> Years => Groups.Select(group => group.FiscalYear).Order();
}

internal sealed record ReportedYear(int FiscalYear);
