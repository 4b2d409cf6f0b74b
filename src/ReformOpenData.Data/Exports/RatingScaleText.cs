using System.Text;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// A rating scale in a cell of the tidy table: <c>A=A;COMPLETED=完了</c>. Within a label a backslash keeps the next
/// character as it is, so that a label may hold a semicolon, or a space at either end.
/// </summary>
internal static class RatingScaleText
{
    public static string Write(IEnumerable<GradeLabel> scale) =>
        string.Join(';', scale.Select(grade => $"{Grades.Name(grade.Grade)}={Escape(grade.Label)}"));

    /// <summary>
    /// The steps with grade and label, or the entry that cannot be read; whether they go together is left to the
    /// caller.
    /// </summary>
    public static (List<GradeLabel> Scale, string? Fault) Read(string cell)
    {
        var scale = new List<GradeLabel>();
        foreach (var entry in Entries(cell).Where(entry => entry.Length > 0))
        {
            var parts = entry.Split('=', 2);
            if (parts is not [var name, var escaped] || Grades.Parse(name.TrimEnd()) is not { } grade
                || Unescape(escaped) is not { Length: > 0 } label)
            {
                return (scale, entry);
            }

            scale.Add(new GradeLabel(grade, label));
        }

        return (scale, null);
    }

    private static string Escape(string label)
    {
        var escaped = new StringBuilder();
        for (var index = 0; index < label.Length; index++)
        {
            var isOuterSpace = char.IsWhiteSpace(label[index]) && (index == 0 || index == label.Length - 1);
            if (label[index] is ';' or '\\' || isOuterSpace)
                escaped.Append('\\');
            escaped.Append(label[index]);
        }

        return escaped.ToString();
    }

    /// <summary>Spaces at either end are left out, but for those behind a backslash.</summary>
    private static string Unescape(string escaped)
    {
        var label = new StringBuilder();
        var kept = 0;
        for (var index = 0; index < escaped.Length; index++)
        {
            var isKept = escaped[index] == '\\' && index + 1 < escaped.Length;
            if (isKept)
                index++;
            else if (char.IsWhiteSpace(escaped[index]) && label.Length == 0)
                continue;
            label.Append(escaped[index]);
            if (isKept || !char.IsWhiteSpace(escaped[index]))
                kept = label.Length;
        }

        return label.ToString(0, kept);
    }

    private static IEnumerable<string> Entries(string cell)
    {
        var start = 0;
        for (var index = 0; index < cell.Length; index++)
        {
            if (cell[index] == '\\')
                index++;
            else if (cell[index] == ';')
            {
                yield return cell[start..index].TrimStart();
                start = index + 1;
            }
        }

        yield return cell[start..].TrimStart();
    }
}
