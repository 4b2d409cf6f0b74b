using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>A column of the tidy table, with its heading in either language.</summary>
/// <param name="IsRequired">Whether a table without it cannot be read.</param>
/// <param name="Earlier">The Japanese heading that earlier versions wrote, and that is still read; null where it never
/// changed.</param>
/// <param name="IsExtra">Whether an export writes it only where some municipality has a value there.</param>
public sealed record TidyColumn(
    int Index, string English, string Japanese, bool IsRequired, string? Earlier = null, bool IsExtra = false);

/// <summary>
/// The columns of the tidy table, one row per assessment and fiscal year; schema/formats/tidy.md describes them, and a
/// test compares. The first are for people; from <see cref="Document"/> on they say where each cell stands in print.
/// </summary>
public static class TidyColumns
{
    private static readonly List<TidyColumn> Columns = [];

    public static readonly TidyColumn MunicipalityCode = Required("municipality_code", "自治体コード");
    public static readonly TidyColumn MunicipalityName = Required("municipality_name", "自治体名");
    public static readonly TidyColumn MunicipalityRomanName = Required("municipality_roman_name", "自治体名（ローマ字）");
    public static readonly TidyColumn PlanTitle = Required("plan_title", "計画名");
    public static readonly TidyColumn PlanFirstFiscalYear = Required("plan_first_fiscal_year", "計画開始年度");
    public static readonly TidyColumn PlanLastFiscalYear = Required("plan_last_fiscal_year", "計画終了年度");
    public static readonly TidyColumn RatingScale = Required("rating_scale", "評価区分");
    public static readonly TidyColumn CategoryNumber = Required("category_number", "分野番号", earlier: "分類番号");
    public static readonly TidyColumn CategoryName = Required("category_name", "分野", earlier: "分類");
    public static readonly TidyColumn ItemNumber = Required("item_number", "改革項目番号");
    public static readonly TidyColumn ItemName = Required("item_name", "改革項目");
    public static readonly TidyColumn InitiativeNumber = Required("initiative_number", "具体的取組番号");
    public static readonly TidyColumn InitiativeName = Required("initiative_name", "具体的取組");
    public static readonly TidyColumn Description = Optional("description", "内容");
    public static readonly TidyColumn AssessmentNumber = Required("assessment_number", "行番号");
    public static readonly TidyColumn Departments = Required("departments", "所管課");
    public static readonly TidyColumn FiscalYear = Required("fiscal_year", "年度");
    public static readonly TidyColumn Progress = Required("progress", "取組状況");
    public static readonly TidyColumn Summary = Optional("summary", "総括");
    public static readonly TidyColumn Rating = Optional("rating", "評価");
    public static readonly TidyColumn RatingIsFinal = Optional("rating_is_final", "最終評価か");
    public static readonly TidyColumn Document = Optional("document", "出典");
    public static readonly TidyColumn Page = Optional("page", "ページ");
    public static readonly TidyColumn Row = Optional("row", "行");
    public static readonly TidyColumn Line = Optional("line", "ファイル行");
    public static readonly TidyColumn ProgressColumn = Optional("progress_column", "取組状況の列");
    public static readonly TidyColumn SummaryColumn = Optional("summary_column", "総括の列");
    public static readonly TidyColumn RatingColumn = Optional("rating_column", "評価の列");
    public static readonly TidyColumn Cells = Optional("cells", "原文の列");
    public static readonly TidyColumn ItemText = Optional("item_text", "改革項目（当時）");
    public static readonly TidyColumn InitiativeText = Optional("initiative_text", "具体的取組（当時）");
    public static readonly TidyColumn DescriptionText = Optional("description_text", "内容（当時）");
    public static readonly TidyColumn DepartmentText = Optional("department_text", "所管課（当時）");
    public static readonly TidyColumn ProgressText = Optional("progress_text", "取組状況（当時）");
    public static readonly TidyColumn SummaryText = Optional("summary_text", "総括（当時）");
    public static readonly TidyColumn RatingText = Optional("rating_text", "評価（当時）");
    public static readonly TidyColumn ItemSource = Optional("item_source", "改革項目（原文）");
    public static readonly TidyColumn InitiativeSource = Optional("initiative_source", "具体的取組（原文）");
    public static readonly TidyColumn DescriptionSource = Optional("description_source", "内容（原文）");
    public static readonly TidyColumn DepartmentSource = Optional("department_source", "所管課（原文）");
    public static readonly TidyColumn ProgressSource = Optional("progress_source", "取組状況（原文）");
    public static readonly TidyColumn SummarySource = Optional("summary_source", "総括（原文）");
    public static readonly TidyColumn RatingSource = Optional("rating_source", "評価（原文）");
    public static readonly TidyColumn RatingPrinted = Optional("rating_printed", "評価（印字）");
    public static readonly TidyColumn Provenance = Optional("provenance", "出典情報");
    public static readonly TidyColumn RatingScaleDetails = Extra("rating_scale_details", "評価区分の説明");
    public static readonly TidyColumn Evaluator = Extra("evaluator", "評価者");
    public static readonly TidyColumn Aspect = Extra("aspect", "評価の観点");
    public static readonly TidyColumn Status = Extra("initiative_status", "具体的取組の状態");
    public static readonly TidyColumn EndedIn = Extra("initiative_ended_in", "具体的取組の最終年度");
    public static readonly TidyColumn Reason = Extra("initiative_reason", "終了などの理由");
    public static readonly TidyColumn Successors = Extra("initiative_successors", "引き継いだ具体的取組");
    public static readonly TidyColumn ProgressKind = Extra("progress_kind", "取組状況の区分");
    public static readonly TidyColumn Supporting = Extra("supporting_departments", "関係課");
    public static readonly TidyColumn CategoryPrinted = Extra("category_printed_number", "分野番号（印字）");
    public static readonly TidyColumn ItemPrinted = Extra("item_printed_number", "改革項目番号（印字）");
    public static readonly TidyColumn InitiativePrinted = Extra("initiative_printed_number", "具体的取組番号（印字）");

