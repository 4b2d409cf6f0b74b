using System.Globalization;

namespace ReformOpenData.Data.Plans;

/// <summary>
/// Lists what differs between two states of a municipality: an object that is new or gone once, without what is below it, and
/// each changed field of one that stayed. Places in print do not count: they change with every document.
/// </summary>
public static class MunicipalityComparison
{
    /// <summary>The changes in the order of the print; null stands for a municipality that is not there.</summary>
    public static IReadOnlyList<Change> Compare(Municipality? before, Municipality? after)
    {
        var changes = new List<Change>();
        CompareNodes(
            before is null ? [] : [Node.Of(before)],
            after is null ? [] : [Node.Of(after)],
            changes);
        return changes;
    }

    private static void CompareNodes(IReadOnlyList<Node> before, IReadOnlyList<Node> after, List<Change> changes)
    {
        var old = before.ToDictionary(node => (node.Type, node.Key));
        foreach (var node in after)
        {
            if (old.Remove((node.Type, node.Key), out var earlier))
            {
                CompareFields(earlier, node, changes);
                CompareNodes(earlier.Children(), node.Children(), changes);
            }
            else
            {
                changes.Add(new Change(ChangeKind.Added, node.Type, node.Key, null, null, node.Label));
            }
        }

        foreach (var node in before)
        {
            if (old.ContainsKey((node.Type, node.Key)))
                changes.Add(new Change(ChangeKind.Removed, node.Type, node.Key, null, node.Label, null));
        }
    }

    private static void CompareFields(Node before, Node after, List<Change> changes)
    {
        var isTold = false;
        foreach (var ((name, kind, value), (_, _, earlier)) in after.Fields.Zip(before.Fields))
        {
            // A field that only says how the one before it is printed is told where that one did not change.
            var isPrint = name is "sourceText" or "summary.sourceText" or "printed";
            if (value != earlier && !(isPrint && isTold))
                changes.Add(new Change(kind, after.Type, after.Key, name, earlier, value));
            isTold = value != earlier;
        }
    }

