namespace ReformOpenData.Data.Import;

/// <summary>Tells of lines that are no part of a table.</summary>
internal sealed class UnknownLines(DocumentMetadata metadata, FindingLog log)
{
    private bool hasHeader = true;
    private bool isTold;

    /// <summary>
    /// Looks for a header: where a file has none, its cells are parted by something else, and every line is unknown for
    /// that one reason.
    /// </summary>
    public void Expect(List<TableLine> lines) =>
        hasHeader = lines.Exists(line => ColumnHeadings.LooksLikeHeader(line.Cells, metadata.Layout));

    /// <param name="text">What is printed, cleaned.</param>
    public void Report(Place place, string text, string printed)
    {
        if (hasHeader)
        {
            ReportOne(place, text, printed);
        }
        else if (!isTold)
        {
            isTold = true;
            ReportAll(place, printed);
        }
    }

    private void ReportOne(Place place, string text, string printed)
    {
        var lines = $"\"notes\": [{JsonText.Of(Excerpts.Of(text, 10).TrimEnd('…'))}]";
        var form = $"\"categoryPattern\": {JsonText.Of(CategoryPattern.Suggest(printed) ?? "# *")}";
        log.Add(
            FindingKinds.LineUnknown,
            place,
            $"The line is neither a title (it does not name the plan “{metadata.PlanTitle}”), a category “(1) …”, "
            + "a header nor a row. If it is a note, or a category in a form of its own, say so in the "
            + $"metadata: {lines}, or {form}.",
            printed,
            japanese: $"この行は、題名（計画名「{metadata.PlanTitle}」を含む行）でも、分野「(1) …」でも、見出しでも、表の行でもありません。注記か、別の形の分野であれば、"
            + $"JSON に書いてください: {lines} または {form}");
    }

    private void ReportAll(Place place, string printed) => log.Add(
        FindingKinds.LineUnknown,
        place,
        "The line is neither a title nor a category, and no line of the file is a header, which has the name of each "
        + "column in a cell of its own. Cells are parted by tabs, commas or semicolons, as a spreadsheet program saves "
        + "them in CSV; .xlsx is read too.",
        printed,
        japanese: "この行は題名でも分野でもなく、列の名前を一つずつセルに書いた見出しの行も、ファイルにありません。セルはタブ、カンマ、セミコロンのどれかで区切ります。"
        + "表計算ソフトで .xlsx か CSV に保存したものも使えます。");
}
