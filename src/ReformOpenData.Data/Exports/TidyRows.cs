using System.Globalization;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Exports;

/// <summary>Writes a municipality as rows of the tidy table: one per assessment, fiscal year and place in print.</summary>
internal sealed class TidyRows
{
    private readonly Municipality municipality;
    private readonly Dictionary<string, Department> departments;
    private readonly Queue<string> provenance;

    private TidyRows(Municipality municipality)
    {
        this.municipality = municipality;
        departments = municipality.Departments.ToDictionary(department => department.FullName);
        provenance = new Queue<string>(Provenance.Write(municipality));
    }

    /// <summary>Rows with a cell for each of <see cref="TidyColumns.All"/>, not yet guarded against formulas.</summary>
    public static IEnumerable<string[]> Of(Municipality municipality) => new TidyRows(municipality).Rows();

    /// <summary>A = 1 … as printed for ratings of a cell: the grade alone, or a line for each department and grade.</summary>
    private static string RatingText(IReadOnlyList<Rating> ratings, Func<Rating, string> label, IReadOnlyList<NamedDepartment> named)
    {
        if (ratings is [var single] && single.Departments.SequenceEqual(named.Select(one => one.Department.FullName).Distinct()))
            return label(single);

        return string.Join('\n', ratings.Select(rating => $"{string.Join("・", rating.Departments)} {label(rating)}"));
    }

    private IEnumerable<string[]> Rows()
    {
        foreach (var row in PlanRows())
            yield return row;

        if (provenance.Count > 0)
            throw new InvalidDataException($"The provenance of {municipality.Code} needs more rows than the municipality has.");
    }

    private IEnumerable<string[]> PlanRows() =>
        from plan in municipality.Plans
        from category in plan.Categories
        from item in category.Items
        from initiative in item.Initiatives
        from assessment in initiative.Assessments
        from part in Parts(assessment)
        select Row(plan, category, item, initiative, assessment, part);

    /// <summary>What one place in print told of one fiscal year.</summary>
    private static List<Part> Parts(Assessment assessment)
    {
        var parts = new SortedDictionary<(int Year, string Document, int Page, int Row, int Line), Part>(
            Comparer<(int Year, string Document, int Page, int Row, int Line)>.Create((one, other) => one.CompareTo(other)));
        foreach (var narrative in assessment.Narratives)
            PartOf(narrative.FiscalYear, narrative.Location).Narrative = narrative;
        if (assessment.Summary is { } summary)
            PartOf(summary.FiscalYear, summary.Location).Summary = summary;
        foreach (var rating in assessment.Ratings)
            PartOf(rating.FiscalYear, rating.Location).Ratings.Add(rating);
        foreach (var cell in assessment.Cells)
            parts.Values.FirstOrDefault(part => part.IsAt(cell.Location))?.Cells.Add(cell);
        return [.. parts.Values];

        Part PartOf(int year, SourceLocation place)
        {
            var key = (year, place.Document, place.Page, place.Row, place.Line);
            if (!parts.TryGetValue(key, out var part))
                parts.Add(key, part = new Part(year, place));
            return part;
        }
    }

