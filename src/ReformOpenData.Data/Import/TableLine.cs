namespace ReformOpenData.Data.Import;

/// <summary>One line of a table: of a text file, or one row of a sheet.</summary>
/// <param name="Sheet">From 1; a text file is one sheet.</param>
/// <param name="Line">From 1, of the file, or of the sheet.</param>
/// <param name="Origin">The sheet of a workbook that the line is of.</param>
internal readonly record struct TableLine(int Sheet, int Line, IReadOnlyList<string> Cells, SheetOrigin? Origin = null);
