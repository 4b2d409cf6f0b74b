using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>A column of a page, with what is known of it once the whole header is read.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Year">The fiscal year that it tells of.</param>
internal readonly record struct HeadedColumn(int Index, ColumnMeaning Meaning, int Year);

/// <summary>The meaning of the columns of a page, read from its header: by name, in any order.</summary>
internal sealed class ColumnHeadings
{
    private const int MaxListed = 20;

    /// <summary>What every table has that declares nothing else.</summary>
    private static readonly (ColumnRole Role, string Name)[] Required =
    [
        (ColumnRole.Item, "改革項目"), (ColumnRole.Initiative, "具体的取組"), (ColumnRole.Description, "内容"),
        (ColumnRole.Department, "所管課"), (ColumnRole.Progress, "取組状況"),
    ];

    private readonly HeadedColumn?[] columns;

    /// <summary>Columns without a heading of which nothing was told yet.</summary>
    private readonly bool[] unnamed;

    private ColumnHeadings(HeadedColumn?[] columns, bool[] unnamed, int year)
    {
        this.columns = columns;
        this.unnamed = unnamed;
        Years = [.. All.Where(column => IsOfYear(column.Meaning.Role))
            .Select(column => column.Year)
            .Append(year)
            .Distinct()
            .Order()];
    }

    /// <summary>The number of columns of the print.</summary>
    public int Count => columns.Length;

    /// <summary>The fiscal years that the table tells of, the oldest first.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>
    /// Whether all columns are there, in the order of the model, so that a shifted row can be recognised.
    /// </summary>
    public bool IsComplete =>
        columns.Select(column => column is { } known ? (SourceColumn?)ColumnOf(known.Meaning.Role) : null)
            .SequenceEqual(Enum.GetValues<SourceColumn>().Select(column => (SourceColumn?)column));

    private IEnumerable<HeadedColumn> All => columns.OfType<HeadedColumn>();

    /// <summary>Position of the first column of a kind from 0, or -1 where the table has none.</summary>
    public int IndexOf(SourceColumn column) =>
        Array.FindIndex(columns, known => known is { } one && ColumnOf(one.Meaning.Role) == column);

    /// <summary>The columns of a role, in the order of the print.</summary>
    public IEnumerable<HeadedColumn> Of(ColumnRole role) => All.Where(column => column.Meaning.Role == role);

    /// <summary>The columns of ratings, in the order of the print.</summary>
    public IEnumerable<HeadedColumn> Ratings =>
        All.Where(column => ColumnOf(column.Meaning.Role) == SourceColumn.Rating);

    /// <summary>
    /// Tells of the first row that holds something in a column without a heading; blank ones may stand anywhere.
    /// </summary>
    public void ReportUnnamed(TableLine line, Place place, FindingLog log)
    {
        for (var index = 0; index < unnamed.Length; index++)
        {
            if (!unnamed[index] || index >= line.Cells.Count || CellText.IsBlank(line.Cells[index]))
                continue;

            unnamed[index] = false;
            log.Add(
                FindingKinds.ColumnUnknown,
                place with { Column = index + 1 },
                "The column has no heading, but holds something: write a heading above it, or delete the column.",
                line.Cells[index],
                japanese: "見出しのない列に値があります。見出しを書くか、列を削除してください。");
        }
    }

    /// <summary>A header names at least three columns, or what it has is all declared; no row does.</summary>
    public static bool LooksLikeHeader(IReadOnlyList<string> cells, TableLayout? layout = null)
    {
        var known = HeadingNames.Read(cells, layout).Count(meaning => meaning is not null);
        return known >= 3
            || (known >= 2 && layout is not null && known == cells.Count(cell => !CellText.IsBlank(cell)));
    }

    /// <summary>Whether a header has a column of departments.</summary>
    public static bool NamesDepartments(IReadOnlyList<string> cells, TableLayout? layout) =>
        HeadingNames.Read(cells, layout).Any(meaning => meaning?.Role is ColumnRole.Department or ColumnRole.Bureau);

    /// <summary>The names that a header can have, for people.</summary>
    public static string KnownNames => HeadingNames.Names;

