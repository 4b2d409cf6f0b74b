using System.Text.RegularExpressions;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Cuts a clean text into sections at labels in 【】. A label stands at the beginning of a line, or names a department of
/// the row wherever it stands. What comes before the first label is a section without one; a paragraph without label
/// belongs to the section before it.
/// </summary>
internal static partial class SectionCutter
{
    /// <summary>Where a label left out the bureau or role of its department.</summary>
    public static bool IsShortened(string label, IReadOnlyList<NamedDepartment> departments) =>
        Find(label, departments) is { } named && CellText.WithoutSpaces(label) != Printed(named);

    public static IReadOnlyList<Section> Cut(string? text, IReadOnlyList<NamedDepartment> departments)
    {
        if (text is null)
            return [];

        var sections = new List<Section>();
        string? label = null;
        var start = 0;
        foreach (Match match in Label().Matches(text))
        {
            var name = match.Groups["label"].Value;
            var startsLine = match.Index == 0 || text[match.Index - 1] == '\n';
            if (!startsLine && Find(name, departments) is null)
                continue;

            Add(text[start..match.Index]);
            label = name;
            start = match.Index + match.Length;
        }

        Add(text[start..]);
        return sections;

        void Add(string part)
        {
            var trimmed = part.Trim();
            if (label is not null || trimmed.Length > 0)
                sections.Add(
                    new Section(label, label is null ? null : Find(label, departments)?.Department.FullName, trimmed));
        }
    }

    /// <summary>The department of the row that a label names, with or without bureau and role.</summary>
    public static NamedDepartment? Find(string label, IReadOnlyList<NamedDepartment> departments)
    {
        var name = CellText.Narrow(CellText.WithoutSpaces(label));
        NamedDepartment? found = null;
        foreach (var named in departments)
        {
            if (name == CellText.Narrow(Printed(named)) || name == CellText.Narrow(named.Department.FullName))
                return named;
            if (name == CellText.Narrow(named.Department.Name))
            {
                if (found is not null && found.Value.Department != named.Department)
                    return null; // Two bureaus have a department of that name: the label does not say which.
                found = named;
            }
        }

        return found;
    }

    private static string Printed(NamedDepartment named) =>
        named.Qualifier is null ? named.Department.FullName : $"{named.Department.FullName}（{named.Qualifier}）";

    [GeneratedRegex("【(?<label>[^【】\n]{1,100})】", RegexOptions.None, 1000)]
    private static partial Regex Label();
}
