namespace ReformOpenData.Data.Queries.Model;

public static partial class Catalog
{
    private static readonly Func<Entity>[] Ancestors =
        [() => Municipality, () => Plan, () => Category, () => Item, () => Initiative, () => Assessment];

    private static readonly Lazy<Dictionary<ToMany, Entity>> Owners = new(() => (
        from entity in Nodes.Select(node => node.Entity).Append(Summary)
        from relation in entity.Relations.Values.OfType<ToMany>()
        select KeyValuePair.Create(relation, entity)).ToDictionary());

    // Entities refer to each other in circles, so their relations are added once all of them stand.
    static Catalog()
    {
        Plans();
        Assessments();
        Sources();
        NaturalOrders();
        foreach (var (name, entity) in Roots)
            Release.Relate(InRelease(name, entity));

        Releases();
    }

    private static void Releases()
    {
        Release
            .Relate(Children("changes", () => Change, "release_number"))
            .Relate(InRelease("documents", SourceDocument))
            .Relate(InRelease("search", SearchText))
            .Relate(Children("release", () => Release, "number"))
            .Relate(new ToMany("releases", () => Release, ToMany.All))
            .Relate(new Part("counts", Counts(), null))
            .Relate(new Part("dataset", Dataset, null));
        Dataset
            .Relate(new Part("release", Release, null))
            .Relate(Release.Relations["documents"]);
    }

    /// <summary>The entity whose rows a relation starts from.</summary>
    internal static Entity OwnerOf(ToMany relation) => Owners.Value[relation];

    private static ToMany InRelease(string name, Entity entity) => new(name, () => entity, "release_number")
    {
        Link = ToMany.EditionsOfRelease,
        LinkTarget = "edition_id",
        TargetColumn = "edition_id",
        Counted = Roots.Values.Contains(entity) ? entity.Table + "_count" : null,
    };

    private static Entity Counts()
    {
        var counts = new Entity("counts", Release.Table);
        foreach (var (name, entity) in Roots)
            counts.Integer(name, entity.Table + "_count");
        return counts;
    }

    private static void Plans()
    {
        Municipality
            .Relate(new ToOne("municipality", () => Municipality, "id", nullable: false))
            .Relate(new ToMany("departments", () => Department, "municipality_id")
            {
                Order = () => [Department.Term("position"), Department.Term("key")],
            })
            .Relate(Children("plans", () => Plan, "municipality_id"))
            .Relate(Children("sourceDocuments", () => SourceDocument, "municipality_id"))
            .Relate(Children("ratings", () => Rating, "municipality_id"));
        BelongTo(Department, 1);
        Department
            .Relate(Linked("successors", () => Department, "department_successor", "department_id", "successor_id"))
            .Relate(Linked("predecessors", () => Department, "department_successor", "successor_id", "department_id"))
            .Relate(Linked(
                "assessments", () => Assessment, "responsibility", "department_id", "assessment_id", repeats: true))
            .Relate(Linked("ratings", () => Rating, "rating_department", "department_id", "rating_id"));
        BelongTo(Plan, 1);
        Plan.Relate(Few("ratingScale", () => GradeLabel, "plan_id"))
            .Relate(new Part("levelNames", LevelNames, null))
            .Relate(Children("categories", () => Category, "plan_id"))
            .Relate(new ToMany("sourceDocuments", () => SourceDocument, "plan_id") { IsOptional = true })
            .Relate(Children("ratings", () => Rating, "plan_id"));
        BelongTo(Category, 2);
        Category.Relate(Children("items", () => Item, "category_id"))
            .Relate(Children("ratings", () => Rating, "category_id"));
        BelongTo(Item, 3);
        Item.Relate(Children("initiatives", () => Initiative, "item_id"))
            .Relate(Children("ratings", () => Rating, "item_id"));
        BelongTo(Initiative, 4);
        Initiative
            .Relate(Linked("successors", () => Initiative, "initiative_successor", "initiative_id", "successor_id"))
            .Relate(Linked("predecessors", () => Initiative, "initiative_successor", "successor_id", "initiative_id"))
            .Relate(Children("assessments", () => Assessment, "initiative_id"))
            .Relate(Children("measures", () => Measure, "initiative_id"))
            .Relate(Children("ratings", () => Rating, "initiative_id"));
    }

