using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Queries.Model;

/// <summary>
/// Every entity that can be asked for. The tables are those of docs/ARCHITECTURE.md; names are those of the domain.
/// What a caller may read, filter, order and group by is what stands here.
/// </summary>
public static partial class Catalog
{
    // Written so, it is another column than the kind of a change, which holds another enum.
    private const string KindOfMeasure = "{0}.kind";

    // A grade says whether it is a rating, unless the scale declares otherwise; 6 is NOT_RATED.
    private const string IsRated = "COALESCE({0}.is_rated, {0}.grade <> 6)";

    /// <summary>A municipality (自治体).</summary>
    public static Entity Municipality { get; } = new Entity("municipality", "municipality")
        .Keyed()
        .Plain("code", "key")
        .Stored<MunicipalityRow>();

    /// <summary>A department (所管課).</summary>
    public static Entity Department { get; } = new Entity("department", "department")
        .Keyed()
        .Folded("bureau", "bureau", nullable: true)
        .Stored<DepartmentRow>();

    /// <summary>A reform plan (計画).</summary>
    public static Entity Plan { get; } = new Entity("plan", "plan")
        .Keyed()
        .Plain("planId", "own_id", nullable: true)
        .Plain("code", "substr({0}.key, 8)")
        .Stored<PlanRow>();

    /// <summary>What a document calls the levels of its plan.</summary>
    public static Entity LevelNames { get; } = new Entity("levelNames", "plan")
        .Exact("category", "category_level_name", nullable: true)
        .Exact("item", "item_level_name", nullable: true)
        .Exact("initiative", "initiative_level_name", nullable: true);

    /// <summary>A grade that a plan uses.</summary>
    public static Entity GradeLabel { get; } = new Entity("gradeLabel", "rating_scale")
        .With(new Column("symbol", ColumnKind.Text, "COALESCE({0}.symbol, {0}.label)", Nullable: false)
        {
            Folded =
                "CASE WHEN {0}.symbol IS NULL THEN COALESCE({0}.label_folded, {0}.label) ELSE "
                + "COALESCE({0}.symbol_folded, {0}.symbol) END",
        })
        .Boolean("isRated", IsRated)
        .Integer("position", "position")
        .Integer("order", "position")
        .Stored<RatingScaleRow>();

    /// <summary>A category (分野).</summary>
    public static Entity Category { get; } = new Entity("category", "category")
        .Keyed()
        .Boolean("isImplied", "({0}.name = '')")
        .Stored<CategoryRow>();

    /// <summary>A reform item (改革項目).</summary>
    public static Entity Item { get; } = new Entity("item", "item")
        .Keyed()
        .Boolean("isImplied", "({0}.name = '')")
        .Stored<ItemRow>();

    /// <summary>An initiative (具体的取組).</summary>
    public static Entity Initiative { get; } = new Entity("initiative", "initiative")
        .Keyed()
        .Searched("description", "description", SearchKind.Initiative, "description")
        .Stored<InitiativeRow>()
        .CountedBy("status", "endedIn");

    /// <summary>One row of the table.</summary>
    public static Entity Assessment { get; } = new Entity("assessment", "assessment")
        .Keyed()
        .Integer("number", "number");

    /// <summary>The summary (総括) of an assessment, in its row.</summary>
    public static Entity Summary { get; } = new Entity("summary", "assessment")
        .Integer("fiscalYear", "summary_fiscal_year", nullable: true)
        .Searched("text", "summary_text", SearchKind.Assessment, "text")
        .Text("sourceText", "summary_source_text", nullable: true);

    /// <summary>A department in charge of an assessment.</summary>
    public static Entity Responsibility { get; } = new Entity("responsibility", "responsibility")
        .Stored<ResponsibilityRow>();

    /// <summary>What was reported for a year (取組状況).</summary>
    public static Entity Narrative { get; } = new Entity("narrative", "narrative")
        .Keyed()
        .Searched("text", "text", SearchKind.Narrative, "text")
        .Stored<NarrativeRow>()
        .CountedBy("fiscalYear", "kind")
        .WithDefault("kind", 0L);

    /// <summary>A part of a narrative or summary.</summary>
    public static Entity Section { get; } = new Entity("section", "section")
        .Stored<SectionRow>();

