using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Puts the rows of one municipality together.</summary>
internal sealed class TidyMunicipality(SourceDocument file, DocumentMetadata? metadata, FindingLog log)
{
    private const int MaxNumber = 999;

    private readonly Dictionary<string, (string Value, Place Place)> agreed = new(StringComparer.Ordinal);
    private readonly List<KeyedRow> keyed = [];

    /// <summary>Null, with errors in the log, where the rows are not what their columns ask for.</summary>
    public Municipality? Read(IReadOnlyList<TidyRow> rows)
    {
        var first = rows[0];
        if (ReadProvenance(rows) is not { } provenance || CheckMunicipality(first) is false)
            return null;

        foreach (var row in rows)
        {
            if (log.IsFull)
                return null;
            if (ReadKeys(row) is { } keys)
                keyed.Add(keys);
        }

        if (log.HasErrors)
            return null;

        var documents = new TidyDocuments(file, provenance, keyed);
        var assessments = new TidyAssessment(documents, provenance, log);
        Plan[] plans =
        [
            .. keyed.GroupBy(row => row.Plan).OrderBy(group => group.Key).Select(plan => ReadPlan(plan.First(), plan, assessments)).OfType<Plan>(),
        ];
        return log.HasErrors
            ? null
            : new Municipality(
                first.Code,
                first[TidyColumns.MunicipalityName],
                first[TidyColumns.MunicipalityRomanName],
                assessments.Departments,
                plans,
                documents.All,
                provenance.Corrections);
    }

    /// <summary>The place of the first cell that says a field of a row of this municipality; null where none does.</summary>
    /// <param name="field">As the API names it: name, description, text, summary, grade.</param>
    public Place? Locate(string key, string field)
    {
        var row = keyed.Find(row => (row.Key + "/").StartsWith(key + "/", StringComparison.Ordinal));
        row ??= keyed.Find(row => key.StartsWith(row.Key + "/", StringComparison.Ordinal));
        TidyColumn? column = field switch
        {
            "text" => TidyColumns.Progress,
            "summary" => TidyColumns.Summary,
            "grade" => TidyColumns.Rating,
            "description" => TidyColumns.Description,
            "name" => key.Count(character => character == '/') switch
            {
                2 => TidyColumns.CategoryName,
                3 => TidyColumns.ItemName,
                _ => TidyColumns.InitiativeName,
            },
            _ => null,
        };
        return row is null || column is null ? null : row.Row.PlaceOf(column);
    }

    private TidyProvenance? ReadProvenance(IReadOnlyList<TidyRow> rows)
    {
        TidyRow[] told = [.. rows.Where(one => one[TidyColumns.Provenance].Length > 0)];
        if (told.Length == 0)
            return TidyProvenance.None;
        if (Provenance.Read([.. told.Select(row => row[TidyColumns.Provenance])]) is { } provenance
            && provenance.Departments.Select(DepartmentText.ReadOne).ToArray() is var departments
            && Array.TrueForAll(departments, one => one is not null))
        {
            return new TidyProvenance([.. departments.OfType<Department>()], provenance.Documents, provenance.Corrections);
        }

        log.Add(
            FindingKinds.ValueInvalid,
            told[0].PlaceOf(TidyColumns.Provenance),
            "The provenance is not the JSON that an export writes; take it as exported, or leave the cells of a row's place blank.");
        return null;
    }

    private bool CheckMunicipality(TidyRow row)
    {
        if (row.Code is not { Length: 6 } code || !code.All(char.IsAsciiDigit))
        {
            log.Add(
                FindingKinds.ValueInvalid,
                row.PlaceOf(TidyColumns.MunicipalityCode),
                "The code of a municipality is six digits; a spreadsheet may have dropped a leading zero.",
                row.Code);
            return false;
        }

        if (metadata is null || metadata.MunicipalityCode == code)
            return true;

        log.Add(
            FindingKinds.ValueDiffers,
            row.PlaceOf(TidyColumns.MunicipalityCode),
            $"The metadata beside the file is of {metadata.MunicipalityCode}.",
            code);
        return false;
    }

    private KeyedRow? ReadKeys(TidyRow row)
    {
        Agree("", row, TidyColumns.MunicipalityName, mayBeBlank: false);
        Agree("", row, TidyColumns.MunicipalityRomanName, mayBeBlank: false);
        if (row.Number(TidyColumns.PlanFirstFiscalYear, 1900, 2999, log) is not { } plan
            || row.Number(TidyColumns.PlanLastFiscalYear, plan, 2999, log) is not { } lastYear
            || row.Number(TidyColumns.CategoryNumber, 1, 99, log) is not { } category
            || row.Number(TidyColumns.ItemNumber, 1, 99, log) is not { } item
            || row.Number(TidyColumns.InitiativeNumber, 1, MaxNumber, log) is not { } initiative
            || row.Number(TidyColumns.AssessmentNumber, 1, MaxNumber, log) is not { } assessment
            || row.Number(TidyColumns.FiscalYear, plan, lastYear, log) is not { } fiscalYear)
        {
            return null;
        }

        var scope = FormattableString.Invariant($"{plan}");
        Agree(scope, row, TidyColumns.PlanTitle, mayBeBlank: false);
        Agree(scope, row, TidyColumns.PlanLastFiscalYear, mayBeBlank: false);
        Agree(scope, row, TidyColumns.RatingScale, mayBeBlank: false);
        scope += FormattableString.Invariant($"/{category}");
        Agree(scope, row, TidyColumns.CategoryName, mayBeBlank: false);
        scope += FormattableString.Invariant($"/{item}");
        Agree(scope, row, TidyColumns.ItemName, mayBeBlank: false);
        scope += FormattableString.Invariant($"/{initiative}");
        Agree(scope, row, TidyColumns.InitiativeName, mayBeBlank: false);
        Agree(scope, row, TidyColumns.Description, mayBeBlank: true);
        scope += FormattableString.Invariant($"/{assessment}");
        Agree(scope, row, TidyColumns.Departments, mayBeBlank: false);
        return new KeyedRow(row, plan, lastYear, category, item, initiative, assessment, fiscalYear);
    }

