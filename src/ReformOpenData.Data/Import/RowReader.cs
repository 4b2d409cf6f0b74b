using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Reads the cells of one row that belong to it alone: departments, texts and ratings.</summary>
internal sealed class RowReader(DocumentMetadata metadata, string document, DepartmentNames names, FindingLog log)
{
    /// <summary>What was done to a text that did not look as it is written.</summary>
    public const string Rewritten =
        "Letters in two parts were put together, or characters that cannot be seen were taken out.";

    private readonly UnknownGrades unknownGrades = new();

    /// <summary>The labels under which columns are a part of a text.</summary>
    private readonly HashSet<string> declaredLabels =
        [.. metadata.Layout?.Columns.Values.Select(column => column.Label).OfType<string>() ?? []];

    /// <summary>Whether parts of texts stand under the labels of their rows.</summary>
    private readonly bool hasRowLabels =
        metadata.Layout?.Columns.Values.Any(column => column.Role == ColumnRole.RowLabel) == true;

    private HashSet<string> knownDepartments = [];
    private bool isWhole = true;

    /// <summary>All departments that the document names, to tell a label of another department from a topic.</summary>
    /// <param name="all">Whether rows with more of them could not be read: then a label that is not known is not
    /// told.</param>
    public void Know(IEnumerable<Department> departments, bool all)
    {
        knownDepartments = departments.SelectMany(department => new[] { department.FullName, department.Name })
            .ToHashSet();
        isWhole = all;
    }

    /// <summary>The departments of a row; empty, with an error, where the cell cannot be read.</summary>
    public IReadOnlyList<NamedDepartment> ReadDepartments(RowCells cells)
    {
        var printed = cells[SourceColumn.Department];
        var place = cells.PlaceOf(SourceColumn.Department);
        if (metadata.Layout is not null && CellText.IsNothing(printed) && CellText.IsNothing(cells.Bureau))
            return [];
        if (ReadNames(cells) is not { } departments)
        {
            log.Add(
                FindingKinds.DepartmentUnreadable,
                place,
                CellText.IsDash(printed)
                    ? "“-” is not a department; write the department that carries the initiative, or leave the cell "
                        + "blank to continue the one above."
                    : CellText.IsBlank(printed)
                        ? "The cell names no department, and no row above it does; write the department that carries "
                            + "the initiative."
                        : "The cell does not read as departments: names parted by ・, each with at most one office or "
                            + "role in brackets.",
                printed,
                japanese: CellText.IsDash(printed)
                    ? "「-」は所管課ではありません。担当する課を書くか、上の行と同じなら空欄にしてください。"
                    : CellText.IsBlank(printed)
                        ? "所管課が空欄で、続けるべき上の行もありません。担当する課を書いてください。"
                        : "所管課として読めません。課の名前を「・」で区切り、室や役割は一つだけ（　）に書いてください。");
            return [];
        }

        var made = Canonical(departments);
        if (departments.Distinct().Count() < departments.Count)
            log.Add(FindingKinds.DepartmentRepeated, place, "The row names a department twice.", printed);
        else if (printed.Trim() != made && CellText.IsNothing(cells.Bureau))
            log.Add(
                FindingKinds.DepartmentRespelled,
                place,
                "Spaces and brackets of the names were made alike.",
                printed,
                made);
        if (departments.FirstOrDefault(named => names.IsJoined(named.Department)).Department is { } joined)
        {
            log.Add(
                FindingKinds.DepartmentJoined,
                place,
                "The ・ is taken to be in the name, since what is before it is not the name of a department. Part "
                    + "departments by 、 if it is, or declare the name in “departments” of the metadata.",
                printed,
                joined.FullName,
                japanese: "「・」を名前の一部として読みました。別の課なら「、」で区切り、そのとおりなら表の情報（.json）の \"departments\" に書いてください。");
        }

        return departments;
    }

    /// <summary>
    /// The departments of a row, with those that only support it; of these alone, where the cell of the others is not
    /// read.
    /// </summary>
    /// <param name="named">Those that lead it.</param>
    public IReadOnlyList<NamedDepartment> WithSupporting(RowCells cells, IReadOnlyList<NamedDepartment> named)
    {
        if (CellText.IsNothing(cells.Supporting))
            return named;
        if (names.Read(cells.Supporting) is { } supporting)
        {
            return
            [
                .. named.Where(one => one.Role == ResponsibilityRole.Lead),
                .. supporting.Where(one => !named.Contains(one))
                    .Select(one => one with { Role = ResponsibilityRole.Supporting }),
            ];
        }

        log.Add(
            FindingKinds.DepartmentUnreadable,
            cells.PlaceOfSupporting,
            "The cell does not read as departments: names parted by ・, each with at most one office or role in "
            + "brackets.",
            cells.Supporting,
            japanese: "所管課として読めません。課の名前を「・」で区切り、室や役割は一つだけ（　）に書いてください。");
        return named;
    }

