using System.Globalization;

namespace ReformOpenData.Server.Pages;

/// <summary>
/// The ratings that a plan is summed up by: those of the whole plan where there are any, else those of the last year
/// that was rated. Years are never added up: each row would count once for each year.
/// </summary>
internal sealed class Tally
{
    private readonly bool _isAll;

    private Tally(IReadOnlyList<GradeGroup> all, IReadOnlyList<GradeLabel> scale)
    {
        Scale = scale;
        IsFinal = all.Any(group => group.IsFinal);
        Year = all.Where(group => group.IsFinal == IsFinal).Max(group => group.FiscalYear);
        Groups = [.. all.Where(group => group.IsFinal == IsFinal && group.FiscalYear == Year)];
        _isAll = Groups.Count == all.Count;
    }

    public IReadOnlyList<GradeLabel> Scale { get; }

    public bool IsFinal { get; }

    /// <summary>The fiscal year in which they were given.</summary>
    public int Year { get; }

    public IReadOnlyList<GradeGroup> Groups { get; }

    public int Total => Groups.Sum(group => group.Count);

    /// <summary>Grades that occur, in the order of the scale.</summary>
    public IEnumerable<GradeLabel> Used => Scale.Where(grade => Count(grade.Grade) > 0);

    /// <summary>How the lists of ratings are filtered to have the same rows; empty where they have no others.</summary>
    public string Query => _isAll ? "" : string.Create(
        CultureInfo.InvariantCulture, $"fiscal_year={Year}&is_final={(IsFinal ? "true" : "false")}");

    /// <summary>The tally of groups by year, kind and grade; null where nothing was rated.</summary>
    public static Tally? Of(IReadOnlyList<GradeGroup> groups, IReadOnlyList<GradeLabel> scale) =>
        groups.Count == 0 ? null : new Tally(groups, scale);

    public int Count(string grade) => Groups.Where(group => group.Grade == grade).Sum(group => group.Count);

    /// <summary>How many of a grade, within a category.</summary>
    public int Count(string grade, int category) =>
        Groups.Where(group => group.Grade == grade && group.Category?.Number == category).Sum(group => group.Count);

    public int TotalOf(int category) =>
        Groups.Where(group => group.Category?.Number == category).Sum(group => group.Count);
}
