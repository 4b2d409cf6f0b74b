namespace ReformOpenData.Data.Plans;

/// <summary>The names of grades in files and in the API.</summary>
public static class Grades
{
    private static readonly (string Name, Grade Grade)[] All =
    [
        ("A", Grade.A), ("B", Grade.B), ("C", Grade.C), ("D", Grade.D), ("COMPLETED", Grade.Completed),
        ("NOT_RATED", Grade.NotRated), ("OTHER", Grade.Other),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(grade => grade.Name));

    /// <summary>COMPLETED.</summary>
    public static string Name(Grade grade) => Array.Find(All, one => one.Grade == grade).Name;

    /// <summary>The grade of a name; null where there is none.</summary>
    public static Grade? Parse(string name) =>
        Array.FindIndex(All, one => one.Name == name) is var index and >= 0 ? All[index].Grade : null;
}
