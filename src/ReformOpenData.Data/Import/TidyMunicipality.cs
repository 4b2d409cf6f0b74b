using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Puts the rows of one municipality together.</summary>
internal sealed class TidyMunicipality(SourceDocument file, DocumentMetadata? metadata, FindingLog log)
{
    private readonly Dictionary<string, (string Value, Place Place)> agreed = new(StringComparer.Ordinal);
    private readonly List<KeyedRow> keyed = [];

    /// <summary>Null, with errors in the log, where the rows are not what their columns ask for.</summary>
    public Municipality? Read(IReadOnlyList<TidyRow> lines)
    {
        var rows = Join(lines);
        var first = rows[0];
        if (ReadProvenance(rows) is not { } provenance || CheckMunicipality(first) is false)
            return null;

        foreach (var row in rows)
        {
            if (log.IsFull)
                return null;
            row.CleanNames(log);
            if (ReadKeys(row) is { } keys)
                keyed.Add(keys);
        }

        PrintedPlaces.Check(keyed, log);
        if (log.HasErrors)
            return null;

        if (!HasProvenance(provenance))
            return null;

        var documents = new TidyDocuments(file, provenance, keyed);
        Department[] declared = [.. (metadata?.Departments ?? []).Select(DepartmentText.ReadOne).OfType<Department>()];
        var assessments = new TidyAssessment(documents, provenance, declared, Spellings(provenance, declared), log);
        Plan[] plans =
        [
            .. keyed.GroupBy(row => row.PlanCode)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(plan => ReadPlan(plan.First(), plan, assessments))
                .OfType<Plan>(),
        ];
        return log.HasErrors
            ? null
            : new Municipality(
                first.Code,
                first[TidyColumns.MunicipalityName],
                first[TidyColumns.MunicipalityRomanName],
                MunicipalityMerge.NamedOf(assessments.Departments, plans),
                plans,
                documents.All,
                provenance.Corrections)
            {
                Successions = [.. provenance.Successions, .. metadata?.Successions ?? []],
            };
    }

    /// <summary>
    /// The place of the first cell that says a field of a row of this municipality; null where none does.
    /// </summary>
    /// <param name="field">As the API names it: name, description, text, summary, grade.</param>
    public Place? Locate(string key, string field)
    {
        // A key with its year is that of a narrative or a rating.
        var row = keyed.Find(row => (row.Key + "/").StartsWith(key + "/", StringComparison.Ordinal))
            ?? keyed.Find(row =>
                (key + "/").StartsWith(Keys.YearlyNarrative(row.Key, row.FiscalYear) + "/", StringComparison.Ordinal));
        TidyColumn? column = field switch
        {
            "text" => TidyColumns.Progress,
            "summary" => TidyColumns.Summary,
            "grade" => TidyColumns.Rating,
            "departments" => TidyColumns.Departments,
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

    /// <summary>Rows that name documents need what describes these.</summary>
    private bool HasProvenance(TidyProvenance provenance)
    {
        var named = keyed.Where(row => row.Row[TidyColumns.Document].Length > 0).ToList();
        if (named.Count == 0 || provenance.Documents.Count > 0)
            return true;

        log.Add(
            FindingKinds.ColumnMissing,
            named[0].Row.PlaceOf(TidyColumns.Document),
            $"{named.Count} rows name a document, which nothing describes: the column "
            + $"“{TidyColumns.Provenance.English}” ({TidyColumns.Provenance.Japanese}) is missing or blank. Put it "
            + "back as exported; or, where the table itself is the source, delete the columns from "
            + $"“{TidyColumns.Document.English}” ({TidyColumns.Document.Japanese}) on.",
            named[0].Row[TidyColumns.Document],
            japanese: $"{named.Count} 行に資料の指定がありますが、「{TidyColumns.Provenance.Japanese}」の列がないか空欄です。書き出したとおりに戻すか、"
                + $"表そのものが出典なら「{TidyColumns.Document.Japanese}」から後の列を削除してください。");
        return false;
    }

    /// <summary>
    /// An export keeps the spellings that it has; a table that people wrote has one for each department.
    /// </summary>
    private DepartmentSpellings Spellings(TidyProvenance provenance, IReadOnlyList<Department> declared)
    {
        var spellings = new DepartmentSpellings();
        Department[] known = [.. provenance.Departments, .. declared];
        foreach (var department in known)
            spellings.Keep(department);
        foreach (var cell in keyed.Select(row => row.Row[TidyColumns.Departments]).Distinct(StringComparer.Ordinal))
        {
            foreach (var (department, _) in DepartmentText.Read(cell, known) ?? [])
                spellings.Learn(department);
        }

        return spellings;
    }

    /// <summary>Rows with the cells that go on below them.</summary>
    private static List<TidyRow> Join(IReadOnlyList<TidyRow> lines)
    {
        var rows = new List<TidyRow>(lines.Count);
        foreach (var line in lines)
        {
            if (rows.Count == 0 || !rows[^1].Continue(line))
                rows.Add(line);
        }

        return rows;
    }

    private TidyProvenance? ReadProvenance(IReadOnlyList<TidyRow> rows)
    {
        TidyRow[] told = [.. rows.SelectMany(row => row.ProvenancePieces)];
        if (told.Length == 0)
            return TidyProvenance.None;
        if (Provenance.Read([.. told.Select(row => row.Own(TidyColumns.Provenance))]) is { } provenance
            && provenance.Departments.Select(DepartmentText.ReadOne).ToArray() is var departments
            && Array.TrueForAll(departments, department => department is not null)
            && departments.DistinctBy(department => department!.FullName).Count() == departments.Length
            && provenance.Documents.DistinctBy(document => document.Sha256).Count() == provenance.Documents.Count
            && provenance.Corrections.All(correction => correction.Printed.Length > 0))
        {
            return new TidyProvenance(
                [.. departments.OfType<Department>()],
                provenance.Documents,
                provenance.Corrections,
                provenance.Places ?? TidyProvenance.None.Places,
                provenance.Successions ?? []);
        }

        log.Add(
            FindingKinds.ValueInvalid,
            told[0].PlaceOf(TidyColumns.Provenance),
            "The provenance is not the JSON that an export writes; take it as exported, or leave the cells of a row's "
            + "place blank.",
            japanese: $"「{TidyColumns.Provenance.Japanese}」が、書き出した JSON のままではありません。書き出したとおりに戻すか、その行の版面の位置を空欄にしてください。");
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
                row.Code,
                japanese: "自治体コードは6桁の数字です。表計算ソフトで先頭の 0 が消えていないか確かめてください。");
            return false;
        }

        if (metadata is null || metadata.MunicipalityCode == code)
            return true;

        log.Add(
            FindingKinds.ValueDiffers,
            row.PlaceOf(TidyColumns.MunicipalityCode),
            $"The metadata beside the file is of {metadata.MunicipalityCode}.",
            code,
            japanese: $"同じ名前の JSON は {metadata.MunicipalityCode} の自治体のものです。");
        return false;
    }

