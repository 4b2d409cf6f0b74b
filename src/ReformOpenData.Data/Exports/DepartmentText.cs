using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// Departments in a cell of the tidy table: names parted by ・, a bureau before its department with a space between, an
/// office or role behind it in full-width brackets. Unlike in print, the space says what is the bureau.
/// </summary>
internal static class DepartmentText
{
    private static readonly char[] Separators = ['・', '、', ',', '/'];

    public static string Write(Department department) =>
        department.Bureau is null ? department.Name : $"{department.Bureau} {department.Name}";

    public static string Write(NamedDepartment named) =>
        Write(named.Department) + (named.Qualifier is null ? "" : $"（{named.Qualifier}）");

    /// <summary>The departments of a row, so that <see cref="Read"/> gives the same again.</summary>
    /// <param name="known">Those that the reader will know.</param>
    public static string Write(IReadOnlyList<NamedDepartment> named, IReadOnlyList<Department> known)
    {
        // Where A and B are departments and A・B is one too, another separator parts A from B.
        foreach (var separator in Separators)
        {
            var text = string.Join(separator, named.Select(Write));
            if (Read(text, known) is { } read && read.SequenceEqual(named.Select(one => one with { Role = default })))
                return text;
        }

        return string.Join('・', named.Select(Write));
    }

    /// <summary>One department without office or role.</summary>
    public static Department? ReadOne(string text)
    {
        var parts = text.Trim().Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [var name] when DepartmentNames.IsName(name) => new Department(name, null),
            [var bureau, var name] when DepartmentNames.IsName(bureau) && DepartmentNames.IsName(name) =>
                new Department(name, bureau),
            _ => null,
        };
    }

    /// <summary>The departments of a cell; null where it cannot be read.</summary>
    /// <param name="known">Departments whose names may hold a ・ themselves.</param>
    public static IReadOnlyList<NamedDepartment>? Read(string cell, IReadOnlyList<Department> known)
    {
        var named = new List<NamedDepartment>();
        var hasOtherSeparator = cell.AsSpan().ContainsAny('、', '，', ',');
        var isBehindDot = false;
        var rest =
            DepartmentLines.Join(cell, name => known.Any(department => department.Bureau == name), " ").AsSpan().Trim();
        while (rest.Length > 0)
        {
            var length = NameLength(rest, known, hasOtherSeparator);
            if (ReadOne(rest[..length].ToString()) is not { } department)
                return null;
            // 企画・地域振興部 政策課: what is before the dot is not the name of a department, but begins that of the bureau.
            if (isBehindDot
                && department.Bureau is not null
                && named[^1] is { Qualifier: null, Department: { Bureau: null } before }
                && !known.Contains(before) && !DepartmentLines.EndsAsName(before.Name))
            {
                named.RemoveAt(named.Count - 1);
                department = department with { Bureau = $"{before.Name}・{department.Bureau}" };
            }

            rest = rest[length..];
            string? qualifier = null;
            if (rest.Length > 0 && DepartmentNames.IsOpening(rest[0]))
            {
                var end = rest.IndexOfAny(')', '）');
                if (end <= 1)
                    return null;
                qualifier = rest[1..end].ToString();
                rest = rest[(end + 1)..].TrimStart();
            }

            named.Add(new NamedDepartment(department, qualifier));
            if (rest.Length == 0)
                return named;
            if (!DepartmentNames.IsSeparator(rest[0]) || rest.Length == 1)
                return null;

            isBehindDot = rest[0] == '・';
            rest = rest[1..].TrimStart();
        }

        return null;
    }

    /// <summary>
    /// Departments by their full names, as the print is cleaned, as far as they are known; null where none is. One that
    /// the print of an earlier year names and is not known any more has no rating and no section either.
    /// </summary>
    /// <param name="isWhole">Whether it is null where one of them is not known, too.</param>
    public static IReadOnlyList<NamedDepartment>? ReadPrinted(
        string text, IReadOnlyDictionary<string, Department> byFullName, bool isWhole = false)
    {
        var named = Read(text, [.. byFullName.Keys.Select(name => new Department(name, null))]) ?? [];
        NamedDepartment[] known =
        [
            .. named.Where(name => byFullName.ContainsKey(name.Department.FullName))
                .Select(name => name with { Department = byFullName[name.Department.FullName] }),
        ];
        return known.Length == 0 || (isWhole && known.Length < named.Count) ? null : known;
    }

    /// <param name="mayHoldDots">Where another character parts departments, a ・ behind what is not a whole name belongs
    /// to it.</param>
    private static int NameLength(ReadOnlySpan<char> text, IReadOnlyList<Department> known, bool mayHoldDots)
    {
        var length = 0;
        foreach (var department in known)
        {
            var name = Write(department);
            if (name.Length > length && text.StartsWith(name, StringComparison.Ordinal))
                length = name.Length;
        }

        while (length < text.Length && !DepartmentNames.IsOpening(text[length]))
        {
            var isPart = mayHoldDots
                && text[length] == '・'
                && length > 0
                && !DepartmentLines.EndsAsName(text[..length].ToString());
            if (DepartmentNames.IsSeparator(text[length]) && !isPart)
                break;
            length++;
        }

        return length;
    }
}