    public static readonly TidyColumn ItemHeadings = Extra("item_headings", "改革項目の上位項目");
    public static readonly TidyColumn CategoryLevel = Extra("category_level_name", "分野の呼び名");
    public static readonly TidyColumn ItemLevel = Extra("item_level_name", "改革項目の呼び名");
    public static readonly TidyColumn InitiativeLevel = Extra("initiative_level_name", "具体的取組の呼び名");
    public static readonly TidyColumn PlanId = Extra("plan_id", "計画ID");

    /// <summary>All columns, in the order in which they are written.</summary>
    public static IReadOnlyList<TidyColumn> All => Columns;

    /// <summary>The columns that an export writes whatever it holds.</summary>
    public static IReadOnlyList<TidyColumn> Always { get; } = [.. Columns.Where(column => !column.IsExtra)];

    /// <summary>The columns that say what became of an initiative; an export writes all of them or none.</summary>
    internal static IReadOnlyList<TidyColumn> Endings { get; } = [Status, EndedIn, Reason, Successors];

    /// <summary>The columns of printed numbers; an export writes all of them or none.</summary>
    internal static IReadOnlyList<TidyColumn> PrintedNumbers { get; } =
        [CategoryPrinted, ItemPrinted, InitiativePrinted];

    /// <summary>Texts of a category beside its name.</summary>
    internal static IReadOnlyList<TidyText<Category>> OfCategory { get; } =
    [
        new(
            CategoryPrinted,
            nameof(Category.PrintedNumber),
            category => category.PrintedNumber,
            (category, text) => category with { PrintedNumber = text }),
    ];

