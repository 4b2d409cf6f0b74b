using System.Data.Common;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Sql;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>The columns of a statement, each once, in the order in which they were first asked for.</summary>
internal sealed class SelectList
{
    private readonly List<string> _expressions = [];

    public IReadOnlyList<string> Expressions => _expressions;

    /// <summary>Ordinal of an expression.</summary>
    public int Add(string expression)
    {
        var index = _expressions.IndexOf(expression);
        if (index >= 0)
            return index;
        _expressions.Add(expression);
        return _expressions.Count - 1;
    }
}

/// <summary>Reads the rows of a shape from the columns that it has put into the list.</summary>
internal sealed class ShapeReader
{
    private readonly Shape _shape;
    private readonly List<(ColumnKind Kind, int Ordinal, int Slot)> _columns = [];
    private readonly List<(int Slot, int Present, ShapeReader Reader)> _ones = [];
    private readonly List<(int Slot, int Kind, Dictionary<long, ShapeReader> Readers)> _variants = [];
    private readonly List<(int Slot, int Ordinal, ShapeReader Reader)> _lists = [];
    private readonly List<Fetch> _below = [];
    private readonly int _id = -1;
    private readonly int _offset;

    /// <param name="offset">Columns that the statement puts before those of the list.</param>
    /// <param name="hasShortLists">Whether short lists below are columns of the same statement.</param>
    public ShapeReader(
        Shape shape, Scope scope, string alias, SelectList list, int offset = 0, bool hasShortLists = false)
    {
        _shape = shape;
        _offset = offset;
        foreach (var (column, slot) in shape.Columns)
            _columns.Add((column.Kind, list.Add(column.Of(alias)), slot));
        foreach (var (relation, slot, one) in shape.Ones)
        {
            var joined = scope.Follow(alias, relation);
            var present = relation switch
            {
                Part { Present: { } column } => list.Add($"{alias}.{column} IS NOT NULL"),
                ToOne { Nullable: true } => list.Add($"{joined}.{relation.Target.Id} IS NOT NULL"),
                _ => -1,
            };
            _ones.Add((slot, present, new ShapeReader(one, scope, joined, list, offset, hasShortLists)));
        }

        foreach (var (kind, slot, variants) in shape.Variants)
        {
            _variants.Add((slot, list.Add(kind.Of(alias)), variants.ToDictionary(one => one.Key, one => new ShapeReader(
                one.Value,
                scope,
                one.Value.IsKeyAlone ? alias : scope.Follow(alias, shape.Entity, kind, one.Key, one.Value.Entity),
                list,
                offset))));
        }

        foreach (var fetch in shape.Fetches)
        {
            if (!hasShortLists || !ShortLists.Can(fetch))
            {
                _below.Add(fetch);
                continue;
            }

            var written = ShortLists.Write(scope.Statement, (ListFetch)fetch, alias);
            _lists.Add((fetch.Slot, list.Add(written.Sql), written.Reader));
        }

        if (_below.Count > 0)
            _id = list.Add($"{alias}.{shape.Entity.Id}");
    }

    /// <summary>Rows read so far, where something below them was asked for.</summary>
    private List<Row>? Rows { get; set; }

    public Row Read(DbDataReader reader, QuerySession session) => Read(new StatementValues(reader, session));

    public Row Read<TValues>(TValues values)
        where TValues : struct, IValues
    {
        var row = new Row(_shape.Entity.Name, _shape.Width);
        foreach (var (kind, ordinal, slot) in _columns)
            row[slot] = values.Read(kind, ordinal + _offset);
        foreach (var (slot, value) in _shape.Constants)
            row[slot] = Value.Of(value);
        foreach (var (slot, present, one) in _ones)
        {
            if (present < 0 || values.Read(ColumnKind.Boolean, present + _offset).Number != 0)
                row[slot] = Value.Of(one.Read(values));
        }

        foreach (var (slot, kind, readers) in _variants)
            row[slot] = Value.Of(readers[values.Read(ColumnKind.Integer, kind + _offset).Number].Read(values));
        foreach (var (slot, ordinal, rows) in _lists)
            row[slot] = Value.Of(values.ReadList(ordinal + _offset, rows));
        if (_id >= 0)
        {
            row.Id = values.Read(ColumnKind.Integer, _id + _offset).Number;
            (Rows ??= []).Add(row);
        }

        return row;
    }

    /// <summary>What is to be read below the rows.</summary>
    /// <param name="ahead">What was sent together with the rows' own statement.</param>
    public void Next(QuerySession session, List<Unit> units, IReadOnlyDictionary<Fetch, Pending>? ahead = null)
    {
        // Cursors below several releases are good in the first of them, and so in all.
        if (_shape.Entity == Catalog.Release && Rows is not null)
            session = session.At(Rows.Min(row => row.Id));
        foreach (var (_, _, one) in _ones)
            one.Next(session, units, ahead);
        foreach (var one in _variants.SelectMany(variant => variant.Readers.Values))
            one.Next(session, units, ahead);
        if (Rows is null)
            return;
        foreach (var fetch in _below)
        {
            if (ahead?.GetValueOrDefault(fetch) is { } pending)
                pending.Bind(Rows);
            else
                units.AddRange(Pending.Of(session, fetch, Rows));
        }
    }

    public static Value ReadValue(DbDataReader reader, ColumnKind kind, int ordinal) =>
        reader.IsDBNull(ordinal) ? default : kind switch
        {
            ColumnKind.Integer => Value.Of(reader.GetInt64(ordinal)),
            ColumnKind.Boolean => Value.Of(reader.GetBoolean(ordinal)),
            ColumnKind.Text => Value.Of(reader.GetString(ordinal)),
            ColumnKind.Instant => Value.Of(reader.GetFieldValue<DateTimeOffset>(ordinal)),
            ColumnKind.Day => Value.Of(reader.GetFieldValue<DateOnly>(ordinal)),
            ColumnKind.Number => Value.Of(reader.GetDouble(ordinal)),
            _ => throw new InvalidOperationException($"No value of {kind}."),
        };

    /// <summary>A value as cursors hold it.</summary>
    public static object? ReadObject(DbDataReader reader, ColumnKind kind, int ordinal) =>
        ReadValue(reader, kind, ordinal) is { IsNull: false } value
            ? kind switch
            {
                ColumnKind.Integer => value.Number,
                ColumnKind.Boolean => value.Number != 0,
                _ => value.Reference,
            }
            : null;
}
