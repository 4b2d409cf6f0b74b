namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>An initiative in a list, with its rows.</summary>
internal sealed record InitiativeLine(
    int Number, string Name, string? Description, IReadOnlyList<RowLine> Assessments, string? PrintedNumber = null)
{
    /// <summary>How many rows the lists of initiatives have.</summary>
    public static IReadOnlyDictionary<string, long> Counts(
        IEnumerable<InitiativeLine> initiatives, Total narratives)
    {
        var all = initiatives.ToList();
        return new Dictionary<string, long>
        {
            ["ratings"] = all.SelectMany(initiative => initiative.Assessments)
                .SelectMany(row => row.Ratings)
                .Count(rating => rating.IsOwn),
            ["narratives"] = narratives.TotalCount,
            ["initiatives"] = all.Count,
        };
    }
}

/// <summary>A row of the table in a list.</summary>
internal sealed record RowLine(
    int Number, IReadOnlyList<Responsibility> Responsibilities, IReadOnlyList<RatingFacts> Ratings);
