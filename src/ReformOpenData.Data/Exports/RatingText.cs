using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// Ratings in a cell of the tidy table: one label for all departments of the row, or a line <c>課・課 A</c> for each
/// rating.
/// </summary>
internal static class RatingText
{
    /// <summary>
    /// The label of each rating, with its departments unless it is the only one and of all departments.
    /// </summary>
    public static string Write(
        IReadOnlyList<Rating> ratings, Func<Rating, string> label, IReadOnlyList<NamedDepartment> named) =>
        ratings is [var single] && single.Departments.SequenceEqual(FullNames(named))
            ? label(single)
            : string.Join('\n', ratings.Select(rating => $"{Names(rating.Departments)} {label(rating)}"));

    /// <summary>Reads what was written, word for word; null for what people wrote otherwise.</summary>
    public static IReadOnlyList<PrintedRating>? Read(
        string cell, IReadOnlyList<NamedDepartment> named, IReadOnlyList<GradeLabel> scale)
    {
        if (scale.FirstOrDefault(grade => grade.Label == cell) is { } all)
            return [new PrintedRating(all, [.. NamedDepartment.Rated(named)], all.Label)];

        var known = named.Select(department => department.Department).DistinctBy(department => department.FullName)
            .ToDictionary(department => department.FullName);
        var ratings = new List<PrintedRating>();
        foreach (var line in cell.Split('\n'))
        {
            var grade = scale.Where(grade => line.EndsWith(" " + grade.Label, StringComparison.Ordinal))
                .MaxBy(grade => grade.Label.Length);
            if (grade is null
                || DepartmentText.ReadPrinted(
                    line[..^(grade.Label.Length + 1)], known, isWhole: true) is not { } departments
                || departments.Any(department => department.Qualifier is not null))
            {
                return null;
            }

            ratings.Add(
                new PrintedRating(grade, [.. departments.Select(department => department.Department)], grade.Label));
        }

        var rated = ratings.SelectMany(rating => rating.Departments).ToList();
        return rated.Distinct().Count() == rated.Count ? ratings : null;
    }

    /// <summary>
    /// The labels alone, of ratings whose departments are known; null where the cell is of other departments.
    /// </summary>
    public static IReadOnlyList<string>? ReadLabels(
        string cell, IReadOnlyList<PrintedRating> ratings, IReadOnlyList<NamedDepartment> named)
    {
        string[][] departments =
            [.. ratings.Select(rating => rating.Departments.Select(department => department.FullName).ToArray())];
        if (departments is [var all] && all.SequenceEqual(FullNames(named)))
            return [cell];

        var lines = cell.Split('\n');
        if (lines.Length != departments.Length)
            return null;

        var labels = new List<string>();
        foreach (var (line, names) in lines.Zip(departments))
        {
            var written = Names(names) + " ";
            if (!line.StartsWith(written, StringComparison.Ordinal))
                return null;
            labels.Add(line[written.Length..]);
        }

        return labels;
    }

    private static string Names(IEnumerable<string> fullNames) => string.Join('・', fullNames);

    /// <summary>Of the departments that a label alone is of.</summary>
    private static IEnumerable<string> FullNames(IReadOnlyList<NamedDepartment> named) =>
        NamedDepartment.Rated(named).Select(department => department.FullName);
}
