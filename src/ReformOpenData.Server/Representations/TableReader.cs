using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>A cell as it was read.</summary>
/// <param name="Json">Undefined where the answer has nothing at this place.</param>
/// <param name="Ordinal">The value of a column of ordinals; 0 elsewhere.</param>
internal readonly record struct TableValue(JsonElement Json, int Ordinal = 0)
{
    public bool IsNull => Ordinal == 0 && Json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>As a file without types writes it; empty for no value.</summary>
    public string Text => IsNull ? ""
        : Ordinal > 0 ? Ordinal.ToString(CultureInfo.InvariantCulture)
        : Json.ValueKind == JsonValueKind.String ? Json.GetString()!
        : Json.GetRawText();

    /// <summary>
    /// The same as the bytes that it is in the answer; false where they are not its own: it is a number of a row, or
    /// some of its signs are escaped.
    /// </summary>
    public bool TryGetUtf8(out ReadOnlySpan<byte> utf8)
    {
        utf8 = IsNull || Ordinal > 0 ? default : JsonMarshal.GetRawUtf8Value(Json);
        if (Ordinal == 0 && Json.ValueKind == JsonValueKind.String)
            utf8 = utf8[1..^1];
        return Ordinal == 0 && !utf8.Contains((byte)'\\');
    }
}

/// <summary>
/// Reads the rows of a table from an answer. Each object on the way is gone through once, whatever is wanted of it.
/// </summary>
internal sealed class TableReader
{
    private readonly Table _table;
    private readonly WantedKeys[] _wanted;
    private readonly JsonElement[] _values;
    private readonly int[] _ordinals;
    private readonly (RowFilter Filter, int Value)[][] _filters;
    private readonly List<TableValue[]> _rows = [];

    // Of each row, the cursor of the object before its own, and its place in its own.
    private readonly List<(string? After, int Place)> _places = [];
    private string? _before;
    private string? _cursor;
    private int _place;

    private TableReader(Table table)
    {
        _table = table;
        _wanted = [.. Enumerable.Range(0, table.Rows.Count + 1).Select(_ => new WantedKeys())];
        _ordinals = new int[table.Rows.Count + 1];
        var values = 0;
        foreach (var column in table.Columns)
            Want(column.Path, values++);
        _filters = [.. table.Filters.Select(any => any.Select(one =>
        {
            Want(one.Path, values);
            return (one, values++);
        }).ToArray())];
        // Behind them, the objects on the way to the rows.
        for (var depth = 0; depth < table.Rows.Count; depth++)
            _wanted[depth].Add([table.Rows[depth]], values++);
        _values = new JsonElement[values];

        void Want(IReadOnlyList<string> path, int value)
        {
            var shared = 0;
            while (shared < path.Count && shared < table.Rows.Count && path[shared] == table.Rows[shared])
                shared++;
            _wanted[shared].Add([.. path.Skip(shared)], value);
        }
    }

    /// <summary>The rows, and what the answer tells beside them.</summary>
    /// <param name="data">The member <c>data</c> of the answer.</param>
    public static (List<TableValue[]> Rows, TableFacts Facts) Read(Table table, JsonElement data)
    {
        var reader = new TableReader(table) { _cursor = table.Slice?.After };
        reader.Read(0, data);
        List<TableValue[]> rows = table.Slice is { } slice
            ? [.. reader._rows.Skip(slice.Skip).Take(slice.Limit ?? int.MaxValue)]
            : reader._rows;
        return (rows, reader.Facts(data, rows.Count));
    }

    private TableFacts Facts(JsonElement data, int rows)
    {
        var table = _table;
        if ((table.Release is not null && Find(data, table.Release).ValueKind != JsonValueKind.Object)
            || (table.Owner is not null && Find(data, table.Owner).ValueKind != JsonValueKind.Object))
        {
            return new TableFacts(null, null, IsThere: false);
        }

        var next = table.PageInfo is { } page && Find(data, page) is { ValueKind: JsonValueKind.Object } info
            && info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        if (table.Slice is { Limit: { } limit } slice)
            next = CursorOf(slice.Skip + limit) ?? (next is null ? null : next + "~0");
        // Where what the rows belong to is not there, nothing is counted, and there are none.
        long? total = table.Total is { } path && Find(data, path) is { ValueKind: JsonValueKind.Number } count
            ? count.GetInt64()
            : next is null && table.Slice is null ? rows
            : null;
        DateTimeOffset? published = table.Release is { } release
            && Find(data, [.. release, "publishedAt"]) is { ValueKind: JsonValueKind.String } at
            ? at.GetDateTimeOffset()
            : null;
        return new TableFacts(total, next, published);
    }

    /// <summary>The cursor of a row by its number in the answer; null where it has fewer.</summary>
    private string? CursorOf(int number) => number < _places.Count && _places[number] is var (after, place)
        ? string.Create(CultureInfo.InvariantCulture, $"{after}~{place}")
        : null;

    private void Read(int depth, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var number = 0;
            foreach (var one in element.EnumerateArray())
            {
                _ordinals[depth] = ++number;
                Enter(depth, one);
            }
        }
        else if (element.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        {
            Enter(depth, element);
        }
    }

    private void Enter(int depth, JsonElement element)
    {
        if (_table.Slice is not null && depth > 0 && _table.Rows[depth - 1] == "edges")
            (_before, _cursor, _place) = (_cursor, element.GetProperty("cursor").GetString(), 0);
        _wanted[depth].Find(element, _values);
        if (depth < _table.Rows.Count)
        {
            Read(depth + 1, _values[_values.Length - _table.Rows.Count + depth]);
        }
        else if (Array.TrueForAll(_filters, any => Array.Exists(any, one => one.Filter.Holds(_values[one.Value]))))
        {
            _rows.Add(Row());
            _places.Add((_before, _place++));
        }
    }

    private TableValue[] Row()
    {
        var row = new TableValue[_table.Columns.Count];
        for (var i = 0; i < row.Length; i++)
        {
            var column = _table.Columns[i];
            row[i] = column.IsOrdinal
                ? new TableValue(default, _ordinals[column.Path.Count])
                : new TableValue(_values[i]);
        }

        return row;
    }

    private static JsonElement Find(JsonElement from, IEnumerable<string> path)
    {
        foreach (var key in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(key, out from))
                return default;
        }

        return from;
    }
}
