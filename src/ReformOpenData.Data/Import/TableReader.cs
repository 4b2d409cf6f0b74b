using System.Globalization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Reads the published table: pages of rows become the plan of one municipality.</summary>
internal sealed class TableReader(DocumentMetadata metadata, string document, FindingLog log)
{
    private readonly DepartmentNames names = new(metadata);
    private readonly List<CategoryDraft> categories = [];
    private readonly List<Department> departments = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private CategoryDraft? category;
    private string categoryName = "";
    private bool nothingAbove;
    private bool nothingNamed;
    private ItemDraft? item;
    private InitiativeDraft? initiative;
    private RowCells? previous;
    private IReadOnlyList<NamedDepartment> previousDepartments = [];

    /// <summary>The municipality with what the lines tell; its list of documents is left to the caller.</summary>
    public Municipality Read(IEnumerable<TableLine> lines)
    {
        var rows = PrintedLevels.Together(PrintedLevels.Fill(new TablePages(metadata, log).Read(lines)));
        var isWhole = !log.HasErrors;
        var reader = new RowReader(metadata, document, names, log);
        var known = LearnDepartments(rows, reader);
        RowCells[] placed = [.. rows.Select(row => RowCells.Place(row, names, known, metadata, log))];
        reader.Know(known, isWhole);
        foreach (var cells in placed)
        {
            if (!log.IsFull)
                ReadRow(cells, reader);
        }

        UnknownGrades.ReportMisleading(metadata.RatingScale, log);
        reader.ReportUnknownGrades();
        NumberCheck.ReportGaps(categories, log);
        NumberCheck.ReportTooMany(categories, log);
        var plan = new Plan(
            metadata.PlanTitle,
            metadata.FirstFiscalYear,
            metadata.LastFiscalYear,
            metadata.RatingScale,
            [.. categories.OrderBy(draft => draft.Number).Select(draft => draft.ToCategory())])
        {
            Id = metadata.PlanId,
            LevelNames = metadata.LevelNames,
        };
        return new Municipality(
            metadata.MunicipalityCode,
            metadata.MunicipalityName,
            metadata.MunicipalityRomanName,
            departments,
            [plan],
            [],
            [])
        {
            Successions = metadata.Successions,
        };
    }

    /// <summary>The departments of all rows that stand where they should.</summary>
    private HashSet<Department> LearnDepartments(IEnumerable<PrintedRow> rows, RowReader reader)
    {
        var known = metadata.Departments.Select(names.Split).ToHashSet();
        foreach (var row in rows)
        {
            var rating = row.Headings.IndexOf(SourceColumn.Rating);
            if ((rating < 0
                || metadata.Layout is not null
                || RatingCell.LooksLikeRating(row.Cells[rating], metadata.RatingScale))
                && reader.ReadNames(RowCells.Of(row)) is { } named)
            {
                known.UnionWith(named.Select(one => one.Department));
            }

            known.UnionWith((names.Read(RowCells.Of(row).Supporting) ?? []).Select(one => one.Department));
        }

        // What is spelled in several ways is read again in one.
        foreach (var department in known)
            names.Spellings.Learn(department);
        return [.. known.Select(names.Spellings.Spell)];
    }

    private void ReadRow(RowCells cells, RowReader reader)
    {
        EnterCategory(cells);
        if (!EnterItem(cells, reader) || !EnterInitiative(cells, reader))
            return;

        var named = !cells.Has(SourceColumn.Department) && cells.Bureau.Length == 0 ? []
            : cells.IsBlank(SourceColumn.Department) && CellText.IsBlank(cells.Bureau) ? ContinueDepartments(
                cells, reader)
            : reader.ReadDepartments(cells);
        named = reader.WithSupporting(cells, named);
        if (IsDuplicate(cells, named))
            return;

        var told = new ToldRow(
            document, metadata.FiscalYear, metadata.Layout is not null, reader.ReadSummary(cells, named));
        foreach (var year in cells.Row.Headings.Years)
            ReadYear(cells, reader, named, year, told);
        if (told.Summary is null && told.Narratives.Count == 0 && told.Ratings.Count == 0)
            told.Narratives.Add(new YearlyNarrative(
                metadata.FiscalYear, null, "", [], cells.LocationOf(document, SourceColumn.Initiative)));
        initiative!.Assessments.Add(new Assessment(
            initiative.Assessments.Count + 1,
            [.. named.Select(one => one.ToResponsibility())],
            [.. NarrativeKinds.Ordered(told.Narratives)],
            told.Summary,
            told.Ratings,
            new SourceLocation(document, cells.Row.Page, cells.Row.Row, null, cells.Row.Line),
            told.Cells(cells, named, item!, initiative))
        {
            Measures = MeasureCells.Read(cells, document, log),
        });
        departments.AddRange(named.Select(one => one.Department).Distinct().Except(departments).ToArray());
        previous = cells;
        previousDepartments = named;
    }

