using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>One JSON object: the release, how many rows there are, where they go on, and the rows.</summary>
internal sealed class TableJson : TableFormat
{
    public override string Name => "json";

    public override string ContentType => "application/json; charset=utf-8";

    public override void WriteHead(Stream to, TableBody body, TableFacts facts)
    {
        using var json = new Utf8JsonWriter(to, Json.Options with { SkipValidation = true });
        json.WriteStartObject();
        if (body.Release is { } release)
            json.WriteNumber("release", release);
        if (facts.Total is { } total)
            json.WriteNumber("total", total);
        json.WriteString("next", facts.Next);
        json.WriteStartArray("rows");
    }

    public override void WriteRows(Stream to, TableBody body, IReadOnlyList<TableValue[]> rows, bool isFirst)
    {
        using var json = new Utf8JsonWriter(to, Json.Options);
        foreach (var row in rows)
        {
            to.Write(isFirst ? "\n"u8 : ",\n"u8);
            isFirst = false;
            Ndjson.WriteRow(json, body.Table, row);
            json.Flush();
            json.Reset();
        }
    }

    public override void WriteTail(Stream to) => to.Write("\n]}\n"u8);
}
