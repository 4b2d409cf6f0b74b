using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Every kind of finding, in the groups of docs/findings.md, which a test compares with this list.</summary>
public static class FindingKinds
{
    /// <summary>The file holds nothing, or no row of a table.</summary>
    public static readonly FindingKind FileEmpty = new("FILE_EMPTY", FindingSeverity.Error);

    /// <summary>The file, or what it unpacks to, is larger than the reader takes.</summary>
    public static readonly FindingKind FileTooLarge = new("FILE_TOO_LARGE", FindingSeverity.Error);

    /// <summary>The file holds control characters, as binary files do.</summary>
    public static readonly FindingKind FileBinary = new("FILE_BINARY", FindingSeverity.Error);

    /// <summary>The file cannot be opened, or is a directory.</summary>
    public static readonly FindingKind FileUnreadable = new("FILE_UNREADABLE", FindingSeverity.Error);

    /// <summary>The bytes are neither UTF-8, CP932 nor UTF-16 with a byte order mark.</summary>
    public static readonly FindingKind EncodingUnknown = new("ENCODING_UNKNOWN", FindingSeverity.Error);

    /// <summary>A table has no metadata beside it, so nobody knows whose it is.</summary>
    public static readonly FindingKind MetadataMissing = new("METADATA_MISSING", FindingSeverity.Error);

    /// <summary>The metadata, corrections or mapping file is not what its format asks for.</summary>
    public static readonly FindingKind MetadataInvalid = new("METADATA_INVALID", FindingSeverity.Error);

    /// <summary>The bytes have another SHA-256 than the metadata declares.</summary>
    public static readonly FindingKind ChecksumDiffers = new("CHECKSUM_DIFFERS", FindingSeverity.Error);

    /// <summary>The title of a page is worded otherwise than that of the document.</summary>
    public static readonly FindingKind TitleVaries = new("TITLE_VARIES", FindingSeverity.Note);

    /// <summary>A page has no title line.</summary>
    public static readonly FindingKind PageWithoutTitle = new("PAGE_WITHOUT_TITLE", FindingSeverity.Error);

    /// <summary>A line is neither title, category, header nor row.</summary>
    public static readonly FindingKind LineUnknown = new("LINE_UNKNOWN", FindingSeverity.Error);

    /// <summary>A line is a note to the table (※, 注 …), and is left out.</summary>
    public static readonly FindingKind LineIsNote = new("LINE_IS_NOTE", FindingSeverity.Note);

    /// <summary>A row is a total (合計, 小計 …), and is left out.</summary>
    public static readonly FindingKind RowIsTotal = new("ROW_IS_TOTAL", FindingSeverity.Warning);

    /// <summary>A title or heading names another fiscal year than the metadata.</summary>
    public static readonly FindingKind FiscalYearDiffers = new("FISCAL_YEAR_DIFFERS", FindingSeverity.Error);

    /// <summary>A row has no header above it on its page.</summary>
    public static readonly FindingKind HeaderMissing = new("HEADER_MISSING", FindingSeverity.Error);

    /// <summary>A page has two headers.</summary>
    public static readonly FindingKind HeaderRepeated = new("HEADER_REPEATED", FindingSeverity.Error);

    /// <summary>A heading is not known.</summary>
    public static readonly FindingKind ColumnUnknown = new("COLUMN_UNKNOWN", FindingSeverity.Error);

    /// <summary>Two columns carry the same heading.</summary>
    public static readonly FindingKind ColumnRepeated = new("COLUMN_REPEATED", FindingSeverity.Error);

    /// <summary>A column that every table has is missing.</summary>
    public static readonly FindingKind ColumnMissing = new("COLUMN_MISSING", FindingSeverity.Error);

    /// <summary>A row has no category line above it on its page.</summary>
    public static readonly FindingKind CategoryMissing = new("CATEGORY_MISSING", FindingSeverity.Error);

    /// <summary>A category has two names.</summary>
    public static readonly FindingKind CategoryNameDiffers = new("CATEGORY_NAME_DIFFERS", FindingSeverity.Error);

    /// <summary>The numbers of categories or items have a gap; a page may be missing.</summary>
    public static readonly FindingKind NumberMissing = new("NUMBER_MISSING", FindingSeverity.Warning);

