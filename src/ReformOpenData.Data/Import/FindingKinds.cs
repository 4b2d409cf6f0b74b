using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Every kind of finding, in the groups of docs/findings.md, which a test compares with this list.</summary>
public static class FindingKinds
{
    /// <summary>The file holds nothing, or no row of a table.</summary>
    public static readonly FindingKind FileEmpty = Error("FILE_EMPTY", "表の行が一つもありません。題名、分野「(1) …」、見出し、行のある表を指定してください。");

    /// <summary>The file, or what it unpacks to, is larger than the reader takes.</summary>
    public static readonly FindingKind FileTooLarge = Error("FILE_TOO_LARGE", "ファイルが大きすぎます。表に関係のないものを削除してください。");

    /// <summary>The file holds control characters, as binary files do.</summary>
    public static readonly FindingKind FileBinary = Error("FILE_BINARY", "表のファイルではありません。.xlsx、CSV、テキストのいずれかで保存してください。");

    /// <summary>The file cannot be opened, or is a directory.</summary>
    public static readonly FindingKind FileUnreadable =
        Error("FILE_UNREADABLE", "ファイルを開けません。名前とフォルダー、ほかのプログラムで開いていないかを確かめてください。");

    /// <summary>The bytes are neither UTF-8, CP932 nor UTF-16 with a byte order mark.</summary>
    public static readonly FindingKind EncodingUnknown =
        Error("ENCODING_UNKNOWN", "文字コードが UTF-8 でも CP932（Shift_JIS）でもありません。UTF-8 で保存し直してください。");

    /// <summary>A table has no metadata beside it, so nobody knows whose it is.</summary>
    public static readonly FindingKind MetadataMissing =
        Error("METADATA_MISSING", "表の情報（同じ名前の .json）がありません。import に --new-metadata を付けると下書きができます。");

    /// <summary>The metadata, corrections or mapping file is not what its format asks for.</summary>
    public static readonly FindingKind MetadataInvalid = Error("METADATA_INVALID", "JSON または回答のファイルに誤りがあります。");

    /// <summary>The bytes have another SHA-256 than the metadata declares.</summary>
    public static readonly FindingKind ChecksumDiffers =
        Error(
            "CHECKSUM_DIFFERS",
            "ファイルの内容が、JSON の sha256 と違います。前年度の JSON を写したのなら、sha256 の行を削除してください。このファイルの JSON なら、ファイルがその後に変わっています。");

    /// <summary>The title of a page is worded otherwise than that of the document.</summary>
    public static readonly FindingKind TitleVaries = Note("TITLE_VARIES", "このページの題名が、資料の題名と少し違います。");

    /// <summary>A page has no title line.</summary>
    public static readonly FindingKind PageWithoutTitle =
        Error("PAGE_WITHOUT_TITLE", "ページの題名がありません。どのページ（シート）も表の題名から始めてください。");

    /// <summary>A line is neither title, category, header nor row.</summary>
    public static readonly FindingKind LineUnknown = Error("LINE_UNKNOWN", "この行は、題名でも分野でも見出しでも表の行でもありません。");

    /// <summary>A line is a note to the table (※, 注 …), and is left out.</summary>
    public static readonly FindingKind LineIsNote = Note("LINE_IS_NOTE", "表の注記として、読み飛ばしました。");

    /// <summary>A row is a total (合計, 小計 …), and is left out.</summary>
    public static readonly FindingKind RowIsTotal = Warning("ROW_IS_TOTAL", "合計の行として、読み飛ばしました。");

    /// <summary>A title or heading names another fiscal year than the metadata.</summary>
    public static readonly FindingKind FiscalYearDiffers =
        Error("FISCAL_YEAR_DIFFERS", "表の年度が JSON の年度と違います。どちらかを直してください。");

    /// <summary>A row has no header above it on its page.</summary>
    public static readonly FindingKind HeaderMissing = Error("HEADER_MISSING", "この行の上に、見出しの行がありません。");

    /// <summary>A page has two headers.</summary>
    public static readonly FindingKind HeaderRepeated = Error("HEADER_REPEATED", "1ページに見出しの行が2つあります。1つにしてください。");

