using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>A JSON object a line, for programs: rows alone, with the values as the API gives them.</summary>
internal sealed class Ndjson : TableFormat
{
    public override string Name => "ndjson";

    public override string ContentType => "application/x-ndjson; charset=utf-8";

    public override void WriteHead(Stream to, TableBody body, TableFacts facts)
    {
    }

    public override void WriteRows(Stream to, TableBody body, IReadOnlyList<TableValue[]> rows, bool isFirst)
    {
        using var json = new Utf8JsonWriter(to, Json.Options);
        foreach (var row in rows)
        {
            WriteRow(json, body.Table, row);
            json.Flush();
            to.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    /// <summary>The object of a row.</summary>
    public static void WriteRow(Utf8JsonWriter json, Table table, TableValue[] row)
    {
        json.WriteStartObject();
        for (var i = 0; i < row.Length; i++)
        {
            json.WritePropertyName(table.Columns[i].Name);
            if (row[i].IsNull)
                json.WriteNullValue();
            else if (row[i].Ordinal > 0)
                json.WriteNumberValue(row[i].Ordinal);
            else
                row[i].Json.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
