using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Reads the rows of one assessment: one per fiscal year.</summary>
/// <param name="declared">Departments that the metadata names, since the table cannot tell them.</param>
internal sealed class TidyAssessment(
    TidyDocuments documents,
    TidyProvenance provenance,
    IReadOnlyList<Department> declared,
    DepartmentSpellings spellings,
    FindingLog log)
{
    private readonly UnknownGrades unknownGrades = new();
    private bool isUnknown;
    private readonly List<Department> departments = [.. provenance.Departments];
    private readonly Dictionary<string, Department> byFullName =
        provenance.Departments.ToDictionary(one => one.FullName);

    /// <summary>All departments named so far, in the order of the provenance, then of the rows.</summary>
    public IReadOnlyList<Department> Departments => departments;

    /// <summary>Null, with an error in the log, where a row cannot be read.</summary>
    /// <param name="rows">In the order of their years.</param>
    public Assessment? Read(IReadOnlyList<KeyedRow> rows, IReadOnlyList<GradeLabel> scale)
    {
        if (ReadDepartments(rows[^1].Row) is not { } named)
            return null;

        var narratives = new List<YearlyNarrative>();
        Summary? summary = null;
        var ratings = new List<Rating>();
        var cells = new List<SourceCell>();
        foreach (var keyed in rows)
        {
            if (TidyPlace.Of(keyed.Row, documents, log) is not { } place
                || DepartmentsOfYear(keyed.Row, place, named) is not { } ofYear)
                return null;

            var narrative = ReadNarrative(keyed, place, ofYear);
            var ownSummary = ReadSummary(keyed, place, ofYear);
            var ownRatings = ReadRatings(keyed, place, ofYear, scale);
            if (narrative is not null
                && narratives.Exists(one => (one.FiscalYear, one.Kind) == (narrative.FiscalYear, narrative.Kind)))
                AddDuplicate(keyed, "progress");
            if (ownRatings.Count > 0 && ratings.Exists(known => IsSameKind(known, ownRatings[0])))
                AddDuplicate(keyed, "rating");
            var isBesideText = rows.Any(other => other.IsOtherText && other.IsBeside(keyed));
            if (narrative is null
                && ownSummary is null
                && ownRatings.Count == 0
                && !isBesideText
                && !isUnknown
                && !log.HasErrors)
                log.Add(
                    FindingKinds.ValueInvalid,
                    keyed.Row.Place,
                    "The row has neither progress nor summary nor rating; “-” stands for nothing to report.",
                    japanese: "取組状況も総括も評価もない行です。報告がなければ「-」と書いてください。");

            if (narrative is not null)
                narratives.Add(narrative);
            summary = ownSummary ?? summary;
            var count = ratings.Count(known => known.FiscalYear == keyed.FiscalYear);
            ratings.AddRange(ownRatings.Select(rating => rating with { Number = rating.Number + count }));
            cells.AddRange(new TidyRowCells(keyed.Row, place).Read(named, ofYear, ownRatings));
        }

        if (log.HasErrors)
            return null;

        // A summary that a later row replaces tells nothing, nor does a row that has nothing else.
        var told = narratives.Select(narrative => narrative.Location).Concat(ratings.Select(rating => rating.Location))
            .Append(summary?.Location).OfType<SourceLocation>()
            .Select(place => place with { Column = null }).ToHashSet();
        cells.RemoveAll(cell => !told.Contains(cell.Location with { Column = null }));
        return ReadPlace(rows[^1]) is not { } location
            ? null
            : new Assessment(
                rows[^1].Assessment,
                [.. named.Select(one => one.ToResponsibility())],
                [.. NarrativeKinds.Ordered(narratives)],
                summary,
                ratings,
                location,
                cells);
    }

    /// <summary>Tells the grades that were met and are not declared.</summary>
    public void ReportUnknownGrades(IReadOnlyList<GradeLabel> scale) => unknownGrades.Report(scale, inTable: true, log);

    private static bool IsSameKind(Rating rating, Rating other) =>
        (rating.FiscalYear, rating.IsFinal, rating.Evaluator, rating.Aspect) == (
            other.FiscalYear, other.IsFinal, other.Evaluator, other.Aspect);

    /// <summary>Where the last row is, unless the provenance says otherwise.</summary>
    private SourceLocation? ReadPlace(KeyedRow last)
    {
        if (!provenance.Places.TryGetValue(last.Key, out var place))
            return TidyPlace.Of(last.Row, documents, log)!.At(null);
        if (documents.Knows(place.Document))
            return place;

        log.Add(
            FindingKinds.ValueInvalid,
            last.Row.PlaceOf(TidyColumns.Provenance),
            "The provenance places the row in a document that it does not describe; take it as exported.",
            place.Document,
            japanese: "出典にない資料が指定されています。書き出したとおりに戻してください。");
        return null;
    }

    private void AddDuplicate(KeyedRow keyed, string what) => log.Add(
        FindingKinds.RowDuplicate,
        keyed.Row.Place,
        $"An earlier row gives the {what} of the same assessment for {keyed.FiscalYear}; keep one.",
        keyed.Row[TidyColumns.InitiativeName]);

    private IReadOnlyList<NamedDepartment>? ReadDepartments(TidyRow row)
    {
        var cell = row[TidyColumns.Departments];
        if (ReadNames(row, TidyColumns.Departments) is not { } written
            || ReadNames(row, TidyColumns.Supporting) is not { } supporting)
            return null;

        NamedDepartment[] named =
        [
            .. written.Select(
                one => supporting.Contains(one) ? one with { Role = ResponsibilityRole.Supporting } : one),
            .. supporting.Except(written).Select(one => one with { Role = ResponsibilityRole.Supporting }),
        ];
        foreach (var (department, _) in named)
        {
            if (byFullName.TryAdd(department.FullName, department))
            {
                departments.Add(department);
            }
            else if (byFullName[department.FullName] != department)
            {
                log.Add(
                    FindingKinds.ValueDiffers,
                    row.PlaceOf(TidyColumns.Departments),
                    $"{department.FullName} is written with a space after its bureau in one row, and without in "
                    + "another.",
                    cell,
                    japanese: $"{department.FullName} の部と課の間に、空白のある行とない行があります。どちらかに揃えてください。");
                return null;
            }
        }

        return named;
    }

    private NamedDepartment[]? ReadNames(TidyRow row, TidyColumn column)
    {
        var cell = row[column];
        if (string.IsNullOrWhiteSpace(cell))
            return [];
        if (DepartmentNames.IsNobody(cell))
        {
            log.Add(
                FindingKinds.DepartmentNone,
                row.PlaceOf(column),
                "The cell says that there is no department; the row has none.",
                cell);
            return [];
        }

        Department[] known = [.. departments, .. declared];
        var read = DepartmentText.Read(cell, known);
        NamedDepartment[]? named = read is null
            ? null
            : [.. read.Select(name => name with { Department = spellings.Spell(name.Department) })];
        if (named is null || named.Distinct().Count() < named.Length)
        {
            log.Add(
                FindingKinds.DepartmentUnreadable,
                row.PlaceOf(column),
                "The cell does not read as departments: names parted by ・, each once, a bureau before its department "
                + "with a space between. One with ・ in its name is declared in “departments” of the metadata, or "
                + "parted from others by 、.",
                cell,
                japanese: "所管課として読めません。二つ以上なら ・ で区切り、部と課の間は空白にしてください。名称に ・ のある課は JSON の departments に書くか、"
                    + "ほかの課と 、 で区切ってください。");
            return null;
        }

        if (read!.FirstOrDefault(name =>
            name.Department.Bureau?.Contains('・') == true && !known.Contains(name.Department)).Department is { } joined)
        {
            log.Add(
                FindingKinds.DepartmentJoined,
                row.PlaceOf(column),
                "The ・ is taken to be in the name of the bureau, since what is before it is not the name of a "
                + "department. Part departments by 、 if it is.",
                cell,
                DepartmentText.Write(joined));
        }

        if (!named.SequenceEqual(read!))
        {
            log.Add(
                FindingKinds.DepartmentRespelled,
                row.PlaceOf(column),
                "A department is spelled as in other rows.",
                cell,
                RowReader.Canonical(named));
        }

        return named;
    }

    /// <summary>
    /// The departments of the row's year; null, with an error, where a table that people wrote does not name them well.
    /// </summary>
    private IReadOnlyList<NamedDepartment>? DepartmentsOfYear(
        TidyRow row, TidyPlace place, IReadOnlyList<NamedDepartment> current)
    {
        if (row[TidyColumns.DepartmentText] is not { Length: > 0 } cell
            || TidyCells.IsBlank(row[TidyColumns.Cells], SourceColumn.Department))
            return current;
        if (place.IsPrinted)
            return DepartmentText.ReadPrinted(cell, byFullName) ?? current;
        if (ReadNames(row, TidyColumns.DepartmentText) is not { } named)
            return null;

        foreach (var (department, _) in named)
        {
            if (byFullName.TryAdd(department.FullName, department))
                departments.Add(department);
        }

        return [.. named.Select(name => name with { Department = byFullName[name.Department.FullName] })];
    }

    private YearlyNarrative? ReadNarrative(KeyedRow keyed, TidyPlace place, IReadOnlyList<NamedDepartment> named)
    {
        if (!place.Has(TidyColumns.ProgressColumn, TidyColumns.Progress) && !(place.IsPrinted && keyed.IsOtherText))
            return null;

        if (KindOf(keyed.Row) is not { } kind)
            return null;
        var text = place.Text(TidyColumns.Progress);
        return new YearlyNarrative(
            keyed.FiscalYear,
            text,
            place.Source(TidyColumns.Progress, TidyColumns.ProgressSource),
            SectionCutter.Cut(text, named),
            place.At(TidyColumns.ProgressColumn, TidyColumns.Progress))
        {
            Kind = kind,
        };
    }

    /// <summary>
    /// What the text of a row tells of its year; null, with an error, where the cell does not say it.
    /// </summary>
    private NarrativeKind? KindOf(TidyRow row)
    {
        var cell = row[TidyColumns.ProgressKind].Trim();
        if (cell.Length == 0)
            return NarrativeKind.Result;
        var kind = NarrativeKinds.Parse(cell);
        if (kind is null)
        {
            log.Add(
                FindingKinds.ValueInvalid,
                row.PlaceOf(TidyColumns.ProgressKind),
                $"progress_kind is one of {NarrativeKinds.Names}, or blank for what was done.",
                cell,
                japanese: $"「取組状況の区分」は {NarrativeKinds.Names} のどれか、または空欄（取組状況）です。");
        }

        return kind;
    }

    private static Summary? ReadSummary(KeyedRow keyed, TidyPlace place, IReadOnlyList<NamedDepartment> named)
    {
        if (!place.Has(TidyColumns.SummaryColumn, TidyColumns.Summary))
            return null;

        var text = place.Text(TidyColumns.Summary);
        return new Summary(
            keyed.FiscalYear,
            text,
            place.Source(TidyColumns.Summary, TidyColumns.SummarySource),
            SectionCutter.Cut(text, named),
            place.At(TidyColumns.SummaryColumn, TidyColumns.Summary));
    }

    private List<Rating> ReadRatings(
        KeyedRow keyed, TidyPlace place, IReadOnlyList<NamedDepartment> named, IReadOnlyList<GradeLabel> scale)
    {
        var row = keyed.Row;
        isUnknown = false;
        if (!place.Has(TidyColumns.RatingColumn, TidyColumns.Rating)
            || string.IsNullOrWhiteSpace(row[TidyColumns.Rating]))
            return [];

        var isFinal = row[TidyColumns.RatingIsFinal].Trim().ToLowerInvariant();
        if (isFinal is not ("true" or "false" or ""))
            log.Add(
                FindingKinds.ValueInvalid,
                row.PlaceOf(TidyColumns.RatingIsFinal),
                "rating_is_final is true or false.",
                isFinal,
                japanese: $"「{TidyColumns.RatingIsFinal.Japanese}」は true か false です。");

        var current = Read(TidyColumns.Rating);
        if (log.HasErrors || isUnknown)
            return [];

        var printed = Printed();
        if (printed.Count != current.Count)
            log.Add(
                FindingKinds.ValueDiffers,
                row.PlaceOf(TidyColumns.RatingSource),
                "The rating as printed names other departments.",
                row[TidyColumns.RatingSource],
                japanese: $"「{TidyColumns.RatingSource.Japanese}」の所管課が、評価の所管課と違います。");
        if (log.HasErrors)
            return [];

        return
        [
            .. current.Zip(printed).Select((pair, index) => new Rating(
                index + 1,
                pair.First.Grade.Grade,
                pair.Second,
                keyed.FiscalYear,
                isFinal == "true",
                [.. pair.First.Departments.Select(department => department.FullName)],
                place.At(TidyColumns.RatingColumn, TidyColumns.Rating))
            {
                Label = scale.LabelToKeep(pair.First.Grade, keyed.FiscalYear),
                Evaluator = Filled(TidyColumns.Evaluator),
                Aspect = Filled(TidyColumns.Aspect),
            }),
        ];

        string? Filled(TidyColumn column) => string.IsNullOrWhiteSpace(row[column]) ? null : row[column].Trim();

        // Tables that an earlier version wrote have the print alone.
        IReadOnlyList<string> Printed() => row[place.IsPrinted ? TidyColumns.RatingPrinted : TidyColumns.Rating] switch
        {
            _ when !place.IsPrinted => Labels(current),
            { Length: > 0 } cell => RatingText.ReadLabels(cell, current, named) ?? [],
            _ when row[TidyColumns.RatingSource].Length > 0 => Labels(Read(TidyColumns.RatingSource)),
            _ => Labels(current),
        };

        static string[] Labels(IReadOnlyList<PrintedRating> ratings) =>
            [.. ratings.Select(rating => rating.Printed)];

        IReadOnlyList<PrintedRating> Read(TidyColumn column)
        {
            var steps = scale.In(keyed.FiscalYear);
            if (RatingText.Read(row[column], named, steps) is { } written)
                return written;

            var result = RatingCell.Read(row[column], named, steps);
            if (result.UnknownGrade is not null && column == TidyColumns.Rating)
            {
                isUnknown = true;
                unknownGrades.Add(row[column].Trim(), row.PlaceOf(column));
            }
            else if (result.Fault is not null)
            {
                log.Add(result.Fault, row.PlaceOf(column), result.Message!, row[column]);
            }

            return result.Ratings;
        }
    }
}
