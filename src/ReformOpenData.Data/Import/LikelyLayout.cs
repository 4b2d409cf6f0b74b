namespace ReformOpenData.Data.Import;

/// <summary>
/// The layout that a table would have if its headings meant what they are likely to: with it, a table whose header is
/// not understood is read on, so that the faults of its rows are told in the same run.
/// </summary>
internal static class LikelyLayout
{
    /// <summary>Pages of a table have a header in one form, or a few.</summary>
    private const int MaxHeaders = 10;

    /// <summary>Null where nothing has to be guessed, or too much is wrong already.</summary>
    public static DocumentMetadata? Of(DocumentMetadata metadata, IReadOnlyList<TableLine> lines, FindingLog log)
    {
        var layout = metadata.Layout;
        var isOther = log.HasAny(FindingKinds.ColumnUnknown, FindingKinds.HeaderMissing)
            // A table that lacks one column is one of the usual layout, whose rows say nothing without it.
            || (log.HasAny(FindingKinds.ColumnMissing) && lines.Any(
                line => ColumnHeadings.LooksLikeHeader(line.Cells) && ColumnHeadings.CountMissing(line.Cells) > 1));
        if (log.IsLong || !isOther)
            return null;

        var columns = new Dictionary<string, ColumnMeaning>(
            layout?.Columns ?? new Dictionary<string, ColumnMeaning>(), StringComparer.Ordinal);
        foreach (var (line, rest) in Headers([.. HeaderRowsText.Joined(lines, layout)], layout))
        {
            var guesses = HeadingGuesses.Of(line.Cells, HeadingNames.Read(line.Cells, layout), rest);
            for (var index = 0; index < guesses.Length; index++)
            {
                if (guesses[index] is { } guess
                    && LayoutFile.MeaningOf(guess, metadata.FirstFiscalYear, metadata.LastFiscalYear) is { } meaning)
                    columns.TryAdd(HeadingNames.Comparable(line.Cells[index]), meaning);
            }
        }

        return metadata with
        {
            Layout = layout is null ? TableLayout.Of(columns) : layout with { Columns = columns },
        };
    }

    /// <summary>
    /// The lines whose names are known, or else the first of several short words; each with the lines below it.
    /// </summary>
    private static IEnumerable<(TableLine Header, IEnumerable<TableLine> Below)> Headers(
        List<TableLine> lines, TableLayout? layout)
    {
        var known = Enumerable.Range(0, lines.Count)
            .Where(index => ColumnHeadings.LooksLikeHeader(lines[index].Cells, layout))
            .DistinctBy(index => string.Join('\t', lines[index].Cells)).Take(MaxHeaders).ToList();
        if (known.Count == 0)
            known = [.. Enumerable.Range(0, lines.Count)
                .Where(index => HeadingGuesses.AreLikely(lines[index].Cells))
                .Take(1)];
        return known.Select(index => (lines[index], lines.Skip(index + 1)));
    }
}
