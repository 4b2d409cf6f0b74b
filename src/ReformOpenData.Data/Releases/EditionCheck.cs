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
    public static IReadOnlyList<(string Name, Func<CountedRow, int> Count)> Figures { get; } =
    [
        ("departments", row => row.DepartmentCount),
        ("plans", row => row.PlanCount),
        ("categories", row => row.CategoryCount),
        ("items", row => row.ItemCount),
        ("initiatives", row => row.InitiativeCount),
        ("rows", row => row.AssessmentCount),
        ("texts", row => row.NarrativeCount),
        ("ratings", row => row.RatingCount),
        ("documents", row => row.SourceDocumentCount),
        ("findings", row => row.FindingCount),
        ("corrections", row => row.CorrectionCount),
        ("measures", row => row.MeasureCount),
        ("values of measures", row => row.MeasureValueCount),
    ];

    /// <summary>What is wrong with it, in sentences.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(ReformDbContext context, EditionRow edition, CancellationToken cancellation)
    {
        Municipality municipality;
        try
        {
            municipality = await EditionReader.ReadAsync(context, edition.Id, cancellation);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            return [$"It cannot be read: {exception.Message}"];
        }

        var problems = new List<string>();
        if (!ContentHash.Verifies(edition.ContentHash, municipality))
            problems.Add("It is not what was written: its checksum is another one.");
        try
        {
            var written = new EditionRows(new IdSequence(1)).Add(municipality, edition.ContentHash, release: 0);
            problems.AddRange(
                from figure in Figures
                where figure.Count(written) != figure.Count(edition)
                select string.Create(
                    CultureInfo.InvariantCulture, $"It says that it holds {figure.Count(edition)} {figure.Name}, and holds {figure.Count(written)}."));
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            problems.Add($"Its rows do not fit together: {exception.Message}");
        }

        return problems;
    }

    /// <summary>True for what rows that do not fit, or a file that is damaged, make of a statement; not for a database that is away.</summary>
    public static bool IsDamage(Exception exception) => exception switch
    {
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 or 9 or 10 or 14 } => false,
        Microsoft.Data.Sqlite.SqliteException => true,
        Npgsql.PostgresException { SqlState: ['X', 'X', ..] } => true,
        DbException => false,
        InvalidOperationException { InnerException: DbException inner } => IsDamage(inner),
        InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException or InvalidCastException
            or OverflowException or NullReferenceException => true,
        _ => false,
    };
}
