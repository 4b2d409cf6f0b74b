using System.Text.Json;
using ReformOpenData.Data.Search;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Server.Representations;

/// <summary>What the cells of a column hold.</summary>
internal enum TableCell
{
    Text,
    Number,
    Boolean,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading: ASCII, in snake_case.</param>
/// <param name="Path">Response keys from <c>data</c> to the value, the lists on the way among them.</param>
internal sealed record TableColumn(string Name, TableCell Cell, IReadOnlyList<string> Path)
{
    /// <summary>The heading in Japanese; null where nobody gave one.</summary>
    public string? Japanese { get; init; }

    /// <summary>What the schema says of the value: an English sentence, then a Japanese one.</summary>
    public string? Description { get; init; }

    /// <summary>The value is the number of the row within its list, from 1; the path is that of the list.</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>What cells of a type hold: numbers and truth values as such, all else as text.</summary>
    public static TableCell CellOf(GraphQLType type) => type.Named.Name switch
    {
        "Int" or "Float" or "Decimal" => TableCell.Number,
        "Boolean" => TableCell.Boolean,
        _ => TableCell.Text,
    };
}

/// <summary>
/// A condition on rows that are lists within objects: the API filters the objects, and numbers stay those of the print.
/// </summary>
/// <param name="Path">Response keys from <c>data</c> to the value.</param>
/// <param name="Values">One of which the value is, compared as the API compares; null for no value.</param>
/// <param name="Within">What the value contains instead; null where it is one of the values.</param>
internal sealed record RowFilter(IReadOnlyList<string> Path, IReadOnlyList<string?> Values, string? Within = null)
{
    private readonly HashSet<string> _folded = [.. Values.OfType<string>().Select(Folding.Fold)];
    private readonly string? _within = Within is null ? null : Folding.Fold(Within);

    public bool Holds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when _within is not null =>
            Folding.Fold(value.GetString()!).Contains(_within, StringComparison.Ordinal),
        // Identifiers differ by case.
        JsonValueKind.String when Path[^1] == "id" => Values.Contains(value.GetString()),
        JsonValueKind.String => _folded.Contains(Folding.Fold(value.GetString()!)),
        JsonValueKind.Null or JsonValueKind.Undefined => Values.Contains(null),
        _ => _folded.Contains(value.GetRawText()),
    };

    public override string ToString() =>
        $"{string.Join('.', Path)} {string.Join('\n', Values.Select(value => value ?? "\t"))} {Within}";
}

/// <summary>
/// A part of rows that are lists within objects. A cursor of them is that of the object before, “~”, and how many rows
/// of the next it passes over.
/// </summary>
/// <param name="After">Cursor of the object before the first; null where there is none.</param>
/// <param name="Skip">Rows of the first object that are passed over.</param>
/// <param name="Limit">How many rows; null for all.</param>
internal sealed record RowSlice(string? After, int Skip, int? Limit);

/// <summary>
/// Where the rows of a table are in an answer. The objects of the lists on the way to a row are repeated in it; what is
/// in other lists is not in the table.
/// </summary>
/// <param name="Rows">Response keys from <c>data</c> to the list of the rows; none for one row.</param>
internal sealed record Table(IReadOnlyList<string> Rows, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>
    /// Where the number of all rows is; null where it is not asked for, and is that of the rows themselves.
    /// </summary>
    public IReadOnlyList<string>? Total { get; init; }

    /// <summary>Which rows; null for all. The objects are the nodes of <c>edges</c> then, with their cursors.</summary>
    public RowSlice? Slice { get; init; }

    /// <summary>Each of which holds for a row if one of its alternatives does.</summary>
    public IReadOnlyList<IReadOnlyList<RowFilter>> Filters { get; init; } = [];

    /// <summary>Where the <c>pageInfo</c> of the rows is, with <c>hasNextPage</c> and <c>endCursor</c>.</summary>
    public IReadOnlyList<string>? PageInfo { get; init; }

    /// <summary>Where the object of the release is, with <c>number</c> and <c>publishedAt</c>.</summary>
    public IReadOnlyList<string>? Release { get; init; }

    /// <summary>Where the thing is that the rows belong to; null where they belong to nothing.</summary>
    public IReadOnlyList<string>? Owner { get; init; }
}
