namespace ReformOpenData.Data.Plans;

/// <summary>What a measure measures; the numbers are those of the store.</summary>
public enum MeasureKind
{
    /// <summary>指標.</summary>
    Indicator = 1,

    /// <summary>効果額.</summary>
    Effect = 2,

    /// <summary>費用.</summary>
    Cost = 3,
}

/// <summary>Which way a measure is to go, as declared; the numbers are those of the store.</summary>
public enum MeasureDirection
{
    /// <summary>More is better.</summary>
    Up = 1,

    /// <summary>Less is better.</summary>
    Down = 2,
}

/// <summary>What a value of a measure is; the numbers are those of the store.</summary>
public enum MeasureRole
{
    /// <summary>基準: before the plan.</summary>
    Baseline = 1,

    /// <summary>計画, 目標.</summary>
    Plan = 2,

    /// <summary>実績.</summary>
    Actual = 3,

    /// <summary>見込.</summary>
    Forecast = 4,

    /// <summary>累計: of all years until then.</summary>
    Cumulative = 5,
}

/// <summary>An indicator or an amount of a row, with its values.</summary>
/// <param name="Number">From 1 within the assessment, in the order of the print.</param>
/// <param name="Unit">As printed (千円, %, 件); null where there is none.</param>
public sealed record Measure(
    int Number,
    string Name,
    string? Unit,
    MeasureKind Kind,
    MeasureDirection? Direction,
    IReadOnlyList<MeasureValue> Values);

/// <summary>A printed value of a measure: one for each fiscal year and role.</summary>
/// <param name="Printed">The cell, byte for byte; the number follows from it.</param>
public sealed record MeasureValue(int FiscalYear, MeasureRole Role, string Printed, SourceLocation Location);

/// <summary>The names of kinds, directions and roles of measures, in files and in the API.</summary>
public static class MeasureNames
{
    private static readonly (string Word, MeasureRole Role)[] Roles =
    [
        ("基準", MeasureRole.Baseline), ("計画", MeasureRole.Plan), ("目標", MeasureRole.Plan), ("実績", MeasureRole.Actual),
        ("見込", MeasureRole.Forecast), ("累計", MeasureRole.Cumulative),
    ];

    private static readonly (string Word, MeasureKind Kind)[] Kinds =
        [("指標", MeasureKind.Indicator), ("効果額", MeasureKind.Effect), ("費用", MeasureKind.Cost)];

    private static readonly (string Word, MeasureDirection Direction)[] Directions =
        [("増", MeasureDirection.Up), ("減", MeasureDirection.Down)];

    /// <summary>ACTUAL.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    /// <summary>All names, for messages.</summary>
    public static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Name));

    /// <summary>The role of a name, or of the word that people write (実績); null where there is none.</summary>
    public static MeasureRole? Role(string text) => Find(text, Roles);

    /// <summary>Likewise the kind.</summary>
    public static MeasureKind? Kind(string text) => Find(text, Kinds);

    /// <summary>Likewise the direction.</summary>
    public static MeasureDirection? Direction(string text) => Find(text, Directions);

    private static T? Find<T>(string text, (string Word, T Value)[] words)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (text.Equals(Name(value), StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return Array.FindIndex(words, word => word.Word == text) is var index and >= 0 ? words[index].Value : null;
    }
}
