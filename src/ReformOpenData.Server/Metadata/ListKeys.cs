using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>What tells the rows of a list apart, and which rows of other lists they point to.</summary>
internal static class ListKeys
{
    private static readonly Dictionary<string, string[]> Made = new(StringComparer.Ordinal)
    {
        ["grades"] = ["municipality_code", "plan_first_fiscal_year", "grade_number"],
        ["successors"] = ["initiative_id", "successor_number"],
        ["department-successors"] = ["department_id", "successor_number"],
        ["responsibilities"] = ["assessment_id", "department_number"],
        ["sections"] = ["narrative_id", "section_number"],
        ["summary-sections"] = ["assessment_id", "section_number"],
        ["rating-departments"] = ["rating_id", "department_number"],
        ["releases"] = ["number"],
    };

    /// <summary>A list, and its columns that those of other lists may name. Behind a sign, its name there.</summary>
    private static readonly (string List, string[] Columns)[] Targets =
    [
        ("municipalities", ["municipality_code"]),
        ("plans", ["municipality_code", "plan_first_fiscal_year"]),
        ("categories", ["municipality_code", "plan_first_fiscal_year", "category_number"]),
        ("items", ["municipality_code", "plan_first_fiscal_year", "category_number", "item_number"]),
        ("initiatives", [
            "municipality_code", "plan_first_fiscal_year", "category_number", "item_number", "initiative_number",
        ]),
        ("departments", ["municipality_code", "department"]),
        ("assessments", ["assessment_id=id"]),
        ("narratives", ["narrative_id=id"]),
        ("ratings", ["rating_id=id"]),
        ("measures", ["measure_id=id"]),
        ("documents", ["municipality_code", "document_sha256=sha256"]),
    ];

    /// <summary>The columns whose values together no other row has; none where rows have no such columns.</summary>
    public static IReadOnlyList<string> Primary(ListBinding list) =>
        Made.TryGetValue(list.List.Name, out var made) ? [.. made.Select(name => Of(list, name))]
        : list.Fields.Any(field => field.Column.Name == "id") ? ["id"]
        : [];

    /// <summary>Columns of a list, and the list and its columns that have the same values in one row.</summary>
    public static IEnumerable<(IReadOnlyList<string> Columns, string List, IReadOnlyList<string> Named)> Foreign(
        ListBinding list) =>
        from target in Targets
        where target.List != list.List.Name
        let pairs = target.Columns.Select(column => Of(list, column).Split('=')).ToList()
        let columns = pairs.ConvertAll(pair => pair[0])
        where columns.TrueForAll(name => list.Fields.Any(field => field.Column.Name == name))
        select ((IReadOnlyList<string>)columns, target.List, (IReadOnlyList<string>)pairs.ConvertAll(pair => pair[^1]));

    /// <summary>Where plans have ids, the code of a plan in the place of its year.</summary>
    private static string Of(ListBinding list, string name) =>
        list.HasPlanCodes && name == ListColumn.PlanYear ? ListColumn.PlanCode : name;
}