    /// <summary>A row has fewer cells than its header.</summary>
    public static readonly FindingKind RowTruncated = new("ROW_TRUNCATED", FindingSeverity.Error);

    /// <summary>A row has more cells than its header.</summary>
    public static readonly FindingKind RowTooLong = new("ROW_TOO_LONG", FindingSeverity.Error);

    /// <summary>The cells of a row stood in other columns; they were put back by what they hold.</summary>
    public static readonly FindingKind RowShifted = new("ROW_SHIFTED", FindingSeverity.Warning);

    /// <summary>A row repeats an earlier one word for word.</summary>
    public static readonly FindingKind RowDuplicate = new("ROW_DUPLICATE", FindingSeverity.Error);

    /// <summary>A blank cell continues nothing.</summary>
    public static readonly FindingKind NothingToContinue = new("NOTHING_TO_CONTINUE", FindingSeverity.Error);

    /// <summary>A blank cell continues a value of the page before.</summary>
    public static readonly FindingKind ContinuedAcrossPages = new("CONTINUED_ACROSS_PAGES", FindingSeverity.Note);

    /// <summary>An item does not begin with a circled number.</summary>
    public static readonly FindingKind ItemWithoutNumber = new("ITEM_WITHOUT_NUMBER", FindingSeverity.Error);

    /// <summary>An item has two names.</summary>
    public static readonly FindingKind ItemNameDiffers = new("ITEM_NAME_DIFFERS", FindingSeverity.Error);

    /// <summary>An initiative was printed before, with others between.</summary>
    public static readonly FindingKind InitiativeReturns = new("INITIATIVE_RETURNS", FindingSeverity.Warning);

    /// <summary>An initiative has two descriptions; the first is kept.</summary>
    public static readonly FindingKind DescriptionDiffers = new("DESCRIPTION_DIFFERS", FindingSeverity.Warning);

    /// <summary>A new initiative has no description of its own and continues the one above.</summary>
    public static readonly FindingKind DescriptionBlank = new("DESCRIPTION_BLANK", FindingSeverity.Warning);

    /// <summary>A cell does not read as departments.</summary>
    public static readonly FindingKind DepartmentUnreadable = new("DEPARTMENT_UNREADABLE", FindingSeverity.Error);

    /// <summary>A row names a department twice.</summary>
    public static readonly FindingKind DepartmentRepeated = new("DEPARTMENT_REPEATED", FindingSeverity.Error);

    /// <summary>Spaces and brackets in names of departments were made alike.</summary>
    public static readonly FindingKind DepartmentRespelled = new("DEPARTMENT_RESPELLED", FindingSeverity.Note);

    /// <summary>A name differs from that of an earlier row in spelling alone (width, spaces, case, invisible characters).</summary>
    public static readonly FindingKind NameRespelled = new("NAME_RESPELLED", FindingSeverity.Note);

    /// <summary>Two departments of a document are one character apart, and one of them is named in a single row.</summary>
    public static readonly FindingKind DepartmentSimilar = new("DEPARTMENT_SIMILAR", FindingSeverity.Warning);

    /// <summary>A row names no department and continues the one above.</summary>
    public static readonly FindingKind DepartmentBlank = new("DEPARTMENT_BLANK", FindingSeverity.Warning);

    /// <summary>Spaces inside words were taken out.</summary>
    public static readonly FindingKind NoiseSpace = new("NOISE_SPACE", FindingSeverity.Note);

    /// <summary>Letters in two parts were put together, or characters that cannot be seen taken out.</summary>
    public static readonly FindingKind TextRewritten = new("TEXT_REWRITTEN", FindingSeverity.Note);

    /// <summary>Markup of paragraphs became empty lines.</summary>
    public static readonly FindingKind ParagraphMarkup = new("PARAGRAPH_MARKUP", FindingSeverity.Note);

    /// <summary>A tag that is not known stays in the text.</summary>
    public static readonly FindingKind MarkupUnknown = new("MARKUP_UNKNOWN", FindingSeverity.Warning);

    /// <summary>A text is blank where the print writes “-”.</summary>
    public static readonly FindingKind TextBlank = new("TEXT_BLANK", FindingSeverity.Warning);

