using System.Globalization;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>
/// Writes a municipality as rows of the tidy table: one per assessment, fiscal year and place in print.
/// </summary>
internal sealed class TidyRows
{
    private readonly Municipality municipality;
    private readonly Dictionary<string, Department> departments;
    private readonly Queue<string> provenance;
    private readonly int maxLength;

    private TidyRows(Municipality municipality, int maxLength)
    {
        this.municipality = municipality;
        this.maxLength = maxLength;
        departments = municipality.Departments.ToDictionary(department => department.FullName);
        provenance = new Queue<string>(Provenance.Write(municipality, Places(municipality)));
    }

    /// <summary>
    /// Rows with a cell for each of <see cref="TidyColumns.All"/>, guarded against formulas. What does not fit into its
    /// cell goes on in rows that say nothing else but whose it is.
    /// </summary>
    /// <param name="maxLength">Of a cell, in characters.</param>
    public static IEnumerable<string[]> Of(Municipality municipality, int maxLength) =>
        new TidyRows(municipality, maxLength).Rows();

    /// <summary>The cells of a row that stand in these columns.</summary>
    public static string[] In(IReadOnlyList<TidyColumn> columns, string[] row)
    {
        if (columns.Count == row.Length)
            return row;
        if (TidyColumns.All.Any(column => row[column.Index].Length > 0 && !columns.Contains(column)))
            throw new InvalidOperationException("A row has a cell in a column that is not written.");
        return [.. columns.Select(column => row[column.Index])];
    }

    private IEnumerable<string[]> Rows()
    {
        foreach (var row in PlanRows())
        {
            if (provenance.TryDequeue(out var piece))
                row[TidyColumns.Provenance.Index] = piece;
            foreach (var line in TidyPieces.Cut(row, maxLength))
                yield return Array.ConvertAll(line, FormulaGuard.Protect);
        }

        while (provenance.TryDequeue(out var piece))
            yield return TidyPieces.Continuation(municipality.Code, (TidyColumns.Provenance, piece));
    }

    private IEnumerable<string[]> PlanRows() =>
        from plan in municipality.Plans
        from category in plan.Categories
        from item in category.Items
        from initiative in item.Initiatives
        from assessment in initiative.Assessments
        from part in Parts(assessment)
        select Row(plan, category, item, initiative, assessment, part);

    /// <summary>An assessment is where its last row is, unless it says otherwise.</summary>
    private static Dictionary<string, SourceLocation> Places(Municipality municipality)
    {
        var elsewhere =
            from row in KeyedAssessment.Of(municipality)
            let place = row.Row.Location
            where Parts(row.Row) is [.., var last] && !last.IsAt(place)
            select (row.Key, place);
        return elsewhere.ToDictionary();
    }

    /// <summary>
    /// What one place in print told of one fiscal year, in the order of the years, then of the printed cells. Ratings
    /// of another kind (final, of another evaluator or aspect) are a part of their own, and so are texts that do not
    /// tell what was done.
    /// </summary>
    private static List<Part> Parts(Assessment assessment)
    {
        var parts = new Dictionary<
            (int Year, string Document, int Page, int Row, int Line, NarrativeKind Text, RatingKind? Kind), Part>();
        foreach (var narrative in assessment.Narratives)
            PartOf(narrative.FiscalYear, narrative.Location, text: narrative.Kind).Narrative = narrative;
        if (assessment.Summary is { } summary)
            PartOf(summary.FiscalYear, summary.Location).Summary = summary;
        foreach (var rating in assessment.Ratings)
        {
            var part = PartOf(rating.FiscalYear, rating.Location);
            var kind = RatingKind.Of(rating);
            if (part.Ratings.Count > 0 && RatingKind.Of(part.Ratings[0]) != kind)
                part = PartOf(rating.FiscalYear, rating.Location, kind);
            part.Ratings.Add(rating);
        }

        var position = 0;
        foreach (var cell in assessment.Cells)
        {
            var found = parts.Values.Where(part => part.IsAt(cell.Location)).OrderBy(part => part.FiscalYear).ToList();
            var withCells = found.FindAll(part => part.Narrative is not { Kind: not NarrativeKind.Result });
            if (withCells.Count == 0 && found.Count > 0)
                withCells.Add(assessment.Cells.All(other => found[0].MayHold(other))
                    ? found[0]
                    : PartOf(found[0].FiscalYear, found[0].Place));
            (withCells.Find(part => part.Tells(cell)) ?? withCells.FirstOrDefault())?.Add(cell, ++position);
        }

        return
        [
            .. parts.OrderBy(part => part.Key.Year).ThenBy(part => part.Value.Position).ThenBy(part => part.Key.Text)
                .ThenBy(part => (part.Key.Document, part.Key.Page, part.Key.Row, part.Key.Line))
                .Select(part => part.Value),
        ];

        Part PartOf(int year, SourceLocation place, RatingKind? kind = null, NarrativeKind text = NarrativeKind.Result)
        {
            var key = (year, place.Document, place.Page, place.Row, place.Line, text, kind);
            if (!parts.TryGetValue(key, out var part))
                parts.Add(key, part = new Part(year, place));
            return part;
        }
    }