    /// <summary>A printed rating (評価).</summary>
    public static Entity Rating { get; } = new Entity("rating", "rating")
        .Keyed()
        .Text("label", "label")
        .Boolean("isRated", IsRated)
        .Stored<RatingRow>()
        .CountedBy("grade", "label", "level", "isRated", "evaluator", "aspect", "fiscalYear", "isFinal")
        .WithDefault("evaluator", null);

    /// <summary>An indicator or an amount (指標).</summary>
    public static Entity Measure { get; } = new Entity("measure", "measure")
        .Keyed()
        .Integer("kind", KindOfMeasure)
        .Stored<MeasureRow>();

    /// <summary>A value of a measure.</summary>
    public static Entity MeasureValue { get; } = new Entity("measureValue", "measure_value")
        .Keyed()
        .Integer("kind", KindOfMeasure)
        .With(new Column("number", ColumnKind.Integer, "value", Nullable: true) { IsScaled = true, Unit = "unit" })
        .With(new Column("yen", ColumnKind.Integer, "yen", Nullable: true) { IsScaled = true })
        .Stored<MeasureValueRow>()
        .CountedBy("kind", "direction", "fiscalYear", "role");

    /// <summary>A document that was read (公表資料).</summary>
    public static Entity SourceDocument { get; } = new Entity("sourceDocument", "source_document")
        .Keyed()
        .Plain("sha256", "sha256")
        .Stored<SourceDocumentRow>();

    /// <summary>A printed cell.</summary>
    public static Entity SourceCell { get; } = new Entity("cell", "source_cell")
        .Integer("column", "\"column\"")
        .Stored<SourceCellRow>();

    /// <summary>Something met while reading a document.</summary>
    public static Entity Finding { get; } = new Entity("finding", "finding")
        .Ascii("code", "code")
        .Integer("page", "page", nullable: true)
        .Integer("row", "row", nullable: true)
        .Integer("column", "\"column\"", nullable: true)
        .Integer("line", "line", nullable: true)
        .Stored<FindingRow>();

    /// <summary>A misprint that was mended (訂正).</summary>
    public static Entity Correction { get; } = new Entity("correction", "correction")
        .Keyed()
        .Ascii("field", "field")
        .Stored<CorrectionRow>();

    /// <summary>A published state of the data.</summary>
    public static Entity Release { get; } =
        new Entity("release", "release") { Id = "number", Only = "{0}.published_at IS NOT NULL" }
            .Integer("number", "number")
            .Integer("status", ReleaseStatus)
            .With(new Column("createdAt", ColumnKind.Instant, "created_at", Nullable: false))
            .With(new Column("publishedAt", ColumnKind.Instant, "published_at", Nullable: true))
            .With(new Column("withdrawnAt", ColumnKind.Instant, "withdrawn_at", Nullable: true))
            .Text("note", "note", nullable: true)
            .With(new Column("takenDownAt", ColumnKind.Instant, "taken_down_at", Nullable: true))
            .Text("takenDownReason", "taken_down_reason", nullable: true);

    /// <summary>A difference between a release and the one that it was based on.</summary>
    public static Entity Change { get; } = new Entity("change", "release_change")
        .Integer("kind", "kind")
        .Exact("type", "type")
        .With(new Column("municipalityCode", ColumnKind.Text, MunicipalityCode, Nullable: false)
        {
            Folded = MunicipalityCode,
        })
        .Exact("target", "({0}.type || ':' || {0}.key)")
        .Ascii("field", "field", nullable: true)
        .Text("before", "before", nullable: true)
        .Text("after", "after", nullable: true)
        .Integer("position", "position");