    /// <summary>What a row tells of one year; of an earlier one, only what is there.</summary>
    private void ReadYear(
        RowCells cells, RowReader reader, IReadOnlyList<NamedDepartment> named, int year, ToldRow told)
    {
        var isOwn = year == metadata.FiscalYear;
        if (cells.HasProgress(year) && (isOwn || !CellText.IsBlank(cells.Progress(year))))
            told.Narratives.Add(reader.ReadNarrative(cells, named, year));
        told.Narratives.AddRange(reader.ReadNarratives(cells, named, year));
        var before = 0;
        foreach (var print in cells.Ratings(year).Where(print => isOwn || !CellText.IsBlank(print.Text)))
        {
            var ratings = reader.ReadRatings(cells, print, named, year, before);
            before += ratings.Count;
            told.Ratings.AddRange(ratings);
        }
    }

    /// <summary>The category of a column, or of the line above.</summary>
    private (int Number, string Name, string? Printed) CategoryOf(RowCells cells)
    {
        var own = cells.Number("category");
        if (cells.Category is not { } printed)
            return (cells.Row.CategoryNumber, cells.Row.CategoryName, own ?? cells.Row.CategoryPrinted);
        if (CellText.IsBlank(printed))
            return category is null ? (1, "", own) : (category.Number, categoryName, own);

        var text = CellText.Clean(printed).Text;
        var (number, name) = LevelNumber.Split(text);
        var known = categories.Find(draft => NameKey.AreSame(draft.Name, name));
        var key =
            known?.Number ?? LevelNumber.Free(number ?? LevelNumber.Of(own), categories.Select(draft => draft.Number));
        return (key, name, own ?? LevelNumber.Printed(text, name, key));
    }

    private void EnterCategory(RowCells cells)
    {
        var (number, name, printed) = CategoryOf(cells);
        if (category?.Number == number && categoryName == name)
            return;

        categoryName = name;
        var place = new Place(cells.Row.Page, cells.Row.Row, Line: cells.Row.Line);
        var found = categories.Find(draft => draft.Number == number);
        if (found is null)
        {
            found = new CategoryDraft(number, name) { PrintedNumber = printed };
            categories.Add(found);
        }
        else if (!NameKey.AreSame(found.Name, name))
        {
            log.Add(
                FindingKinds.CategoryNameDiffers,
                place,
                $"Category ({number}) has another name on an earlier page: {found.Name}.",
                name);
        }

        if (found == category)
            return;

        category = found;
        item = null;
        initiative = null;
        previousDepartments = [];
    }

    private bool EnterItem(RowCells cells, RowReader reader)
    {
        var place = cells.PlaceOf(SourceColumn.Item);
        if (!cells.Has(SourceColumn.Item))
        {
            EnterItem(cells.Headings is null
                ? category!.Items.FirstOrDefault() ?? category.Added(new ItemDraft(1, "", ""))
                : category!.Declared("", cells));
            return true;
        }

        if (cells.IsBlank(SourceColumn.Item))
        {
            if (item is null)
                return NothingAbove(cells, place, "The item is blank, and no row of the category is above it.");

            ReportContinued(cells, SourceColumn.Item, item.Printed);
            return true;
        }

        var text = reader.CleanAndReport(cells[SourceColumn.Item], place);
        if (metadata.Layout is not null)
        {
            EnterItem(category!.Declared(text, cells));
            return true;
        }

        if (text.Length < 2 || CellText.CircledNumber(text[0]) is not { } number)
        {
            log.Add(
                FindingKinds.ItemWithoutNumber,
                place,
                "An item is a circled number (① …) and a name.",
                cells[SourceColumn.Item]);
            return false;
        }

        var name = text[1..];
        var found = category!.Items.Find(draft => draft.Number == number);
        if (found is not null && !NameKey.AreSame(found.Name, name))
            log.Add(
                FindingKinds.ItemNameDiffers,
                place,
                $"The same item has another name in an earlier row: {found.Printed}.",
                text);
        EnterItem(found ?? category.Added(new ItemDraft(number, name, text)));
        return true;
    }

    private void EnterItem(ItemDraft found)
    {
        if (found == item)
            return;
        item = found;
        initiative = null;
    }

