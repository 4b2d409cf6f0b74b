using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>Reads one state of a municipality back and compares it with what was noted when it was written.</summary>
internal static class EditionCheck
{
    /// <summary>The figures that an edition and a release keep.</summary>
    public static IReadOnlyList<(string Name, string Japanese, Func<CountedRow, int> Count)> Figures { get; } =
    [
        ("departments", "所管課", row => row.DepartmentCount),
        ("plans", "計画", row => row.PlanCount),
        ("categories", "分野", row => row.CategoryCount),
        ("items", "改革項目", row => row.ItemCount),
        ("initiatives", "具体的取組", row => row.InitiativeCount),
        ("rows", "行", row => row.AssessmentCount),
        ("texts", "取組状況", row => row.NarrativeCount),
        ("ratings", "評価", row => row.RatingCount),
        ("documents", "公表資料", row => row.SourceDocumentCount),
        ("findings", "読取所見", row => row.FindingCount),
        ("corrections", "訂正", row => row.CorrectionCount),
        ("measures", "指標", row => row.MeasureCount),
        ("values of measures", "指標の値", row => row.MeasureValueCount),
    ];

    /// <summary>What is wrong with it, in sentences.</summary>
    public static async Task<IReadOnlyList<(string English, string Japanese)>> RunAsync(
        DbConnection connection, EditionRow edition, CancellationToken cancellation)
    {
        Municipality municipality;
        try
        {
            municipality = await EditionReader.ReadAsync(connection, edition.Id, cancellation);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            return [Unreadable(exception)];
        }

        var problems = new List<(string English, string Japanese)>();
        if (!ContentHash.Verifies(edition.ContentHash, municipality))
            problems.Add(("It is not what was written: its checksum is another one.", "書き込んだ内容と違います（検査値が合いません）。"));
        var held = Count(municipality);
        problems.AddRange(
            from figure in Figures
            where figure.Count(held) != figure.Count(edition)
            select Differs((figure.Name, figure.Japanese), figure.Count(edition), figure.Count(held)));
        return problems;
    }

    /// <summary>The figures of what was read.</summary>
    private static EditionRow Count(Municipality municipality)
    {
        var assessments = municipality.Plans.SelectMany(plan => plan.Rows()).ToList();
        return new EditionRow
        {
            DepartmentCount = municipality.Departments.Count,
            PlanCount = municipality.Plans.Count,
            CategoryCount = municipality.Plans.Sum(plan => plan.Categories.Count),
            ItemCount = municipality.Plans.Sum(plan => plan.Items().Count()),
            InitiativeCount = municipality.Plans.Sum(plan => plan.Initiatives().Count()),
            AssessmentCount = assessments.Count,
            NarrativeCount = assessments.Sum(assessment => assessment.Narratives.Count),
            RatingCount = assessments.Sum(assessment => assessment.Ratings.Count),
            SourceDocumentCount = municipality.Documents.Count,
            FindingCount = municipality.Documents.Sum(document => document.Findings.Count),
            CorrectionCount = municipality.Corrections.Count,
            MeasureCount = assessments.Sum(assessment => assessment.Measures.Count),
            MeasureValueCount =
                assessments.Sum(assessment => assessment.Measures.Sum(measure => measure.Values.Count)),
        };
    }

    public static (string English, string Japanese) Unreadable(Exception exception) =>
        ($"It cannot be read: {exception.Message}", $"読めません: {exception.Message}");

    public static (string English, string Japanese) Differs(
        (string English, string Japanese) name, int stored, int found) =>
    (
        string.Create(
            CultureInfo.InvariantCulture, $"It says that it holds {stored} {name.English}, and holds {found}."),
        string.Create(CultureInfo.InvariantCulture, $"{name.Japanese}が {stored} 件とされていますが、{found} 件あります。"));

    /// <summary>
    /// True for what rows that do not fit, or a file that is damaged, make of a statement; not for a database that is
    /// away.
    /// </summary>
    public static bool IsDamage(Exception exception) => exception switch
    {
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 or 9 or 10 or 14 } => false,
        Microsoft.Data.Sqlite.SqliteException => true,
        Npgsql.PostgresException { SqlState: ['X', 'X', ..] } => true,
        DbException => false,
        InvalidOperationException { InnerException: DbException inner } => IsDamage(inner),
        InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException
            or InvalidCastException
            or OverflowException or NullReferenceException => true,
        _ => false,
    };
}