    /// <summary>Circled numbers inside a text are a list, not items.</summary>
    public static readonly FindingKind ListInText = new("LIST_IN_TEXT", FindingSeverity.Note);

    /// <summary>Text before the first label is a section without label.</summary>
    public static readonly FindingKind TextBeforeLabel = new("TEXT_BEFORE_LABEL", FindingSeverity.Note);

    /// <summary>A label leaves out the bureau or role of its department.</summary>
    public static readonly FindingKind LabelShortened = new("LABEL_SHORTENED", FindingSeverity.Note);

    /// <summary>A label is not a department and is kept as a topic.</summary>
    public static readonly FindingKind LabelIsTopic = new("LABEL_IS_TOPIC", FindingSeverity.Note);

    /// <summary>A label is a department, but none of its row.</summary>
    public static readonly FindingKind LabelOfAnotherRow = new("LABEL_OF_ANOTHER_ROW", FindingSeverity.Warning);

    /// <summary>A label reads as a department that the document does not know.</summary>
    public static readonly FindingKind LabelUnknown = new("LABEL_UNKNOWN", FindingSeverity.Error);

    /// <summary>A cell of ratings is blank in a table whose columns are declared: the row is not rated there.</summary>
    public static readonly FindingKind RatingBlank = new("RATING_BLANK", FindingSeverity.Note);

    /// <summary>A label of the scale is the name of another grade, which misleads who compares grades.</summary>
    public static readonly FindingKind GradeMisleading = new("GRADE_MISLEADING", FindingSeverity.Warning);

    /// <summary>A row has no rating.</summary>
    public static readonly FindingKind RatingMissing = new("RATING_MISSING", FindingSeverity.Error);

    /// <summary>A grade is not one of the plan.</summary>
    public static readonly FindingKind GradeUnknown = new("GRADE_UNKNOWN", FindingSeverity.Error);

    /// <summary>A grade among several has no department.</summary>
    public static readonly FindingKind RatingWithoutDepartment = new("RATING_WITHOUT_DEPARTMENT", FindingSeverity.Error);

    /// <summary>A rating names a department that is none of the row.</summary>
    public static readonly FindingKind RatingDepartmentUnknown = new("RATING_DEPARTMENT_UNKNOWN", FindingSeverity.Error);

    /// <summary>A department is rated twice in a cell.</summary>
    public static readonly FindingKind RatingRepeated = new("RATING_REPEATED", FindingSeverity.Error);

    /// <summary>The ratings of a row leave out one of its departments.</summary>
    public static readonly FindingKind DepartmentNotRated = new("DEPARTMENT_NOT_RATED", FindingSeverity.Warning);

    /// <summary>Ratings come in another order than the departments of the row.</summary>
    public static readonly FindingKind RatingOrder = new("RATING_ORDER", FindingSeverity.Note);

    /// <summary>A rating leaves out the bureau or role of its department.</summary>
    public static readonly FindingKind RatingShortened = new("RATING_SHORTENED", FindingSeverity.Note);

    /// <summary>A row may be a stored one under another name: a question for the mapping file.</summary>
    public static readonly FindingKind RowRenamed = new("ROW_RENAMED", FindingSeverity.Error);

    /// <summary>A row may be a stored one under another number: a question for the mapping file.</summary>
    public static readonly FindingKind RowRenumbered = new("ROW_RENUMBERED", FindingSeverity.Error);

    /// <summary>A row is not stored: a question for the mapping file.</summary>
    public static readonly FindingKind RowAdded = new("ROW_ADDED", FindingSeverity.Error);

    /// <summary>A stored row is no longer in the document: a question for the mapping file.</summary>
    public static readonly FindingKind RowRemoved = new("ROW_REMOVED", FindingSeverity.Error);

    /// <summary>An answer names a row that cannot be the stored one.</summary>
    public static readonly FindingKind MappingWrong = new("MAPPING_WRONG", FindingSeverity.Error);

    /// <summary>The mapping answers for the same thing twice.</summary>
    public static readonly FindingKind MappingRepeated = new("MAPPING_REPEATED", FindingSeverity.Error);

    /// <summary>An answer is about something that nothing asks about.</summary>
    public static readonly FindingKind MappingUnused = new("MAPPING_UNUSED", FindingSeverity.Warning);

