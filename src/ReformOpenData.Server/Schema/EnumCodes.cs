using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Server.Schema;

/// <summary>The names of enum values in the API, beside what the store holds for them.</summary>
internal static class EnumCodes
{
    private static readonly string[] GradeNames = ["", .. Enum.GetValues<Grade>().Select(Grades.Name)];
    private static readonly string[] LevelNames = ["", .. Enum.GetValues<Level>().Select(Levels.Name)];
    private static readonly string[] InitiativeStatusNames =
        ["", .. Enum.GetValues<InitiativeStatus>().Select(InitiativeStatuses.Name)];

    private static readonly string[] ResponsibilityRoleNames =
        [.. Enum.GetNames<ResponsibilityRole>().Select(name => name.ToUpperInvariant())];

    private static readonly string[] NarrativeKindNames =
        [.. Enum.GetValues<NarrativeKind>().Select(NarrativeKinds.Name)];

    private static readonly string[] KindNames = ["", .. Enum.GetValues<MeasureKind>().Select(MeasureNames.Name)];
    private static readonly string[] DirectionNames =
        ["", .. Enum.GetValues<MeasureDirection>().Select(MeasureNames.Name)];
    private static readonly string[] RoleNames = ["", .. Enum.GetValues<MeasureRole>().Select(MeasureNames.Name)];

    private static readonly string[] SeverityNames = ["", "NOTE", "WARNING", "ERROR"];
    private static readonly string[] StatusNames = ["", "CURRENT", "SUPERSEDED", "WITHDRAWN", "TAKEN_DOWN"];
    private static readonly string[] ColumnNames =
        ["", "ITEM", "INITIATIVE", "DESCRIPTION", "DEPARTMENT", "PROGRESS", "SUMMARY", "RATING"];

    private static readonly string[] ChangeNames = ["", .. Enum.GetNames<ChangeKind>().Select(UpperSnake)];

    // Columns of several tables are equal, and hold other enums.
    private static readonly Dictionary<Column, string[]> Numbered = new(ReferenceEqualityComparer.Instance)
    {
        [Catalog.Rating.Columns["grade"]] = GradeNames,
        [Catalog.GradeLabel.Columns["grade"]] = GradeNames,
        [Catalog.Rating.Columns["level"]] = LevelNames,
        [Catalog.GradeLabel.Columns["level"]] = LevelNames,
        [Catalog.Responsibility.Columns["role"]] = ResponsibilityRoleNames,
        [Catalog.Narrative.Columns["kind"]] = NarrativeKindNames,
        [Catalog.Measure.Columns["kind"]] = KindNames,
        [Catalog.Measure.Columns["direction"]] = DirectionNames,
        [Catalog.MeasureValue.Columns["kind"]] = KindNames,
        [Catalog.MeasureValue.Columns["direction"]] = DirectionNames,
        [Catalog.MeasureValue.Columns["role"]] = RoleNames,
        [Catalog.Initiative.Columns["status"]] = InitiativeStatusNames,
        [Catalog.Finding.Columns["severity"]] = SeverityNames,
        [Catalog.Release.Columns["status"]] = StatusNames,
        [Catalog.SourceCell.Columns["column"]] = ColumnNames,
        [Catalog.Change.Columns["kind"]] = ChangeNames,
    };

    /// <summary>Names by number; null where the column holds no numbered enum.</summary>
    public static string[]? NamesOf(Column column) => Numbered.GetValueOrDefault(column);

    /// <summary>Whether the column holds an enum, as numbers or as names.</summary>
    public static bool IsEnum(Column column) =>
        Numbered.ContainsKey(column) || column == Catalog.Change.Columns["type"];

    /// <summary>Names by number; null where the enum of this name is not numbered.</summary>
    public static string[]? NamesOf(string type) => type switch
    {
        "Grade" => GradeNames,
        "Level" => LevelNames,
        "ResponsibilityRole" => ResponsibilityRoleNames,
        "NarrativeKind" => NarrativeKindNames,
        "MeasureKind" => KindNames,
        "MeasureDirection" => DirectionNames,
        "MeasureRole" => RoleNames,
        "InitiativeStatus" => InitiativeStatusNames,
        "FindingSeverity" => SeverityNames,
        "ReleaseStatus" => StatusNames,
        "SourceColumn" => ColumnNames,
        "ChangeKind" => ChangeNames,
        _ => null,
    };

    /// <summary>What the store holds for a name.</summary>
    public static object ToStore(Column column, string name)
    {
        if (NamesOf(column) is { } names)
            return (long)Array.IndexOf(names, name);
        return column == Catalog.Change.Columns["type"] ? TypeName(name) : name;
    }

    /// <summary>YEARLY_NARRATIVE of YearlyNarrative.</summary>
    public static string UpperSnake(string name) => SnakeCase.Of(name).ToUpperInvariant();

    /// <summary>
    /// Whether a code is that of a name: asked of many names for each request, so none is written to compare.
    /// </summary>
    public static bool Is(string code, string name)
    {
        var at = 0;
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && at > 0 && (at >= code.Length || code[at++] != '_'))
                return false;
            if (at >= code.Length || code[at++] != char.ToUpperInvariant(letter))
                return false;
        }

        return at == code.Length;
    }

    /// <summary>YearlyNarrative of YEARLY_NARRATIVE.</summary>
    private static string TypeName(string name) => GlobalId.Types.Keys.First(type => UpperSnake(type) == name);
}