    private static void Assessments()
    {
        BelongTo(Assessment, 5);
        Assessment
            .Relate(Few("responsibilities", () => Responsibility, "assessment_id"))
            .Relate(Few("narratives", () => Narrative, "assessment_id"))
            .Relate(new Part("summary", Summary, "summary_source_text"))
            .Relate(Few("ratings", () => Rating, "assessment_id"))
            .Relate(new Part("location", Location("assessment", "", "NULLIF({0}.page, {0}.page)"), null))
            .Relate(Few("measures", () => Measure, "assessment_id"))
            .Relate(Few("cells", () => SourceCell, "assessment_id"))
            .Relate(new ToMany("corrections", () => Correction, "assessment_id")
            {
                IsShort = true,
                IsOptional = true,
            })
            .Relate(InCharge("id"));
        Summary
            // The plus keeps SQLite from reading the sections of all summaries by the index of narrative_id.
            .Relate(new ToMany("sections", () => Section, "assessment_id")
            {
                Only = "+{0}.narrative_id IS NULL",
                IsShort = true,
            })
            .Relate(new Part("location", Location("assessment", "summary_", "{0}.summary_column", true), null));
        Responsibility.Relate(new ToOne("department", () => Department, "department_id", nullable: false));
        BelongTo(Narrative, 6);
        Narrative
            .Relate(new ToMany("sections", () => Section, "narrative_id") { IsShort = true, IsOptional = true })
            .Relate(InCharge("assessment_id"))
            .Relate(new Part("location", Location("narrative", "", "{0}.\"column\""), null));
        Section.Relate(new ToOne("department", () => Department, "department_id", nullable: true));
        BelongTo(Rating, 6);
        Rating
            .Relate(new ToMany("departments", () => Department, "rating_id")
            {
                Link = "rating_department",
                LinkTarget = "department_id",
                IsShort = true,
                Order = () => [new OrderTerm([], LinkPosition, false)],
            })
            .Relate(new Part("location", Location("rating", "", "{0}.\"column\""), null));
        BelongTo(Measure, 6);
        Measure.Relate(Few("values", () => MeasureValue, "measure_id")).Relate(InCharge("assessment_id"));
        BelongTo(MeasureValue, 6);
        MeasureValue
            .Relate(new ToOne("measure", () => Measure, "measure_id", nullable: false))
            .Relate(InCharge("assessment_id"))
            .Relate(new Part("location", Location("measure_value", "", "{0}.\"column\""), null));
    }

    private static void Sources()
    {
        SourceDocument.Relate(Children("findings", () => Finding, "document_id"));
        BelongTo(SourceDocument, 2);
        SourceCell.Relate(new Part("location", Location("source_cell", "", "{0}.printed_column"), null));
        Finding.Relate(new ToOne("document", () => SourceDocument, "document_id", nullable: false));
        Correction.Relate(new ToOne("assessment", () => Assessment, "assessment_id", nullable: true));
        BelongTo(Correction, 1);
    }

    private static void NaturalOrders()
    {
        foreach (var entity in (Entity[])[
            Municipality,
            Plan,
            Category,
            Item,
            Initiative,
            Assessment,
            Narrative,
            Rating,
            Measure,
            MeasureValue,
            SourceDocument,
            Correction,
        ])
            entity.OrderedByKey();
        var municipality = Department.Relations["municipality"];
        Department.OrderedBy(
            new OrderTerm([municipality], Municipality.Columns["code"], false),
            Department.Term("position"),
            Department.Term("key"));
        Finding.OrderedBy(
            new OrderTerm([Finding.Relations["document"]], SourceDocument.Key!, false), Finding.Term("position"));
        Release.OrderedBy(Release.Term("number"));
        SearchText.Relate(new ToOne("edition", () => Edition, "edition_id", nullable: false));
        SearchText.OrderedBy(SearchText.Term("key"), SearchText.Term("name"));
        foreach (var entity in (Entity[])[GradeLabel, Responsibility, Section, Change])
            entity.OrderedBy(entity.Term("position"));
        SourceCell.With(new Column("id", ColumnKind.Integer, "id", false));
        SourceCell.OrderedBy(SourceCell.Term("id"));
    }

    // The departments in charge of an assessment, to count by.
    private static ToMany InCharge(string parentColumn) => new("departments", () => Department, "assessment_id")
    {
        Link = "responsibility",
        LinkTarget = "department_id",
        ParentColumn = parentColumn,
        Repeats = true,
    };

    private static Column LinkPosition { get; } =
        new("position", ColumnKind.Integer, "position", false) { OnLink = true };

    private static void BelongTo(Entity entity, int depth)
    {
        foreach (var ancestor in Ancestors.Take(depth).Reverse())
            entity.Relate(new ToOne(ancestor().Name, ancestor, ancestor().Table + "_id", nullable: false));
    }

    private static ToMany Children(string name, Func<Entity> target, string column) => new(name, target, column);

    private static ToMany Few(string name, Func<Entity> target, string column) =>
        new(name, target, column) { IsShort = true };

    private static ToMany Linked(
        string name, Func<Entity> target, string link, string column, string linkTarget, bool repeats = false) =>
        new(name, target, column) { Link = link, LinkTarget = linkTarget, Repeats = repeats };

    // The same five values stand in several tables, under one prefix or another.
    private static Entity Location(string table, string prefix, string column, bool nullable = false)
    {
        var location = new Entity("location", table)
            .Integer("page", prefix + "page", nullable)
            .Integer("row", prefix + "row", nullable)
            .With(new Column("column", ColumnKind.Integer, column, Nullable: true))
            .Integer("line", prefix + "line", nullable);
        return location.Relate(new ToOne("document", () => SourceDocument, prefix + "document_id", nullable));
    }
}
