using System.Buffers;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// A department as printed in a row: which one, with its office or role, and from where to where it is printed.
/// </summary>
internal readonly record struct NamedDepartment(Department Department, string? Qualifier)
{
    public ResponsibilityRole Role { get; init; }

    /// <summary>
    /// The departments that a rating of the row as a whole is of: those that lead, each once; all where none does.
    /// </summary>
    public static IEnumerable<Department> Rated(IReadOnlyList<NamedDepartment> named) => named
        .Where(one => one.Role == ResponsibilityRole.Lead || named.All(other => other.Role != ResponsibilityRole.Lead))
        .Select(one => one.Department).Distinct();

    public Responsibility ToResponsibility() => new(Department.FullName, Qualifier) { Role = Role };
}

/// <summary>
/// Reads cells of departments: 課・課, 局 課 or 局課 for a declared bureau, 課（office or role） with brackets of either width.
/// Spaces mean nothing in a name; that a bureau stands before a name is known from the metadata, not from a space.
/// </summary>
internal sealed class DepartmentNames(DocumentMetadata metadata)
{
    private const int MaxLength = 200;
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("<>【】「」\t\r\n");

    /// <summary>What people write where there is no department.</summary>
    private static readonly HashSet<string> Nobody = ["なし", "無し", "該当なし", "未定", "未設定", "不明"];

    /// <summary>What people write for the one above.</summary>
    private static readonly HashSet<string> Ditto = ["同上", "仝"];

    /// <summary>Longest first, so that a name is not taken for another that it begins with.</summary>
    private readonly string[] bureaus =
        [.. metadata.Bureaus.Select(CellText.WithoutSpaces).OrderByDescending(name => name.Length)];

    private readonly string[] declared =
        [.. metadata.Departments.Select(CellText.WithoutSpaces).OrderByDescending(name => name.Length)];

    /// <summary>From now on, names that are spelled otherwise are these.</summary>
    public DepartmentSpellings Spellings { get; } = new();

    /// <summary>The departments of a cell in the order of the print, or null where it cannot be such a cell.</summary>
    public IReadOnlyList<NamedDepartment>? Read(string cell)
    {
        var text = CellText.WithoutSpaces(
            DepartmentLines.Join(cell, name => Array.Exists(bureaus, bureau => NameKey.AreSame(bureau, name)), ""));
        if (text.Length is 0 or > MaxLength
            || text.Contains('。')
            || CellText.CircledNumber(text[0]) is not null
            || CellText.IsDash(text))
            return null;

        var departments = new List<NamedDepartment>();
        var position = 0;
        while (position < text.Length)
        {
            if (ReadOne(text, ref position) is not { } department)
                return null;

            departments.Add(department);
            if (position == text.Length)
                return departments;
            if (!IsSeparator(text[position]))
                return null;

            position++;
        }

        return null; // A separator stands at the end.
    }

    /// <summary>A name without spaces, cut into bureau and department.</summary>
    public Department Split(string name)
    {
        var bureau = Array.Find(
            bureaus, bureau => name.Length > bureau.Length && name.StartsWith(bureau, StringComparison.Ordinal));
        return bureau is null ? new Department(name, null) : new Department(name[bureau.Length..], bureau);
    }

    /// <summary>
    /// Whether a text without spaces can name a department: a dash, a mark (○, ※) before a name, and 未定 cannot.
    /// </summary>
    public static bool IsName(string name) =>
        name.Length > 0
        // Radicals are symbols, and print as kanji do.
        && (char.IsLetterOrDigit(name, 0) || name[0] is >= '\u2E80' and <= '\u2FDF')
        && !CellText.IsDash(name)
        && !name.AsSpan().ContainsAny(NotInNames)
        && !Nobody.Contains(name)
        && !Ditto.Contains(name);

    /// <summary>Whether a cell says that there is no department: -, 未定, （不明）.</summary>
    public static bool IsNobody(string cell)
    {
        var text = CellText.WithoutSpaces(cell);
        if (text.Length > 2 && IsOpening(text[0]) && IsClosing(text[^1]))
            text = text[1..^1];
        return CellText.IsDash(text) || Nobody.Contains(text);
    }

    public static bool IsSeparator(char character) => character is '・' or '、' or '，' or ',' or '／' or '/' or '･';

    public static bool IsOpening(char character) => character is '(' or '（';

    public static bool IsClosing(char character) => character is ')' or '）';

    /// <summary>Whether a ・ in the name of a department was not declared.</summary>
    public bool IsJoined(Department department) =>
        department.FullName.AsSpan().ContainsAny('・', '･')
        && !Array.Exists(declared, name => department.FullName.Contains(name, StringComparison.Ordinal));

    private static int EndOfPart(string text, int position)
    {
        while (position < text.Length
            && !IsSeparator(text[position])
            && !IsOpening(text[position])
            && !IsClosing(text[position]))
            position++;
        return position;
    }

    private NamedDepartment? ReadOne(string text, ref int position)
    {
        var start = position;
        var known = Array.Find(declared, name => string.CompareOrdinal(text, start, name, 0, name.Length) == 0);
        position += known?.Length ?? 0;
        position = EndOfPart(text, position);

        // 企画・地域振興部政策課: what is before the dot is not the name of a department, but with what is behind it, it is.
        while (known is null && position < text.Length && text[position] is '・' or '･'
            && !DepartmentLines.EndsAsName(text[start..position]) && IsName(text[start..position])
            && DepartmentLines.EndsAsName(text[(position + 1)..EndOfPart(text, position + 1)]))
        {
            position = EndOfPart(text, position + 1);
        }

        var name = text[start..position];
        if (!IsName(name))
            return null;

        if (position == text.Length || !IsOpening(text[position]))
            return new NamedDepartment(Spellings.Spell(Split(name)), null);

        var end = text.AsSpan(position).IndexOfAny(')', '）');
        if (end <= 1)
            return null;

        var qualifier = text[(position + 1)..(position + end)];
        position += end + 1;
        return new NamedDepartment(Spellings.Spell(Split(name)), qualifier);
    }
}
