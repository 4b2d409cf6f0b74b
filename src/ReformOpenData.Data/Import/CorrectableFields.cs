using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>The fields that a correction can mend, with what the print says of each.</summary>
internal static class CorrectableFields
{
    /// <summary>One field of one row.</summary>
    /// <param name="Printed">What the print says, where it is kept apart from the value.</param>
    /// <param name="Source">The printed cell, byte for byte; null where none is kept.</param>
    /// <param name="Accepts">Whether a value can be the field's: not blank, a grade of the plan …</param>
    public readonly record struct Field(
        string Key, string Name, string? Value, string? Printed, string? Source, Func<string, bool> Accepts)
    {
        /// <summary>Whether the print of this field says that there is nothing.</summary>
        public bool IsPrintedDash => Source is not null && CellText.IsDash(Source);
    }

    /// <summary>For messages.</summary>
    public const string Names =
        "name (category, item, initiative), description, summary, text (narrative), grade (rating)";

    /// <summary>The municipality with each field replaced by what the function makes of it.</summary>
    public static Municipality Rewrite(Municipality municipality, Func<Field, string?> rewrite)
    {
        var rewriter = new Rewriter(municipality.Departments.ToDictionary(one => one.FullName), rewrite);
        return municipality with
        {
            Plans =
                [.. municipality.Plans.Select(plan => rewriter.Rewrite(plan, Keys.Plan(municipality.Code, plan.Code)))],
        };
    }

    /// <summary>All fields, by key and name.</summary>
    public static Dictionary<(string Key, string Name), Field> Of(Municipality municipality)
    {
        var fields = new Dictionary<(string Key, string Name), Field>();
        Rewrite(municipality, field =>
        {
            fields[(field.Key, field.Name)] = field;
            return field.Value;
        });
        return fields;
    }

    private sealed class Rewriter(Dictionary<string, Department> departments, Func<Field, string?> rewrite)
    {
        public Plan Rewrite(Plan plan, string key) => plan with
        {
            Categories = [.. plan.Categories.Select(one => Rewrite(one, plan, Keys.Category(key, one.Number)))],
        };

        private Category Rewrite(Category category, Plan plan, string key) => category with
        {
            Name = Name(key, category.Name, printed: null, source: null),
            Items = [.. category.Items.Select(one => Rewrite(one, plan, Keys.Item(key, one.Number)))],
        };

        private Item Rewrite(Item item, Plan plan, string key)
        {
            var cell = Printed(item.Initiatives.SelectMany(initiative => initiative.Assessments), SourceColumn.Item);
            return item with
            {
                Name = Name(
                    key,
                    item.Name,
                    cell is { Length: > 1 } && CellText.CircledNumber(cell[0]) is not null ? cell[1..] : cell,
                    Source(item.Initiatives.SelectMany(initiative => initiative.Assessments), SourceColumn.Item)),
                Initiatives = [.. item.Initiatives.Select(one => Rewrite(one, plan, Keys.Initiative(key, one.Number)))],
            };
        }

        private Initiative Rewrite(Initiative initiative, Plan plan, string key)
        {
            var description = Printed(initiative.Assessments, SourceColumn.Description);
            return initiative with
            {
                Name = Name(
                    key,
                    initiative.Name,
                    Printed(initiative.Assessments, SourceColumn.Initiative),
                    Source(initiative.Assessments, SourceColumn.Initiative)),
                Description = rewrite(new Field(
                    key,
                    "description",
                    initiative.Description,
                    description,
                    Source(initiative.Assessments, SourceColumn.Description),
                    IsFilled)),
                Assessments =
                    [.. initiative.Assessments.Select(one => Rewrite(one, plan, Keys.Assessment(key, one.Number)))],
            };
        }

        private Assessment Rewrite(Assessment row, Plan plan, string key)
        {
            NamedDepartment[] named = [.. row.Responsibilities
                .Select(one => new NamedDepartment(departments[one.Department], one.Qualifier))];
            return row with
            {
                Narratives = [.. row.Narratives.Select(one => Rewrite(one, named, Keys.YearlyNarrative(key, one)))],
                Summary = row.Summary is null ? null : Rewrite(row.Summary, named, key),
                Ratings =
                    [.. row.Ratings.Select(one => Rewrite(one, plan, Keys.Rating(key, one.FiscalYear, one.Number)))],
            };
        }

        private YearlyNarrative Rewrite(YearlyNarrative narrative, IReadOnlyList<NamedDepartment> named, string key)
        {
            var text = rewrite(new Field(
                key, "text", narrative.Text, CleanText(narrative.SourceText), narrative.SourceText, IsFilled));
            return text == narrative.Text
                ? narrative
                : narrative with { Text = text, Sections = SectionCutter.Cut(text, named) };
        }

        private Summary Rewrite(Summary summary, IReadOnlyList<NamedDepartment> named, string key)
        {
            var text = rewrite(
                new Field(key, "summary", summary.Text, CleanText(summary.SourceText), summary.SourceText, IsFilled));
            return text == summary.Text
                ? summary
                : summary with { Text = text, Sections = SectionCutter.Cut(text, named) };
        }

        private Rating Rewrite(Rating rating, Plan plan, string key)
        {
            var scale = plan.RatingScale;
            var label = scale.StepOf(rating)?.Label ?? rating.Printed;
            var value = rewrite(
                new Field(key, "grade", label, rating.Printed, rating.Printed, text => StepOf(text) is not null));
            return value == label || StepOf(value) is not { } step
                ? rating
                : rating with { Grade = step.Grade, Label = scale.LabelToKeep(step, rating.FiscalYear) };

            // The print may hold the sign of a step.
            GradeLabel? StepOf(string? text)
            {
                var steps = scale.In(rating.FiscalYear);
                return steps.FirstOrDefault(step => step.Label == text)
                    ?? steps.FirstOrDefault(step => step.Symbol == text);
            }
        }

        private string Name(string key, string value, string? printed, string? source) =>
            rewrite(new Field(key, "name", value, printed, source, IsFilled))!;

        private static bool IsFilled(string text) => !string.IsNullOrWhiteSpace(text);

        private static string? CleanText(string sourceText)
        {
            var text = CellText.IsNothing(sourceText) ? "" : CellText.Clean(sourceText).Text;
            return CellText.IsNothing(text) ? null : text;
        }

        private static string? Source(IEnumerable<Assessment> rows, SourceColumn column) =>
            rows.Select(row => row.Cells.LastOrDefault(cell => cell.Column == column)?.SourceText)
                .FirstOrDefault(text => !string.IsNullOrEmpty(text));

        /// <summary>
        /// The cell of the newest document: its cells come last. Of several rows, the first one names them all.
        /// </summary>
        private static string? Printed(IEnumerable<Assessment> rows, SourceColumn column) =>
            rows.Select(row => row.Cells.LastOrDefault(cell => cell.Column == column)?.Text)
                .FirstOrDefault(text => !string.IsNullOrEmpty(text));
    }
}