    /// <summary>A new row prints a number that a stored row has; it is stored under the next free one.</summary>
    public static readonly FindingKind NumberTaken = new("NUMBER_TAKEN", FindingSeverity.Warning);

    /// <summary>The same bytes were imported before.</summary>
    public static readonly FindingKind DocumentStored = new("DOCUMENT_STORED", FindingSeverity.Note);

    /// <summary>The document was in a release that was taken down, and is in none that is public.</summary>
    public static readonly FindingKind DocumentTakenDown = new("DOCUMENT_TAKEN_DOWN", FindingSeverity.Error);

    /// <summary>The document takes the place of an earlier one for the same fiscal year.</summary>
    public static readonly FindingKind DocumentReplaced = new("DOCUMENT_REPLACED", FindingSeverity.Note);

    /// <summary>The document is of another municipality than the stored one.</summary>
    public static readonly FindingKind MunicipalityDiffers = new("MUNICIPALITY_DIFFERS", FindingSeverity.Error);

    /// <summary>A new municipality has a code whose check digit is wrong: a question for the mapping file.</summary>
    public static readonly FindingKind CodeUnlikely = new("CODE_UNLIKELY", FindingSeverity.Error);

    /// <summary>The stored plan of the same first fiscal year has another title: a question for the mapping file.</summary>
    public static readonly FindingKind PlanDiffers = new("PLAN_DIFFERS", FindingSeverity.Error);

    /// <summary>A new department is one character from a stored one: a question for the mapping file.</summary>
    public static readonly FindingKind DepartmentUnlikely = new("DEPARTMENT_UNLIKELY", FindingSeverity.Error);

    /// <summary>Another file for the same fiscal year is public: a question for the mapping file.</summary>
    public static readonly FindingKind YearPublished = new("YEAR_PUBLISHED", FindingSeverity.Error);

    /// <summary>Values that are public would be gone: a question for the mapping file.</summary>
    public static readonly FindingKind ValuesLost = new("VALUES_LOST", FindingSeverity.Error);

    /// <summary>An initiative is said to go on in one that the municipality does not have.</summary>
    public static readonly FindingKind SuccessorUnknown = new("SUCCESSOR_UNKNOWN", FindingSeverity.Error);

    /// <summary>A value was changed, and the print that it comes from was not: a question for the mapping file.</summary>
    public static readonly FindingKind PrintDiffers = new("PRINT_DIFFERS", FindingSeverity.Error);

    /// <summary>A correction names a row or field that does not exist.</summary>
    public static readonly FindingKind CorrectionTarget = new("CORRECTION_TARGET", FindingSeverity.Error);

    /// <summary>The passage that a correction mends is not in the printed text, or more than once.</summary>
    public static readonly FindingKind CorrectionText = new("CORRECTION_TEXT", FindingSeverity.Error);

    /// <summary>Two corrections mend the same field.</summary>
    public static readonly FindingKind CorrectionRepeated = new("CORRECTION_REPEATED", FindingSeverity.Error);

    /// <summary>Rows of a municipality stand in two places of a tidy table.</summary>
    public static readonly FindingKind RowsNotGrouped = new("ROWS_NOT_GROUPED", FindingSeverity.Error);

    /// <summary>A cell of a tidy table is not what its column asks for.</summary>
    public static readonly FindingKind ValueInvalid = new("VALUE_INVALID", FindingSeverity.Error);

    /// <summary>Two rows of a tidy table disagree about the same thing.</summary>
    public static readonly FindingKind ValueDiffers = new("VALUE_DIFFERS", FindingSeverity.Error);

    /// <summary>The file is not CSV: a quote that never ends, a cell or row beyond all measure.</summary>
    public static readonly FindingKind CsvBroken = new("CSV_BROKEN", FindingSeverity.Error);

    /// <summary>A cell of a workbook is a formula, whose value the file does not guarantee.</summary>
    public static readonly FindingKind SheetFormula = new("SHEET_FORMULA", FindingSeverity.Error);

    /// <summary>Rows of a sheet are hidden or filtered out, but hold something.</summary>
    public static readonly FindingKind SheetHiddenRows = new("SHEET_HIDDEN_ROWS", FindingSeverity.Error);

