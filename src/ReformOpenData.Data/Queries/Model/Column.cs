using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Queries.Model;

/// <summary>How the values of a column are held and compared.</summary>
public enum ColumnKind
{
    /// <summary>A whole number; also the code of an enumeration.</summary>
    Integer = 1,

    /// <summary>Text, compared by code point.</summary>
    Text = 2,

    /// <summary>A truth value.</summary>
    Boolean = 3,

    /// <summary>A point in time.</summary>
    Instant = 4,

    /// <summary>A day.</summary>
    Day = 5,

    /// <summary>A floating-point number.</summary>
    Number = 6,
}

/// <summary>A value of an entity that can be read, compared and ordered by.</summary>
/// <param name="Name">In the words of the domain, camel case.</param>
/// <param name="Sql">Name of the column; an expression where it holds “{0}”, which stands for the alias of the
/// table.</param>
/// <param name="Nullable">Whether it may have no value.</param>
public sealed record Column(string Name, ColumnKind Kind, string Sql, bool Nullable)
{
    /// <summary>
    /// The text as compared, a name or an expression as <see cref="Sql"/> is; without, and without
    /// <see cref="Searched"/>, it is an identifier, compared exactly.
    /// </summary>
    public string? Folded { get; init; }

    /// <summary>Kind and field in <c>search_text</c> of the folded text of a long column.</summary>
    public (SearchKind Kind, string Field)? Searched { get; init; }

    /// <summary>Whether what it is compared with must be folded.</summary>
    public bool IsFolded => Folded is not null || Searched is not null;

    /// <summary>
    /// Whether it holds decimals, as whole numbers of <see cref="Plans.MeasureNumbers.Scale"/> parts.
    /// </summary>
    public bool IsScaled { get; init; }

    /// <summary>The column of the table with the unit of each value; null where all are in one.</summary>
    public string? Unit { get; init; }

    /// <summary>True for a column of the table that links two entities.</summary>
    public bool OnLink { get; init; }

    /// <summary>It is looked up often; its name tells it from most others.</summary>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>How the database writes it.</summary>
    public string Of(string alias) => Of(alias, Sql);

    /// <summary>How the database writes it as compared.</summary>
    public string Compared(string alias) => Of(alias, Folded ?? Sql);

    private static string Of(string alias, string sql) =>
        sql.Contains("{0}", StringComparison.Ordinal)
            ? sql.Replace("{0}", alias, StringComparison.Ordinal)
            : alias + "." + sql;
}
