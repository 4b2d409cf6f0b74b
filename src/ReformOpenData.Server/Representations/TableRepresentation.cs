using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>An answer as a table in one of the formats.</summary>
/// <param name="table">Where the rows and the cells are in the answer.</param>
internal sealed class TableRepresentation(TableFormat format, Table table, TableOptions options) : Representation
{
    public override string Format => format.Name;

    public override string ContentType => format.ContentType;

    public override string Key { get; } = string.Join(
        '\n',
        table.Columns.Select(column => $"{options.HeadingOf(column)} {string.Join('.', column.Path)}")
            .Concat(table.Filters.Select(filter => string.Join('\v', filter)))
            .Prepend($"{format.ContentType} {options} {string.Join('.', table.Rows)} {table.Slice}"));

    public override bool FollowsFromAddress => true;

    public Table Table => table;

    public TableFormat Writer => format;

    public TableOptions Options => options;

    /// <summary>
    /// Whether all rows are wanted, so that what the answer does not hold comes behind it; otherwise it is all that was
    /// asked for, and tells where the rows go on.
    /// </summary>
    public bool GoesOn { get; init; }

    /// <summary>Whether rows were written before those of the answer.</summary>
    public bool IsFurther { get; init; }

    /// <summary>
    /// Where bodies are written, each over the one before; null where each is kept. A page of a list is larger than
    /// what the runtime collects quickly.
    /// </summary>
    public MemoryStream? Room { get; init; }

    /// <summary>Where it comes from and what may be done with it, as the workbook says it.</summary>
    public Func<int?, IReadOnlyList<string>> Sources { get; init; } = _ => [];

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        var data = json.RootElement.GetProperty("data");
        var (rows, facts) = TableReader.Read(table, data);
        var isWhole = !GoesOn || facts.Next is null;
        if (!facts.IsThere || (!isWhole && !format.IsStreamed))
            return new Written(default, facts);

        var body = BodyOf(data);
        var buffer = Room ?? new MemoryStream(answer.Length);
        buffer.SetLength(0);
        if (!IsFurther)
            format.WriteHead(buffer, body, GoesOn ? facts with { Next = null } : facts);
        try
        {
            format.WriteRows(buffer, body, rows, !IsFurther);
        }
        catch (InvalidDataException fault)
        {
            return new Written(default, facts with { Fault = fault.Message });
        }

        if (isWhole)
            format.WriteTail(buffer);
        return new Written(
            Room is null ? buffer.ToArray() : buffer.GetBuffer().AsMemory(0, (int)buffer.Length), facts);
    }

    /// <summary>The body of a table whose answer this is.</summary>
    public TableBody BodyOf(JsonElement data)
    {
        int? release = null;
        if (table.Release is { } path)
        {
            foreach (var key in path)
                data = data.GetProperty(key);
            release = data.TryGetProperty("number", out var number) ? number.GetInt32() : null;
        }

        return new TableBody(table, options, release, Sources(release));
    }
}