    /// <summary>
    /// Reads a header; null where it cannot be used, which the log then says: each cause once, with all its headings.
    /// </summary>
    /// <param name="otherYears">Years other than that of the metadata which were told already.</param>
    public static ColumnHeadings? Read(
        TableLine line, int page, DocumentMetadata metadata, HashSet<int> otherYears, FindingLog log)
    {
        var count = line.Cells.Count;
        while (count > 0 && CellText.IsBlank(line.Cells[count - 1]))
            count--;

        var meanings = HeadingNames.Read([.. line.Cells.Take(count)], metadata.Layout);
        bool[] blank = [.. line.Cells.Take(count).Select(CellText.IsBlank)];
        var unknown = Enumerable.Range(0, count).Where(index => meanings[index] is null && !blank[index]).ToList();
        var found = new HeadedColumn?[count];
        for (var index = 0; index < count; index++)
        {
            if (meanings[index] is { Role: not ColumnRole.Ignore } meaning)
                found[index] = new HeadedColumn(index, meaning, meaning.Year ?? metadata.FiscalYear);
        }

        var repeated = Enumerable.Range(0, count)
            .Where(index => found[index] is { } column && Repeats(column, found.Take(index).OfType<HeadedColumn>()))
            .ToList();
        CheckYears(line, page, found, metadata, otherYears, log);
        var missing = Missing(found.OfType<HeadedColumn>(), metadata.Layout is not null);
        var lacking = missing.Length > 0 ? $" The header has no column “{string.Join("”, “", missing)}”." : "";
        if (unknown.Count > 0)
        {
            Report(
                FindingKinds.ColumnUnknown,
                unknown,
                $"These headings are not known: {List(unknown)}; known are {KnownNames}. Rename the columns, delete "
                + "them, or say in the metadata what they are, “ignore” if "
                + $"nothing: {Lines(line.Cells, metadata.Layout)}.{lacking}",
                $"意味の分からない見出しがあります: {JapaneseList(unknown)}。見出しを直すか、列を削除するか、JSON に意味を書いてください（読まない列は “ignore”）: "
                + $"{Lines(line.Cells, metadata.Layout)}。"
                + $"{(missing.Length > 0 ? $"また、「{string.Join("」「", missing)}」の列がありません。" : "")}");
        }
        else if (missing.Length > 0)
        {
            log.Add(
                FindingKinds.ColumnMissing,
                new Place(page, Line: line.Line),
                lacking.TrimStart() + (metadata.Layout is null
                    ? " If the table has no such column, say so in the metadata: \"columns\": {}."
                    : ""),
                string.Join(" | ", line.Cells),
                japanese: $"「{string.Join("」「", missing)}」の列がありません。"
                + (metadata.Layout is null ? "もともとない列であれば、JSON に \"columns\": {} と書いてください。" : ""));
        }

        if (repeated.Count > 0)
        {
            Report(
                FindingKinds.ColumnRepeated,
                repeated,
                $"Columns of the page carry a heading that another one has: {List(repeated)}. Rename or delete one of "
                + "them, or say in the metadata what sets them apart.",
                $"同じ見出しの列があります: {JapaneseList(repeated)}。名前を変えるか、片方を削除するか、JSON の columns で区別してください。");
        }

        return missing.Length + repeated.Count > 0 ? null : new ColumnHeadings(found, blank, metadata.FiscalYear);

        string List(List<int> indexes) => Excerpts.List(
            [.. indexes.Take(MaxListed).Select(index =>
                $"“{Excerpts.Of(line.Cells[index].Trim(), 40)}” (column {PositionOf(index)})")], indexes.Count);

        string JapaneseList(List<int> indexes) => string.Join(
            "、", indexes.Take(MaxListed)
                .Select(index => $"「{Excerpts.Of(line.Cells[index].Trim(), 40)}」（{PositionOf(index)}列）"));

        string PositionOf(int index) => line.Origin is { } sheet
            ? SheetOrigin.ColumnName(index + 1 + sheet.Margin)
            : (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

        void Report(FindingKind kind, List<int> indexes, string message, string japanese) =>
            log.Add(
                kind,
                new Place(page, Column: indexes[0] + 1, Line: line.Line),
                message,
                line.Cells[indexes[0]],
                japanese: japanese);
    }

    /// <summary>
    /// The lines that declare the headings of a header that are not known, with what each is likely to be.
    /// </summary>
    public static string Lines(IReadOnlyList<string> headings, TableLayout? layout)
    {
        var guesses = HeadingGuesses.Of(headings, HeadingNames.Read(headings, layout));
        return "\"columns\": { " + string.Join(", ", headings.Zip(guesses).Where(pair => pair.Second is not null)
            .Select(pair => (Heading: CellText.WithoutSpaces(pair.First), Guess: pair.Second!))
            .DistinctBy(pair => pair.Heading)
            .Take(MaxListed)
            .Select(pair => $"{JsonText.Of(Excerpts.Of(pair.Heading, 40))}: {JsonText.Of(pair.Guess)}")) + " }";
    }

    /// <summary>What cells of a role are kept as.</summary>
    public static SourceColumn? ColumnOf(ColumnRole role) => role switch
    {
        ColumnRole.Item => SourceColumn.Item,
        ColumnRole.Initiative => SourceColumn.Initiative,
        ColumnRole.Description => SourceColumn.Description,
        ColumnRole.Department => SourceColumn.Department,
        ColumnRole.Progress => SourceColumn.Progress,
        ColumnRole.Summary => SourceColumn.Summary,
        ColumnRole.Rating or ColumnRole.FinalRating => SourceColumn.Rating,
        _ => null,
    };

    private static bool IsOfYear(ColumnRole role) =>
        role is ColumnRole.Progress or ColumnRole.Narrative or ColumnRole.Rating or ColumnRole.FinalRating;

    /// <summary>
    /// Names of a level may stand in several columns, and texts under several labels; all else is there once.
    /// </summary>
    private static bool Repeats(HeadedColumn column, IEnumerable<HeadedColumn> before) => before.Any(other =>
        other.Meaning.Role == column.Meaning.Role
        && other.Meaning with { Year = null } == column.Meaning with { Year = null }
        && other.Year == column.Year
        && (column.Meaning.Role is not (ColumnRole.Heading or ColumnRole.Item or ColumnRole.Initiative
            or ColumnRole.Category)));

    /// <summary>How many columns of the usual layout a header lacks.</summary>
    public static int CountMissing(IReadOnlyList<string> cells)
    {
        var roles = HeadingNames.Read(cells, null).Select(meaning => meaning?.Role).ToHashSet();
        return Required.Count(required => !roles.Contains(required.Role));
    }

    private static string[] Missing(IEnumerable<HeadedColumn> columns, bool isDeclared)
    {
        var roles = columns.Select(column => column.Meaning.Role).ToHashSet();
        return [.. Required.Where(required => (!isDeclared || required.Role == ColumnRole.Initiative)
            && !roles.Contains(required.Role)).Select(required => required.Name)];
    }

    /// <summary>A table may show earlier years of its plan beside that of its metadata.</summary>
    private static void CheckYears(
        TableLine line,
        int page,
        HeadedColumn?[] found,
        DocumentMetadata metadata,
        HashSet<int> otherYears,
        FindingLog log)
    {
        var isOwnNamed = found.OfType<HeadedColumn>().Any(column => column.Meaning.Year == metadata.FiscalYear);
        for (var index = 0; index < found.Length; index++)
        {
            if (found[index] is null)
                continue;

            var printed = line.Cells[index];
            var place = new Place(page, Column: index + 1, Line: line.Line);
            var isDeclared = metadata.Layout?.Columns.ContainsKey(HeadingNames.Comparable(printed)) == true;
            var named = isDeclared ? [] : FiscalYears.NamedIn(HeadingNames.Comparable(printed));
            var isEarlier = isOwnNamed
                && named.All(year => year >= metadata.FirstFiscalYear && year <= metadata.FiscalYear);
            if (named.Count > 0 && !named.Contains(metadata.FiscalYear) && !isEarlier && otherYears.Add(named[0]))
            {
                log.Add(
                    FindingKinds.FiscalYearDiffers,
                    place,
                    $"The heading names fiscal year {string.Join(", ", named)}, the metadata {metadata.FiscalYear}; "
                    + "one of them is wrong.",
                    printed,
                    japanese: $"見出しは{string.Join("、", named)}年度、JSON は{metadata.FiscalYear}年度です。どちらかを直してください。");
            }

            if (!isDeclared && printed.Trim() != CellText.WithoutSpaces(printed))
                log.Add(
                    FindingKinds.NoiseSpace,
                    place,
                    "Spaces inside words were taken out.",
                    printed,
                    CellText.WithoutSpaces(printed));
        }
    }
}
