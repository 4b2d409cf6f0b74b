using System.Globalization;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Search;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Lists;

/// <summary>
/// What the parameters of a list's address ask for. What is not understood is refused, never left out.
/// </summary>
internal sealed class ListParameters
{
    /// <summary>A value that stands for every value, and for none.</summary>
    private const string Any = "*";

    private static readonly string[] Own = ["q", "fields", "sort", "limit", "after"];

    private readonly ListBinding _list;
    private readonly TableParameters _table;
    private readonly TableFormat _format;

    private ListParameters(ListBinding list, TableFormat format)
    {
        (_list, _format) = (list, format);
        _table = new TableParameters(format);
        Columns = list.Fields;
    }

    /// <summary>The columns that are asked for, in their order.</summary>
    public IReadOnlyList<ListField> Columns { get; private set; }

    /// <summary>Conditions on the objects of the connection.</summary>
    public List<JsonObject> Where { get; } = [];

    /// <summary>Conditions on the rows, where these are lists within the objects; each has its alternatives.</summary>
    public List<IReadOnlyList<(string Path, IReadOnlyList<string?> Values, string? Within)>> Rows { get; } = [];

    /// <summary>Terms of the order.</summary>
    public List<JsonObject> Order { get; } = [];

    /// <summary>How many rows at most; null for all.</summary>
    public int? Limit { get; private set; }

    /// <summary>The cursor of the last object before those that are asked for.</summary>
    public string? After { get; private set; }

    /// <summary>Rows of the first object that are not asked for, where rows are lists within objects.</summary>
    public int Skip { get; private set; }

    public TableOptions Options => _table.Options;

    public bool IsDownload => _table.IsDownload;

    /// <summary>Bounds the rows of who did not.</summary>
    public void LimitTo(int rows) => Limit ??= rows;

    /// <param name="query">The query string, without its question mark.</param>
    public static ListParameters Read(string query, ListBinding list, TableFormat format, out AnswerFailure? failure)
    {
        var read = new ListParameters(list, format);
        failure = null;
        var values = new List<(string Name, List<string> Values)>();
        foreach (var (rawName, rawValue) in TableParameters.Pairs(query))
        {
            if (TableParameters.Decode(rawName) is not { } name || Values(rawValue) is not { } parts)
            {
                failure = AnswerFailure.BadRequest("The query string is not UTF-8 in percent encoding.");
                return read;
            }

            if (values.Find(one => one.Name == name) is { Values: { } before })
                before.AddRange(parts);
            else
                values.Add((name, parts));
        }

        foreach (var (name, parts) in values)
        {
            failure ??= read.Take(name, parts);
        }

        return read;
    }

    /// <summary>Adds the condition that a value is one of some; null among them asks for no value.</summary>
    public void Add(string path, IReadOnlyList<JsonNode?> values)
    {
        var isOfRow = _list.IsOfRow(path);
        if (isOfRow)
            Rows.Add([(path, [.. values.Select(value => value?.ToString())], null)]);
        // What has no value may have no object to have it either, which is no row to filter objects by.
        if (_list.FilterOf(path) is not { } filter || (isOfRow && values.Contains(null)))
            return;
        var one = new JsonObject { ["in"] = new JsonArray([.. values]) };
        var conditions = new List<JsonObject> { Condition.At(filter, one) };
        if (values.Contains(null))
        {
            for (var above = filter.Count - 1; above > 0; above--)
                conditions.Add(new JsonObject { ["not"] = Condition.At(filter.Take(above), []) });
        }

        Where.Add(Condition.Any(conditions));
    }

    /// <summary>A comma parts values; one that belongs to a value is written %2C.</summary>
    private static List<string>? Values(string raw)
    {
        var parts = raw.Split(',').Select(TableParameters.Decode).OfType<string>().ToList();
        return parts.Count == raw.Count(letter => letter == ',') + 1 ? parts : null;
    }

    private AnswerFailure? Take(string name, List<string> values)
    {
        if (_table.Take(name, string.Join(',', values), out var failure))
            return failure;
        if (Own.Contains(name))
        {
            return name switch
            {
                "q" => Search(string.Join(',', values)),
                "fields" => Choose(values),
                "sort" => Sort(values),
                "limit" => Bound(string.Join(',', values)),
                _ => Follow(string.Join(',', values)),
            };
        }

        return _list.Find(name) is { } column
            ? Filter(column, values)
            : name == "department" && _list.List.Departments is { } departments
                ? values is [Any] ? null : Texts($"{departments}.fullName", values)
            : TableParameters.OfOthers(name, _format)
                ?? AnswerFailure.ParameterUnknown(
                    $"“{TableParameters.Short(name)}” is not a parameter of {_list.List.Name}."
                    + Nearest(name, [.. Filterable(), .. Own, .. TableParameters.NamesOf(_format)], "It takes"));
    }

