namespace ReformOpenData.Data.Plans;

/// <summary>The names of levels in files and in the API.</summary>
public static class Levels
{
    private static readonly (string Name, Level Level)[] All =
    [
        ("EXCEEDED", Level.Exceeded), ("AS_PLANNED", Level.AsPlanned), ("MOSTLY", Level.Mostly),
        ("BEHIND", Level.Behind), ("NOT_DONE", Level.NotDone),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(level => level.Name));

    /// <summary>AS_PLANNED.</summary>
    public static string Name(Level level) => Array.Find(All, known => known.Level == level).Name;

    /// <summary>The level of a name; null where there is none.</summary>
    public static Level? Parse(string name) =>
        Array.FindIndex(All, known => known.Name == name) is var index and >= 0 ? All[index].Level : null;
}
