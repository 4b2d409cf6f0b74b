using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// One rating of a cell: its step of the scale, which of the row's departments it names, and the label or sign that is
/// printed.
/// </summary>
internal readonly record struct PrintedRating(GradeLabel Grade, IReadOnlyList<Department> Departments, string Printed);

/// <summary>
/// Reads a cell of ratings: one grade for the whole row, or pairs of department and grade (課 A 課 B), in any order,
/// which may leave out a bureau or role.
/// </summary>
internal static class RatingCell
{
    /// <summary>So many characters alone are taken for a grade that nobody declared, whatever they are.</summary>
    private const int MaxShort = 4;

    /// <summary>So many characters may be a grade in words.</summary>
    private const int MaxGrade = 20;

    /// <summary>What was read, or what is wrong with it.</summary>
    /// <param name="IsShortened">A pair left out the bureau or the role of its department.</param>
    public readonly record struct Result(
        IReadOnlyList<PrintedRating> Ratings,
        bool IsShortened,
        FindingKind? Fault,
        string? Message)
    {
        /// <summary>What the cell has in the place of a grade, where that is what is wrong with it.</summary>
        public string? UnknownGrade { get; init; }

        public static Result Failed(FindingKind fault, string message) => new([], IsShortened: false, fault, message);
    }

    /// <summary>What a cell can hold for each step: its sign, and its label where that is another.</summary>
    private static IEnumerable<(string Text, GradeLabel Step, string Printed)> Marks(IReadOnlyList<GradeLabel> scale) =>
        scale.Select(step => (Comparable(step.Sign), step, step.Sign))
            .Concat(scale.Where(step => step.Symbol is not null)
                .Select(step => (Comparable(step.Label), step, step.Label)));

    /// <summary>The grade that a cell consists of; none where it holds anything else.</summary>
    private static (string Text, GradeLabel Step, string Printed)? Single(string cell, IReadOnlyList<GradeLabel> scale)
    {
        var text = Comparable(cell);
        var found = Marks(scale).FirstOrDefault(mark => mark.Text == text);
        return found.Step is null ? null : found;
    }

    /// <summary>Reads the cell of a row with these departments.</summary>
    public static Result Read(string cell, IReadOnlyList<NamedDepartment> departments, IReadOnlyList<GradeLabel> scale)
    {
        if (string.IsNullOrWhiteSpace(cell))
            return Result.Failed(FindingKinds.RatingMissing, "The row has no rating; “-” stands for “not rated”.");
        if (Single(cell, scale) is { } single)
        {
            Department[] all = [.. NamedDepartment.Rated(departments)];
            return new Result([new PrintedRating(single.Step, all, single.Printed)], IsShortened: false, null, null);
        }

        return new Pairs(Comparable(cell), departments, scale).Read();
    }

    /// <summary>
    /// Whether the cell could hold ratings at all: a grade, or something that ends in one and begins otherwise.
    /// </summary>
    public static bool LooksLikeRating(string cell, IReadOnlyList<GradeLabel> scale)
    {
        if (Single(cell, scale) is not null)
            return true;

        var text = Comparable(cell);
        return text.Length <= 400
            && !text.Contains('。')
            && Marks(scale).Any(mark => text.EndsWith(mark.Text, StringComparison.Ordinal));
    }

    private static string Comparable(string text)
    {
        var narrow = CellText.Narrow(CellText.WithoutSpaces(text));
        return narrow == "ー" ? "-" : narrow;
    }

    /// <summary>One pass over the text of pairs, which holds no spaces.</summary>
    private sealed class Pairs(string text, IReadOnlyList<NamedDepartment> departments, IReadOnlyList<GradeLabel> scale)
    {
        private readonly (string Name, Department Department, bool IsShort)[] names = [.. Names(departments)];
        private readonly (string Text, GradeLabel Step, string Printed)[] marks = [.. Marks(scale)];
        private readonly List<PrintedRating> ratings = [];
        private int position;
        private bool isShortened;