    /// <summary>Texts of an item beside its name.</summary>
    internal static IReadOnlyList<TidyText<Item>> OfItem { get; } =
    [
        new(
            ItemPrinted,
            nameof(Item.PrintedNumber),
            item => item.PrintedNumber,
            (item, text) => item with { PrintedNumber = text }),
        new(ItemHeadings, nameof(Item.Headings), item => item.Headings, (item, text) => item with { Headings = text }),
    ];

    /// <summary>Texts of an initiative beside its name.</summary>
    internal static IReadOnlyList<TidyText<Initiative>> OfInitiative { get; } =
    [
        new(
            Description,
            nameof(Initiative.Description),
            initiative => initiative.Description,
            (initiative, text) => initiative with { Description = text }),
        new(
            InitiativePrinted,
            nameof(Initiative.PrintedNumber),
            initiative => initiative.PrintedNumber,
            (initiative, text) => initiative with { PrintedNumber = text }),
    ];

    /// <summary>The columns of what the document calls its levels; an export writes all of them or none.</summary>
    internal static IReadOnlyList<TidyColumn> Levels { get; } = [CategoryLevel, ItemLevel, InitiativeLevel];

    /// <summary>The columns that an export of these municipalities writes.</summary>
    public static IReadOnlyList<TidyColumn> Of(IEnumerable<Municipality> municipalities)
    {
        var extra = new HashSet<TidyColumn>();
        foreach (var plan in municipalities.SelectMany(municipality => municipality.Plans))
        {
            if (plan.RatingScale.Any(step => step.HasDetails))
                extra.Add(RatingScaleDetails);
            var rows = plan.Rows().ToList();
            if (rows.Exists(row => row.Ratings.Any(rating => rating.Evaluator is not null)))
                extra.Add(Evaluator);
            if (rows.Exists(row => row.Ratings.Any(rating => rating.Aspect is not null)))
                extra.Add(Aspect);
            if (rows.Exists(row => row.Narratives.Any(narrative => narrative.Kind != NarrativeKind.Result)))
                extra.Add(ProgressKind);
            if (rows.Exists(row => row.Responsibilities.Any(one => one.Role == ResponsibilityRole.Supporting)))
                extra.Add(Supporting);
            extra.UnionWith(Filled(plan.Categories, OfCategory));
            extra.UnionWith(Filled(plan.Items(), OfItem));
            extra.UnionWith(Filled(plan.Initiatives(), OfInitiative));
            if (plan.Id is not null)
                extra.Add(PlanId);
            if (plan.LevelNames is not null)
                extra.UnionWith(Levels);
            if (plan.Initiatives().Any(initiative => initiative.Ending is not null))
                extra.UnionWith(Endings);
        }

        return With(extra);
    }

    /// <summary>The columns that are always written, and these.</summary>
    internal static IReadOnlyList<TidyColumn> With(HashSet<TidyColumn> extra)
    {
        if (extra.Overlaps(PrintedNumbers))
            extra.UnionWith(PrintedNumbers);
        return extra.Count == 0 ? Always : [.. Columns.Where(column => !column.IsExtra || extra.Contains(column))];
    }

    private static IEnumerable<TidyColumn> Filled<T>(IEnumerable<T> records, IReadOnlyList<TidyText<T>> texts) =>
        texts.Where(text => text.Column.IsExtra && records.Any(record => text.Of(record) is not null))
            .Select(text => text.Column);

    private static TidyColumn Required(string english, string japanese, string? earlier = null) =>
        Add(english, japanese, isRequired: true, earlier);

    private static TidyColumn Optional(string english, string japanese) =>
        Add(english, japanese, isRequired: false, earlier: null);

    private static TidyColumn Extra(string english, string japanese) =>
        Add(english, japanese, isRequired: false, earlier: null, isExtra: true);

    private static TidyColumn Add(
        string english, string japanese, bool isRequired, string? earlier, bool isExtra = false)
    {
        var column = new TidyColumn(Columns.Count, english, japanese, isRequired, earlier, isExtra);
        Columns.Add(column);
        return column;
    }
}