    /// <summary>
    /// The departments that a row prints, with the bureau of its own column; null where the cell is not one of
    /// departments.
    /// </summary>
    public IReadOnlyList<NamedDepartment>? ReadNames(RowCells cells)
    {
        var printed = cells[SourceColumn.Department];
        var bureau = CellText.WithoutSpaces(cells.Bureau);
        if (CellText.IsNothing(bureau))
            return names.Read(printed);
        if (CellText.IsNothing(printed))
            return names.Read(bureau);
        return names.Read(printed) is not { } departments ? null :
        [
            .. departments.Select(named => named.Department.Bureau is null
                ? named with { Department = names.Spellings.Spell(named.Department with { Bureau = bureau }) }
                : named),
        ];
    }

    /// <summary>企画調整課（庁舎整備室）・公共施設管理課.</summary>
    public static string Canonical(IEnumerable<NamedDepartment> departments) =>
        string.Join("・", departments.Select(named =>
            named.Qualifier is null ? named.Department.FullName : $"{named.Department.FullName}（{named.Qualifier}）"));

    /// <summary>企画調整課（庁舎整備室）・公共施設管理課.</summary>
    public static string Canonical(IEnumerable<Responsibility> responsibilities) =>
        Canonical(
            responsibilities.Select(one => new NamedDepartment(new Department(one.Department, null), one.Qualifier)));

    /// <summary>
    /// The clean text of a cell of ratings: a grade for the row, or a line for each department and grade.
    /// </summary>
    public static string Canonical(IReadOnlyList<Rating> ratings) => ratings is [var single]
        ? single.Printed
        : string.Join('\n', ratings.Select(rating => $"{string.Join("・", rating.Departments)} {rating.Printed}"));

    public YearlyNarrative ReadNarrative(RowCells cells, IReadOnlyList<NamedDepartment> departments, int year)
    {
        var printed = cells.Progress(year);
        // Parts under labels may all be blank: only a text of its own says by - that there is nothing.
        var text = CellText.IsBlank(printed) && !cells.HasPlainProgress(year)
            ? null
            : ReadText(printed, cells.PlaceOf(SourceColumn.Progress, year), departments);
        return new YearlyNarrative(
            year,
            text,
            printed,
            SectionCutter.Cut(text, departments),
            cells.LocationOf(document, SourceColumn.Progress, year));
    }

    /// <summary>The texts of a year beside what was done.</summary>
    public IEnumerable<YearlyNarrative> ReadNarratives(
        RowCells cells, IReadOnlyList<NamedDepartment> departments, int year) =>
        cells.Narratives(year).Select(print =>
        {
            var text = ReadText(
                print.Text, new Place(cells.Row.Page, cells.Row.Row, print.Column, cells.Row.Line), departments);
            var location = new SourceLocation(document, cells.Row.Page, cells.Row.Row, print.Column, cells.Row.Line);
            return new YearlyNarrative(year, text, print.Text, SectionCutter.Cut(text, departments), location)
            {
                Kind = print.Kind,
            };
        });

    public Summary? ReadSummary(RowCells cells, IReadOnlyList<NamedDepartment> departments)
    {
        if (!cells.Has(SourceColumn.Summary))
            return null;

        var text = ReadText(cells[SourceColumn.Summary], cells.PlaceOf(SourceColumn.Summary), departments);
        return new Summary(
            metadata.FiscalYear,
            text,
            cells[SourceColumn.Summary],
            SectionCutter.Cut(text, departments),
            cells.LocationOf(document, SourceColumn.Summary));
    }

    /// <summary>The ratings of one cell.</summary>
    /// <param name="before">So many ratings of the row and year come before them.</param>
    public IReadOnlyList<Rating> ReadRatings(
        RowCells cells, RatingPrint print, IReadOnlyList<NamedDepartment> departments, int year, int before)
    {
        if (departments.Count == 0 && metadata.Layout is null)
            return [];

        var place = cells.PlaceOf(print);
        if (CellText.IsBlank(print.Text) && metadata.Layout is not null)
        {
            log.Add(FindingKinds.RatingBlank, place, "The cell of the rating is blank; the row is not rated there.");
            return [];
        }

        var result = RatingCell.Read(print.Text, departments, metadata.RatingScale.In(year));
        if (result.Fault is not null)
        {
            if (result.UnknownGrade is not null)
                unknownGrades.Add(print.Text.Trim(), place);
            else
                log.Add(result.Fault, place, result.Message!, print.Text);
            return [];
        }

        ReportPairs(result, departments, print.Text, place);
        return
        [
            .. result.Ratings.Select((rating, index) => new Rating(
                before + index + 1,
                rating.Grade.Grade,
                rating.Printed,
                year,
                print.Meaning.Role == ColumnRole.FinalRating,
                [.. rating.Departments.Select(department => department.FullName)],
                cells.LocationOf(document, print))
            {
                Label = metadata.RatingScale.LabelToKeep(rating.Grade, year),
                Evaluator = print.Meaning.Evaluator,
                Aspect = print.Meaning.Aspect,
            }),
        ];
    }

