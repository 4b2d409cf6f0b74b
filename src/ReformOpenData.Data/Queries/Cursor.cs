using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Queries;

/// <summary>
/// The place of a row in an order: the values that it is ordered by, with the release that it was read from and a
/// fingerprint of the order, so that a cursor used elsewhere is recognised. It means the same in every later release,
/// whether its row is still there or not.
/// </summary>
internal static class Cursor
{
    private const int MostCharacters = 64 * 1024;

    // A cursor is never part of a page; its texts need no escapes.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a cursor.</summary>
    public static string Encode(string fingerprint, long release, IReadOnlyList<object?> values)
    {
        var json = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(json, Compact))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(fingerprint);
            writer.WriteNumberValue(release);
            foreach (var value in values)
                Write(writer, value);
            writer.WriteEndArray();
        }

        var bytes = json.WrittenSpan;
        var checkedBytes = new byte[bytes.Length + 4];
        bytes.CopyTo(checkedBytes.AsSpan(4));
        BitConverter.TryWriteBytes(checkedBytes, Hash(bytes));
        return Base64Url.EncodeToString(checkedBytes);
    }

    /// <summary>Reads a cursor that must belong to this order.</summary>
    /// <param name="argument">Where it stood, for the message.</param>
    /// <exception cref="QueryException">It is malformed, of another list or order, or of a later release.</exception>
    public static object?[] Decode(
        string cursor, string argument, string fingerprint, long release, IReadOnlyList<OrderTerm> terms)
    {
        if (Parse(cursor) is not { } json || json.GetArrayLength() < 2 || json[0].ValueKind != JsonValueKind.String
            || json[1].ValueKind != JsonValueKind.Number || !json[1].TryGetInt64(out var from))
        {
            throw Fault($"The cursor in \"{argument}\" is malformed: it is none that this server gave.");
        }

        if (json[0].GetString() != fingerprint)
        {
            throw Fault(
                $"The cursor in \"{argument}\" comes from another list or another order; use it with the field and the "
                + "order that gave it.");
        }

        if (from > release)
        {
            throw Fault(string.Create(
                CultureInfo.InvariantCulture,
                $"The cursor in \"{argument}\" comes from release {from} and cannot be used in the earlier "
                + $"release {release}")
                + "; begin again without it.");
        }

        var values = new object?[terms.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (json.GetArrayLength() != terms.Count + 2 || !TryRead(json[i + 2], terms[i].Column.Kind, out values[i]))
                throw Fault($"The cursor in \"{argument}\" is malformed: it is none that this server gave.");
        }

        return values;
    }

    /// <summary>What tells an order from others.</summary>
    public static string Fingerprint(string list, IReadOnlyList<OrderTerm> terms)
    {
        var text = new StringBuilder(list);
        foreach (var term in terms)
        {
            text.Append('|');
            foreach (var relation in term.Path)
                text.Append(relation.Name).Append('.');
            text.Append(term.Column.Name).Append(term.Descending ? '-' : '+');
        }

        return Hash(Encoding.UTF8.GetBytes(text.ToString())).ToString("x8", CultureInfo.InvariantCulture);
    }

    private static QueryException Fault(string message) => new(QueryFault.Cursor, message);

    private static JsonElement? Parse(string cursor)
    {
        if (cursor.Length is 0 or > MostCharacters || !Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < 6 || BitConverter.ToUInt32(bytes) != Hash(bytes.AsSpan(4)))
            return null;
        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(4));
            var root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Array ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // FNV-1a: guards against cut and mistyped cursors; a cursor holds nothing that needs guarding against more.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var one in bytes)
            hash = unchecked((hash ^ one) * 16777619u);
        return hash;
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case long number: writer.WriteNumberValue(number); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case string text: writer.WriteStringValue(text); break;
            case DateTimeOffset instant: writer.WriteStringValue(instant); break;
            case DateOnly day: writer.WriteStringValue(day.ToString("O", CultureInfo.InvariantCulture)); break;
            default: throw new InvalidOperationException($"No cursor over {value.GetType().Name}.");
        }
    }

    private static bool TryRead(JsonElement json, ColumnKind kind, out object? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.Null)
            return true;
        switch (kind)
        {
            case ColumnKind.Integer when json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var number):
                value = number;
                return true;
            case ColumnKind.Boolean when json.ValueKind is JsonValueKind.True or JsonValueKind.False:
                value = json.GetBoolean();
                return true;
            case ColumnKind.Text when json.ValueKind == JsonValueKind.String:
                value = json.GetString();
                return !Folding.IsUnstorable((string)value!);
            case ColumnKind.Instant
                when json.ValueKind == JsonValueKind.String && json.TryGetDateTimeOffset(out var instant):
                value = instant;
                return true;
            case ColumnKind.Day when json.ValueKind == JsonValueKind.String
                && DateOnly.TryParseExact(
                    json.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                value = day;
                return true;
            default:
                return false;
        }
    }
}