    /// <summary>Anything with a key: its label, its own fields, and what is below it, made only when it is asked for.</summary>
    private sealed record Node(
        string Type,
        string Key,
        string? Label,
        (string Name, ChangeKind Kind, string? Value)[] Fields,
        Func<IReadOnlyList<Node>> Children)
    {
        private static readonly Func<IReadOnlyList<Node>> Nothing = () => [];

        public static Node Of(Municipality municipality) => new(
            nameof(Municipality),
            municipality.Code,
            municipality.Name,
            [("name", ChangeKind.Renamed, municipality.Name), ("romanName", ChangeKind.Renamed, municipality.RomanName)],
            () =>
            [
                .. municipality.Departments.Select(one => Of(one, municipality.Code)),
                .. municipality.Plans.Select(one => Of(one, municipality.Code)),
                .. municipality.Documents.Select(one => Of(one, municipality.Code)),
                .. municipality.Corrections.Select(Of),
            ]);

        private static Node Of(Department department, string code) => new(
            nameof(Department),
            Keys.Department(code, department.FullName),
            department.FullName,
            [("bureau", ChangeKind.ValueChanged, department.Bureau)],
            Nothing);

        private static Node Of(Plan plan, string code)
        {
            var key = Keys.Plan(code, plan.FirstFiscalYear);
            return new(
                nameof(Plan),
                key,
                plan.Title,
                [
                    ("title", ChangeKind.Renamed, plan.Title),
                    ("lastFiscalYear", ChangeKind.ValueChanged, Invariant(plan.LastFiscalYear)),
                    ("ratingScale", ChangeKind.ValueChanged, string.Join(", ", plan.RatingScale.Select(one => $"{Grades.Name(one.Grade)} {one.Label}"))),
                ],
                () => [.. plan.Categories.Select(one => Of(one, key))]);
        }

        private static Node Of(Category category, string plan)
        {
            var key = Keys.Category(plan, category.Number);
            return new(
                nameof(Category),
                key,
                category.Name,
                [("name", ChangeKind.Renamed, category.Name)],
                () => [.. category.Items.Select(one => Of(one, key))]);
        }

        private static Node Of(Item item, string category)
        {
            var key = Keys.Item(category, item.Number);
            return new(
                nameof(Item),
                key,
                item.Name,
                [("name", ChangeKind.Renamed, item.Name)],
                () => [.. item.Initiatives.Select(one => Of(one, key))]);
        }

        private static Node Of(Initiative initiative, string item)
        {
            var key = Keys.Initiative(item, initiative.Number);
            return new(
                nameof(Initiative),
                key,
                initiative.Name,
                [
                    ("name", ChangeKind.Renamed, initiative.Name),
                    ("description", ChangeKind.TextChanged, initiative.Description),
                ],
                () => [.. initiative.Assessments.Select(one => Of(one, key))]);
        }

        private static Node Of(Assessment assessment, string initiative)
        {
            var key = Keys.Assessment(initiative, assessment.Number);
            var departments = string.Join("・", assessment.Responsibilities.Select(one =>
                one.Qualifier is null ? one.Department : $"{one.Department}（{one.Qualifier}）"));
            return new(
                nameof(Assessment),
                key,
                departments,
                [
                    ("responsibilities", ChangeKind.ValueChanged, departments),
                    ("summary", ChangeKind.TextChanged, assessment.Summary?.Text),
                    ("summary.sourceText", ChangeKind.ValueChanged, assessment.Summary?.SourceText),
                ],
                () =>
                [
                    .. assessment.Narratives.Select(one => Of(one, key)),
                    .. assessment.Ratings.Select(one => Of(one, key)),
                ]);
        }

        private static Node Of(YearlyNarrative narrative, string assessment) => new(
            nameof(YearlyNarrative),
            Keys.YearlyNarrative(assessment, narrative.FiscalYear),
            narrative.Text ?? narrative.SourceText,
            [
                ("text", ChangeKind.TextChanged, narrative.Text),
                ("sourceText", ChangeKind.ValueChanged, narrative.SourceText),
            ],
            Nothing);

        private static Node Of(Rating rating, string assessment)
        {
            var departments = string.Join("・", rating.Departments);
            return new(
                nameof(Rating),
                Keys.Rating(assessment, rating.FiscalYear, rating.Number),
                $"{departments} {rating.Printed}",
                [
                    ("grade", ChangeKind.RatingChanged, Grades.Name(rating.Grade)),
                    ("printed", ChangeKind.ValueChanged, rating.Printed),
                    ("isFinal", ChangeKind.ValueChanged, rating.IsFinal ? "true" : "false"),
                    ("departments", ChangeKind.ValueChanged, departments),
                ],
                Nothing);
        }

        private static Node Of(SourceDocument document, string code) => new(
            nameof(SourceDocument),
            $"{code}/{document.Sha256}",
            document.Title,
            [
                ("title", ChangeKind.Renamed, document.Title),
                ("fileName", ChangeKind.ValueChanged, document.FileName),
                ("publisher", ChangeKind.ValueChanged, document.Publisher),
                ("url", ChangeKind.ValueChanged, document.Url),
                ("licence", ChangeKind.ValueChanged, document.Licence),
                ("licenceConfirmed", ChangeKind.ValueChanged, document.LicenceConfirmed ? "true" : "false"),
                ("retrievedOn", ChangeKind.ValueChanged, document.RetrievedOn?.ToString("O", CultureInfo.InvariantCulture)),
                ("fiscalYear", ChangeKind.ValueChanged, Invariant(document.FiscalYear)),
            ],
            Nothing);

        private static Node Of(Correction correction) => new(
            nameof(Correction),
            $"{correction.TargetKey}/{correction.Field}",
            correction.Corrected,
            [
                ("printed", ChangeKind.ValueChanged, correction.Printed),
                ("corrected", ChangeKind.ValueChanged, correction.Corrected),
                ("reason", ChangeKind.ValueChanged, correction.Reason),
            ],
            Nothing);

        private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
