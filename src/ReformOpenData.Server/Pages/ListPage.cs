using System.Text.Json;
using Microsoft.AspNetCore.Html;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Pages.Kinds;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Pages;

/// <summary>A part of a list as a table, each row with a link to the page of what it is about.</summary>
internal sealed class ListPage(ListAddress address, ListAsking asking, Table table) : Page(address.Name, "")
{
    /// <summary>What addresses, joins and programs need, and a reader does not.</summary>
    private static readonly string[] Hidden =
    [
        "area_code", "municipality_code", "plan_first_fiscal_year", "category_number", "item_number",
        "initiative_number",
        "assessment_number", "rating_number", "department_number", "document_sha256", "column", "line", "source_text",
        "summary_source_text", "code", "sha256",
    ];

    /// <summary>Names that are the same in every row of a thing with so many segments in its key.</summary>
    private static readonly string[] Names =
        ["municipality_name", ListColumn.PlanCode, "category_name", "item_name", "initiative_name"];

    /// <summary>The columns whose cells lead to the page of the row, the first of them that there is.</summary>
    private static readonly string[] Linked =
        [
            "message", "initiative_name", "item_name", "category_name", "plan_title", "department", "title",
            "municipality_name", "type",
        ];

    /// <summary>Columns whose headings in files are words of those who make programs.</summary>
    private static readonly Dictionary<string, (string Japanese, string English)> Called =
        new(StringComparer.Ordinal)
        {
            ["type"] = ("対象", "What"),
            ["field"] = ("項目", "Field"),
            ["message"] = ("説明", "Explanation"),
            ["read"] = ("印字された内容", "In print"),
            ["made"] = ("読み取った内容", "As read"),
        };

    private static readonly string[] Ids =
        ["id", "rating_id", "assessment_id", "narrative_id", "target_id"];

    public override PageView? Show(JsonElement data, PageRequest request)
    {
        // Of a numbered release, the rows are below it either way.
        var (rows, facts) = TableReader.Read(table, data);
        if (!facts.IsThere)
            return null;
        var list = asking.List.List;
        var columns = Columns(request, rows);
        var id = table.Columns.Index().FirstOrDefault(column => Ids.Contains(column.Item.Name), (-1, null!)).Index;
        var lines = rows.ConvertAll(row => new ListLine(
            // A change that took something away leads to nothing.
            list.Name == "changes" && Value(row, "kind") == "REMOVED" ? null
                : id >= 0 ? PathOf(request, row[id].Text) : PathOfDocument(request, row),
            [.. columns.Select(column => Cell(request, column.Item, row[column.Index], row))]));
        var linked = Linked.Select(wanted => columns.FindIndex(column => column.Item.Name == wanted))
            .FirstOrDefault(at => at >= 0, -1);
        var name = request.T(list.Japanese, list.Name);
        return new PageView(
            request.T($"{name}の一覧", $"List of {name}"),
            new Slices_List
            {
                Model = new ListModel(
                    request,
                    name,
                    facts.Total,
                    [.. columns.Select(column => Heading(request, column.Item))],
                    lines,
                    facts.Next)
                {
                    Linked = linked,
                    Conditions =
                        [.. request.Query.Where(pair => pair.Key is not ("sort" or "limit" or "after" or "fields"))
                        .GroupBy(pair => pair.Key, pair => pair.Value)
                        .Select(values => (values.Key, Heading(request, values.Key), Condition(request, values)))],
                },
            })
        {
            Crumbs = asking.Owner is not { } owner ? []
                : OwnerTrail.Of(request, owner.Type, address.Owner, data.GetProperty("release").GetProperty("owner")),
            Owner = address.Owner,
            Lists = [(list.Name, facts.Total)],
            ListQuery = PageRequest.Pairs(request.Query.Where(pair => pair.Key is not ("limit" or "after"))),
            IsIndexed = false,
        };
    }

    /// <summary>
    /// Those that were asked for, else those for readers that hold something: first what a row is about, and last what
    /// it belongs to.
    /// </summary>
    private List<(int Index, TableColumn Item)> Columns(PageRequest request, IReadOnlyList<TableValue[]> rows)
    {
        var all = table.Columns.Index();
        if (request.Parameter("fields").Length > 0)
            return [.. all];
        var same = Names
            .Take(asking.Owner?.Type is "Department" or "SourceDocument" ? 1 : address.Owner.Count).ToList();
        var shown = all.Where(column => !Hidden.Contains(column.Item.Name) && !Ids.Contains(column.Item.Name)
            && !same.Contains(column.Item.Name)
            // The label of a rating is its grade, or stands in the place of one without a name.
            && !(IsOfRatings && column.Item.Name == "label")
            && !(IsOfRatings && column.Item.Name == "printed"
                && rows.All(row => row[column.Index].Text == Value(row, "label")))
            && (rows.Count == 0 || rows.Any(row => row[column.Index].Text.Length > 0))).ToList();
        var about = Linked.FirstOrDefault(wanted => shown.Exists(column => column.Item.Name == wanted));
        return [.. shown.OrderBy(column => column.Item.Name == about ? 0
            : column.Item.Name == "department" ? 1
            : Names.Contains(column.Item.Name) ? 3 : 2)];
    }