    /// <summary>
    /// The kinds of objects with identifiers. Identifiers, a release's lists and counts, and search use this list.
    /// </summary>
    public static IReadOnlyList<NodeKind> Nodes { get; } =
    [
        new(
            "Municipality",
            Municipality,
            "municipalities",
            new SearchedText(SearchKind.Municipality, "name", "name", "MUNICIPALITY_NAME"),
            new SearchedText(SearchKind.Municipality, "romanName", "roman_name", "MUNICIPALITY_NAME")),
        new("Plan", Plan, "plans", new SearchedText(SearchKind.Plan, "title", "title", "PLAN_TITLE")),
        new("Category", Category, "categories", new SearchedText(SearchKind.Category, "name", "name", "CATEGORY_NAME")),
        new("Item", Item, "items", new SearchedText(SearchKind.Item, "name", "name", "ITEM_NAME")),
        new(
            "Initiative",
            Initiative,
            "initiatives",
            new SearchedText(SearchKind.Initiative, "name", "name", "INITIATIVE_NAME"),
            new SearchedText(SearchKind.Initiative, "description", "description", "INITIATIVE_DESCRIPTION")),
        new(
            "Assessment",
            Assessment,
            "assessments",
            new SearchedText(SearchKind.Assessment, "text", "summary_text", "SUMMARY_TEXT")),
        new(
            "Department",
            Department,
            "departments",
            new SearchedText(SearchKind.Department, "fullName", "full_name", "DEPARTMENT_NAME")),
        new(
            "YearlyNarrative",
            Narrative,
            "narratives",
            new SearchedText(SearchKind.Narrative, "text", "text", "NARRATIVE_TEXT")),
        new("Rating", Rating, "ratings"),
        new("Measure", Measure, "measures"),
        new("MeasureValue", MeasureValue, "measureValues"),
        new("SourceDocument", SourceDocument, "sourceDocuments"),
        new("Correction", Correction, "corrections"),
        new("Release", Release, List: null),
    ];

    /// <summary>The texts of all of them that search looks into.</summary>
    public static IReadOnlyList<SearchedText> Texts { get; } = [.. Nodes.SelectMany(node => node.Texts)];

    /// <summary>What belongs to a release directly, by the name of its list.</summary>
    public static IReadOnlyDictionary<string, Entity> Roots { get; } = Nodes.Where(node => node.List is not null)
        .Select(node => KeyValuePair.Create(node.List!, node.Entity))
        .Append(KeyValuePair.Create("findings", Finding))
        .ToDictionary();

    /// <summary>The entities of which combinations of values are counted.</summary>
    public static IReadOnlyList<Entity> CountedEntities { get; } =
        [.. Nodes.Select(node => node.Entity).Where(entity => entity.Counted.Count > 0)];

    /// <summary>A text that can be searched, of one of several entities.</summary>
    public static Entity SearchText { get; } = new Entity("searchText", "search_text") { Id = "entity_id" }
        .Integer("kind", "kind")
        .Exact("field", "({0}.kind || ':' || {0}.field)")
        .Exact("text", TextOf(Nodes))
        .Exact("key", "key")
        .Exact("name", "field");

    /// <summary>The municipality that a state of the data is of.</summary>
    public static Entity Edition { get; } =
        new Entity("edition", "edition").Exact("municipalityCode", "municipality_code");

    /// <summary>What describes the whole of a release, in its row.</summary>
    public static Entity Dataset { get; } = new Entity("dataset", "release") { Id = "number" }
        .Integer("firstFiscalYear", OfPlans("min({1}.first_fiscal_year)"), nullable: true)
        .Integer("lastFiscalYear", OfPlans("max({1}.last_fiscal_year)"), nullable: true)
        .With(new Column(
            "issued",
            ColumnKind.Instant,
            "(SELECT min(r.published_at) FROM release AS r WHERE r.published_at <= {0}.published_at)",
            Nullable: true))
        .With(new Column("modified", ColumnKind.Instant, "published_at", Nullable: true));

    private static string TextOf(IEnumerable<NodeKind> nodes) =>
        "(CASE {0}.kind || ':' || {0}.field" + string.Concat(
            from node in nodes
            from text in node.Texts
            orderby text.Kind
            select $" WHEN '{text.Stored}' THEN "
                + $"(SELECT x.{text.Column} FROM {node.Entity.Table} AS x WHERE x.id = {{0}}.entity_id)") + " END)";

    private static string OfPlans(string figure) =>
        $"(SELECT {figure.Replace("{1}", "p", StringComparison.Ordinal)} FROM plan AS p JOIN release_edition AS e"
        + " ON e.edition_id = p.edition_id WHERE e.release_number = {0}.number)";

    // A key begins with the six digits of its municipality.
    private const string MunicipalityCode = "substr({0}.key, 1, 6)";

    // 1: the current one, 2: superseded by a later one, 3: withdrawn, a rollback took it back, 4: taken down, as the
    // store remembers.
    private const string ReleaseStatus =
        "(SELECT CASE WHEN {0}.number = s.current_release THEN 1 WHEN {0}.status >= 3 THEN {0}.status ELSE 2 END"
        + " FROM store_state AS s)";
}
