using System.Runtime.CompilerServices;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Queries;

/// <summary>The records of a release as flat lists in the order of the print, each with what it belongs to: what random
/// questions are asked of in plain LINQ. Nothing here is shared with the code that is tested but the folding of
/// texts.</summary>
internal sealed class Records
{
    private static readonly ConditionalWeakTable<Municipality, Records> OfOne = [];

    public Records(IReadOnlyList<Municipality> municipalities)
    {
        foreach (var municipality in municipalities.OrderBy(one => one.Code, StringComparer.Ordinal))
        {
            foreach (var department in municipality.Departments)
                Departments.Add(
                    new One("department", municipality, Department: department, Position: Departments.Count));
            foreach (var plan in municipality.Plans.OrderBy(one => one.FirstFiscalYear))
                AddPlan(new One("plan", municipality, plan));
        }
    }

    public List<One> Departments { get; } = [];

    public List<One> Categories { get; } = [];

    public List<One> Items { get; } = [];

    public List<One> Initiatives { get; } = [];

    public List<One> Assessments { get; } = [];

    public List<One> Narratives { get; } = [];

    public List<One> Ratings { get; } = [];

    public IReadOnlyDictionary<string, List<One>> Lists => new Dictionary<string, List<One>>
    {
        ["departments"] = Departments,
        ["categories"] = Categories,
        ["items"] = Items,
        ["initiatives"] = Initiatives,
        ["assessments"] = Assessments,
        ["narratives"] = Narratives,
        ["ratings"] = Ratings,
    };

    /// <summary>The records of one municipality, made once.</summary>
    private static Records Of(Municipality municipality) => OfOne.GetValue(municipality, one => new Records([one]));

    private void AddPlan(One plan)
    {
        foreach (var category in plan.Plan!.Categories)
        {
            var ofCategory = plan with { Kind = "category", Category = category };
            Categories.Add(ofCategory);
            foreach (var item in category.Items)
            {
                var ofItem = ofCategory with { Kind = "item", Item = item };
                Items.Add(ofItem);
                foreach (var initiative in item.Initiatives)
                {
                    var ofInitiative = ofItem with { Kind = "initiative", Initiative = initiative };
                    Initiatives.Add(ofInitiative);
                    foreach (var assessment in initiative.Assessments)
                        AddAssessment(ofInitiative with { Kind = "assessment", Assessment = assessment });
                }
            }
        }
    }

    private void AddAssessment(One assessment)
    {
        Assessments.Add(assessment);
        foreach (var narrative in assessment.Assessment!.Narratives.OrderBy(KeyOf, StringComparer.Ordinal))
            Narratives.Add(assessment with { Kind = "narrative", Narrative = narrative });
        foreach (var rating in assessment.Assessment!.Ratings.OrderBy(one => one.FiscalYear).ThenBy(one => one.Number))
            Ratings.Add(assessment with { Kind = "rating", Rating = rating });
    }

    /// <summary>2021, or 2021/ISSUE.</summary>
    public static string KeyOf(YearlyNarrative narrative) =>
        $"{narrative.FiscalYear:0000}"
        + $"{(narrative.Kind == NarrativeKind.Result ? "" : "/" + NarrativeKinds.Name(narrative.Kind))}";