    /// <summary>What is repeated in every row must be the same in every row.</summary>
    private void Agree(string scope, TidyRow row, TidyColumn column, bool mayBeBlank)
    {
        var key = $"{scope} {column.English}";
        var value = row[column];
        if (agreed.TryGetValue(key, out var earlier))
        {
            if (earlier.Value != value)
            {
                log.Add(
                    FindingKinds.ValueDiffers,
                    row.PlaceOf(column),
                    FormattableString.Invariant($"{column.English} is another than in line {earlier.Place.Line}, for the same {Described(scope)}."),
                    value,
                    earlier.Value);
            }

            return;
        }

        if (!mayBeBlank)
            row.Text(column, log);
        agreed.Add(key, (value, row.Place));
    }

    private static string Described(string scope) => scope.Count(character => character == '/') switch
    {
        _ when scope.Length == 0 => "municipality",
        0 => "plan",
        1 => "category",
        2 => "item",
        3 => "initiative",
        _ => "assessment",
    };

    private Plan? ReadPlan(KeyedRow first, IEnumerable<KeyedRow> rows, TidyAssessment assessments)
    {
        if (ReadScale(first.Row) is not { } scale)
            return null;

        return new Plan(
            first.Row[TidyColumns.PlanTitle],
            first.Plan,
            first.PlanLastYear,
            scale,
            [
                .. rows.GroupBy(row => row.Category).OrderBy(group => group.Key).Select(category => new Category(
                    category.Key,
                    category.First().Row[TidyColumns.CategoryName],
                    [
                        .. category.GroupBy(row => row.Item).OrderBy(group => group.Key).Select(item => new Item(
                            item.Key,
                            item.First().Row[TidyColumns.ItemName],
                            [.. item.GroupBy(row => row.Initiative).OrderBy(group => group.Key).Select(Initiative)])),
                    ])),
            ]);

        Initiative Initiative(IGrouping<int, KeyedRow> initiative) => new(
            initiative.Key,
            initiative.First().Row[TidyColumns.InitiativeName],
            initiative.First().Row[TidyColumns.Description] is { Length: > 0 } description ? description : null,
            [
                .. initiative.GroupBy(row => row.Assessment).OrderBy(group => group.Key)
                    .Select(assessment => assessments.Read(assessment.Key, [.. assessment.OrderBy(row => row.FiscalYear)], scale))
                    .OfType<Assessment>(),
            ]);
    }

    private List<GradeLabel>? ReadScale(TidyRow row)
    {
        var scale = new List<GradeLabel>();
        foreach (var entry in row[TidyColumns.RatingScale].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split('=', 2);
            if (parts is [var name, { Length: > 0 } label] && Grades.Parse(name) is { } grade && scale.TrueForAll(one => one.Grade != grade))
            {
                scale.Add(new GradeLabel(grade, label));
                continue;
            }

            log.Add(
                FindingKinds.ValueInvalid,
                row.PlaceOf(TidyColumns.RatingScale),
                $"The rating scale reads as A=A;COMPLETED=完了: grades ({Grades.Names}), each once, with the label as printed.",
                entry);
            return null;
        }

        return scale;
    }
}

/// <summary>A row whose keys are numbers.</summary>
internal sealed record KeyedRow(
    TidyRow Row,
    int Plan,
    int PlanLastYear,
    int Category,
    int Item,
    int Initiative,
    int Assessment,
    int FiscalYear)
{
    /// <summary>Of the assessment in its fiscal year: that of its narrative.</summary>
    public string Key => Keys.YearlyNarrative(
        Keys.Assessment(Keys.Initiative(Keys.Item(Keys.Category(Keys.Plan(Row.Code, Plan), Category), Item), Initiative), Assessment), FiscalYear);
}

/// <summary>What belongs to the municipality as a whole; nothing for a table that people wrote.</summary>
internal sealed record TidyProvenance(
    IReadOnlyList<Department> Departments,
    IReadOnlyList<SourceDocument> Documents,
    IReadOnlyList<Correction> Corrections)
{
    public static TidyProvenance None { get; } = new([], [], []);
}

/// <summary>The documents of which a tidy table tells: those it names, and itself where it names none.</summary>
internal sealed class TidyDocuments
{
    private readonly HashSet<string> known;

    public TidyDocuments(SourceDocument file, TidyProvenance provenance, IReadOnlyList<KeyedRow> rows)
    {
        FileSha256 = file.Sha256;
        known = provenance.Documents.Select(document => document.Sha256).ToHashSet();
        var own = rows.Where(row => row.Row[TidyColumns.Document].Length == 0).ToList();
        All = own.Count == 0 || known.Contains(file.Sha256)
            ? provenance.Documents
            : [.. provenance.Documents, file with { PlanFirstFiscalYear = own[0].Plan, FiscalYear = own.Max(row => row.FiscalYear) }];
    }

    public IReadOnlyList<SourceDocument> All { get; }

    /// <summary>Of the table itself.</summary>
    public string FileSha256 { get; }

    public bool Knows(string sha256) => known.Contains(sha256);
}