    /// <summary>A header has several rows, and the metadata do not say so.</summary>
    public static readonly FindingKind HeaderOfRows =
        Error("HEADER_OF_ROWS", "見出しが何行かに分かれています。JSON の headerRows に行数を書いてください。");

    /// <summary>A heading is not known.</summary>
    public static readonly FindingKind ColumnUnknown = Error("COLUMN_UNKNOWN", "見出しの意味が分かりません。");

    /// <summary>Two columns carry the same heading.</summary>
    public static readonly FindingKind ColumnRepeated =
        Error("COLUMN_REPEATED", "同じ見出しの列が2つあります。名前を変えるか、片方を削除するか、JSON の columns で区別してください。");

    /// <summary>A column that every table has is missing.</summary>
    public static readonly FindingKind ColumnMissing = Error("COLUMN_MISSING", "必要な列がありません。");

    /// <summary>A row has no category line above it on its page.</summary>
    public static readonly FindingKind CategoryMissing = Error("CATEGORY_MISSING", "この行の上に、分野の行「(1) …」がありません。");

    /// <summary>A category has two names.</summary>
    public static readonly FindingKind CategoryNameDiffers =
        Error("CATEGORY_NAME_DIFFERS", "同じ番号の分野が、前のページでは別の名称です。どちらかに揃えてください。");

    /// <summary>The numbers of categories or items have a gap; a page may be missing.</summary>
    public static readonly FindingKind NumberMissing = Warning("NUMBER_MISSING", "番号が飛んでいます。ページや行が抜けていないか確かめてください。");

    /// <summary>A row has fewer cells than its header.</summary>
    public static readonly FindingKind RowTruncated =
        Error("ROW_TRUNCATED", "行のセルの数が見出しより少なくなっています。行が途中で切れていないか確かめてください。");

    /// <summary>A row has more cells than its header.</summary>
    public static readonly FindingKind RowTooLong =
        Error("ROW_TOO_LONG", "行のセルの数が見出しより多くなっています。文章の中にタブが入っていないか確かめてください。");

    /// <summary>The cells of a row stood in other columns; they were put back by what they hold.</summary>
    public static readonly FindingKind RowShifted = Warning("ROW_SHIFTED", "行のセルが見出しの列からずれていたので、内容に合わせて戻しました。");

    /// <summary>A row repeats an earlier one word for word.</summary>
    public static readonly FindingKind RowDuplicate = Error("ROW_DUPLICATE", "前の行とまったく同じ行です。どちらかを削除してください。");

    /// <summary>A blank cell continues nothing.</summary>
    public static readonly FindingKind NothingToContinue = Error("NOTHING_TO_CONTINUE", "空欄ですが、続けるべき上の行がありません。");

    /// <summary>A blank cell continues a value of the page before.</summary>
    public static readonly FindingKind ContinuedAcrossPages = Note("CONTINUED_ACROSS_PAGES", "空欄なので、前のページの値を続けました。");

    /// <summary>An item does not begin with a circled number.</summary>
    public static readonly FindingKind ItemWithoutNumber = Error("ITEM_WITHOUT_NUMBER", "改革項目は、丸数字（①…）と名称で書いてください。");

    /// <summary>An item has two names.</summary>
    public static readonly FindingKind ItemNameDiffers = Error("ITEM_NAME_DIFFERS", "同じ番号の改革項目が、前の行では別の名称です。");

    /// <summary>An initiative was printed before, with others between.</summary>
    public static readonly FindingKind InitiativeReturns =
        Warning("INITIATIVE_RETURNS", "具体的取組が離れた行にもあったので、一つにまとめました。");

    /// <summary>An initiative has two descriptions; the first is kept.</summary>
    public static readonly FindingKind DescriptionDiffers =
        Warning("DESCRIPTION_DIFFERS", "同じ具体的取組の内容が、前の行と違います。前の行の内容を残しました。");

    /// <summary>A new initiative has no description of its own and continues the one above.</summary>
    public static readonly FindingKind DescriptionBlank =
        Warning("DESCRIPTION_BLANK", "新しい具体的取組の内容が空欄なので、上の行の内容を続けました。");

    /// <summary>A cell does not read as departments.</summary>
    public static readonly FindingKind DepartmentUnreadable =
        Error("DEPARTMENT_UNREADABLE", "所管課として読めません。課の名前を「・」で区切って書いてください。");

