using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>The meaning of the columns of a page, read from its header: by name, in any order.</summary>
internal sealed class ColumnHeadings
{
    /// <summary>What a heading ends in, spaces and widths aside; before it may stand a fiscal year (R3取組状況).</summary>
    private static readonly (string Name, SourceColumn Column)[] Names =
    [
        ("改革項目", SourceColumn.Item),
        ("具体的取組", SourceColumn.Initiative),
        ("内容", SourceColumn.Description),
        ("所管課", SourceColumn.Department),
        ("取組状況", SourceColumn.Progress),
        ("総括", SourceColumn.Summary),
        ("最終評価", SourceColumn.Rating),
        ("評価", SourceColumn.Rating),
    ];

    private static readonly SourceColumn[] Required =
        [SourceColumn.Item, SourceColumn.Initiative, SourceColumn.Description, SourceColumn.Department, SourceColumn.Progress];

    private const int MaxListed = 20;

    private readonly SourceColumn?[] columns;

    private ColumnHeadings(SourceColumn?[] columns, bool ratingIsFinal)
    {
        this.columns = columns;
        RatingIsFinal = ratingIsFinal;
    }

    /// <summary>The number of columns of the print.</summary>
    public int Count => columns.Length;

    /// <summary>Whether the rating is that of the whole plan (最終評価) or a year's (評価).</summary>
    public bool RatingIsFinal { get; }

    /// <summary>Whether all columns are there, in the order of the model, so that a shifted row can be recognised.</summary>
    public bool IsComplete => columns.SequenceEqual(Enum.GetValues<SourceColumn>().Select(column => (SourceColumn?)column));

    /// <summary>Position of a column from 0, or -1 where the table does not have it.</summary>
    public int IndexOf(SourceColumn column) => Array.IndexOf(columns, column);

    /// <summary>A header names at least three columns; no row does.</summary>
    public static bool LooksLikeHeader(IReadOnlyList<string> cells) => cells.Count(cell => Find(cell) is not null) >= 3;

    /// <summary>The names that a header can have, for people.</summary>
    public static string KnownNames => string.Join("、", Names.Select(name => name.Name));

    /// <summary>Reads a header; null where it cannot be used, which the log then says: each cause once, with all its headings.</summary>
    /// <param name="otherYears">Years other than that of the metadata which were told already.</param>
    public static ColumnHeadings? Read(TableLine line, int page, DocumentMetadata metadata, HashSet<int> otherYears, FindingLog log)
    {
        var count = line.Cells.Count;
        while (count > 0 && CellText.IsBlank(line.Cells[count - 1]))
            count--;

        var found = new SourceColumn?[count];
        var unknown = new List<int>();
        var repeated = new List<int>();
        var isFinal = false;
        for (var index = 0; index < count; index++)
        {
            if (Find(line.Cells[index]) is not { } heading)
            {
                unknown.Add(index);
                continue;
            }

            if (found.Contains(heading.Column))
                repeated.Add(index);
            found[index] = heading.Column;
            isFinal |= heading.Name == "最終評価";
            CheckHeading(line.Cells[index], new Place(page, Column: index + 1, Line: line.Line), metadata, otherYears, log);
        }

        var missing = Required.Except(found.OfType<SourceColumn>()).Select(column => Array.Find(Names, name => name.Column == column).Name).ToArray();
        if (unknown.Count > 0)
        {
            var lacking = missing.Length > 0 ? $" The header has no column “{string.Join("”, “", missing)}”." : "";
            Report(
                FindingKinds.ColumnUnknown,
                unknown,
                $"These headings are not known: {List(unknown)}; known are {KnownNames}. Rename the columns, or delete them.{lacking}");
        }
        else if (missing.Length > 0)
        {
            log.Add(
                FindingKinds.ColumnMissing,
                new Place(page, Line: line.Line),
                $"The header has no column “{string.Join("”, “", missing)}”.",
                string.Join(" | ", line.Cells));
        }

        if (repeated.Count > 0)
            Report(FindingKinds.ColumnRepeated, repeated, $"Columns of the page carry a heading that another one has: {List(repeated)}. Rename or delete one of them.");
        return unknown.Count + missing.Length + repeated.Count > 0 ? null : new ColumnHeadings(found, isFinal);

        string List(List<int> indexes) => Excerpts.List(
            [.. indexes.Take(MaxListed).Select(index => $"“{Excerpts.Of(line.Cells[index].Trim(), 40)}” (column {PositionOf(index)})")], indexes.Count);

        string PositionOf(int index) => line.Origin is { } sheet
            ? SheetOrigin.ColumnName(index + 1 + sheet.Margin)
            : (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

        void Report(FindingKind kind, List<int> indexes, string message) =>
            log.Add(kind, new Place(page, Column: indexes[0] + 1, Line: line.Line), message, line.Cells[indexes[0]]);
    }

    private static void CheckHeading(string printed, Place place, DocumentMetadata metadata, HashSet<int> otherYears, FindingLog log)
    {
        var named = FiscalYears.NamedIn(Comparable(printed));
        if (named.Count > 0 && !named.Contains(metadata.FiscalYear) && otherYears.Add(named[0]))
        {
            log.Add(
                FindingKinds.FiscalYearDiffers,
                place,
                FormattableString.Invariant(
                    $"The heading names fiscal year {string.Join(", ", named)}, the metadata {metadata.FiscalYear}; one of them is wrong."),
                printed);
        }

        if (printed.Trim() != CellText.WithoutSpaces(printed))
            log.Add(FindingKinds.NoiseSpace, place, "Spaces inside words were taken out.", printed, CellText.WithoutSpaces(printed));
    }

    /// <summary>A known name, alone or behind a fiscal year.</summary>
    private static (string Name, SourceColumn Column)? Find(string printed)
    {
        var text = Comparable(printed);
        foreach (var known in Names)
        {
            if (text == known.Name
                || (text.EndsWith(known.Name, StringComparison.Ordinal) && FiscalYears.IsLabel(text[..^known.Name.Length])))
            {
                return known;
            }
        }

        return null;
    }

    private static string Comparable(string heading) => CellText.Narrow(CellText.WithoutSpaces(heading));
}
