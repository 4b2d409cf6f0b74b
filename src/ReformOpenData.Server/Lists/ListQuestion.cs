using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Lists;

/// <summary>
/// A list as a question of the API: one document for its first page and one for the others, with all that the address
/// asks for as variables, so that each document is planned once.
/// </summary>
internal sealed class ListQuestion
{
    /// <summary>Objects of a page; rows are written as soon as so many are there.</summary>
    private const int PageSize = 500;

    private const string PageInfo = "pageInfo { hasNextPage endCursor }";

    private readonly ListBinding _list;
    private readonly ListParameters _asked;
    private readonly ListOwner? _owner;
    private readonly int? _release;
    private readonly JsonObject _variables = [];
    private string _beside = "", _ofOwner = "";

    public ListQuestion(ListBinding list, ListParameters asked, ListOwner? owner, int? release)
    {
        (_list, _asked, _owner, _release) = (list, asked, owner, release);
        Set("release", release);
        Set("where", Condition.All(asked.Where));
        Set("order", asked.Order.Count == 0 ? null : new JsonArray([.. asked.Order]));
        string[] above = list.List.IsOfStore ? [] : ["release"];
        Rows = Of([.. above, "list", "nodes"]);
        First = (IsSliced ? Of([.. above, "list", "edges", "node"]) : Rows) with
        {
            Release = ["release"],
            Owner = owner is null ? null : [.. above, "owner"],
            Total = list.List.Rows.Length == 0 ? [.. above, "list", "totalCount"] : null,
            Slice = IsSliced ? new RowSlice(asked.After, asked.Skip, asked.Limit) : null,
        };

        Table Of(string[] rows) => new(
            [.. rows, .. Split(list.List.Rows)],
            [.. asked.Columns
                .Select(field => new TableColumn(field.Column.Name, field.Cell, [.. rows, .. Split(field.Column.Path)])
                {
                    Japanese = field.Column.Japanese,
                    Description = field.Description,
                    IsOrdinal = field.Column.IsOrdinal,
                })])
        {
            PageInfo = [.. above, "list", "pageInfo"],
            Filters = [.. asked.Rows.Select(filter => (IReadOnlyList<RowFilter>)
                [.. filter.Select(one => new RowFilter([.. rows, .. Split(one.Path)], one.Values, one.Within))])],
        };
    }

    /// <summary>Whether a part of rows within objects is asked for.</summary>
    private bool IsSliced =>
        _list.List.Rows.Length > 0 && (_asked.Limit is not null || _asked.After is not null || _asked.Skip > 0);

    /// <summary>Where the first page has its rows, and all that is told once.</summary>
    public Table First { get; }

    /// <summary>Where further pages have their rows.</summary>
    public Table Rows { get; }

    /// <summary>
    /// The same question, whose first page asks for further fields of the release, where <c>$municipality</c> is that
    /// of the rows, and of the thing that the rows belong to.
    /// </summary>
    public ListQuestion With(string beside, string ofOwner)
    {
        var other = (ListQuestion)MemberwiseClone();
        (other._beside, other._ofOwner) = (beside, ofOwner);
        return other;
    }

    /// <summary>The first page.</summary>
    public GraphQLRequest AskFirst() => Ask(
        $"totalCount {PageInfo} {Objects(Selection(_asked.Columns.Select(field => field.Column)))}",
        " number publishedAt" + _beside,
        _owner is null ? "" : $" owner: node(id: $owner) {{ id{_ofOwner} }}",
        _asked.After,
        IsSliced ? PageSize : _asked.Limit ?? PageSize);

    /// <summary>The page behind a cursor.</summary>
    public GraphQLRequest AskNext(string? after) => Ask(
        $"{PageInfo} nodes {{ {Selection(_asked.Columns.Select(field => field.Column))} }}", "", "", after, PageSize);

    /// <summary>A page of the same rows without their cells, to count them.</summary>
    public GraphQLRequest AskCount(string? after) => Ask(
        $"{PageInfo} nodes {{ {Selection([new ListColumn("", "", _list.List.Rows + ".__typename")])} }}",
        "",
        "",
        after,
        PageSize);

    private string Objects(string selection) =>
        IsSliced ? $"edges {{ cursor node {{ {selection} }} }}" : $"nodes {{ {selection} }}";

    private GraphQLRequest Ask(string connection, string told, string owner, string? after, int size)
    {
        var (where, order) = _list.Inputs;
        var declared = new List<string> { "$first: Int!", "$after: String" };
        var arguments = new List<string> { "first: $first", "after: $after" };
        if (_variables.ContainsKey("where"))
        {
            declared.Add($"$where: {where}");
            arguments.Add("where: $where");
        }

        if (_variables.ContainsKey("order"))
        {
            declared.Add($"$order: [{order}!]");
            arguments.Add("order: $order");
        }

        if (_release is not null)
            declared.Add("$release: Int!");
        if (owner.Length > 0)
            declared.Add("$owner: ID!");
        var isMunicipal = told.Contains("$municipality", StringComparison.Ordinal);
        if (isMunicipal)
            declared.Add("$municipality: String");

        var list = $"list: {_list.List.Root}({string.Join(", ", arguments)}) {{ {connection} }}";
        var release = _release is null ? "release" : "release(number: $release)";
        var fields = _list.List.IsOfStore
            ? (told.Length > 0 ? $"{release} {{{told} }} {list}{owner}" : list)
            : $"{release} {{{told} {list}{owner} }}";
        var variables = (JsonObject)_variables.DeepClone();
        variables["first"] = size;
        variables["after"] = after;
        if (owner.Length > 0)
            variables["owner"] = _owner!.Id;
        if (isMunicipal && _owner is not null)
            variables["municipality"] = _owner.Key[..6];
        return new GraphQLRequest
        {
            Document = Encoding.UTF8.GetBytes($"query ({string.Join(", ", declared)}) {{ {fields} }}"),
            Variables = JsonElement.Parse(variables.ToJsonString()),
            QueryOnly = true,
        };
    }

    /// <summary>number initiative { name } of number and initiative.name.</summary>
    private string Selection(IEnumerable<ListColumn> columns)
    {
        var paths = columns.Select(column => column.IsOrdinal ? $"{column.Path}.__typename" : column.Path).ToList();
        paths.AddRange(_asked.Rows.SelectMany(filter => filter).Select(filter => filter.Path));
        // The rows are asked for even where no column is of theirs.
        if (_list.List.Rows.Length > 0
            && !paths.Exists(path => path.StartsWith(_list.List.Rows + ".", StringComparison.Ordinal)))
            paths.Add(_list.List.Rows + ".__typename");
        return Level(paths.ConvertAll(Split));
    }

    private static string Level(List<string[]> paths) => string.Join(' ', paths.GroupBy(path => path[0]).Select(field =>
    {
        var below = field.Where(path => path.Length > 1).Select(path => path[1..]).ToList();
        return below.Count == 0 ? field.Key : $"{field.Key} {{ {Level(below)} }}";
    }));

    private void Set(string name, JsonNode? value)
    {
        if (value is not null)
            _variables[name] = value;
    }

    private static string[] Split(string path) => path.Split('.', StringSplitOptions.RemoveEmptyEntries);
}
