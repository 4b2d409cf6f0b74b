namespace ReformOpenData.Server.Pages.Gallery;

/// <summary>The figures of a chart: how many rows of a list there are for each name and each label.</summary>
/// <param name="Subject">Of what the figures are, as the name of a plan.</param>
/// <param name="Names">From top to bottom.</param>
/// <param name="Labels">What each name is divided into, from left to right.</param>
internal sealed record ChartFigures(
    string Subject,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Labels,
    IReadOnlyDictionary<(string Name, string Label), int> Counts)
{
    /// <summary>The list that has the rows, its owner and its query string without the question mark.</summary>
    public required ChartData Data { get; init; }

    /// <summary>Ratings with the reasons that their summaries give, where the chart is of reasons.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>By label, its grade; nothing where labels are no grades.</summary>
    public IReadOnlyDictionary<string, string> Grades { get; init; } = new Dictionary<string, string>();

    /// <summary>By a code of the data, the word for it in the chart; nothing where the data have words.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>Pages that belong above, from the top.</summary>
    public IReadOnlyList<Crumb> Crumbs { get; init; } = [];

    public int Count(string name, string label) => Counts.GetValueOrDefault((name, label));

    public int TotalOf(string name) => Labels.Sum(label => Count(name, label));

    /// <summary>The figures of ratings, in the order of the scale.</summary>
    public static ChartFigures Of(
        string title, IEnumerable<(string Name, string Label, int Count)> groups, IReadOnlyList<GradeLabel> scale,
        ChartData data) => Of(title, groups, scale.Select(grade => grade.Label).Distinct(), data) with
        {
            Grades = scale.DistinctBy(grade => grade.Label).ToDictionary(grade => grade.Label, grade => grade.Grade),
        };

    /// <summary>The figures of groups, in the order in which names are met.</summary>
    public static ChartFigures Of(
        string title, IEnumerable<(string Name, string Label, int Count)> groups, IEnumerable<string> labels,
        ChartData data)
    {
        var all = groups.ToList();
        var counts = all.GroupBy(group => (group.Name, group.Label))
            .ToDictionary(same => same.Key, same => same.Sum(group => group.Count));
        return new ChartFigures(
            title,
            [.. all.Select(group => group.Name).Distinct()],
            // A rating may have a label that the scale of its plan lacks.
            [.. labels.Where(label => all.Exists(group => group.Label == label)).Union(
                all.Select(group => group.Label))],
            counts)
        {
            Data = data,
        };
    }
}

/// <param name="Query">Beside the columns, without its question mark.</param>
/// <param name="NameColumn">Whose values are the names.</param>
/// <param name="LabelColumn">Whose values are the labels; null where words are looked for in the texts of the one
/// column.</param>
internal sealed record ChartData(
    IReadOnlyList<string> Owner, string List, string Query, string NameColumn, string? LabelColumn)
{
    /// <summary>The query string of the rows with the columns that the chart needs.</summary>
    public string FullQuery => (Query.Length > 0 ? Query + "&" : "") + "fields=" + NameColumn
        + (LabelColumn is null ? "" : "," + LabelColumn);

    /// <summary>What the names are names of.</summary>
    public string NamesIn(PageRequest at) => NameColumn switch
    {
        "category_name" => at.T("分野", "Category"),
        "item_name" => at.T("改革項目", "Reform item"),
        "department" => at.T("所管課", "Department"),
        "fiscal_year" => at.T("年度", "Fiscal year"),
        "text" => at.T("ことば", "Word"),
        "type" => at.T("変わったもの", "What changed"),
        _ => at.T("自治体", "City"),
    };
}

/// <param name="Path">Of the page of the rating.</param>
internal sealed record Reason(string Initiative, string Label, string? Text, string? Path);
