using System.Globalization;
using System.Reflection;

namespace ReformOpenData.Data.Plans;

/// <summary>
/// Anything with a key, with all that the API tells of it: two states of a municipality give the same answers if and
/// only if their nodes are the same. <see cref="MunicipalityComparison"/> lists what differs, and the content hash is
/// made of the nodes too.
/// </summary>
/// <param name="Label">What it is called, for people.</param>
/// <param name="Children">What is below it, made only when it is asked for; in the order of the API.</param>
internal sealed record MunicipalityNode(
    string Type,
    string Key,
    string? Label,
    IReadOnlyList<NodeField> Fields,
    Func<IReadOnlyList<MunicipalityNode>> Children)
{
    private static readonly Func<IReadOnlyList<MunicipalityNode>> Nothing = () => [];

    public static MunicipalityNode Of(Municipality municipality) => new Maker(municipality).Municipality();

    /// <summary>The name of a column in the API.</summary>
    public static string NameOf(SourceColumn column) => column.ToString().ToUpperInvariant();

    /// <summary>Where something is printed: the documents have names for people.</summary>
    private sealed class Maker(Municipality municipality)
    {
        private readonly Dictionary<string, string> fileNames =
            municipality.Documents.DistinctBy(document => document.Sha256)
                .ToDictionary(document => document.Sha256, document => document.FileName);

        public MunicipalityNode Municipality() => new(
            nameof(Municipality),
            municipality.Code,
            municipality.Name,
            [
                new NodeField("name", ChangeKind.Renamed, municipality.Name),
                new NodeField("romanName", ChangeKind.Renamed, municipality.RomanName),
            ],
            () =>
            [
                .. municipality.Departments.Select(Of),
                .. municipality.Plans.OrderBy(plan => plan.Code, StringComparer.Ordinal).Select(Of),
                .. municipality.Documents.OrderBy(document => document.Sha256, StringComparer.Ordinal).Select(Of),
                .. municipality.Corrections.Select(Of).OrderBy(node => node.Key, StringComparer.Ordinal),
            ]);

        private MunicipalityNode Of(Department department) => new(
            nameof(Department),
            Keys.Department(municipality.Code, department.FullName),
            department.FullName,
            [
                Value("bureau", department.Bureau),
                Value("successors", SuccessorsOf(department.FullName)) with { IsLater = true },
            ],
            Nothing);

        private string? SuccessorsOf(string department) => string.Join('・', municipality.Successions
            .Where(one => one.Department == department)
            .Select(one => one.Successor)
            .Distinct()
            .Order(StringComparer.Ordinal))
            is { Length: > 0 } told ? told : null;

        private MunicipalityNode Of(Plan plan)
        {
            var key = Keys.Plan(municipality.Code, plan.Code);
            return new(
                nameof(Plan),
                key,
                plan.Title,
                [
                    new NodeField("title", ChangeKind.Renamed, plan.Title),
                    Value("lastFiscalYear", Invariant(plan.LastFiscalYear)),
                    Value("ratingScale", string.Join(", ", plan.RatingScale.Select(Told))) with
                    {
                        Exact = NodeField.Join(plan.RatingScale.SelectMany(Values)),
                    },
                    Value("levelNames", plan.LevelNames is { } names
                        ? string.Join('・', LevelValues(names).OfType<string>())
                        : null) with
                    {
                        Exact = plan.LevelNames is { } exact ? NodeField.Join(LevelValues(exact)) : null,
                        IsLater = true,
                    },
                ],
                () => [.. plan.Categories.OrderBy(category => category.Number)
                    .Select(category => Of(category, key, plan.RatingScale))]);

            static string?[] LevelValues(LevelNames names) => [names.Category, names.Item, names.Initiative];

            static string Told(GradeLabel step) =>
                string.Join(' ', Values(step).Where(value => !string.IsNullOrEmpty(value)));

            static string?[] Values(GradeLabel step) => !step.HasDetails
                ? [Grades.Name(step.Grade), step.Label]
                :
                [
                    Grades.Name(step.Grade), step.Label, step.Sign == step.Label ? null : step.Sign, step.Meaning,
                    step.Level is { } level ? Levels.Name(level) : null,
                    step.IsRated == (step.Grade != Grade.NotRated) ? null : step.IsRated ? "rated" : "not rated",
                    Invariant(step.FirstFiscalYear), Invariant(step.LastFiscalYear),
                ];
        }

        /// <summary>
        /// What a record declares behind its parameters as a text or a number: earlier versions do not know it.
        /// </summary>
        private static IEnumerable<NodeField> Later<T>(T record) =>
            LaterValues<T>.All.Select(later => Value(later.Name, later.Text(record)) with { IsLater = true });

        private MunicipalityNode Of(Category category, string plan, IReadOnlyList<GradeLabel> scale)
        {
            var key = Keys.Category(plan, category.Number);
            return new(
                nameof(Category),
                key,
                category.Name,
                [new NodeField("name", ChangeKind.Renamed, category.Name), .. Later(category)],
                () => [.. category.Items.OrderBy(item => item.Number).Select(item => Of(item, key, scale))]);
        }

        private MunicipalityNode Of(Item item, string category, IReadOnlyList<GradeLabel> scale)
        {
            var key = Keys.Item(category, item.Number);
            return new(
                nameof(Item),
                key,
                item.Name,
                [
                    new NodeField("name", ChangeKind.Renamed, item.Name),
                    .. Later(item),
                ],
                () =>
                [
                    .. item.Initiatives.OrderBy(initiative => initiative.Number)
                        .Select(initiative => Of(initiative, key, scale)),
                ]);
        }

        private MunicipalityNode Of(Initiative initiative, string item, IReadOnlyList<GradeLabel> scale)
        {
            var key = Keys.Initiative(item, initiative.Number);
            return new(
                nameof(Initiative),
                key,
                initiative.Name,
                [
                    new NodeField("name", ChangeKind.Renamed, initiative.Name),
                    new NodeField("description", ChangeKind.TextChanged, initiative.Description),
                    .. Later(initiative),
                    .. Ending(initiative.Ending),
                ],
                () =>
                [
                    .. initiative.Assessments.OrderBy(assessment => assessment.Number)
                        .Select(assessment => Of(assessment, key, scale)),
                ]);
        }

        private static NodeField[] Ending(InitiativeEnding? ending) =>
        [
            Value("status", ending is null ? null : InitiativeStatuses.Name(ending.Status)) with { IsLater = true },
            Value("endedIn", Invariant(ending?.EndedIn)) with { IsLater = true },
            Value("reason", ending?.Reason) with { IsLater = true },
            Value("successors", ending is not { Successors.Count: > 0 } ? null
                : string.Join(' ', ending.Successors.Distinct().Order(StringComparer.Ordinal))) with { IsLater = true },
        ];

        private MunicipalityNode Of(Assessment assessment, string initiative, IReadOnlyList<GradeLabel> scale)
        {
            var key = Keys.Assessment(initiative, assessment.Number);
            var departments = string.Join("・", assessment.Responsibilities.Select(responsibility =>
                responsibility.Qualifier is null
                    ? responsibility.Department
                    : $"{responsibility.Department}（{responsibility.Qualifier}）"));
            return new(
                nameof(Assessment),
                key,
                departments,
                [
                    Value("responsibilities", departments) with
                    {
                        Exact = NodeField.Join(assessment.Responsibilities.SelectMany(responsibility =>
                            new[] { responsibility.Department, responsibility.Qualifier })),
                    },
                    Value("responsibilities.role", Supporting(assessment)) with { IsLater = true },
                    .. Summary(assessment.Summary),
                    Location("location", assessment.Location with { Column = null }),
                    Cells(assessment.Cells),
                ],
                () =>
                [
                    .. NarrativeKinds.Ordered(assessment.Narratives).Select(narrative => Of(narrative, key)),
                    .. assessment.Ratings.OrderBy(rating => rating.FiscalYear).ThenBy(rating => rating.Number)
                        .Select(rating => Of(rating, key, scale)),
                    .. assessment.Measures.OrderBy(measure => measure.Number).Select(measure => Of(measure, key)),
                ]);
        }

        /// <summary>
        /// The places of the departments that support, from 1, with their names; null where none does.
        /// </summary>
        private static string? Supporting(Assessment assessment) =>
            string.Join(", ", assessment.Responsibilities.Index()
                .Where(one => one.Item.Role == ResponsibilityRole.Supporting)
                .Select(one => $"{one.Index + 1} {one.Item.Department}")) is { Length: > 0 } told ? told : null;

        private MunicipalityNode Of(Measure measure, string assessment)
        {
            var key = Keys.Measure(assessment, measure.Number);
            return new(
                nameof(Measure),
                key,
                measure.Name,
                [
                    new NodeField("name", ChangeKind.Renamed, measure.Name),
                    Value("unit", measure.Unit),
                    Value("kind", MeasureNames.Name(measure.Kind)),
                    Value("direction", measure.Direction is { } direction ? MeasureNames.Name(direction) : null),
                ],
                () => [.. measure.Values.Select(value => Of(value, key))
                    .OrderBy(node => node.Key, StringComparer.Ordinal)]);
        }

        private MunicipalityNode Of(MeasureValue value, string measure) => new(
            nameof(MeasureValue),
            Keys.MeasureValue(measure, value.FiscalYear, value.Role),
            value.Printed,
            [Value("printed", value.Printed), Location("location", value.Location)],
            Nothing);

        /// <summary>A summary that is there has a text as printed, if no other.</summary>
        private NodeField[] Summary(Summary? summary) =>
        [
            new NodeField("summary", ChangeKind.TextChanged, summary?.Text),
            Value("summary.sourceText", summary?.SourceText) with { Follows = ["summary"] },
            Value("summary.fiscalYear", summary is null ? null : Invariant(summary.FiscalYear)) with { IsPart = true },
            (summary is null ? Value("summary.sections", null) : Sections("summary.sections", summary.Sections)) with
            {
                Follows = ["summary"],
                IsPart = true,
            },
            (summary is null ? Value("summary.location", null) : Location("summary.location", summary.Location)) with
            {
                IsPart = true,
            },
        ];

        private MunicipalityNode Of(YearlyNarrative narrative, string assessment) => new(
            nameof(YearlyNarrative),
            Keys.YearlyNarrative(assessment, narrative),
            narrative.Text ?? narrative.SourceText,
            [
                new NodeField("text", ChangeKind.TextChanged, narrative.Text),
                Value("sourceText", narrative.SourceText) with { Follows = ["text"] },
                Sections("sections", narrative.Sections) with { Follows = ["text"] },
                Location("location", narrative.Location),
            ],
            Nothing);

        private MunicipalityNode Of(Rating rating, string assessment, IReadOnlyList<GradeLabel> scale)
        {
            var departments = string.Join("・", rating.Departments);
            return new(
                nameof(Rating),
                Keys.Rating(assessment, rating.FiscalYear, rating.Number),
                $"{departments} {rating.Printed}",
                [
                    new NodeField("grade", ChangeKind.RatingChanged, Grades.Name(rating.Grade)),
                    Value("printed", rating.Printed) with { Follows = ["grade"] },
                    Value("isFinal", rating.IsFinal ? "true" : "false"),
                    Value("departments", departments) with { Exact = NodeField.Join(rating.Departments) },
                    Location("location", rating.Location),
                    Value("label", scale.LabelToKeep(rating)) with
                    {
                        Kind = ChangeKind.RatingChanged,
                        IsLater = true,
                        Follows = ["grade"],
                    },
                    Value("evaluator", rating.Evaluator) with { IsLater = true },
                    Value("aspect", rating.Aspect) with { IsLater = true },
                ],
                Nothing);
        }

        private MunicipalityNode Of(SourceDocument document) => new(
            nameof(SourceDocument),
            $"{municipality.Code}/{document.Sha256}",
            document.Title,
            [
                new NodeField("title", ChangeKind.Renamed, document.Title),
                Value("fileName", document.FileName),
                Value("publisher", document.Publisher),
                Value("url", document.Url),
                Value("licence", document.Licence),
                Value("licenceConfirmed", document.LicenceConfirmed ? "true" : "false"),
                Value("retrievedOn", document.RetrievedOn?.ToString("O", CultureInfo.InvariantCulture)),
                Value("fiscalYear", Invariant(document.FiscalYear)),
                Value("plan", document.PlanCode),
                NodeField.Of("findings", [.. document.Findings.Select(Entry)]),
            ],
            Nothing);

        private static MunicipalityNode Of(Correction correction) => new(
            nameof(Correction),
            $"{correction.TargetKey}/{correction.Field}",
            correction.Corrected,
            [
                Value("printed", correction.Printed),
                Value("corrected", correction.Corrected),
                Value("reason", correction.Reason),
                Value("sinceRelease", correction.SinceRelease is { } release ? Invariant(release) : null) with
                {
                    Follows = ["printed", "corrected", "reason"],
                },
            ],
            Nothing);

        private static NodeField Sections(string name, IReadOnlyList<Section> sections) =>
            NodeField.Of(name, [.. sections.Select(Entry)]);

        private static NodeEntry Entry(Section section, int index) => new(
            Invariant(index),
            section.Label is null ? section.Text : $"【{section.Label}】{section.Text}",
            NodeField.Join([section.Label, section.Department, section.Text]));

        private NodeField Location(string name, SourceLocation location) =>
            Value(name, Place(location)) with { Exact = Exact(location) };

        private NodeField Cells(IReadOnlyList<SourceCell> cells) =>
            NodeField.Of(MunicipalityComparison.Cells, [.. cells.Select(Entry)]);

        private NodeEntry Entry(SourceCell cell)
        {
            var column = NameOf(cell.Column);
            return new NodeEntry(
                $"{column} {cell.Location.Document}",
                $"{column}: {(cell.SourceText.Length > 0 ? cell.SourceText : cell.Text)}",
                NodeField.Join([column, cell.Text, cell.SourceText, Exact(cell.Location)]))
            {
                Place = $"{column}: {Place(cell.Location)}",
                Group = (Place(cell.Location with { Column = null }), column),
            };
        }

        private static NodeEntry Entry(Finding finding, int index)
        {
            int?[] places = [finding.Page, finding.Row, finding.Column, finding.Line];
            string?[] texts = [finding.Code, finding.Severity.ToString(), finding.Message, finding.Read, finding.Made];
            return new(
                Invariant(index),
                $"{finding.Code}: {finding.Message}",
                NodeField.Join([.. texts, .. places.Select(Invariant)]));
        }

        private string Place(SourceLocation location)
        {
            var column = location.Column is { } at ? $", column {at}" : "";
            var file = fileNames.GetValueOrDefault(location.Document, location.Document);
            return $"page {location.Page}, row {location.Row}{column}, line {location.Line} of {file}";
        }

        private static string Exact(SourceLocation location)
        {
            int?[] places = [location.Page, location.Row, location.Column, location.Line];
            return NodeField.Join([location.Document, .. places.Select(Invariant)]);
        }

        private static class LaterValues<T>
        {
            public static (string Name, Func<T, string?> Text)[] All { get; } =
            [
                .. from property in typeof(T).GetProperties()
                where property.CanWrite
                    && (property.PropertyType == typeof(string)
                        || Nullable.GetUnderlyingType(property.PropertyType) is not null)
                    && Array.TrueForAll(
                        typeof(T).GetConstructors()[0].GetParameters(), parameter => parameter.Name != property.Name)
                select (char.ToLowerInvariant(property.Name[0]) + property.Name[1..], TextOf(property)),
            ];

            private static Func<T, string?> TextOf(PropertyInfo property) => property.PropertyType == typeof(string)
                ? property.GetMethod!.CreateDelegate<Func<T, string?>>()
                : record => property.GetValue(record) is { } value
                    ? Convert.ToString(value, CultureInfo.InvariantCulture)
                    : null;
        }

        private static NodeField Value(string name, string? value) => new(name, ChangeKind.ValueChanged, value);

        private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

        private static string? Invariant(int? number) => number?.ToString(CultureInfo.InvariantCulture);
    }
}
