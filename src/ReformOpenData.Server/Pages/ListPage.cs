using System.Text.Json;
using ReformOpenData.Server.Discovery;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Pages;

/// <summary>A part of a list as a table, each row with a link to the page of what it is about.</summary>
internal sealed class ListPage(ListAddress address, ListAsking asking, Table table) : Page(address.Name, "")
{
    /// <summary>What addresses and joins need, and a reader does not.</summary>
    private static readonly string[] Hidden =
    [
        "area_code", "municipality_code", "plan_first_fiscal_year", "category_number", "item_number",
        "initiative_number",
        "assessment_number", "rating_number", "department_number", "document_sha256", "column", "line", "source_text",
        "summary_source_text",
    ];

    /// <summary>Names that are the same in every row of a thing with so many segments in its key.</summary>
    private static readonly string[] Names =
        ["municipality_name", ListColumn.PlanCode, "category_name", "item_name", "initiative_name"];

    /// <summary>The columns whose cells lead to the page of the row, the first of them that there is.</summary>
    private static readonly string[] Linked =
        [
            "initiative_name", "item_name", "category_name", "plan_title", "department", "title", "municipality_name",
            "type"
        ];

    private static readonly string[] Ids =
        ["id", "rating_id", "assessment_id", "narrative_id", "target_id"];

    public override PageView? Show(JsonElement data, PageRequest request)
    {
        // Of a numbered release, the rows are below it either way.
        var (rows, facts) = TableReader.Read(table, data);
        if (!facts.IsThere)
            return null;
        var list = asking.List.List;
        var columns = table.Columns.Index().Where(column => IsShown(column.Item.Name, request)).ToList();
        var id = table.Columns.Index().FirstOrDefault(column => Ids.Contains(column.Item.Name), (-1, null!)).Index;
        var lines = rows.ConvertAll(row => new ListLine(
            id < 0 ? null : PathOf(request, row[id].Text),
            [.. columns.Select(column => Text(request, column.Item, row[column.Index]))]));
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
                        .Select(pair => (pair.Key, Heading(request, pair.Key), pair.Value))],
                },
            })
        {
            Crumbs = address.Owner.Count == 0 ? [] : [new Crumb(NameOf(data), request.Link(address.Owner))],
            Owner = address.Owner,
            Lists = [list.Name],
            Counts = facts.Total is { } total ? new Dictionary<string, long> { [list.Name] = total } : [],
            ListQuery = PageRequest.Pairs(request.Query.Where(pair => pair.Key is not ("limit" or "after"))),
            IsIndexed = false,
        };
    }

    private bool IsShown(string column, PageRequest request) =>
        request.Parameter("fields").Length > 0
        || (!Hidden.Contains(column) && !Ids.Contains(column) && !Names.Take(address.Owner.Count).Contains(column));

    /// <summary>What the thing of the address is called.</summary>
    private static string NameOf(JsonElement data)
    {
        var owner = data.GetProperty("release").GetProperty("owner");
        return (from field in (string[])["name", "title", "fullName"]
                where owner.TryGetProperty(field, out _)
                select owner.GetProperty(field).GetString()).FirstOrDefault() ?? "";
    }

    private static string Text(PageRequest request, TableColumn column, TableValue value) => value.Json.ValueKind switch
    {
        JsonValueKind.True => request.T("はい", "yes"),
        JsonValueKind.False => request.T("いいえ", "no"),
        _ when column.Name == "grade" => Grades.Name(request, value.Text),
        _ when column.Name == "severity" => Kinds.DocumentPage.Severity(request, value.Text),
        _ => value.Text,
    };

    private string Heading(PageRequest request, string parameter) =>
        parameter == "q" ? request.T("ことば", "words") : request.T(
        asking.List.Fields.FirstOrDefault(field => field.Column.Name == parameter)?.Column.Japanese ?? parameter,
        Words(parameter));

    /// <summary>Fiscal year of fiscal_year.</summary>
    private static string Words(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    private ListHeading Heading(PageRequest request, TableColumn column) => new(
        request.T(column.Japanese ?? column.Name, Words(column.Name)),
        column.Cell == TableCell.Number,
        asking.List.Fields.FirstOrDefault(field => field.Column.Name == column.Name)?.Sort is null ? null
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
    public IReadOnlyList<(string Name, string Heading, string Value)> Conditions { get; init; } = [];
}

/// <param name="SortPath">The same page ordered by the column; null where it cannot be.</param>
internal sealed record ListHeading(string Text, bool IsNumber, string? SortPath);

/// <param name="Path">The page of what the row is about; null where there is none.</param>
internal sealed record ListLine(string? Path, IReadOnlyList<string> Cells);