        public Result Read()
        {
            while (position < text.Length)
            {
                if (ReadDepartments() is not { } named)
                    return UnknownDepartment();
                if (ReadGrade() is not { } grade)
                    return UnknownGrade();

                ratings.Add(new PrintedRating(grade.Step, named, grade.Printed));
                if (position < text.Length && DepartmentNames.IsSeparator(text[position]))
                    position++;
            }

            var repeated = ratings.SelectMany(rating => rating.Departments)
                .GroupBy(one => one)
                .FirstOrDefault(group => group.Count() > 1);
            return repeated is null
                ? new Result(ratings, isShortened, null, null)
                : Result.Failed(FindingKinds.RatingRepeated, $"The cell rates {repeated.Key.FullName} twice.");
        }

        private List<Department>? ReadDepartments()
        {
            var named = new List<Department>();
            while (ReadDepartment() is { } department)
            {
                named.Add(department);
                if (position == text.Length || !DepartmentNames.IsSeparator(text[position]))
                    break;

                position++;
            }

            if (named.Count > 0 && position < text.Length && text[position] == ':')
                position++;
            return named.Count == 0 ? null : named;
        }

        private Department? ReadDepartment()
        {
            var at = position;
            var match = Array.Find(names, name => string.CompareOrdinal(text, at, name.Name, 0, name.Name.Length) == 0);
            if (match.Name is null)
                return null;

            position += match.Name.Length;
            isShortened |= match.IsShort;
            return match.Department;
        }

        private (GradeLabel Step, string Printed)? ReadGrade()
        {
            var found = marks
                .Where(mark => string.CompareOrdinal(text, position, mark.Text, 0, mark.Text.Length) == 0)
                .OrderByDescending(mark => mark.Text.Length)
                .FirstOrDefault();
            position += found.Text?.Length ?? 0;
            return found.Step is null ? null : (found.Step, found.Printed);
        }

        private Result UnknownDepartment()
        {
            var rest = text[position..];
            if (Array.Exists(marks, mark => rest.StartsWith(mark.Text, StringComparison.Ordinal)))
                return Result.Failed(
                    FindingKinds.RatingWithoutDepartment,
                    "A grade has no department before it, and is not the only one of its cell.");
            // A short text alone is a grade that nobody declared; with a grade behind it, or where it ends as one, it
            // is a department.
            if (ratings.Count == 0
                && (rest.Length <= MaxShort || (rest.Length <= MaxGrade && !DepartmentLines.EndsAsName(rest)))
                && !Array.Exists(marks, mark => rest.EndsWith(mark.Text, StringComparison.Ordinal)))
            {
                return UnknownGrade();
            }

            return Result.Failed(
                FindingKinds.RatingDepartmentUnknown,
                $"The rating names “{Head(rest)}”, which is not a department of the row "
                + $"({string.Join("・", departments.Select(named => named.Department.FullName))}).");
        }

        private Result UnknownGrade() => position == text.Length
            ? Result.Failed(FindingKinds.GradeUnknown, "The last department of the cell has no grade behind it.")
            : Result.Failed(
                FindingKinds.GradeUnknown,
                $"“{Head(text[position..])}” is not a grade of the plan "
                + $"({string.Join(", ", scale.Select(grade => grade.Label))}); a new grade is declared in the "
                + "metadata.")
                with
            { UnknownGrade = position == 0 ? text : null };

        private static string Head(string rest) => rest.Length <= 20 ? rest : rest[..20] + "…";

        /// <summary>
        /// All ways to name the departments of the row, longest first; a short form that two share is none.
        /// </summary>
        private static IEnumerable<(string Name, Department Department, bool IsShort)> Names(
            IReadOnlyList<NamedDepartment> departments)
        {
            var all = new List<(string Name, Department Department, bool IsShort)>();
            foreach (var (department, qualifier) in departments)
            {
                var full = CellText.Narrow(department.FullName);
                if (qualifier is not null)
                    all.Add(($"{full}({CellText.Narrow(qualifier)})", department, false));
                all.Add((full, department, qualifier is not null));
                if (department.Bureau is not null)
                    all.Add((CellText.Narrow(department.Name), department, true));
            }

            return all
                .GroupBy(name => name.Name)
                .Where(group => group.Select(name => name.Department).Distinct().Count() == 1)
                .Select(group => group.First())
                .OrderByDescending(name => name.Name.Length);
        }
    }
}
