namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>An initiative in a list, with its rows.</summary>
internal sealed record InitiativeLine(
    int Number, string Name, string? Description, IReadOnlyList<RowLine> Assessments, string? PrintedNumber = null);

/// <summary>A row of the table in a list.</summary>
internal sealed record RowLine(
    int Number, IReadOnlyList<Responsibility> Responsibilities, IReadOnlyList<RatingFacts> Ratings);