    private string[] Row(Plan plan, Category category, Item item, Initiative initiative, Assessment assessment, Part part)
    {
        var row = new string[TidyColumns.All.Count];
        Array.Fill(row, "");
        NamedDepartment[] named = [.. assessment.Responsibilities.Select(one => new NamedDepartment(departments[one.Department], one.Qualifier))];
        Set(TidyColumns.MunicipalityCode, municipality.Code);
        Set(TidyColumns.MunicipalityName, municipality.Name);
        Set(TidyColumns.MunicipalityRomanName, municipality.RomanName);
        Set(TidyColumns.PlanTitle, plan.Title);
        Set(TidyColumns.PlanFirstFiscalYear, Number(plan.FirstFiscalYear));
        Set(TidyColumns.PlanLastFiscalYear, Number(plan.LastFiscalYear));
        Set(TidyColumns.RatingScale, string.Join(';', plan.RatingScale.Select(grade => $"{Grades.Name(grade.Grade)}={grade.Label}")));
        Set(TidyColumns.CategoryNumber, Number(category.Number));
        Set(TidyColumns.CategoryName, category.Name);
        Set(TidyColumns.ItemNumber, Number(item.Number));
        Set(TidyColumns.ItemName, item.Name);
        Set(TidyColumns.InitiativeNumber, Number(initiative.Number));
        Set(TidyColumns.InitiativeName, initiative.Name);
        Set(TidyColumns.Description, initiative.Description ?? "");
        Set(TidyColumns.AssessmentNumber, Number(assessment.Number));
        Set(TidyColumns.Departments, DepartmentText.Write(named));
        Set(TidyColumns.FiscalYear, Number(part.FiscalYear));
        Set(TidyColumns.Progress, part.Narrative?.Text ?? part.Narrative?.SourceText.Trim() ?? "");
        Set(TidyColumns.Summary, part.Summary?.Text ?? part.Summary?.SourceText.Trim() ?? "");
        var rated = RatedBy(part, named);
        Set(TidyColumns.Rating, RatingText(part.Ratings, rating => Label(plan, rating), rated));
        Set(TidyColumns.RatingIsFinal, part.Ratings.Count == 0 ? "" : part.Ratings[0].IsFinal ? "true" : "false");
        Set(TidyColumns.Document, part.Place.Document);
        Set(TidyColumns.Page, Number(part.Place.Page));
        Set(TidyColumns.Row, Number(part.Place.Row));
        Set(TidyColumns.Line, Number(part.Place.Line));
        Set(TidyColumns.ProgressColumn, Number(part.Narrative?.Location.Column));
        Set(TidyColumns.SummaryColumn, Number(part.Summary?.Location.Column));
        Set(TidyColumns.RatingColumn, Number(part.Ratings.FirstOrDefault()?.Location.Column));
        SetSources(part, item, initiative, RowReader.Canonical(named));
        if (provenance.TryDequeue(out var piece))
            Set(TidyColumns.Provenance, piece);
        return row;

        void Set(TidyColumn column, string value) => row[column.Index] = value;

        void SetSources(Part of, Item currentItem, Initiative currentInitiative, string currentDepartments)
        {
            Set(TidyColumns.ProgressSource, of.Narrative?.SourceText ?? "");
            Set(TidyColumns.SummarySource, of.Summary?.SourceText ?? "");
            Set(TidyColumns.RatingSource, RatingText(of.Ratings, rating => rating.Printed, rated));
            if (of.Cells.Count == 0)
                return;

            var tokens = TidyCells.Columns.Select(column => of.Cells.Find(cell => cell.Column == column)).ToArray();
            Set(TidyColumns.Cells, string.Join(' ', tokens.Select(cell => cell is null ? "." : cell.Location.Column is { } at ? Number(at) : "-")));
            foreach (var cell in of.Cells)
            {
                var (source, text, current) = TidyCells.Of(cell.Column, currentItem, currentInitiative, currentDepartments);
                Set(source, cell.SourceText);
                if (text is not null && cell.Text != current)
                    Set(text, cell.Text);
            }
        }
    }

    /// <summary>The departments that carried the row in that year, where the print of that year is kept.</summary>
    private NamedDepartment[] RatedBy(Part part, NamedDepartment[] current)
    {
        var printed = part.Cells.Find(cell => cell.Column == SourceColumn.Department)?.Text;
        if (printed is null || printed == RowReader.Canonical(current))
            return current;

        return DepartmentText.ReadPrinted(printed, departments) is { } named ? [.. named] : current;
    }

    private static string Label(Plan plan, Rating rating) =>
        plan.RatingScale.FirstOrDefault(grade => grade.Grade == rating.Grade)?.Label ?? rating.Printed;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private sealed class Part(int fiscalYear, SourceLocation place)
    {
        public int FiscalYear => fiscalYear;

        public SourceLocation Place => place;

        public YearlyNarrative? Narrative { get; set; }

        public Summary? Summary { get; set; }

        public List<Rating> Ratings { get; } = [];

        public List<SourceCell> Cells { get; } = [];

        public bool IsAt(SourceLocation location) =>
            location.Document == place.Document && location.Page == place.Page && location.Row == place.Row && location.Line == place.Line;
    }
}
