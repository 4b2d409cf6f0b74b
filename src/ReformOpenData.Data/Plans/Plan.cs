using System.Text.Json.Serialization;

namespace ReformOpenData.Data.Plans;

/// <summary>
/// All that is known of one municipality: the unit that is read, merged, compared and stored as one immutable edition.
/// </summary>
/// <param name="Code">Local government code, six digits as text (072028).</param>
/// <param name="Departments">In the order in which the documents name them first.</param>
public sealed record Municipality(
    string Code,
    string Name,
    string RomanName,
    IReadOnlyList<Department> Departments,
    IReadOnlyList<Plan> Plans,
    IReadOnlyList<SourceDocument> Documents,
    IReadOnlyList<Correction> Corrections)
{
    /// <summary>
    /// Departments that were renamed, merged or split, as a person said; in the order of their names.
    /// </summary>
    public IReadOnlyList<DepartmentSuccession> Successions { get; init; } = [];
}

/// <summary>
/// A department that another one goes on with, under a new name or together with others; both by their full names.
/// </summary>
public sealed record DepartmentSuccession(string Department, string Successor)
{
    /// <summary>Each once, in the order of the names.</summary>
    public static IReadOnlyList<DepartmentSuccession> Ordered(IEnumerable<DepartmentSuccession> successions) =>
    [
        .. successions.Distinct()
            .OrderBy(one => one.Department, StringComparer.Ordinal)
            .ThenBy(one => one.Successor, StringComparer.Ordinal),
    ];
}

/// <summary>A department (課) and, where the print names one, its bureau (局).</summary>
public sealed record Department(string Name, string? Bureau)
{
    /// <summary>Bureau and name without a space between (上下水道局経営企画課): the key within the municipality.</summary>
    public string FullName => Bureau + Name;
}

/// <summary>
/// A reform plan (計画・取組), known within its municipality by its first fiscal year, and by an id where others begin in it
/// too.
/// </summary>
/// <param name="RatingScale">The grades that this plan uses, in order, with the labels as printed.</param>
public sealed record Plan(
    string Title,
    int FirstFiscalYear,
    int LastFiscalYear,
    IReadOnlyList<GradeLabel> RatingScale,
    IReadOnlyList<Category> Categories)
{
    /// <summary>
    /// What tells it from other plans of the same first year (see <see cref="Keys.IsPlanId"/>); null for none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>Its part of keys: 2017, or 2017_zaisei with an id.</summary>
    [JsonIgnore]
    public string Code => Keys.PlanCode(FirstFiscalYear, Id);

    /// <summary>What the document calls its levels, where the metadata say so; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LevelNames? LevelNames { get; init; }

    public IEnumerable<Item> Items() => Categories.SelectMany(category => category.Items);

    public IEnumerable<Initiative> Initiatives() => Items().SelectMany(item => item.Initiatives);

    public IEnumerable<Assessment> Rows() => Initiatives().SelectMany(initiative => initiative.Assessments);
}

/// <summary>
/// What a document calls its levels (重点項目, 実施項目); null for a level that it has no word for. One of them is not null.
/// </summary>
public sealed record LevelNames(string? Category, string? Item, string? Initiative)
{
    /// <summary>The names, or null where there is none.</summary>
    public static LevelNames? Of(string? category, string? item, string? initiative) =>
        (category ?? item ?? initiative) is null ? null : new(category, item, initiative);
}

/// <summary>A category, (1) (2) (3) in the print.</summary>
public sealed record Category(int Number, string Name, IReadOnlyList<Item> Items)
{
    /// <summary>
    /// The number as printed, where it is not simply <see cref="Number"/> (R2-1, Ⅰ, ア); null otherwise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PrintedNumber { get; init; }
}

/// <summary>A reform item (改革項目), ① ② ③ within its category.</summary>
public sealed record Item(int Number, string Name, IReadOnlyList<Initiative> Initiatives)
{
    /// <summary>
    /// The number as printed, where it is not simply <see cref="Number"/> (R2-1, Ⅰ, ア); null otherwise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PrintedNumber { get; init; }