    /// <summary>A row names a department twice.</summary>
    public static readonly FindingKind DepartmentRepeated = Error("DEPARTMENT_REPEATED", "同じ所管課が2回書かれています。");

    /// <summary>Spaces and brackets in names of departments were made alike.</summary>
    public static readonly FindingKind DepartmentRespelled = Note("DEPARTMENT_RESPELLED", "所管課の空白や括弧を揃えました。");

    /// <summary>
    /// A name differs from that of an earlier row in spelling alone (width, spaces, case, invisible characters).
    /// </summary>
    public static readonly FindingKind NameRespelled = Note("NAME_RESPELLED", "名称の表記が前の行と少し違うので、揃えました。");

    /// <summary>
    /// Two departments of a document are one character apart, and one of them is named in a single row.
    /// </summary>
    public static readonly FindingKind DepartmentSimilar =
        Warning("DEPARTMENT_SIMILAR", "1字違いの所管課があります。書き誤りでないか確かめてください。");

    /// <summary>A row names no department and continues the one above.</summary>
    public static readonly FindingKind DepartmentBlank = Warning("DEPARTMENT_BLANK", "所管課が空欄なので、上の行の所管課を続けました。");

    /// <summary>A cell of a tidy table says that there is no department (-, 未定).</summary>
    public static readonly FindingKind DepartmentNone = Warning("DEPARTMENT_NONE", "所管課がないと書いてあるので、所管課のない行として読みました。");

    /// <summary>A ・ was taken to be in the name of a department (企画・地域振興部 政策課).</summary>
    public static readonly FindingKind DepartmentJoined =
        Warning("DEPARTMENT_JOINED", "「・」を名前の一部として読みました。別の課なら「、」で区切ってください。");

    /// <summary>Spaces inside words were taken out.</summary>
    public static readonly FindingKind NoiseSpace = Note("NOISE_SPACE", "語の中の空白を取り除きました。");

    /// <summary>Letters in two parts were put together, or characters that cannot be seen taken out.</summary>
    public static readonly FindingKind TextRewritten = Note("TEXT_REWRITTEN", "二つに分かれた文字を合わせるか、見えない文字を取り除きました。");

    /// <summary>Markup of paragraphs became empty lines.</summary>
    public static readonly FindingKind ParagraphMarkup = Note("PARAGRAPH_MARKUP", "段落の記号を空行に替えました。");

    /// <summary>A tag that is not known stays in the text.</summary>
    public static readonly FindingKind MarkupUnknown = Warning("MARKUP_UNKNOWN", "知らないタグが文章に残っています。");

    /// <summary>A text is blank where the print writes “-”.</summary>
    public static readonly FindingKind TextBlank = Warning("TEXT_BLANK", "文章が空欄です。報告することがなければ「-」と書きます。");

    /// <summary>Circled numbers inside a text are a list, not items.</summary>
    public static readonly FindingKind ListInText = Note("LIST_IN_TEXT", "文章の中の丸数字は、箇条書きとして読みました。");

    /// <summary>Text before the first label is a section without label.</summary>
    public static readonly FindingKind TextBeforeLabel = Note("TEXT_BEFORE_LABEL", "最初の【　】より前の文章は、見出しのない部分として読みました。");

    /// <summary>A label leaves out the bureau or role of its department.</summary>
    public static readonly FindingKind LabelShortened = Note("LABEL_SHORTENED", "【　】の課名が、局や室を省いています。");

    /// <summary>A label is not a department and is kept as a topic.</summary>
    public static readonly FindingKind LabelIsTopic = Note("LABEL_IS_TOPIC", "【　】の中は、この行の所管課ではないので、話題として読みました。");

    /// <summary>A label is a department, but none of its row.</summary>
    public static readonly FindingKind LabelOfAnotherRow =
        Warning("LABEL_OF_ANOTHER_ROW", "【　】の中は所管課ですが、この行のものではありません。話題として読みました。");

    /// <summary>A label reads as a department that the document does not know.</summary>
    public static readonly FindingKind LabelUnknown = Error("LABEL_UNKNOWN", "【　】の中が課の名前のようですが、表のどこにもない課です。");