    private string[] Row(
        Plan plan, Category category, Item item, Initiative initiative, Assessment assessment, Part part)
    {
        var row = new string[TidyColumns.All.Count];
        Array.Fill(row, "");
        NamedDepartment[] named = [.. assessment.Responsibilities
            .Select(one => new NamedDepartment(departments[one.Department], one.Qualifier) { Role = one.Role })];
        Set(TidyColumns.MunicipalityCode, municipality.Code);
        Set(TidyColumns.MunicipalityName, municipality.Name);
        Set(TidyColumns.MunicipalityRomanName, municipality.RomanName);
        Set(TidyColumns.PlanTitle, plan.Title);
        Set(TidyColumns.PlanFirstFiscalYear, Number(plan.FirstFiscalYear));
        Set(TidyColumns.PlanId, plan.Id ?? "");
        Set(TidyColumns.PlanLastFiscalYear, Number(plan.LastFiscalYear));
        Set(TidyColumns.RatingScale, RatingScaleText.Write(plan.RatingScale));
        Set(TidyColumns.RatingScaleDetails, RatingScaleDetails.Write(plan.RatingScale));
        Set(TidyColumns.CategoryNumber, Number(category.Number));
        Set(TidyColumns.CategoryName, category.Name);
        Set(TidyColumns.ItemNumber, Number(item.Number));
        Set(TidyColumns.ItemName, item.Name);
        Set(TidyColumns.InitiativeNumber, Number(initiative.Number));
        Set(TidyColumns.InitiativeName, initiative.Name);
        SetAll(TidyColumns.OfCategory, category);
        SetAll(TidyColumns.OfItem, item);
        SetAll(TidyColumns.OfInitiative, initiative);
        Set(TidyColumns.CategoryLevel, plan.LevelNames?.Category ?? "");
        Set(TidyColumns.ItemLevel, plan.LevelNames?.Item ?? "");
        Set(TidyColumns.InitiativeLevel, plan.LevelNames?.Initiative ?? "");
        if (initiative.Ending is { } ending)
        {
            Set(TidyColumns.Status, InitiativeStatuses.Name(ending.Status));
            Set(TidyColumns.EndedIn, Number(ending.EndedIn));
            Set(TidyColumns.Reason, ending.Reason ?? "");
            Set(TidyColumns.Successors, string.Join(' ', ending.Successors));
        }

        Set(TidyColumns.AssessmentNumber, Number(assessment.Number));
        Set(TidyColumns.Departments, DepartmentText.Write(named, municipality.Departments));
        NamedDepartment[] supporting = [.. named.Where(one => one.Role == ResponsibilityRole.Supporting)];
        Set(TidyColumns.Supporting, DepartmentText.Write(supporting, municipality.Departments));
        Set(TidyColumns.FiscalYear, Number(part.FiscalYear));
        Set(TidyColumns.Progress, Told(part.Narrative?.Text, part.Narrative?.SourceText));
        if (part.Narrative is { Kind: not NarrativeKind.Result } other)
            Set(TidyColumns.ProgressKind, NarrativeKinds.Name(other.Kind));
        Set(TidyColumns.Summary, Told(part.Summary?.Text, part.Summary?.SourceText));
        var ofYear = DepartmentsOfYear(part, named);
        Set(TidyColumns.Rating, RatingText.Write(part.Ratings, rating => Label(plan, rating), ofYear));
        Set(TidyColumns.RatingPrinted, RatingText.Write(part.Ratings, rating => rating.Printed, ofYear));
        Set(TidyColumns.Evaluator, part.Ratings.Count == 0 ? "" : part.Ratings[0].Evaluator ?? "");
        Set(TidyColumns.Aspect, part.Ratings.Count == 0 ? "" : part.Ratings[0].Aspect ?? "");
        Set(TidyColumns.RatingIsFinal, part.Ratings.Count == 0 ? "" : part.Ratings[0].IsFinal ? "true" : "false");
        Set(TidyColumns.Document, part.Place.Document);
        Set(TidyColumns.Page, Number(part.Place.Page));
        Set(TidyColumns.Row, Number(part.Place.Row));
        Set(TidyColumns.Line, Number(part.Place.Line));
        Set(TidyColumns.ProgressColumn, Number(part.Narrative?.Location.Column));
        Set(TidyColumns.SummaryColumn, Number(part.Summary?.Location.Column));
        Set(TidyColumns.RatingColumn, Number(part.Ratings.FirstOrDefault()?.Location.Column));
        Set(TidyColumns.ProgressSource, part.Narrative?.SourceText ?? "");
        Set(TidyColumns.SummarySource, part.Summary?.SourceText ?? "");
        if (ofYear != named && part.Cells.TrueForAll(cell => cell.Column != SourceColumn.Department))
            Set(TidyColumns.DepartmentText, RowReader.Canonical(ofYear));
        SetCells(row, part, new TidyValues(item, initiative, RowReader.Canonical(named), part.Ratings));
        return row;

        void Set(TidyColumn column, string value) => row[column.Index] = value;

        void SetAll<T>(IReadOnlyList<TidyText<T>> texts, T record)
        {
            foreach (var text in texts)
                Set(text.Column, text.Of(record) ?? "");
        }
    }