    /// <summary>
    /// The names of levels between category and item, from the top, one a line; null where there is none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Headings { get; init; }
}

/// <summary>A concrete initiative (具体的取組) with its description (内容); numbered from 1 within its item.</summary>
public sealed record Initiative(
    int Number,
    string Name,
    string? Description,
    IReadOnlyList<Assessment> Assessments)
{
    /// <summary>
    /// The number as printed, where it is not simply <see cref="Number"/> (R2-1, Ⅰ, ア); null otherwise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PrintedNumber { get; init; }

    /// <summary>What became of it; null where nobody said anything of the kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InitiativeEnding? Ending { get; init; }
}

/// <summary>One row of the table: an initiative as carried by a department or a group of them.</summary>
/// <param name="Number">From 1 within the initiative, in the order of the print.</param>
/// <param name="Cells">Every printed cell of the row, of every document that told of it.</param>
public sealed record Assessment(
    int Number,
    IReadOnlyList<Responsibility> Responsibilities,
    IReadOnlyList<YearlyNarrative> Narratives,
    Summary? Summary,
    IReadOnlyList<Rating> Ratings,
    SourceLocation Location,
    IReadOnlyList<SourceCell> Cells)
{
    /// <summary>Its indicators and amounts, in the order of the print.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>The fiscal years of which it tells something: a text, a rating or what came of a measure.</summary>
    public IEnumerable<int> ReportedYears() => Narratives.Select(narrative => narrative.FiscalYear)
        .Concat(Ratings.Select(rating => rating.FiscalYear))
        .Concat(Measures.SelectMany(measure => measure.Values)
            .Where(value => value.Role == MeasureRole.Actual)
            .Select(value => value.FiscalYear));
}

/// <summary>A department in an assessment, with the office or role printed with it (庁舎整備室, とりまとめ).</summary>
/// <param name="Department">Full name of a department of the municipality.</param>
public sealed record Responsibility(string Department, string? Qualifier)
{
    /// <summary>Whether it leads or supports.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ResponsibilityRole Role { get; init; }
}

/// <summary>What was reported for one fiscal year (取組状況), or another text of it (計画, 課題 …).</summary>
/// <param name="FiscalYear">Begins on 1 April of that year.</param>
/// <param name="Text">The cleaned text; null where the print has “-”: nothing was reported.</param>
/// <param name="SourceText">The cell, byte for byte.</param>
public sealed record YearlyNarrative(
    int FiscalYear,
    string? Text,
    string SourceText,
    IReadOnlyList<Section> Sections,
    SourceLocation Location)
{
    /// <summary>What it tells of the year: one text of each kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public NarrativeKind Kind { get; init; }
}

/// <summary>The summary of all years of the plan (総括).</summary>
public sealed record Summary(
    int FiscalYear,
    string? Text,
    string SourceText,
    IReadOnlyList<Section> Sections,
    SourceLocation Location);

/// <summary>A part of a narrative or summary, cut by a label in 【】.</summary>
/// <param name="Label">As printed, without the brackets; null for a part without label.</param>
/// <param name="Department">Full name, where the label is a department of the row.</param>
public sealed record Section(string? Label, string? Department, string Text);

/// <summary>
/// A printed rating (評価): one for a row of departments, or one for each pair of department and grade.
/// </summary>
/// <param name="Number">From 1 within assessment and fiscal year, in the order of the print.</param>
/// <param name="Printed">The grade as printed (完了, A, -).</param>
/// <param name="IsFinal">True for the rating of the whole plan (最終評価), false for a year's.</param>
/// <param name="Departments">Full names of the departments it names, in print order; all of the row where it names
/// none.</param>
public sealed record Rating(
    int Number,
    Grade Grade,
    string Printed,
    int FiscalYear,
    bool IsFinal,
    IReadOnlyList<string> Departments,
    SourceLocation Location)
{
    /// <summary>
    /// The label of its step in the plan's scale, where the grade alone does not say which; null otherwise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    /// <summary>Who gave it, where that is not the municipality itself (委員会); null for its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Evaluator { get; init; }

    /// <summary>What of the work it rates, where the print tells such things apart (目標の達成状況); null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Aspect { get; init; }
}