    /// <summary>Tells the grades that were met and are not declared.</summary>
    public void ReportUnknownGrades() => unknownGrades.Report(metadata.RatingScale, inTable: false, log);

    /// <summary>
    /// A text that belongs to no row alone, such as a name, as it is kept, with what was cleaned of it reported.
    /// </summary>
    public string CleanAndReport(string printed, Place place)
    {
        var cleaned = CellText.Clean(printed);
        if (cleaned.Noise.Count > 0)
        {
            log.Add(
                FindingKinds.NoiseSpace,
                place,
                "Spaces inside words were taken out.",
                string.Join(" / ", cleaned.Noise),
                string.Join(" / ", cleaned.Noise.Select(CellText.WithoutSpaces)));
        }

        if (cleaned.IsRewritten)
            log.Add(FindingKinds.TextRewritten, place, Rewritten, printed, cleaned.Text);
        if (cleaned.HasParagraphs)
            log.Add(
                FindingKinds.ParagraphMarkup, place, "Markup of paragraphs became empty lines.", printed, cleaned.Text);
        if (cleaned.OtherMarkup is not null)
            log.Add(
                FindingKinds.MarkupUnknown, place, "A tag that is not known stays in the text.", cleaned.OtherMarkup);
        return cleaned.Text;
    }

    private string? ReadText(string printed, Place place, IReadOnlyList<NamedDepartment> departments)
    {
        if (CellText.IsBlank(printed))
        {
            log.Add(
                FindingKinds.TextBlank,
                place,
                "The cell is blank; the print writes “-” where there is nothing to report.",
                printed);
            return null;
        }

        if (CellText.IsDash(printed))
            return null;

        // Markup may surround nothing, or a dash.
        var text = CleanAndReport(printed, place);
        if (CellText.IsNothing(text))
            return null;

        ReportLists(text, place);
        ReportLabels(SectionCutter.Cut(text, departments), departments, place);
        return text;
    }

    private void ReportLists(string text, Place place)
    {
        var list =
            text.Split('\n').FirstOrDefault(line => line.Length > 0 && CellText.CircledNumber(line[0]) is not null);
        if (list is not null)
            log.Add(FindingKinds.ListInText, place, "Circled numbers inside a text are a list, not items.", list, text);
    }

    private void ReportLabels(IReadOnlyList<Section> sections, IReadOnlyList<NamedDepartment> departments, Place place)
    {
        if (hasRowLabels)
            return;

        foreach (var section in sections)
        {
            if (section.Label is not null && declaredLabels.Contains(section.Label))
                continue;
            if (section.Label is null)
            {
                if (sections.Skip(1).Any(other => !declaredLabels.Contains(other.Label!)))
                    log.Add(
                        FindingKinds.TextBeforeLabel,
                        place,
                        "The text before the first label is a section without label.",
                        section.Text);
            }
            else if (section.Department is not null)
            {
                if (SectionCutter.IsShortened(section.Label, departments))
                    log.Add(
                        FindingKinds.LabelShortened,
                        place,
                        "The label leaves out a bureau or role.",
                        section.Label,
                        section.Department);
            }
            else if (knownDepartments.Contains(CellText.WithoutSpaces(section.Label)))
            {
                log.Add(
                    FindingKinds.LabelOfAnotherRow,
                    place,
                    $"The label is a department, but none of this row ({Canonical(departments)}); it is kept as a "
                    + "topic.",
                    section.Label);
            }
            else if (section.Label[^1] is '課' or '局')
            {
                if (!isWhole)
                    continue;
                log.Add(
                    FindingKinds.LabelUnknown,
                    place,
                    "The label reads as a department that the document does not know; the row "
                    + $"has {Canonical(departments)}.",
                    section.Label);
            }
            else
            {
                log.Add(
                    FindingKinds.LabelIsTopic,
                    place,
                    "The label is not a department of the row; it is kept as a topic.",
                    section.Label);
            }
        }
    }

    private void ReportPairs(
        RatingCell.Result result, IReadOnlyList<NamedDepartment> departments, string printed, Place place)
    {
        Department[] rated = [.. result.Ratings.SelectMany(rating => rating.Departments)];
        Department[] carried = [.. NamedDepartment.Rated(departments)];
        var made = string.Join("・", rated.Select(department => department.FullName));
        var missing = carried.Except(rated).ToArray();
        if (missing.Length > 0)
        {
            log.Add(
                FindingKinds.DepartmentNotRated,
                place,
                $"The ratings leave out {string.Join("・", missing.Select(department => department.FullName))}.",
                printed,
                made,
                $"評価のない所管課があります: {string.Join("・", missing.Select(department => department.FullName))}");
        }
        else if (!rated.Intersect(carried).SequenceEqual(carried))
        {
            log.Add(
                FindingKinds.RatingOrder,
                place,
                $"The ratings come in another order than the departments ({Canonical(departments)}).",
                printed,
                made);
        }

        if (result.IsShortened)
            log.Add(FindingKinds.RatingShortened, place, "A rating leaves out a bureau or role.", printed, made);
    }
}