    /// <summary>A cell of ratings is blank in a table whose columns are declared: the row is not rated there.</summary>
    public static readonly FindingKind RatingBlank = Note("RATING_BLANK", "評価が空欄です。この行に評価はないものとして読みました。");

    /// <summary>A label of the scale is the name of another grade, which misleads who compares grades.</summary>
    public static readonly FindingKind GradeMisleading =
        Warning("GRADE_MISLEADING", "JSON の評価区分に、ほかの段階の記号と同じ名前があります。その段階には grade を書かず、level（計画に対する達成度）を書いてください。");

    /// <summary>A row has no rating.</summary>
    public static readonly FindingKind RatingMissing = Error("RATING_MISSING", "評価がありません。評価しないときは「-」と書いてください。");

    /// <summary>A grade is not one of the plan.</summary>
    public static readonly FindingKind GradeUnknown = Error("GRADE_UNKNOWN", "計画の評価区分にない評価です。表を直すか、評価区分に加えてください。");

    /// <summary>A grade among several has no department.</summary>
    public static readonly FindingKind RatingWithoutDepartment =
        Error("RATING_WITHOUT_DEPARTMENT", "評価に所管課がありません。課ごとの評価は「課 A 課 B」と書いてください。");

    /// <summary>A rating names a department that is none of the row.</summary>
    public static readonly FindingKind RatingDepartmentUnknown =
        Error("RATING_DEPARTMENT_UNKNOWN", "評価に書かれた課は、この行の所管課ではありません。");

    /// <summary>A department is rated twice in a cell.</summary>
    public static readonly FindingKind RatingRepeated = Error("RATING_REPEATED", "同じ課が2回評価されています。");

    /// <summary>The ratings of a row leave out one of its departments.</summary>
    public static readonly FindingKind DepartmentNotRated = Warning("DEPARTMENT_NOT_RATED", "評価のない所管課があります。");

    /// <summary>Ratings come in another order than the departments of the row.</summary>
    public static readonly FindingKind RatingOrder = Note("RATING_ORDER", "評価の順が、所管課の順と違います。");

    /// <summary>A rating leaves out the bureau or role of its department.</summary>
    public static readonly FindingKind RatingShortened = Note("RATING_SHORTENED", "評価の課名が、局や室を省いています。");

    /// <summary>A row may be a stored one under another name: a question for the mapping file.</summary>
    public static readonly FindingKind RowRenamed = Error("ROW_RENAMED", "公開中のものと同じで、名称が変わったものですか。");

    /// <summary>A row may be a stored one under another number: a question for the mapping file.</summary>
    public static readonly FindingKind RowRenumbered = Error("ROW_RENUMBERED", "公開中のものと同じで、番号が変わったものですか。");

    /// <summary>A row is not stored: a question for the mapping file.</summary>
    public static readonly FindingKind RowAdded = Error("ROW_ADDED", "公開中のデータにありません。新しいものですか。");

    /// <summary>A stored row is no longer in the document: a question for the mapping file.</summary>
    public static readonly FindingKind RowRemoved = Error("ROW_REMOVED", "公開中のものが今回の表にありません。終わったものですか。");

    /// <summary>An answer names a row that cannot be the stored one.</summary>
    public static readonly FindingKind MappingWrong = Error("MAPPING_WRONG", "回答の相手になれない行です。新規と終了として答えてください。");

    /// <summary>The mapping answers for the same thing twice.</summary>
    public static readonly FindingKind MappingRepeated = Error("MAPPING_REPEATED", "同じことに2回答えています。");

    /// <summary>An answer is about something that nothing asks about.</summary>
    public static readonly FindingKind MappingUnused = Warning("MAPPING_UNUSED", "どの質問の答えでもありません。対象が正しいか確かめてください。");

    /// <summary>A new row prints a number that a stored row has; it is stored under the next free one.</summary>
    public static readonly FindingKind NumberTaken = Warning("NUMBER_TAKEN", "新しい行の番号は公開中の行が使っているので、次の空いた番号で保存します。");

    /// <summary>The same bytes were imported before.</summary>
    public static readonly FindingKind DocumentStored = Note("DOCUMENT_STORED", "同じファイルは、もう取り込まれています。");