    private KeyedRow? ReadKeys(TidyRow row)
    {
        Agree("", row, TidyColumns.MunicipalityName, mayBeBlank: false);
        Agree("", row, TidyColumns.MunicipalityRomanName, mayBeBlank: false);
        if (row.Number(TidyColumns.PlanFirstFiscalYear, 1900, 2999, log) is not { } plan
            || row.Number(TidyColumns.PlanLastFiscalYear, plan, 2999, log) is not { } lastYear
            || row.Number(TidyColumns.CategoryNumber, 1, Keys.Largest(2), log) is not { } category
            || row.Number(TidyColumns.ItemNumber, 1, Keys.Largest(2), log) is not { } item
            || row.Number(TidyColumns.InitiativeNumber, 1, Keys.Largest(3), log) is not { } initiative
            || row.Number(TidyColumns.AssessmentNumber, 1, Keys.Largest(3), log) is not { } assessment
            || row.Number(TidyColumns.FiscalYear, plan, lastYear, log) is not { } fiscalYear)
        {
            return null;
        }

        var planId = ReadPlanId(row, plan);
        var scope = Keys.PlanCode(plan, planId);
        Agree(scope, row, TidyColumns.PlanTitle, mayBeBlank: false);
        Agree(scope, row, TidyColumns.PlanLastFiscalYear, mayBeBlank: false);
        Agree(scope, row, TidyColumns.RatingScale, mayBeBlank: true);
        AgreeAll([TidyColumns.RatingScaleDetails, .. TidyColumns.Levels]);
        scope += $"/{category}";
        AgreeAll([TidyColumns.CategoryName, .. Columns(TidyColumns.OfCategory)]);
        scope += $"/{item}";
        AgreeAll([TidyColumns.ItemName, .. Columns(TidyColumns.OfItem)]);
        scope += $"/{initiative}";
        Agree(scope, row, TidyColumns.InitiativeName, mayBeBlank: false);
        AgreeAll([.. Columns(TidyColumns.OfInitiative), .. TidyColumns.Endings]);
        scope += $"/{assessment}";
        AgreeAll([TidyColumns.Departments, TidyColumns.Supporting]);
        return new KeyedRow(row, plan, planId, lastYear, category, item, initiative, assessment, fiscalYear);

        void AgreeAll(IEnumerable<TidyColumn> columns)
        {
            foreach (var column in columns)
                Agree(scope, row, column, mayBeBlank: true);
        }

        static IEnumerable<TidyColumn> Columns<T>(IReadOnlyList<TidyText<T>> texts) =>
            texts.Select(text => text.Column);
    }

