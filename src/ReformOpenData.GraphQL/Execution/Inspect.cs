using System.Globalization;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>Values as messages show them, as graphql-js does: short, and bounded whatever was sent.</summary>
internal static class Inspect
{
    private const int MostItems = 10;
    private const int MostDepth = 2;
    private const int MostCharacters = 500;

    public static string Json(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return Excerpt.Of(text.ToString(), MostCharacters);
    }

    public static string Text(string value)
    {
        var text = new StringBuilder();
        WriteText(text, value);
        return text.ToString();
    }

    /// <summary>What a custom scalar was given, in words of the request: text as it is, cut where it is long.</summary>
    public static string Plain(object value) => value switch
    {
        string text => Excerpt.Of(text, 100),
        bool truth => truth ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => Number(number),
        IReadOnlyList<object?> => "a list",
        _ => "an object",
    };

    /// <summary>A number as JavaScript prints it.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return "0";
        // The digits without point, and the power of ten of the first, from the shortest form that reads back the same.
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.') is var at and >= 0 ? at : parts[0].Length;
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent = point - 1 - (all.Length - digits.Length)
            + (parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        var sign = value < 0 ? "-" : "";
        return exponent switch
        {
            >= 21 or <= -7 => sign + digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "")
                + (exponent > 0 ? "e+" : "e-") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture),
            < 0 => sign + "0." + new string('0', -exponent - 1) + digits,
            _ when digits.Length <= exponent + 1 => sign + digits + new string('0', exponent + 1 - digits.Length),
            _ => sign + digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
        };
    }

    /// <summary>A literal as it would be printed, cut where it is long.</summary>
    public static string Literal(Value value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return Excerpt.Of(text.ToString(), MostCharacters);
    }

    private static void Write(StringBuilder text, JsonElement value, int depth)
    {
        if (text.Length > MostCharacters)
            return;
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                WriteText(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetDouble()));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Array:
                WriteList(text, value, depth);
                break;
            case JsonValueKind.Object:
                WriteObject(text, value, depth);
                break;
            case JsonValueKind.Undefined:
                text.Append("undefined");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void WriteList(StringBuilder text, JsonElement list, int depth)
    {
        var length = list.GetArrayLength();
        if (length > 0 && depth > MostDepth)
        {
            text.Append("[Array]");
            return;
        }

        text.Append('[');
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (index > 0)
                text.Append(", ");
            if (index == MostItems)
            {
                var more = length - MostItems;
                text.Append(more == 1 ? "... 1 more item" : $"... {more} more items");
                break;
            }

            Write(text, item, depth + 1);
            index++;
        }

        text.Append(']');
    }

    private static void WriteObject(StringBuilder text, JsonElement value, int depth)
    {
        var first = true;
        foreach (var property in value.EnumerateObject())
        {
            if (first && depth > MostDepth)
            {
                text.Append("[Object]");
                return;
            }

            text.Append(first ? "{ " : ", ").Append(Excerpt.Of(property.Name, MostCharacters)).Append(": ");
            Write(text, property.Value, depth + 1);
            first = false;
            if (text.Length > MostCharacters)
                break;
        }

        text.Append(first ? "{}" : " }");
    }

    /// <summary>As JSON, cut where it is long.</summary>
    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in Excerpt.Of(value, MostCharacters))
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private static void Write(StringBuilder text, Value value)
    {
        if (text.Length > MostCharacters)
            return;
        switch (value)
        {
            case Variable variable:
                text.Append('$').Append(variable.Name);
                break;
            case IntValue number:
                text.Append(number.Value);
                break;
            case FloatValue number:
                text.Append(number.Value);
                break;
            case StringValue literal:
                WriteText(text, literal.Value);
                break;
            case BooleanValue truth:
                text.Append(truth.Value ? "true" : "false");
                break;
            case EnumValue name:
                text.Append(name.Value);
                break;
            case ListValue list:
                text.Append('[');
                for (var i = 0; i < list.Values.Length && text.Length <= MostCharacters; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Write(text, list.Values[i]);
                }

                text.Append(']');
                break;
            case ObjectValue fields:
                text.Append('{');
                for (var i = 0; i < fields.Fields.Length && text.Length <= MostCharacters; i++)
                {
                    text.Append(i > 0 ? ", " : " ").Append(fields.Fields[i].Name).Append(": ");
                    Write(text, fields.Fields[i].Value);
                }

                text.Append(fields.Fields.Length > 0 ? " }" : "}");
                break;
            default:
                text.Append("null");
                break;
        }
    }
}
