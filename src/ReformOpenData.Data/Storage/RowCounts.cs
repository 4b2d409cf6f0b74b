using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// How many rows of a release have each combination of the values that are counted (<see cref="Entity.Counted"/>).
/// </summary>
internal sealed class RowCounts(DbConnection connection) : KeptCounts(connection, KeptTable.Rows)
{
    private readonly Dictionary<Entity, Dictionary<string, int>> _cells = [];

    public override async Task AddAsync(string editions, int sign, CancellationToken cancellation)
    {
        foreach (var entity in Catalog.CountedEntities)
        {
            var columns = entity.Counted;
            var names = string.Join(", ", columns.Select(column => column.Of("t")));
            var ordinals = string.Join(", ", columns.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture)));
            await using var command = Connection.CreateCommand();
            command.CommandText = $"SELECT {names}, count(*) FROM {entity.Table} AS t"
                + $" WHERE t.edition_id IN ({editions}) GROUP BY {ordinals}";
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            if (!_cells.TryGetValue(entity, out var cells))
                _cells.Add(entity, cells = new(StringComparer.Ordinal));
            while (await reader.ReadAsync(cancellation))
            {
                var cell = CountedRows.Write(
                    columns.Select((column, i) => ShapeReader.ReadObject(reader, column.Kind, i)));
                CollectionsMarshal.GetValueRefOrAddDefault(cells, cell, out _) += sign * reader.GetInt32(columns.Count);
            }
        }
    }

    public override IReadOnlyList<(string Subject, IEnumerable<KeyValuePair<string, int>> Values)> Take()
    {
        var taken = _cells.Select(cells => (
            cells.Key.Name,
            (IEnumerable<KeyValuePair<string, int>>)cells.Value.Where(cell => cell.Value != 0).ToList())).ToList();
        _cells.Clear();
        return taken;
    }

    public override (string English, string Japanese) Wrong(int values) =>
    (
        $"It says wrongly how many rows have {values} combinations of values.",
        $"値の組 {values} 通りについて、行の数の記録が合いません。");
}
