namespace ReformOpenData.Server.Lists;

/// <summary>
/// Every list of the data. A row says where it belongs, down from the municipality, so that each file can be read
/// alone; a cell has one value; what a row has several of is a list of its own. Columns are only ever added, at the
/// end.
/// </summary>
internal static class ListTables
{
    private static readonly ListColumn Id = new("id", "識別子", "id");

    private static readonly ListColumn[] Municipality =
    [
        new("area_code", "標準地域コード", "municipality.areaCode"),
        new("municipality_code", "自治体コード", "municipality.code"),
        new("municipality_name", "自治体名", "municipality.name"),
    ];

    private static readonly ListColumn[] Plan =
        [.. Municipality, new("plan_first_fiscal_year", "計画開始年度", "plan.firstFiscalYear")];

    private static readonly ListColumn[] Category =
    [
        .. Plan,
        new("category_number", "分野番号", "category.number"),
        new("category_name", "分野", "category.name"),
    ];

    private static readonly ListColumn[] Item =
    [
        .. Category,
        new("item_number", "改革項目番号", "item.number"),
        new("item_name", "改革項目", "item.name"),
    ];

    private static readonly ListColumn[] Initiative =
    [
        .. Item,
        new("initiative_number", "具体的取組番号", "initiative.number"),
        new("initiative_name", "具体的取組", "initiative.name"),
    ];

    private static readonly ListColumn[] Assessment =
        [.. Initiative, new("assessment_number", "行番号", "assessment.number")];

    private static readonly ListColumn[] Row = [.. Initiative, new("assessment_number", "行番号", "number")];

    private static readonly ListColumn[] Rating =
    [
        .. Assessment,
        new("fiscal_year", "年度", "fiscalYear"),
        new("rating_number", "評価番号", "number"),
        new("grade", "評価区分", "grade"),
        new("printed", "評価（印字）", "printed"),
        new("is_final", "最終評価か", "isFinal"),
    ];

    private static readonly ListColumn[] Print =
    [
        new("document_sha256", "公表資料", "location.document.sha256"),
        new("page", "ページ", "location.page"),
        new("row", "ページ内の行", "location.row"),
        new("column", "列", "location.column"),
        new("line", "ファイル行", "location.line"),
    ];