    private AnswerFailure? Filter(ListField column, List<string> values)
    {
        var (name, path) = (column.Column.Name, column.Column.Path);
        if (!column.CanFilter)
        {
            return AnswerFailure.ColumnUnknown(
                $"{_list.List.Name} cannot be filtered by “{name}”; it can by {string.Join(", ", Filterable())}.");
        }

        if (values is [Any])
        {
            // Of rows within objects, no condition is the same.
            if (!column.IsOfRow && column.Filter is { } filter)
                Where.Add(Condition.At(filter, []));
            return null;
        }

        if (column.Type.Name == "Boolean")
        {
            var truths = values.ConvertAll(Folding.Fold);
            if (truths.FindIndex(value => value is not ("true" or "false")) is >= 0 and var other)
                return Wrong(name, "true or false", values[other]);
            if (_list.IsOfRow(path))
                Rows.Add([(path, [truths[0]], null)]);
            Where.Add(Condition.At(column.Filter!, new JsonObject { ["eq"] = truths[0] == "true" }));
            return truths.Distinct().Count() > 1
                ? AnswerFailure.BadRequest($"“{name}” is true or false, not both; leave it out.")
                : null;
        }

        if (column.Type is EnumType choices)
        {
            var chosen = values.ConvertAll(value => value.Length == 0 ? value : Choice(choices, value));
            return chosen.IndexOf(null) is >= 0 and var unknown
                ? Wrong(
                    name,
                    $"one of {string.Join(", ", choices.Values.Items.Select(value => value.Name))}",
                    values[unknown])
                : Texts(path, [.. chosen.OfType<string>()]);
        }

        if (column.Type.Name != "Int")
            return Texts(path, values);
        if (values.Find(value => value.Length > 0 && Whole(value) is null) is { } text)
            return Wrong(name, "a whole number", text);
        Add(path, values.ConvertAll(value => value.Length == 0 ? null : (JsonNode?)Whole(value)!.Value));
        return null;
    }

    /// <summary>
    /// The value of an enumeration that a text names, compared as texts are; null where it names none.
    /// </summary>
    public static string? Choice(EnumType type, string text) => type.Values.Items.Select(value => value.Name)
        .FirstOrDefault(name => Folding.Fold(name) == Folding.Fold(text));

    /// <summary>An empty text asks for what has no value.</summary>
    private AnswerFailure? Texts(string path, List<string> values)
    {
        Add(path, values.ConvertAll(value => value.Length == 0 ? null : (JsonNode?)value));
        return null;
    }

    private AnswerFailure? Search(string text)
    {
        if (_list.List.Searched.Count == 0)
            return AnswerFailure.ParameterUnknown(
                $"{_list.List.Name} has no texts that “q” could look into; leave it out.");
        if (text.Length == 0)
            return AnswerFailure.BadRequest("“q” is empty; give a text to look for, or leave it out.");
        Where.Add(Condition.Any([.. _list.List.Searched.Select(path =>
            Condition.At(_list.FilterOf(path)!, new JsonObject { ["contains"] = text }))]));
        if (_list.IsOfRow(_list.List.Searched[0]))
            Rows.Add([.. _list.List.Searched.Select(path => (path, (IReadOnlyList<string?>)[], (string?)text))]);
        return null;
    }

    private AnswerFailure? Choose(List<string> names)
    {
        var chosen = new List<ListField>();
        foreach (var name in names)
        {
            if (_list.Find(name) is not { } column)
                return Unknown(name);
            if (chosen.Contains(column))
                return AnswerFailure.BadRequest($"“fields” names “{name}” twice.");
            chosen.Add(column);
        }

        Columns = chosen;
        return null;
    }

    private AnswerFailure? Sort(List<string> terms)
    {
        foreach (var term in terms)
        {
            var isDescending = term.StartsWith('-');
            var name = isDescending ? term[1..] : term;
            if (_list.Find(name) is not { } column)
                return Unknown(name);
            if (column.Sort is not { } path)
            {
                var others = string.Join(
                    ", ", _list.Fields.Where(field => field.Sort is not null).Select(field => field.Column.Name));
                return AnswerFailure.ColumnUnknown(
                    $"{_list.List.Name} cannot be sorted by “{name}”; "
                    + (others.Length == 0 ? "it has an order of its own." : $"it can by {others}."));
            }

            var order = isDescending ? "DESC" : "ASC";
            Order.Add(Condition.At(path.SkipLast(1), new JsonObject { [path[^1]] = order }));
        }

        return null;
    }

    private AnswerFailure? Bound(string text)
    {
        Limit = Whole(text);
        return Limit is >= 1 and <= PageRequest.MostRows ? null : AnswerFailure.BadRequest(
            $"“limit” is a whole number from 1 to {PageRequest.MostRows}, found “{TableParameters.Short(text)}”; leave "
            + "it out to have all rows.");
    }

    private AnswerFailure? Follow(string cursor)
    {
        After = cursor;
        if (_list.List.Rows.Length == 0)
            return null;
        // Rows within objects: the cursor of the object before, and how many rows of the next were given.
        var parts = cursor.Split('~');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var skip))
            return AnswerFailure.BadRequest($"“after” is none that this server gave for {_list.List.Name}.");
        (After, Skip) = (parts[0].Length == 0 ? null : parts[0], skip);
        return null;
    }

    private AnswerFailure Unknown(string name) => AnswerFailure.ColumnUnknown(
        $"{_list.List.Name} has no column “{TableParameters.Short(name)}”."
        + Nearest(name, [.. _list.Fields.Select(field => field.Column.Name)], "It has"));

    private static AnswerFailure Wrong(string name, string values, string found) =>
        AnswerFailure.BadRequest($"“{name}” is {values}, found “{TableParameters.Short(found)}”.");

    private static string Nearest(string name, string[] names, string words)
    {
        var meant = Suggestions.DidYouMean(name, names);
        return meant.Length > 0 ? meant : $" {words} {string.Join(", ", names)}.";
    }

    private IEnumerable<string> Filterable() => _list.Fields.Where(field => field.CanFilter)
        .Select(field => field.Column.Name)
        .Concat(_list.List.Departments is null ? [] : ["department"]).Distinct();

    /// <summary>The number that a text writes, in digits of either width.</summary>
    private static int? Whole(string text) => int.TryParse(
        Folding.Fold(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number : null;
}
