using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// How many rows of an entity have each combination of values that was counted when a release was written: totals and
/// groups of the whole release are read from it where nothing else is asked.
/// </summary>
internal sealed class CountedRows
{
    /// <summary>Combinations of all entities that are kept in memory, of some 300 bytes each.</summary>
    private const int Most = 20_000;

    private static readonly Column Rows = new("rows", ColumnKind.Integer, "rows", Nullable: false);

    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Entity _entity;
    private readonly long _release;
    private readonly List<IReadOnlyDictionary<Column, object?>> _cells;

    private CountedRows(Entity entity, long release, List<IReadOnlyDictionary<Column, object?>> cells) =>
        (_entity, _release, _cells) = (entity, release, cells);

    /// <summary>How many combinations there are.</summary>
    public int Cells => _cells.Count;

    /// <summary>A combination as it is stored.</summary>
    public static string Write(IEnumerable<object?> values) => JsonSerializer.Serialize(values.ToArray(), Json);

    /// <summary>Whether a condition looks at counted values alone.</summary>
    public bool Can(Filter? filter) => filter switch
    {
        null => true,
        Conjunction all => all.Parts.All(Can),
        Disjunction any => any.Parts.All(Can),
        Negation not => Can(not.Inner),
        Compare compare => _entity.Counted.Contains(compare.Column),
        OneOf oneOf => _entity.Counted.Contains(oneOf.Column),
        _ => false,
    };

    /// <summary>Whether groups are of counted values alone, and hold nothing but their figures.</summary>
    public bool Can(GroupFetch group) => group.Pages.Count == 0 && group.Nodes.Count == 0 && group.Figures.Count == 0
        && group.Order.All(term => term.Of is null) && Can(group.Matching)
        && group.By.All(by => by.Column is { } column && _entity.Counted.Contains(column));

    /// <summary>Rows that meet a condition.</summary>
    public long Count(Filter? filter)
    {
        var folds = new FoldMemo();
        long count = 0;
        foreach (var cell in _cells)
        {
            if (MemoryFilter.Holds(filter, cell, folds))
                count += (long)cell[Rows]!;
        }

        return count;
    }

    /// <summary>Groups of the rows that meet a condition.</summary>
    public List<Row> Groups(GroupFetch group, Filter? filter)
    {
        var list = List();
        return new MemoryGroups(list, group, filter).Of(Of(list, filter));
    }

    /// <summary>Reads what is counted of a release; nothing where there are too many combinations.</summary>
    public static async Task<IReadOnlyDictionary<Entity, CountedRows>> ReadAsync(
        DbConnection connection, long release, CancellationToken cancellation)
    {
        var known = Catalog.CountedEntities.ToDictionary(
            entity => entity.Name,
            entity => (Entity: entity, Cells: new List<IReadOnlyDictionary<Column, object?>>()),
            StringComparer.Ordinal);
        var sql =
            string.Create(CultureInfo.InvariantCulture, $"{KeptTable.Rows.Of(release, "rows > 0")} LIMIT {Most + 1}");
        var count = 0;
        await foreach (var row in connection.RowsAsync(sql, cancellation))
        {
            if (++count > Most)
                return new Dictionary<Entity, CountedRows>();
            var (entity, cells) = known[(string)row[0]!];
            var cell =
                new Dictionary<Column, object?> { [Rows] = Convert.ToInt64(row[2], CultureInfo.InvariantCulture) };
            using var values = JsonDocument.Parse((string)row[1]!);
            foreach (var (column, value) in entity.Counted.Zip(values.RootElement.EnumerateArray()))
                cell.Add(column, Read(column, value));
            cells.Add(cell);
        }

        return known.Values.ToDictionary(one => one.Entity, one => new CountedRows(one.Entity, release, one.Cells));
    }

    private static object? Read(Column column, JsonElement value) => value.ValueKind == JsonValueKind.Null ? null
        : column.Kind switch
        {
            ColumnKind.Integer => value.GetInt64(),
            ColumnKind.Boolean => value.GetBoolean(),
            _ => value.GetString(),
        };

    private static List<IReadOnlyDictionary<Column, object?>> Of(MemoryList list, Filter? filter) =>
        [.. list.Rows.Where(cell => MemoryFilter.Holds(filter, cell, list.Folds))];

    /// <summary>
    /// For one question: what it folds is not shared with the others that are asked at the same time.
    /// </summary>
    private MemoryList List() => new(_entity.Name, _release, Rows, _cells) { Weight = Rows };
}