    /// <summary>What is printed, and its clean text where that does not follow from the print and the row.</summary>
    private static void SetCells(string[] row, Part part, TidyValues values)
    {
        if (part.Cells.Count == 0)
            return;

        var tokens = new List<string>();
        foreach (var column in TidyCells.Columns)
        {
            var cell = part.Cells.Find(cell => cell.Column == column);
            var isExpected = cell is null || cell.Text == TidyCells.Expected(column, cell.SourceText, values);
            tokens.Add(TidyCells.Token(cell, isBlank: !isExpected && cell!.Text.Length == 0));
            if (cell is null)
                continue;

            var (source, text) = TidyCells.Of(column);
            row[source.Index] = cell.SourceText;
            if (!isExpected)
                row[text.Index] = cell.Text;
        }

        row[TidyColumns.Cells.Index] = string.Join(' ', tokens);
    }

    /// <summary>
    /// A text as the API tells it; where it has none, a dash that is printed, and nothing else of the print.
    /// </summary>
    private static string Told(string? text, string? printed) =>
        text ?? (printed is not null && CellText.IsDash(printed) ? "-" : "");

    /// <summary>
    /// The departments that carried the row in that year, as the print of that year says; where it is not kept, those
    /// of today with all that the year's ratings and sections name.
    /// </summary>
    private NamedDepartment[] DepartmentsOfYear(Part part, NamedDepartment[] current)
    {
        var printed = part.Cells.Find(cell => cell.Column == SourceColumn.Department)?.Text;
        if (printed is not null)
        {
            var isCurrent = printed == RowReader.Canonical(current);
            return isCurrent || DepartmentText.ReadPrinted(printed, departments) is not { } named
                ? current
                : [.. named];
        }

        string[] others =
        [
            .. part.Ratings.SelectMany(rating => rating.Departments)
                .Concat(part.Narrative?.Sections.Select(section => section.Department).OfType<string>() ?? [])
                .Concat(part.Summary?.Sections.Select(section => section.Department).OfType<string>() ?? [])
                .Except(current.Select(department => department.Department.FullName)),
        ];
        return others.Length == 0
            ? current
            : [.. others.Select(name => new NamedDepartment(departments[name], null)), .. current];
    }

    private static string Label(Plan plan, Rating rating) =>
        plan.RatingScale.StepOf(rating)?.Label ?? rating.Printed;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>What sets ratings of one row and year apart.</summary>
    private readonly record struct RatingKind(bool IsFinal, string? Evaluator, string? Aspect)
    {
        public static RatingKind Of(Rating rating) => new(rating.IsFinal, rating.Evaluator, rating.Aspect);
    }

    private sealed class Part(int fiscalYear, SourceLocation place)
    {
        public int FiscalYear => fiscalYear;

        public SourceLocation Place => place;

        public YearlyNarrative? Narrative { get; set; }

        public Summary? Summary { get; set; }

        public List<Rating> Ratings { get; } = [];

        public List<SourceCell> Cells { get; } = [];

        /// <summary>Of its first cell among those of the assessment; without cells, behind all.</summary>
        public int Position { get; private set; } = int.MaxValue;

        public void Add(SourceCell cell, int position)
        {
            Cells.Add(cell);
            Position = Math.Min(Position, position);
        }

        /// <summary>Whether a text or rating of the part is what the cell holds.</summary>
        public bool Tells(SourceCell cell) => cell.Column switch
        {
            SourceColumn.Progress => Narrative?.Location.Column == cell.Location.Column,
            SourceColumn.Summary => Summary?.Location.Column == cell.Location.Column,
            SourceColumn.Rating => Ratings.Count > 0 && Ratings[0].Location.Column == cell.Location.Column,
            _ => false,
        };

        /// <summary>Whether the cell is none of a text that the part does not tell.</summary>
        public bool MayHold(SourceCell cell) =>
            cell.Column != SourceColumn.Progress || !IsAt(cell.Location) || Tells(cell);

        public bool IsAt(SourceLocation location) =>
            location.Document == place.Document
                && location.Page == place.Page
                && location.Row == place.Row
                && location.Line == place.Line;
    }
}
