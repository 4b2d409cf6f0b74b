using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>One rating of a cell: the grade as printed, and which of the row's departments it names.</summary>
internal readonly record struct PrintedRating(GradeLabel Grade, IReadOnlyList<Department> Departments);

/// <summary>
/// Reads a cell of ratings: one grade for the whole row, or pairs of department and grade (課 A 課 B), in any order, which may
/// leave out a bureau or role.
/// </summary>
internal static class RatingCell
{
    /// <summary>What was read, or what is wrong with it.</summary>
    /// <param name="IsShortened">A pair left out the bureau or the role of its department.</param>
    public readonly record struct Result(
        IReadOnlyList<PrintedRating> Ratings,
        bool IsShortened,
        FindingKind? Fault,
        string? Message)
    {
        public static Result Failed(FindingKind fault, string message) => new([], IsShortened: false, fault, message);
    }

    /// <summary>The grade that a cell consists of; null where it holds anything else.</summary>
    public static GradeLabel? Single(string cell, IReadOnlyList<GradeLabel> scale)
    {
        var text = Comparable(cell);
        return scale.FirstOrDefault(grade => Comparable(grade.Label) == text);
    }

    /// <summary>Reads the cell of a row with these departments.</summary>
    public static Result Read(string cell, IReadOnlyList<NamedDepartment> departments, IReadOnlyList<GradeLabel> scale)
    {
        if (string.IsNullOrWhiteSpace(cell))
            return Result.Failed(FindingKinds.RatingMissing, "The row has no rating; “-” stands for “not rated”.");
        if (Single(cell, scale) is { } single)
        {
            Department[] all = [.. departments.Select(named => named.Department).Distinct()];
            return new Result([new PrintedRating(single, all)], IsShortened: false, null, null);
        }

        return new Pairs(Comparable(cell), departments, scale).Read();
    }

    /// <summary>Whether the cell could hold ratings at all: a grade, or something that ends in one and begins otherwise.</summary>
    public static bool LooksLikeRating(string cell, IReadOnlyList<GradeLabel> scale)
    {
        if (Single(cell, scale) is not null)
            return true;

        var text = Comparable(cell);
        return text.Length <= 400
            && !text.Contains('。')
            && scale.Any(grade => text.EndsWith(Comparable(grade.Label), StringComparison.Ordinal));
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

                ratings.Add(new PrintedRating(grade, named));
                if (position < text.Length && DepartmentNames.IsSeparator(text[position]))
                    position++;
            }

            var repeated = ratings.SelectMany(rating => rating.Departments).GroupBy(one => one).FirstOrDefault(group => group.Count() > 1);
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

        private GradeLabel? ReadGrade()
        {
            var at = position;
            var grade = scale
                .Select(label => (Label: label, Text: Comparable(label.Label)))
                .Where(label => string.CompareOrdinal(text, at, label.Text, 0, label.Text.Length) == 0)
                .OrderByDescending(label => label.Text.Length)
                .FirstOrDefault();
            position += grade.Text?.Length ?? 0;
            return grade.Label;
        }

        private Result UnknownDepartment()
        {
            var rest = text[position..];
            if (scale.Any(grade => rest.StartsWith(Comparable(grade.Label), StringComparison.Ordinal)))
                return Result.Failed(FindingKinds.RatingWithoutDepartment, "A grade has no department before it, and is not the only one of its cell.");
            // A short word alone is a grade that nobody declared; with a grade behind it, it is a department.
            if (ratings.Count == 0 && rest.Length <= 4 && !scale.Any(grade => rest.EndsWith(Comparable(grade.Label), StringComparison.Ordinal)))
                return UnknownGrade();

            return Result.Failed(
                FindingKinds.RatingDepartmentUnknown,
                $"The rating names “{Head(rest)}”, which is not a department of the row ({string.Join("・", departments.Select(named => named.Department.FullName))}).");
        }

        private Result UnknownGrade() => position == text.Length
            ? Result.Failed(FindingKinds.GradeUnknown, "The last department of the cell has no grade behind it.")
            : Result.Failed(
                FindingKinds.GradeUnknown,
                $"“{Head(text[position..])}” is not a grade of the plan ({string.Join(", ", scale.Select(grade => grade.Label))}); a new grade is declared in the metadata.");

        private static string Head(string rest) => rest.Length <= 20 ? rest : rest[..20] + "…";

        /// <summary>All ways to name the departments of the row, longest first; a short form that two share is none.</summary>
        private static IEnumerable<(string Name, Department Department, bool IsShort)> Names(IReadOnlyList<NamedDepartment> departments)
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