    /// <summary>One row with all that it belongs to.</summary>
    public sealed record One(
        string Kind,
        Municipality Municipality,
        Plan? Plan = null,
        Category? Category = null,
        Item? Item = null,
        Initiative? Initiative = null,
        Assessment? Assessment = null,
        YearlyNarrative? Narrative = null,
        Rating? Rating = null,
        Department? Department = null,
        int Position = 0,
        Section? Section = null,
        SourceCell? Cell = null,
        Responsibility? Responsibility = null,
        SourceLocation? Location = null)
    {
        /// <summary>Its natural key.</summary>
        public string Key => Kind switch
        {
            "department" => $"{Municipality.Code}/{Department!.FullName}",
            "municipality" => Municipality.Code,
            "plan" => PlanKey,
            "category" => CategoryKey,
            "item" => ItemKey,
            "initiative" => InitiativeKey,
            "assessment" => AssessmentKey,
            "narrative" => $"{AssessmentKey}/{KeyOf(Narrative!)}",
            _ => $"{AssessmentKey}/{Rating!.FiscalYear:0000}/{Rating.Number:00}",
        };

        private string PlanKey => $"{Municipality.Code}/{Plan!.FirstFiscalYear:0000}";

        private string CategoryKey => $"{PlanKey}/{Category!.Number:00}";

        public string ItemKey => $"{CategoryKey}/{Item!.Number:00}";

        private string InitiativeKey => $"{ItemKey}/{Initiative!.Number:000}";

        private string AssessmentKey => $"{InitiativeKey}/{Assessment!.Number:000}";

        /// <summary>Itself as what it belongs to, or one part of it; null where it has none.</summary>
        public One? Up(string kind) => (Kind, kind) switch
        {
            (_, "location") => this with { Kind = kind, Location = Place() },
            (_, "summary") => Assessment!.Summary is null ? null : this with { Kind = kind },
            ("section", "department") => Section!.Department is { } label ? DepartmentOf(label) : null,
            ("responsibility", "department") => DepartmentOf(Responsibility!.Department),
            _ => this with { Kind = kind },
        };

        /// <summary>Where it was printed; of a row as a whole no column is.</summary>
        private SourceLocation Place() => Kind switch
        {
            "assessment" => Assessment!.Location with { Column = null },
            "summary" => Assessment!.Summary!.Location,
            "narrative" => Narrative!.Location,
            "rating" => Rating!.Location,
            "cell" => Cell!.Location,
            _ => throw new InvalidOperationException($"{Kind} has no location."),
        };

        private SourceDocument Document() => Municipality.Documents.First(one => one.Sha256 == Location!.Document);

        /// <summary>The rows below, or beside through a list of departments.</summary>
        public IEnumerable<One> Many(string list) => (Kind, list) switch
        {
            ("category", "items") => Category!.Items.Select(one => this with { Kind = "item", Item = one }),
            ("item", "initiatives") =>
                Item!.Initiatives.Select(one => this with { Kind = "initiative", Initiative = one }),
            ("initiative", "assessments") =>
                Initiative!.Assessments.Select(one => this with { Kind = "assessment", Assessment = one }),
            ("assessment", "narratives") =>
                Assessment!.Narratives.Select(one => this with { Kind = "narrative", Narrative = one }),
            ("assessment", "ratings") => Assessment!.Ratings.Select(one => this with { Kind = "rating", Rating = one }),
            ("assessment", "cells") => Assessment!.Cells.Select(one => this with { Kind = "cell", Cell = one }),
            ("assessment", "responsibilities") =>
                Assessment!.Responsibilities.Select(one => this with { Kind = "responsibility", Responsibility = one }),
            ("narrative", "sections") =>
                Narrative!.Sections.Select(one => this with { Kind = "section", Section = one }),
            ("summary", "sections") =>
                Assessment!.Summary!.Sections.Select(one => this with { Kind = "section", Section = one }),
            ("category" or "item" or "initiative", "ratings") =>
                Of(Municipality).Ratings.Where(one => one.Up(Kind)!.Key == Key),
            ("rating", "departments") => Rating!.Departments.Select(DepartmentOf),
            ("department", "ratings") =>
                Of(Municipality).Ratings.Where(one => one.Rating!.Departments.Contains(Department!.FullName)),
            ("department", "assessments") => Of(Municipality).Assessments
                .Where(one => one.Assessment!.Responsibilities.Any(each => each.Department == Department!.FullName)),
            _ => throw new InvalidOperationException($"{Kind} has no {list}."),
        };

        /// <summary>The departments in charge, or those that a rating names.</summary>
        public IEnumerable<One> InCharge() => Kind == "rating"
            ? Many("departments")
            : Assessment!.Responsibilities.Select(one => one.Department).Distinct().Select(DepartmentOf);

        public One DepartmentOf(string fullName) => new(
            "department",
            Municipality,
            Department: Municipality.Departments.First(one => one.FullName == fullName),
            Position: Municipality.Departments.ToList().FindIndex(one => one.FullName == fullName));

        /// <summary>The step of the plan's scale that a rating is of.</summary>
        public GradeLabel? Step => Plan!.RatingScale.StepOf(Rating!);

        /// <summary>
        /// The value of a field: null, string, long, bool, Grade, Level, NarrativeKind, ResponsibilityRole or
        /// SourceColumn.
        /// </summary>
        public object? Get(string field) => (Kind, field) switch
        {
            ("municipality", "code") => Municipality.Code,
            ("municipality", "name") => Municipality.Name,
            ("municipality", "romanName") => Municipality.RomanName,
            ("plan", "title") => Plan!.Title,
            ("plan", "firstFiscalYear") => (long)Plan!.FirstFiscalYear,
            ("plan", "lastFiscalYear") => (long)Plan!.LastFiscalYear,
            ("category", "number") => (long)Category!.Number,
            ("category", "name") => Category!.Name,
            ("category", "printedNumber") => Category!.PrintedNumber,
            ("item", "number") => (long)Item!.Number,
            ("item", "name") => Item!.Name,
            ("item", "printedNumber") => Item!.PrintedNumber,
            ("initiative", "number") => (long)Initiative!.Number,
            ("initiative", "name") => Initiative!.Name,
            ("initiative", "printedNumber") => Initiative!.PrintedNumber,
            ("initiative", "description") => Initiative!.Description,
            ("assessment", "number") => (long)Assessment!.Number,
            ("narrative", "fiscalYear") => (long)Narrative!.FiscalYear,
            ("narrative", "kind") => Narrative!.Kind,
            ("narrative", "text") => Narrative!.Text,
            ("narrative", "sourceText") => Narrative!.SourceText,
            ("rating", "number") => (long)Rating!.Number,
            ("rating", "grade") => Rating!.Grade,
            ("rating", "printed") => Rating!.Printed,
            ("rating", "label") => Step?.Label ?? Rating!.Printed,
            ("rating", "meaning") => Step?.Meaning,
            ("rating", "level") => Step?.Level,
            ("rating", "isRated") => Step?.IsRated ?? Rating!.Grade != Grade.NotRated,
            ("rating", "evaluator") => Rating!.Evaluator,
            ("rating", "aspect") => Rating!.Aspect,
            ("rating", "fiscalYear") => (long)Rating!.FiscalYear,
            ("rating", "isFinal") => Rating!.IsFinal,
            ("summary", "fiscalYear") => (long)Assessment!.Summary!.FiscalYear,
            ("summary", "text") => Assessment!.Summary!.Text,
            ("summary", "sourceText") => Assessment!.Summary!.SourceText,
            ("section", "label") => Section!.Label,
            ("section", "text") => Section!.Text,
            ("cell", "column") => Cell!.Column,
            ("cell", "text") => Cell!.Text,
            ("cell", "sourceText") => Cell!.SourceText,
            ("responsibility", "qualifier") => Responsibility!.Qualifier,
            ("responsibility", "role") => Responsibility!.Role,
            ("location", "page") => (long)Location!.Page,
            ("location", "row") => (long)Location!.Row,
            ("location", "column") => (long?)Location!.Column,
            ("location", "line") => (long)Location!.Line,
            ("document", "sha256") => Document().Sha256,
            ("document", "fileName") => Document().FileName,
            ("document", "title") => Document().Title,
            ("document", "publisher") => Document().Publisher,
            ("document", "url") => Document().Url,
            ("document", "licence") => Document().Licence,
            ("document", "licenceConfirmed") => Document().LicenceConfirmed,
            ("document", "fiscalYear") => (long)Document().FiscalYear,
            ("department", "name") => Department!.Name,
            ("department", "bureau") => Department!.Bureau,
            ("department", "fullName") => Department!.FullName,
            _ => throw new InvalidOperationException($"{Kind} has no {field}."),
        };
    }
}