    /// <summary>The document was in a release that was taken down, and is in none that is public.</summary>
    public static readonly FindingKind DocumentTakenDown =
        Error("DOCUMENT_TAKEN_DOWN", "公開を取りやめた版にあった資料です。直したのであれば --after-take-down を付けてください。");

    /// <summary>The document takes the place of an earlier one for the same fiscal year.</summary>
    public static readonly FindingKind DocumentReplaced = Note("DOCUMENT_REPLACED", "同じ年度の前の資料に代わります。");

    /// <summary>The document is of another municipality than the stored one.</summary>
    public static readonly FindingKind MunicipalityDiffers = Error("MUNICIPALITY_DIFFERS", "別の自治体の資料です。");

    /// <summary>A new municipality has a code whose check digit is wrong: a question for the mapping file.</summary>
    public static readonly FindingKind CodeUnlikely = Error("CODE_UNLIKELY", "自治体コードの検査数字が合いません。コードは正しいですか。");

    /// <summary>
    /// The stored plan of the same first fiscal year has another title: a question for the mapping file.
    /// </summary>
    public static readonly FindingKind PlanDiffers = Error("PLAN_DIFFERS", "計画の名称が違います。同じ計画の名称が変わったものですか。");

    /// <summary>
    /// Another plan of the same first fiscal year is stored, and the id of the document's plan does not say which of
    /// them it is.
    /// </summary>
    public static readonly FindingKind PlanIdDiffers = Error("PLAN_ID_DIFFERS", "同じ年度に始まる計画があり、どちらの計画か分かりません。");

    /// <summary>A new department is one character from a stored one: a question for the mapping file.</summary>
    public static readonly FindingKind DepartmentUnlikely = Error("DEPARTMENT_UNLIKELY", "公開中の所管課と1字違いです。書き誤りですか。");

    /// <summary>Another file for the same fiscal year is public: a question for the mapping file.</summary>
    public static readonly FindingKind YearPublished = Error("YEAR_PUBLISHED", "この年度の資料はもう公開されています。その改訂版ですか。");

    /// <summary>Values that are public would be gone: a question for the mapping file.</summary>
    public static readonly FindingKind ValuesLost = Error("VALUES_LOST", "公開中の値がなくなります。それでよいですか。");

    /// <summary>A value of a measure is not a number; it is kept as printed.</summary>
    public static readonly FindingKind MeasureNotRead = Note("MEASURE_NOT_READ", "指標の値が数として読めません。印字のまま残し、合計には入れません。");

    /// <summary>An initiative or a department is said to go on in one that the municipality does not have.</summary>
    public static readonly FindingKind SuccessorUnknown =
        Error("SUCCESSOR_UNKNOWN", "続きの取組とされた具体的取組がありません。今回の表か公開中の具体的取組のキーを書いてください。");

    /// <summary>
    /// A value was changed, and the print that it comes from was not: a question for the mapping file.
    /// </summary>
    public static readonly FindingKind PrintDiffers = Error("PRINT_DIFFERS", "値が、印字された内容と違います。訂正ですか。");

    /// <summary>A correction names a row or field that does not exist.</summary>
    public static readonly FindingKind CorrectionTarget = Error("CORRECTION_TARGET", "訂正の対象の行または項目がありません。");

    /// <summary>The passage that a correction mends is not in the printed text, or more than once.</summary>
    public static readonly FindingKind CorrectionText = Error("CORRECTION_TEXT", "訂正する語句が、印字にないか、2か所以上にあります。");

    /// <summary>Two corrections mend the same field.</summary>
    public static readonly FindingKind CorrectionRepeated = Error("CORRECTION_REPEATED", "同じ項目を2回訂正しています。");

    /// <summary>Rows of a municipality stand in two places of a tidy table.</summary>
    public static readonly FindingKind RowsNotGrouped = Error("ROWS_NOT_GROUPED", "一つの自治体の行が離れています。続けて並べてください。");

    /// <summary>A cell of a tidy table is not what its column asks for.</summary>
    public static readonly FindingKind ValueInvalid = Error("VALUE_INVALID", "この列に書ける値ではありません。");

    /// <summary>Two rows of a tidy table disagree about the same thing.</summary>
    public static readonly FindingKind ValueDiffers = Error("VALUE_DIFFERS", "同じものについて、行によって値が違います。");

