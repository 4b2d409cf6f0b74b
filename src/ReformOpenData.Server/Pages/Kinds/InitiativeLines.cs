namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>An initiative in a list, with its rows.</summary>
internal sealed record InitiativeLine(
    int Number, string Name, string? Description, IReadOnlyList<RowLine> Assessments, string? PrintedNumber = null)
{
    /// <summary>The lists of initiatives, with how many rows they have.</summary>
    public static IReadOnlyList<(string Name, long? Rows)> Lists(
        IReadOnlyList<InitiativeLine> initiatives, Total narratives) =>
    [
        ("ratings", initiatives.SelectMany(initiative => initiative.Assessments)
            .SelectMany(row => row.Ratings).Count(rating => rating.IsOwn)),
        ("narratives", narratives.TotalCount),
        ("initiatives", initiatives.Count),
    ];
}

/// <summary>A row of the table in a list.</summary>
internal sealed record RowLine(
    int Number, IReadOnlyList<Responsibility> Responsibilities, IReadOnlyList<RatingFacts> Ratings);