    public static IReadOnlyList<ListTable> All { get; } =
    [
        new("municipalities", "自治体", "municipalities",
            new("area_code", "標準地域コード", "areaCode"),
            new("municipality_code", "自治体コード", "code"),
            new("municipality_name", "自治体名", "name"),
            new("roman_name", "自治体名（ローマ字）", "romanName"),
            Id) { Searched = ["name", "romanName"] },
        new("plans", "計画", "plans",
            [.. Municipality,
            new("plan_first_fiscal_year", "計画開始年度", "firstFiscalYear"),
            new("plan_last_fiscal_year", "計画終了年度", "lastFiscalYear"),
            new("plan_title", "計画名", "title"),
            Id,
            new("category_level_name", "分野の呼び名", "levelNames.category"),
            new("item_level_name", "改革項目の呼び名", "levelNames.item"),
            new("initiative_level_name", "具体的取組の呼び名", "levelNames.initiative")]) { Searched = ["title"] },
        new("grades", "評価区分のコード表", "plans",
            [.. Municipality,
            new("plan_first_fiscal_year", "計画開始年度", "firstFiscalYear"),
            new("grade_number", "順番", "ratingScale") { IsOrdinal = true },
            new("grade", "評価区分", "ratingScale.grade"),
            new("label", "印字された表記", "ratingScale.label"),
            new("symbol", "印字された記号", "ratingScale.symbol"),
            new("meaning", "資料が示す意味", "ratingScale.meaning"),
            new("level", "水準", "ratingScale.level"),
            new("is_rated", "評価にあたるか", "ratingScale.isRated")]) { Rows = "ratingScale" },
        new("categories", "分野", "categories",
            [.. Plan,
            new("category_number", "分野番号", "number"),
            new("category_name", "分野", "name"),
            Id,
            new("printed_number", "番号（印字）", "printedNumber"),
            new("is_implied", "資料にない階層か", "isImplied")]) { Searched = ["name"] },
        new("items", "改革項目", "items",
            [.. Category,
            new("item_number", "改革項目番号", "number"),
            new("item_name", "改革項目", "name"),
            Id,
            new("printed_number", "番号（印字）", "printedNumber"),
            new("is_implied", "資料にない階層か", "isImplied")]) { Searched = ["name"] },
        new("initiatives", "具体的取組", "initiatives",
            [.. Item,
            new("initiative_number", "具体的取組番号", "number"),
            new("initiative_name", "具体的取組", "name"),
            new("description", "内容", "description"),
            Id,
            new("status", "どうなったか", "status"),
            new("ended_in", "最終年度", "endedIn"),
            new("reason", "終了などの理由", "reason"),
            new("printed_number", "番号（印字）", "printedNumber")])
        {
            Searched = ["name", "description"],
            Departments = "assessments.some.responsibilities.some.department",
        },
        new("successors", "具体的取組の引継ぎ", "initiatives",
            [.. Item,
            new("initiative_number", "具体的取組番号", "number"),
            new("initiative_name", "具体的取組", "name"),
            new("status", "どうなったか", "status"),
            new("successor_number", "引継ぎの順番", "successors") { IsOrdinal = true },
            new("successor_name", "引き継いだ取組", "successors.name"),
            new("successor_plan_first_fiscal_year", "引き継いだ取組の計画開始年度", "successors.plan.firstFiscalYear"),
            new("successor_id", "引き継いだ取組の識別子", "successors.id"),
            new("initiative_id", "具体的取組の識別子", "id")])
        {
            Rows = "successors",
            Searched = ["name", "successors.name"],
        },
        new("assessments", "取組の行", "assessments",
            [.. Row,
            new("summary_fiscal_year", "総括の年度", "summary.fiscalYear"),
            new("summary_text", "総括", "summary.text"),
            new("summary_source_text", "総括（原文）", "summary.sourceText"),
            .. Print.Where(column => column.Name != "column"),
            Id]) { Searched = ["initiative.name", "summary.text"], Departments = "responsibilities.some.department" },
        new("responsibilities", "担当", "assessments",
            [.. Row,
            new("department_number", "担当の順番", "responsibilities") { IsOrdinal = true },
            new("department", "所管課", "responsibilities.department.fullName"),
            new("qualifier", "併記された室名や役割", "responsibilities.qualifier"),
            new("assessment_id", "行の識別子", "id"),
            new("role", "主管・関係の別", "responsibilities.role")])
        {
            Rows = "responsibilities",
            Departments = "responsibilities.department",
            Searched = ["responsibilities.department.fullName", "responsibilities.qualifier"],
        },
        new("departments", "所管課", "departments",
            [.. Municipality,
            new("department", "所管課", "fullName"),
            new("bureau", "局", "bureau"),
            new("name", "課", "name"),
            Id]) { Searched = ["fullName"] },
        new("department-successors", "所管課の引継ぎ", "departments",
            [.. Municipality,
            new("department", "所管課", "fullName"),
            new("successor_number", "引継ぎの順番", "successors") { IsOrdinal = true },
            new("successor_name", "引き継いだ所管課", "successors.fullName"),
            new("successor_id", "引き継いだ所管課の識別子", "successors.id"),
            new("department_id", "所管課の識別子", "id")])
        {
            Rows = "successors",
            Searched = ["fullName", "successors.fullName"],
        },
        new("narratives", "取組状況", "narratives",
            [.. Assessment,
            new("fiscal_year", "年度", "fiscalYear"),
            new("fiscal_year_label", "年度（和暦）", "fiscalYearLabel"),
            new("text", "取組状況", "text"),
            new("source_text", "取組状況（原文）", "sourceText"),
            .. Print,
            Id,
            new("kind", "区分", "kind")])
        {
            Searched = ["text"],
            Departments = "assessment.responsibilities.some.department",
        },
        new("sections", "取組状況の節", "narratives",
            [.. Assessment,
            new("fiscal_year", "年度", "fiscalYear"),
            new("section_number", "節の順番", "sections") { IsOrdinal = true },
            new("label", "見出し", "sections.label"),
            new("department", "見出しが示す所管課", "sections.department.fullName"),
            new("text", "本文", "sections.text"),
            new("narrative_id", "取組状況の識別子", "id"),
            new("kind", "区分", "kind")])
        {
            Rows = "sections",
            Departments = "sections.department",
            Searched = ["sections.label", "sections.text"],
        },
        new("summary-sections", "総括の節", "assessments",
            [.. Row,
            new("fiscal_year", "年度", "summary.fiscalYear"),
            new("section_number", "節の順番", "summary.sections") { IsOrdinal = true },
            new("label", "見出し", "summary.sections.label"),
            new("department", "見出しが示す所管課", "summary.sections.department.fullName"),
            new("text", "本文", "summary.sections.text"),
            new("assessment_id", "行の識別子", "id")])
        {
            Rows = "summary.sections",
            Departments = "summary.sections.department",
            Searched = ["summary.sections.label", "summary.sections.text"],
        },
        new("ratings", "評価", "ratings",
            [.. Rating,
            new("page", "ページ", "location.page"),
            new("row", "ページ内の行", "location.row"),
            Id,
            new("label", "評価尺度での表記", "label"),
            new("level", "水準", "level"),
            new("evaluator", "評価した者", "evaluator"),
            new("aspect", "評価の観点", "aspect")])
        {
            Searched = ["initiative.name"],
            Departments = "departments.some",
        },
        new("rating-departments", "評価が示す所管課", "ratings",
            [.. Rating,
            new("department_number", "所管課の順番", "departments") { IsOrdinal = true },
            new("department", "所管課", "departments.fullName"),
            new("rating_id", "評価の識別子", "id"),
            new("label", "評価尺度での表記", "label"),
            new("evaluator", "評価した者", "evaluator"),
            new("aspect", "評価の観点", "aspect")])
        {
            Rows = "departments",
            Departments = "departments",
            Searched = ["departments.fullName"],
        },
        new("measures", "指標と金額", "measures",
            [.. Assessment,
            new("measure_number", "指標番号", "number"),
            new("measure_name", "指標", "name"),
            new("unit", "単位", "unit"),
            new("kind", "種類", "kind"),
            new("direction", "望ましい方向", "direction"),
            Id]) { Searched = ["name"], Departments = "assessment.responsibilities.some.department" },
        new("measure-values", "指標と金額の値", "measureValues",
            [.. Assessment,
            new("measure_number", "指標番号", "measure.number"),
            new("measure_name", "指標", "name"),
            new("unit", "単位", "unit"),
            new("kind", "種類", "kind"),
            new("fiscal_year", "年度", "fiscalYear"),
            new("role", "値の区分", "role"),
            new("value", "値", "number"),
            new("yen", "円に換算した値", "yen"),
            new("printed", "値（印字）", "printed"),
            .. Print,
            new("measure_id", "指標の識別子", "measure.id"),
            Id]) { Searched = ["name"], Departments = "assessment.responsibilities.some.department" },
        new("documents", "公表資料", "sourceDocuments",
            [.. Plan,
            new("sha256", "SHA-256", "sha256"),
            new("file_name", "ファイル名", "fileName"),
            new("title", "表題", "title"),
            new("publisher", "公表者", "publisher"),
            new("url", "公表された場所", "url"),
            new("licence", "利用条件", "licence"),
            new("licence_confirmed", "利用条件を確認済みか", "licenceConfirmed"),
            new("retrieved_on", "取得日", "retrievedOn"),
            new("fiscal_year", "年度", "fiscalYear"),
            new("fiscal_year_label", "年度（和暦）", "fiscalYearLabel"),
            Id]) { Searched = ["title", "fileName", "publisher"] },
        new("findings", "読取所見", "findings",
            [.. Plan.Select(column => column with { Path = $"document.{column.Path}" }),
            new("document_sha256", "公表資料", "document.sha256"),
            new("code", "種類", "code"),
            new("severity", "重要度", "severity"),
            new("message", "所見", "message"),
            new("page", "ページ", "page"),
            new("row", "ページ内の行", "row"),
            new("column", "列", "column"),
            new("line", "ファイル行", "line"),
            new("read", "読み取った内容", "read"),
            new("made", "扱い", "made")]) { Searched = ["message", "read", "made"], Place = "document" },
        new("corrections", "訂正", "corrections",
            [.. Municipality,
            new("target_id", "対象の識別子", "targetId"),
            new("field", "対象のフィールド", "field"),
            new("printed", "印字された内容", "printed"),
            new("corrected", "訂正後の内容", "corrected"),
            new("reason", "理由", "reason"),
            new("since_release", "反映されたリリース", "sinceRelease"),
            Id]) { Searched = ["printed", "corrected", "reason"] },
        new("changes", "変更点", "changes",
            new("municipality_code", "自治体コード", "municipalityCode"),
            new("kind", "変更の種類", "kind"),
            new("type", "対象の型", "type"),
            new("target_id", "対象の識別子", "targetId"),
            new("field", "対象のフィールド", "field"),
            new("value_before", "変更前", "before"),
            new("value_after", "変更後", "after")) { Searched = ["before", "after"] },
        new("releases", "リリース", "releases",
            new("number", "番号", "number"),
            new("status", "状態", "status"),
            new("created_at", "取込日時", "createdAt"),
            new("published_at", "公開日時", "publishedAt"),
            new("note", "説明", "note"),
            new("taken_down_at", "取消日時", "takenDownAt"),
            new("taken_down_reason", "取消の理由", "takenDownReason"),
            new("municipality_count", "自治体の件数", "counts.municipalities"),
            new("initiative_count", "具体的取組の件数", "counts.initiatives"),
            new("assessment_count", "取組の行の件数", "counts.assessments"),
            new("narrative_count", "取組状況の件数", "counts.narratives"),
            new("rating_count", "評価の件数", "counts.ratings")) { Searched = ["note"] },
    ];

    private static readonly Dictionary<string, ListTable> ByName = All.ToDictionary(list => list.Name);

    /// <summary>The list of a name; null where there is none.</summary>
    public static ListTable? Find(string name) => ByName.GetValueOrDefault(name);
}
