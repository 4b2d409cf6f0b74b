namespace ReformOpenData.Server.Lists;

/// <summary>A column of a list.</summary>
/// <param name="Name">Its heading, and the parameter that filters by it.</param>
/// <param name="Japanese">Its heading in Japanese.</param>
/// <param name="Path">The fields of the API from an object of the list to the value, as in
/// <c>initiative.name</c>.</param>
internal sealed record ListColumn(string Name, string Japanese, string Path)
{
    public const string PlanYear = "plan_first_fiscal_year";
    public const string PlanCode = "plan_code";

    /// <summary>The value is the number of the row within the list that <see cref="Path"/> names.</summary>
    public bool IsOrdinal { get; init; }
}

/// <summary>A list of the data, as it can be had by URL.</summary>
/// <param name="Name">As in its address.</param>
/// <param name="Japanese">What its rows are.</param>
/// <param name="Root">The connection of a release that it is read from.</param>
internal sealed record ListTable(string Name, string Japanese, string Root, params IReadOnlyList<ListColumn> Columns)
{
    /// <summary>
    /// Fields from an object of the connection to the list whose objects are the rows; empty where the objects of the
    /// connection are rows themselves.
    /// </summary>
    public string Rows { get; init; } = "";

    /// <summary>
    /// What tells plans that begin in the same year apart, for each column with the year of one: a list has these
    /// columns, behind all others, where a plan of the release has an id.
    /// </summary>
    public IReadOnlyList<ListColumn> PlanCodes { get; } =
    [
        .. Columns.Where(column => column.Name.EndsWith(ListColumn.PlanYear, StringComparison.Ordinal))
            .Select(column => new ListColumn(
                column.Name.Replace(ListColumn.PlanYear, ListColumn.PlanCode, StringComparison.Ordinal),
                column.Japanese.Replace("計画開始年度", "計画コード", StringComparison.Ordinal),
                column.Path.Replace("firstFiscalYear", "code", StringComparison.Ordinal))),
    ];

    /// <summary>Fields from an object of the connection to the one that belongs to plan and municipality.</summary>
    public string Place { get; init; } = "";

    /// <summary>How a filter reaches the departments of a row; null where a row has none.</summary>
    public string? Departments { get; init; }

    /// <summary>The texts that the parameter <c>q</c> looks into.</summary>
    public IReadOnlyList<string> Searched { get; init; } = [];

    /// <summary>Whether it is a list of the whole store, and of no release.</summary>
    public bool IsOfStore => Root == "releases";
}