    /// <summary>Columns of a sheet are hidden, but hold something.</summary>
    public static readonly FindingKind SheetHiddenColumns = new("SHEET_HIDDEN_COLUMNS", FindingSeverity.Error);

    /// <summary>Cells hold text with a line through it.</summary>
    public static readonly FindingKind SheetStruckOut = new("SHEET_STRUCK_OUT", FindingSeverity.Error);

    /// <summary>Cells hold something that nobody sees: white on white, of size 1, formatted away, or under a merged cell.</summary>
    public static readonly FindingKind SheetNotSeen = new("SHEET_NOT_SEEN", FindingSeverity.Error);

    /// <summary>What cells show is not certain, because of their number format.</summary>
    public static readonly FindingKind SheetDisplayUnknown = new("SHEET_DISPLAY_UNKNOWN", FindingSeverity.Error);

    /// <summary>Hidden sheets of a workbook are not read.</summary>
    public static readonly FindingKind SheetHidden = new("SHEET_HIDDEN", FindingSeverity.Note);

    /// <summary>A sheet without a table, such as a cover or a legend, is left out.</summary>
    public static readonly FindingKind SheetWithoutTable = new("SHEET_WITHOUT_TABLE", FindingSeverity.Warning);

    /// <summary>The metadata name a sheet that is not there.</summary>
    public static readonly FindingKind SheetMissing = new("SHEET_MISSING", FindingSeverity.Error);

    /// <summary>A text is longer than a cell of a workbook can hold.</summary>
    public static readonly FindingKind TextTooLong = new("TEXT_TOO_LONG", FindingSeverity.Error);

    /// <summary>The workbook cannot be opened, or is not one of this kind.</summary>
    public static readonly FindingKind WorkbookBroken = new("WORKBOOK_BROKEN", FindingSeverity.Error);

    /// <summary>A sheet in the table's layout disagrees with the sheet of data beside it.</summary>
    public static readonly FindingKind SheetDiffers = new("SHEET_DIFFERS", FindingSeverity.Error);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
    [
        FileEmpty, FileTooLarge, FileBinary, FileUnreadable, EncodingUnknown, MetadataMissing,
        MetadataInvalid, ChecksumDiffers,
        TitleVaries, PageWithoutTitle, LineUnknown, LineIsNote, RowIsTotal, FiscalYearDiffers, HeaderMissing, HeaderRepeated,
        ColumnUnknown, ColumnRepeated, ColumnMissing, CategoryMissing, CategoryNameDiffers, NumberMissing,
        RowTruncated, RowTooLong, RowShifted, RowDuplicate, NothingToContinue, ContinuedAcrossPages,
        ItemWithoutNumber, ItemNameDiffers, InitiativeReturns, DescriptionDiffers, DescriptionBlank,
        DepartmentUnreadable, DepartmentRepeated, DepartmentRespelled, NameRespelled, DepartmentSimilar, DepartmentBlank,
        NoiseSpace, TextRewritten, ParagraphMarkup, MarkupUnknown, TextBlank, ListInText, TextBeforeLabel, LabelShortened,
        LabelIsTopic, LabelOfAnotherRow, LabelUnknown,
        RatingBlank, GradeMisleading, RatingMissing, GradeUnknown, RatingWithoutDepartment, RatingDepartmentUnknown, RatingRepeated,
        DepartmentNotRated, RatingOrder, RatingShortened,
        RowRenamed, RowRenumbered, RowAdded, RowRemoved, MappingWrong, MappingRepeated, MappingUnused,
        NumberTaken, DocumentStored, DocumentTakenDown, DocumentReplaced, MunicipalityDiffers,
        CodeUnlikely, PlanDiffers, DepartmentUnlikely, YearPublished, ValuesLost, SuccessorUnknown, PrintDiffers,
        CorrectionTarget, CorrectionText, CorrectionRepeated,
        RowsNotGrouped, ValueInvalid, ValueDiffers, CsvBroken, SheetFormula, SheetHiddenRows, SheetHiddenColumns, SheetStruckOut, SheetNotSeen,
        SheetDisplayUnknown, SheetHidden, SheetWithoutTable, SheetMissing, TextTooLong, WorkbookBroken, SheetDiffers,
    ];
}
