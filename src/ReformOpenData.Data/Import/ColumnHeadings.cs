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

    /// <summary>Reads a header; null where it cannot be used, which the log then says.</summary>
    public static ColumnHeadings? Read(TableLine line, int page, DocumentMetadata metadata, FindingLog log)
    {
        var count = line.Cells.Count;
        while (count > 0 && string.IsNullOrWhiteSpace(line.Cells[count - 1]))
            count--;

        var found = new SourceColumn?[count];
        var isFinal = false;
        for (var index = 0; index < count; index++)
        {
            var place = new Place(page, Column: index + 1, Line: line.Line);
            if (ReadHeading(line.Cells[index], place, found, metadata, log) is not { } heading)
                return null;

            found[index] = heading.Column;
            isFinal |= heading.Name == "最終評価";
        }

        foreach (var required in Required)
        {
            if (!found.Contains(required))
            {
                log.Add(
                    FindingKinds.ColumnMissing,
                    new Place(page, Line: line.Line),
                    $"The header has no column “{Array.Find(Names, name => name.Column == required).Name}”.",
                    string.Join(" | ", line.Cells));
                return null;
            }
        }

        return new ColumnHeadings(found, isFinal);
    }

    private static (string Name, SourceColumn Column)? ReadHeading(
        string printed,
        Place place,
        SourceColumn?[] found,
        DocumentMetadata metadata,
        FindingLog log)
    {
        if (Find(printed) is not { } heading)
        {
            log.Add(
                FindingKinds.ColumnUnknown,
                place,
                $"The heading is not known; known are {string.Join("、", Names.Select(name => name.Name))}.",
                printed);
            return null;
        }

        if (found.Contains(heading.Column))
        {
            log.Add(FindingKinds.ColumnRepeated, place, "Two columns of the page carry the same heading.", printed);
            return null;
        }

        var comparable = Comparable(printed);
        var named = FiscalYears.NamedIn(comparable);
        if (named.Count > 0 && !named.Contains(metadata.FiscalYear))
        {
            log.Add(
                FindingKinds.FiscalYearDiffers,
                place,
                FormattableString.Invariant(
                    $"The heading names fiscal year {string.Join(", ", named)}, the metadata {metadata.FiscalYear}; one of them is wrong."),
                printed);
            return null;
        }

        if (printed.Trim() != CellText.WithoutSpaces(printed))
            log.Add(FindingKinds.NoiseSpace, place, "Spaces inside words were taken out.", printed, CellText.WithoutSpaces(printed));

        return heading;
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