    private bool IsOfRatings => asking.List.List.Root == "ratings";

    /// <summary>The page of the document that a row without an identifier is about; null without one.</summary>
    private string? PathOfDocument(PageRequest request, IReadOnlyList<TableValue> row) =>
        Value(row, "document_sha256") is { Length: > 0 } sha256
            ? request.Link(Value(row, "municipality_code"), "documents", sha256)
            : null;

    private string Value(IReadOnlyList<TableValue> row, string name) =>
        table.Columns.Index().Where(column => column.Item.Name == name).Select(column => row[column.Index].Text)
            .FirstOrDefault() ?? "";

    private ListCell Cell(
        PageRequest request, TableColumn column, TableValue value, IReadOnlyList<TableValue> row)
    {
        return (column.Name, value.Json.ValueKind) switch
        {
            (_, JsonValueKind.True) => Plain(request.T("はい", "yes")),
            (_, JsonValueKind.False) => Plain(request.T("いいえ", "no")),
            (_, JsonValueKind.Number) or (_, JsonValueKind.Null) => Plain(value.Text),
            ("grade", _) when value.Text == "OTHER" && Value(row, "label") is { Length: > 0 } label =>
                new ListCell(label, IsData: true),
            ("field", _) => Plain(CodeWords.Field(request, value.Text)),
            ("message", _) => Plain(CodeWords.Finding(request, Of("code"), value.Text)),
            ("value_before" or "value_after", _)
                when ChangeValues.InWords(Of("field"), value.Text, request.IsEnglish) is var told
                    && told != value.Text => Plain(told),
            _ when asking.List.Find(column.Name)?.Type is EnumType type =>
                Plain(CodeWords.Of(request, type.Name, value.Text)),
            _ => new ListCell(value.Text, IsData: true),
        };

        static ListCell Plain(string text) => new(text, IsData: false);

        string Of(string name) => Value(row, name);
    }

    /// <summary>The values that rows were narrowed down to.</summary>
    private ListCell Condition(PageRequest request, IGrouping<string, string> values)
    {
        var type = asking.List.Find(values.Key)?.Type as EnumType;
        return new ListCell(
            string.Join(request.Comma, values.Select(value => value switch
            {
                "" => request.T("なし", "none"),
                "*" => request.T("すべて", "all"),
                _ => type is not null && ListParameters.Choice(type, value) is { } code
                    ? CodeWords.Of(request, type.Name, code) : value,
            })),
            IsData: type is null);
    }

    private string Heading(PageRequest request, string parameter) =>
        parameter == "q" ? request.T("ことば", "words")
        : parameter == "label" && IsOfRatings ? request.T("評価", "Rating")
        : Called.TryGetValue(parameter, out var called) ? request.T(called.Japanese, called.English) : request.T(
        asking.List.Find(parameter)?.Column.Japanese ?? parameter,
        Words(parameter));

    /// <summary>Fiscal year of fiscal_year.</summary>
    private static string Words(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    private ListHeading Heading(PageRequest request, TableColumn column) => new(
        Heading(request, column.Name),
        column.Cell == TableCell.Number,
        asking.List.Find(column.Name)?.Sort is null ? null
            : request.With("sort", request.Parameter("sort") == column.Name ? "-" + column.Name : column.Name));

    /// <summary>The page of an identifier; null where there is none.</summary>
    public static string? PathOf(PageRequest request, string id) =>
        SitePages.PathOf(id) is { } path ? request.Link().TrimEnd('/') + path : null;
}

/// <summary>What the template of a list shows.</summary>
/// <param name="Total">Rows that there are; null where nobody counted.</param>
/// <param name="Next">The cursor of the next part; null on the last.</param>
internal sealed record ListModel(
    PageRequest At, string Name, long? Total, IReadOnlyList<ListHeading> Headings, IReadOnlyList<ListLine> Lines,
    string? Next)
{
    /// <summary>The column whose cells lead to the pages of the rows; -1 where none does.</summary>
    public int Linked { get; init; }

    /// <summary>What the rows were narrowed down by: the parameter, what it is called, its value.</summary>
    public IReadOnlyList<(string Name, string Heading, ListCell Value)> Conditions { get; init; } = [];
}

/// <param name="SortPath">The same page ordered by the column; null where it cannot be.</param>
internal sealed record ListHeading(string Text, bool IsNumber, string? SortPath);

/// <param name="Path">The page of what the row is about; null where there is none.</param>
internal sealed record ListLine(string? Path, IReadOnlyList<ListCell> Cells);

/// <param name="IsData">Whether all of it is Japanese whatever the language of the page is.</param>
internal sealed record ListCell(string Text, bool IsData)
{
    public IHtmlContent Show(PageRequest at) => IsData ? at.Ja(Text) : at.Mixed(Text);
}