    /// <summary>The id of a row's plan; of a table without the column, the one of the metadata.</summary>
    private string? ReadPlanId(TidyRow row, int firstFiscalYear)
    {
        if (row.ColumnOf(TidyColumns.PlanId) is null)
            return firstFiscalYear == metadata?.FirstFiscalYear ? metadata.PlanId : null;

        var id = CellText.Narrow(row[TidyColumns.PlanId].Trim());
        if (id.Length == 0 || Keys.IsPlanId(id))
            return id.Length == 0 ? null : id;

        log.Add(
            FindingKinds.ValueInvalid,
            row.PlaceOf(TidyColumns.PlanId),
            "The id of a plan is 1 to 20 of a–z and 0–9; leave it blank where only one plan begins in the year.",
            id,
            japanese: "計画の id は英小文字と数字で20字までです。その年度に始まる計画が一つなら空欄にしてください。");
        return null;
    }

    /// <summary>What is repeated in every row must be the same in every row.</summary>
    private void Agree(string scope, TidyRow row, TidyColumn column, bool mayBeBlank)
    {
        var key = $"{scope} {column.English}";
        var value = row[column];
        if (agreed.TryGetValue(key, out var earlier))
        {
            if (earlier.Value != value)
                ReportDifference(scope, row, column, earlier);
            return;
        }

        if (!mayBeBlank)
            row.Text(column, log);
        agreed.Add(key, (value, row.Place));
    }

    private void ReportDifference(string scope, TidyRow row, TidyColumn column, (string Value, Place Place) earlier)
    {
        var value = row[column];
        if (column != TidyColumns.Description && value.Length > 0 && NameKey.AreSame(value, earlier.Value))
        {
            log.Add(
                FindingKinds.NameRespelled,
                row.PlaceOf(column),
                "A name is spelled as in an earlier row.",
                value,
                earlier.Value);
            return;
        }

        log.Add(
            FindingKinds.ValueDiffers,
            row.PlaceOf(column),
            $"{column.English} is another than in line {earlier.Place.Line}, for the same {Described(scope)}."
            + (column == TidyColumns.Departments
                ? " Write the departments of today in all its rows, and those of an earlier year in the column "
                    + "department_text (所管課（当時）) of that year's row."
                : ""),
            value,
            earlier.Value,
            $"「{column.Japanese}」が {earlier.Place.Line} 行目と違います。同じものについては、どの行も同じ値です。"
                + (column == TidyColumns.Departments ? "過去の年度だけの所管課は「所管課（当時）」に書いてください。" : ""));
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
        if (TidyScale.Read(first.Row, log) is not { } scale)
            return null;

        var plan = new Plan(
            first.Row[TidyColumns.PlanTitle],
            first.Plan,
            first.PlanLastYear,
            scale,
            [
                .. rows.GroupBy(row => row.Category).OrderBy(group => group.Key).Select(category => With(
                    TidyColumns.OfCategory,
                    new Category(
                        category.Key,
                        category.First().Row[TidyColumns.CategoryName],
                        [.. category.GroupBy(row => row.Item).OrderBy(group => group.Key).Select(Item)]),
                    category.First())),
            ])
        {
            Id = first.PlanId,
            LevelNames = LevelNames.Of(
                Printed(first, TidyColumns.CategoryLevel),
                Printed(first, TidyColumns.ItemLevel),
                Printed(first, TidyColumns.InitiativeLevel)),
        };
        assessments.ReportUnknownGrades(scale);
        return plan;

        Item Item(IGrouping<int, KeyedRow> item) => With(
            TidyColumns.OfItem,
            new Item(
                item.Key,
                item.First().Row[TidyColumns.ItemName],
                [.. item.GroupBy(row => row.Initiative).OrderBy(group => group.Key).Select(Initiative)]),
            item.First());

        Initiative Initiative(IGrouping<int, KeyedRow> initiative) => With(
            TidyColumns.OfInitiative,
            new Initiative(
                initiative.Key,
                initiative.First().Row[TidyColumns.InitiativeName],
                null,
                [
                    .. initiative.GroupBy(row => row.Assessment).OrderBy(group => group.Key)
                        .Select(assessment => assessments.Read([.. assessment.OrderBy(row => row.FiscalYear)], scale))
                        .OfType<Assessment>(),
                ])
            {
                Ending = TidyEnding.Read(initiative.First().Row, log),
            },
            initiative.First());

        static T With<T>(IReadOnlyList<TidyText<T>> texts, T record, KeyedRow row) =>
            texts.Aggregate(record, (known, text) => text.With(known, Printed(row, text.Column)));

        static string? Printed(KeyedRow row, TidyColumn column) =>
            row.Row[column] is { Length: > 0 } text ? text : null;
    }
}