    private bool EnterInitiative(RowCells cells, RowReader reader)
    {
        var place = cells.PlaceOf(SourceColumn.Initiative);
        if (cells.IsBlank(SourceColumn.Initiative))
        {
            if (initiative is null)
                return NothingAbove(cells, place, "The initiative is blank, and no row of the item is above it.");

            ReportContinued(cells, SourceColumn.Initiative, initiative.Name);
            if (!cells.IsBlank(SourceColumn.Description))
                CheckDescription(
                    reader.CleanAndReport(cells[SourceColumn.Description], cells.PlaceOf(SourceColumn.Description)),
                    cells);
            return true;
        }

        var name = reader.CleanAndReport(cells[SourceColumn.Initiative], place);
        string? description = cells.IsBlank(SourceColumn.Description)
            ? null
            : reader.CleanAndReport(cells[SourceColumn.Description], cells.PlaceOf(SourceColumn.Description));
        var key = NameKey.Of(name);
        var found = item!.Initiatives.Find(draft => draft.Key == key);
        if (found is null)
        {
            if (description is null && metadata.Layout is null)
                description = ContinueDescription(cells);
            found =
                new InitiativeDraft(item.Initiatives.Count + 1, name, description) { PrintedNumber = cells.Number() };
            item.Initiatives.Add(found);
        }
        else if (found != initiative && item.Initiatives[^1] != found)
        {
            log.Add(
                FindingKinds.InitiativeReturns,
                place,
                "The initiative was printed before, with others between; its rows were put together.",
                cells[SourceColumn.Initiative]);
        }

        initiative = found;
        nothingAbove = false;
        if (description is not null)
            CheckDescription(description, cells);
        return true;
    }

    /// <summary>
    /// Rows below it that are blank too are not told again, nor is one that continues a row that could not be read.
    /// </summary>
    private bool NothingAbove(RowCells cells, Place place, string message)
    {
        if (!nothingAbove && !cells.Row.IsAfterLoss)
            log.Add(FindingKinds.NothingToContinue, place, message);
        nothingAbove = true;
        return false;
    }

    private void CheckDescription(string description, RowCells cells)
    {
        if (!NameKey.AreSame(description, initiative!.Description ?? ""))
        {
            log.Add(
                FindingKinds.DescriptionDiffers,
                cells.PlaceOf(SourceColumn.Description),
                "The initiative has another description in an earlier row, which is kept.",
                description,
                initiative.Description);
        }
    }

    private string? ContinueDescription(RowCells cells)
    {
        var above = initiative?.Description;
        log.Add(
            FindingKinds.DescriptionBlank,
            cells.PlaceOf(SourceColumn.Description),
            "A new initiative has no description of its own; a blank cell continues the one above it.",
            cells[SourceColumn.Initiative],
            above);
        return above;
    }

    private IReadOnlyList<NamedDepartment> ContinueDepartments(RowCells cells, RowReader reader)
    {
        if (previousDepartments.Count == 0)
        {
            // Told once: rows below it that are blank too continue it.
            var isTold = nothingNamed || cells.Row.IsAfterLoss;
            nothingNamed = true;
            return isTold ? [] : reader.ReadDepartments(cells);
        }

        log.Add(
            FindingKinds.DepartmentBlank,
            cells.PlaceOf(SourceColumn.Department),
            "The row names no department; a blank cell continues the one above it.",
            made: RowReader.Canonical(previousDepartments));
        return previousDepartments;
    }

    private void ReportContinued(RowCells cells, SourceColumn column, string above)
    {
        if (previous is not null && previous.Row.Page != cells.Row.Page)
        {
            log.Add(
                FindingKinds.ContinuedAcrossPages,
                cells.PlaceOf(column),
                "The blank cell continues a value of the page before.",
                made: above);
        }
    }

    private bool IsDuplicate(RowCells cells, IReadOnlyList<NamedDepartment> named)
    {
        var row = string.Join(
            '\t',
            [category!.Number.ToString(CultureInfo.InvariantCulture),
            item!.Number.ToString(CultureInfo.InvariantCulture),
            initiative!.Name,
            RowReader.Canonical(named),
            cells[SourceColumn.Progress],
            cells[SourceColumn.Summary],
            cells[SourceColumn.Rating],
            .. cells.Row.Headings.Of(ColumnRole.Narrative).Concat(cells.Row.Headings.Of(ColumnRole.Measure))
                .Select(column => cells.Row.Cells[column.Index])]);
        if (seen.Add(row))
            return false;

        log.Add(
            FindingKinds.RowDuplicate,
            new Place(cells.Row.Page, cells.Row.Row, Line: cells.Row.Line),
            "The row repeats an earlier one word for word; delete one of them.",
            $"{initiative.Name} | {RowReader.Canonical(named)}");
        return true;
    }
}
