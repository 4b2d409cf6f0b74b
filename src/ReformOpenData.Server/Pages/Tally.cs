using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace ReformOpenData.Server.Pages;

/// <summary>
/// The ratings that a plan, a category or a department is summed up by: the municipality's own, of the first aspect;
/// those of the whole plan where there are any, else those of the last year that was rated. Years, evaluators and
/// aspects are never added up: each row would count once for each.
/// </summary>
internal sealed class Tally
{
    /// <summary>How many ratings each label has.</summary>
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly bool _isAll;
    private readonly string _told;

    private Tally(IReadOnlyList<GradeGroup> all, IReadOnlyList<GradeLabel> scale, Choice choice)
    {
        Scale = scale;
        Chosen = choice;
        Groups = [.. all.Where(choice.Holds)];
        foreach (var group in Groups)
        {
            Total += group.Count;
            _counts[group.Label] = Count(group.Label) + group.Count;
        }

        Parts = [.. from grade in scale where Count(grade) > 0 select (grade, Count(grade))];
        _isAll = all.All(group => group.IsFinal == choice.IsFinal && group.FiscalYear == choice.Year);
        _told = TellApart(all, choice);
    }

    public IReadOnlyList<GradeLabel> Scale { get; }

    public Choice Chosen { get; }

    public IReadOnlyList<GradeGroup> Groups { get; }

    public int Total { get; }

    /// <summary>The labels that occur, with their numbers, in the order of the scale.</summary>
    public IReadOnlyList<(GradeLabel Grade, int Count)> Parts { get; }

    /// <summary>Labels that occur, in the order of the scale.</summary>
    public IEnumerable<GradeLabel> Used => Parts.Select(part => part.Grade);

    /// <summary>How the lists of ratings are filtered to have the same rows; empty where they have no others.</summary>
    public string Query => string.Join('&', new[]
    {
        _isAll ? "" : string.Create(
            CultureInfo.InvariantCulture, $"fiscal_year={Chosen.Year}&is_final={(Chosen.IsFinal ? "true" : "false")}"),
        _told,
    }.Where(part => part.Length > 0));

    /// <summary>The same as parameters of the list that a number counts, those of one label; empty for all.</summary>
    public string QueryOf(GradeLabel? grade)
    {
        var label = grade is null ? "" : $"label={Uri.EscapeDataString(grade.Label)}";
        return string.Join('&', new[] { label, Query }.Where(part => part.Length > 0)) is { Length: > 0 } all
            ? "?" + all
            : "";
    }

    /// <summary>How lists of ratings are filtered to have one evaluator and one aspect; empty where they have no
    /// others.</summary>
    public static string TellApart(IReadOnlyList<GradeGroup> all, Choice? choice) =>
        choice is null ? "" : string.Join('&', new[]
    {
        choice.Evaluator is { } evaluator ? "evaluator=" + Uri.EscapeDataString(evaluator) : "",
        all.Any(group => group.Aspect != choice.Aspect) ? "aspect=" + Uri.EscapeDataString(choice.Aspect ?? "") : "",
    }.Where(part => part.Length > 0));

    /// <summary>The tally of groups; null where nothing was rated.</summary>
    /// <param name="choice">Which ratings are counted; null for those that the groups themselves suggest.</param>
    public static Tally? Of(IReadOnlyList<GradeGroup> groups, IReadOnlyList<GradeLabel> scale, Choice? choice = null) =>
        (choice ?? Choice.Of(groups)) is { } chosen ? new Tally(groups, scale, chosen) : null;

    public int Count(GradeLabel grade) => Count(grade.Label);

    private int Count(string label) => _counts.GetValueOrDefault(label);

    /// <summary>How many of a label, within a category.</summary>
    public int Count(GradeLabel grade, int category) =>
        Groups.Where(group => group.Label == grade.Label
            && group.Category?.Number == category).Sum(group => group.Count);

    public int TotalOf(int category) =>
        Groups.Where(group => group.Category?.Number == category).Sum(group => group.Count);

    /// <summary>What is counted and how many there are, in words.</summary>
    public IHtmlContent Words(PageRequest at) => Words(at, Total);

    /// <summary>What is counted, in words.</summary>
    public IHtmlContent Kind(PageRequest at) => Words(at, null);

    private IHtmlContent Words(PageRequest at, int? total)
    {
        var count = total is { } number ? $" {number}\u00A0件" : "";
        var what = Chosen.IsFinal
            ? at.T(
                $"{Chosen.Year}年度に示された最終評価{count}", $"{Counted("final rating")}, given in fiscal {Chosen.Year}")
            : at.T($"{Chosen.Year}年度の評価{count}", $"{Counted("rating")} of fiscal {Chosen.Year}");
        var who = Chosen.Evaluator is { } evaluator ? at.T($"（評価者：{evaluator}）", $" (by {evaluator})") : "";
        return at.Mixed(what + who + (Chosen.Aspect is { } aspect ? at.T($"（{aspect}）", $" ({aspect})") : ""));

        string Counted(string noun) => total is { } all ? PageRequest.Count(all, noun) : noun + "s";
    }
}

/// <summary>Which of several ratings of a row are counted.</summary>
/// <param name="Year">The fiscal year in which they were given.</param>
internal sealed record Choice(int Year, bool IsFinal, string? Evaluator, string? Aspect)
{
    /// <summary>Those of the whole plan where there are any; null without ratings.</summary>
    public static Choice? Of(IReadOnlyList<GradeGroup> groups) => Of(groups, groups.Any(group => group.IsFinal));

    /// <summary>Those of the last year that was rated, for what has parts in several plans; null without
    /// ratings.</summary>
    public static Choice? OfLastYear(IReadOnlyList<GradeGroup> groups) => groups.Count == 0
        ? null
        : Of(groups, groups.Any(group => group.IsFinal && group.FiscalYear == groups.Max(one => one.FiscalYear)));

    public bool Holds(GradeGroup group) => group.IsFinal == IsFinal && group.FiscalYear == Year
        && group.Evaluator == Evaluator && group.Aspect == Aspect;

    private static Choice? Of(IReadOnlyList<GradeGroup> groups, bool isFinal)
    {
        var own = groups.Where(group => group.IsFinal == isFinal).ToList();
        if (own.Count == 0)
            return null;
        // The municipality's own rating has no evaluator, and one that is not told apart no aspect.
        var evaluator = own.Any(group => group.Evaluator is null) ? null : own[0].Evaluator;
        own.RemoveAll(group => group.Evaluator != evaluator);
        var aspect = own.Any(group => group.Aspect is null) ? null : own[0].Aspect;
        own.RemoveAll(group => group.Aspect != aspect);
        return new Choice(own.Max(group => group.FiscalYear), isFinal, evaluator, aspect);
    }
}
