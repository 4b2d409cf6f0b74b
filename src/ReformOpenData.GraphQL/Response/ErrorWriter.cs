using System.Collections;
using System.Globalization;

namespace ReformOpenData.GraphQL.Response;

/// <summary>Writes the entries of <c>errors</c> (§7.1.2 #sec-Errors): message, locations, path, extensions.</summary>
internal static class ErrorWriter
{
    public static void Write(ResponseBuffer buffer, IReadOnlyList<GraphQLError> errors)
    {
        buffer.Byte((byte)'[');
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0)
                buffer.Byte((byte)',');
            Write(buffer, errors[i]);
        }

        buffer.Byte((byte)']');
    }

    private static void Write(ResponseBuffer buffer, GraphQLError error)
    {
        buffer.Raw("{\"message\":"u8);
        buffer.String(error.Message.AsSpan());
        if (error.Locations.Count > 0)
        {
            buffer.Raw(",\"locations\":["u8);
            for (var i = 0; i < error.Locations.Count; i++)
            {
                buffer.Raw(i > 0 ? ",{\"line\":"u8 : "{\"line\":"u8);
                buffer.Number(error.Locations[i].Line);
                buffer.Raw(",\"column\":"u8);
                buffer.Number(error.Locations[i].Column);
                buffer.Byte((byte)'}');
            }

            buffer.Byte((byte)']');
        }

        if (error.Path is { } path)
        {
            buffer.Raw(",\"path\":"u8);
            Value(buffer, path);
        }

        buffer.Raw(",\"extensions\":{\"code\":"u8);
        buffer.String(error.Code.AsSpan());
        foreach (var (key, value) in error.Extensions)
        {
            buffer.Byte((byte)',');
            buffer.String(key.AsSpan());
            buffer.Byte((byte)':');
            Value(buffer, value);
        }

        buffer.Raw("}}"u8);
    }

    private static void Value(ResponseBuffer buffer, object? value)
    {
        switch (value)
        {
            case null:
                buffer.Null();
                break;
            case string text:
                buffer.String(text.AsSpan());
                break;
            case bool truth:
                buffer.Boolean(truth);
                break;
            case double number when double.IsFinite(number):
                buffer.Number(number);
                break;
            case int or long or short or byte:
                buffer.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                var first = true;
                foreach (var item in items)
                {
                    buffer.Byte(first ? (byte)'[' : (byte)',');
                    Value(buffer, item);
                    first = false;
                }

                buffer.Raw(first ? "[]"u8 : "]"u8);
                break;
            default:
                buffer.String(value.ToString().AsSpan());
                break;
        }
    }
}
