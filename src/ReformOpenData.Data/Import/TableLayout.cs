using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>What a column of a table is for.</summary>
internal enum ColumnRole
{
    /// <summary>Nothing: it is not read.</summary>
    Ignore,

    /// <summary>The category; without such a column, lines name it.</summary>
    Category,

    /// <summary>A level between category and item.</summary>
    Heading,

    /// <summary>The reform item.</summary>
    Item,

    /// <summary>The printed number of the initiative, or of the level that its label names.</summary>
    Number,

    /// <summary>The initiative.</summary>
    Initiative,

    /// <summary>What the initiative is about.</summary>
    Description,

    /// <summary>The bureau or division above the department.</summary>
    Bureau,

    /// <summary>The departments that carry it.</summary>
    Department,

    /// <summary>The departments that support those that carry it.</summary>
    Supporting,

    /// <summary>What was done in a year.</summary>
    Progress,

    /// <summary>Another text of a year: plan, issue, next step or opinion.</summary>
    Narrative,

    /// <summary>The summary of all years.</summary>
    Summary,

    /// <summary>A rating of a year.</summary>
    Rating,

    /// <summary>The rating of the whole plan.</summary>
    FinalRating,

    /// <summary>A value of an indicator or an amount.</summary>
    Measure,

    /// <summary>What the other cells of the row are (目標, 実績), where several rows tell of one.</summary>
    RowLabel,
}

/// <summary>What a heading means.</summary>
/// <param name="Label">Of a text: the label in 【】 under which it is a part of the text; null for the text itself. Of a
/// number: category, item or null.</param>
/// <param name="Evaluator">Of a rating: who gave it; null for the municipality itself.</param>
/// <param name="Aspect">Of a rating: what it is of; null where the print does not tell such things apart.</param>
/// <param name="Year">The fiscal year; null for that of the document.</param>
internal sealed record ColumnMeaning(
    ColumnRole Role, string? Label = null, string? Evaluator = null, string? Aspect = null, int? Year = null)
{
    /// <summary>Of a text of a year: what it tells of it.</summary>
    public NarrativeKind Kind { get; init; }

    /// <summary>Of a value: what it measures.</summary>
    public MeasureMeaning? Measure { get; init; }
}

/// <summary>The layout of a table as its metadata declare it: nothing of a city stands in code.</summary>
/// <param name="Columns">Meanings by heading, as <see cref="HeadingNames.Comparable"/> compares them.</param>
/// <param name="CategoryLines">Patterns of the lines that name a category.</param>
/// <param name="HeaderRows">So many lines make a header; null where nothing says so, and it is one.</param>
/// <param name="Sheets">The sheets to read; empty for all.</param>
/// <param name="Notes">What lines begin with that are no part of the table.</param>
internal sealed record TableLayout(
    IReadOnlyDictionary<string, ColumnMeaning> Columns,
    IReadOnlyList<CategoryPattern> CategoryLines,
    int? HeaderRows,
    IReadOnlyList<string> Sheets,
    IReadOnlyList<string> Notes)
{
    /// <summary>
    /// What the names of sheets are: the department or the category of all their rows; null for nothing.
    /// </summary>
    public ColumnRole? SheetNames { get; init; }

    /// <summary>The layout of which nothing but columns is declared.</summary>
    public static TableLayout Of(IReadOnlyDictionary<string, ColumnMeaning> columns) => new(columns, [], null, [], []);
}
