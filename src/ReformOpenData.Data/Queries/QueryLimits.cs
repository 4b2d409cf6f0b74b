using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries;

/// <summary>Bounds of a question.</summary>
public static class QueryLimits
{
    /// <summary>Groups in one answer.</summary>
    public const int MostGroups = GroupUnit.Most;

    /// <summary>Groups that are opened into their rows.</summary>
    public const int MostOpenedGroups = GroupUnit.MostOpened;

    /// <summary>Rows that one root field reads, all levels together.</summary>
    public const int MostRows = 100_000;

    /// <summary>Characters of the texts that one root field reads.</summary>
    public const int MostCharacters = 16_000_000;

    /// <summary>Identifiers that can be asked for at once.</summary>
    public const int MostIds = 1000;
}

/// <summary>The figures of a group, as a condition compares them.</summary>
public static class GroupFigures
{
    /// <summary>
    /// The figure of a name: how many rows, their share of all rows (0 to 1), how many meet the condition, their share
    /// of the group.
    /// </summary>
    public static Column? Find(string name) => GroupSql.Own.FirstOrDefault(figure => figure.Name == name);
}