    /// <summary>The file is not CSV: a quote that never ends, a cell or row beyond all measure.</summary>
    public static readonly FindingKind CsvBroken = Error("CSV_BROKEN", "CSV として読めません。引用符が閉じているか確かめてください。");

    /// <summary>A cell of a workbook is a formula, whose value the file does not guarantee.</summary>
    public static readonly FindingKind SheetFormula =
        Error("SHEET_FORMULA", "数式のセルがあります。値だけに置き換えてください（コピーして「値のみ貼り付け」）。");

    /// <summary>Rows of a sheet are hidden or filtered out, but hold something.</summary>
    public static readonly FindingKind SheetHiddenRows =
        Error("SHEET_HIDDEN_ROWS", "非表示またはフィルターで隠れた行に、内容があります。表示する（フィルターを解除する）か、削除してください。");

    /// <summary>Columns of a sheet are hidden, but hold something.</summary>
    public static readonly FindingKind SheetHiddenColumns =
        Error("SHEET_HIDDEN_COLUMNS", "非表示の列に、内容があります。表示するか、削除してください。");

    /// <summary>Cells hold text with a line through it.</summary>
    public static readonly FindingKind SheetStruckOut = Error("SHEET_STRUCK_OUT", "取り消し線の文字があります。文字を削除するか、線を外してください。");

    /// <summary>
    /// Cells hold something that nobody sees: white on white, of size 1, formatted away, or under a merged cell.
    /// </summary>
    public static readonly FindingKind SheetNotSeen =
        Error("SHEET_NOT_SEEN", "見えない内容があります（紙と同じ色の文字、大きさ1の文字、何も表示しない書式、結合したセルの下）。見えるようにするか、削除してください。");

    /// <summary>What cells show is not certain, because of their number format.</summary>
    public static readonly FindingKind SheetDisplayUnknown =
        Error("SHEET_DISPLAY_UNKNOWN", "表示形式のため、何と表示されるか確かではありません。文字列の書式にして、公表する内容を入力してください。");

    /// <summary>Hidden sheets of a workbook are not read.</summary>
    public static readonly FindingKind SheetHidden = Note("SHEET_HIDDEN", "非表示のシートは読みません。その内容は公開されません。");

    /// <summary>Text boxes of a sheet are not read.</summary>
    public static readonly FindingKind SheetTextBoxes =
        Warning("SHEET_TEXT_BOXES", "テキストボックスの文章は読みません。表の内容なら、セルに入力してください。");

    /// <summary>A sheet without a table, such as a cover or a legend, is left out.</summary>
    public static readonly FindingKind SheetWithoutTable = Warning("SHEET_WITHOUT_TABLE", "表のないシートなので、読み飛ばしました。");

    /// <summary>The metadata name a sheet that is not there.</summary>
    public static readonly FindingKind SheetMissing = Error("SHEET_MISSING", "JSON に書かれたシートがありません。");

    /// <summary>A text is longer than a cell of a workbook can hold.</summary>
    public static readonly FindingKind TextTooLong = Error("TEXT_TOO_LONG", "文章が長すぎます。ブックのセルに入るのは32,767字までです。");

    /// <summary>The workbook cannot be opened, or is not one of this kind.</summary>
    public static readonly FindingKind WorkbookBroken =
        Error("WORKBOOK_BROKEN", "ブックを開けません。全部がコピーされているか確かめて、表計算ソフトで保存し直してください。");

    /// <summary>A sheet in the table's layout disagrees with the sheet of data beside it.</summary>
    public static readonly FindingKind SheetDiffers =
        Error("SHEET_DIFFERS", "表のシートと「データ」のシートの内容が違います。両方を同じに変えるか、どちらも変えないでください。");

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
        [.. typeof(FindingKinds).GetFields().Select(field => (FindingKind)field.GetValue(null)!)];

    private static FindingKind Error(string code, string japanese) => new(code, FindingSeverity.Error, japanese);

    private static FindingKind Warning(string code, string japanese) => new(code, FindingSeverity.Warning, japanese);

    private static FindingKind Note(string code, string japanese) => new(code, FindingSeverity.Note, japanese);
}
