using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Server.Pages;

/// <summary>Initiatives of an item in a table, a line for each row of the print.</summary>
/// <param name="City">Code of the municipality.</param>
/// <param name="IsLong">Whether the descriptions are shown.</param>
internal sealed record LinesModel(
    PageRequest At, string City, string ItemKey, string Caption, IReadOnlyList<InitiativeLine> Initiatives,
    bool IsLong);

/// <summary>The departments in charge.</summary>
/// <param name="City">Code of the municipality.</param>
internal sealed record CarriersModel(PageRequest At, string City, IReadOnlyList<Responsibility> Responsibilities);

/// <summary>A plan with how it was rated, and questions that lead on.</summary>
/// <param name="City">Code of the municipality.</param>
/// <param name="IsBelowCity">Whether it has the name of its city as a heading above.</param>
internal sealed record PlanCardModel(PageRequest At, string City, PlanFigures Plan, bool IsBelowCity);

/// <summary>A printed cell beside what was read from it.</summary>
/// <param name="City">Code of the municipality.</param>
/// <param name="Text">The cleaned text; null where the print has none.</param>
internal sealed record CellModel(
    PageRequest At, string City, string Heading, string SourceText, string? Text, Place Place);

/// <summary>A rating scale whose meaning is told.</summary>
internal sealed record MeaningModel(PageRequest At, IReadOnlyList<GradeLabel> Scale);
