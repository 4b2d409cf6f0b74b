using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ReformOpenData.GraphQL.Execution;

/// <content>Values that come as objects: from batches and properties, and whatever a custom scalar writes.</content>
public ref partial struct LeafWriter
{
    /// <summary>
    /// An object as the type's value: null, a number, a string, a boolean, an enum (its name), a list of those, or what
    /// the custom scalar of the field knows to write.
    /// </summary>
    public void Value(object? value)
    {
        if (value is null)
        {
            Null();
        }
        else if (value is Response.GraphQLError error)
        {
            Error(error);
        }
        else if (_depth < _shape.Lists)
        {
            if (value is string or not IEnumerable)
            {
                Error(ExecutionErrors.NoList(_field));
                return;
            }

            StartList();
            foreach (var item in (IEnumerable)value)
                Value(item);
            EndList();
        }
        else if (_shape.Leaf.Kind == LeafKind.Custom)
        {
            Custom(value);
        }
        else
        {
            BuiltIn(value);
        }
    }

    /// <summary>Any JSON-like value, for a custom scalar that is one.</summary>
    internal void Untyped(object value)
    {
        if (EnterLeaf())
            Json(value);
    }

    /// <summary>A refusal is the error of this one item, not of the whole list.</summary>
    private void Custom(object value)
    {
        try
        {
            _shape.Leaf.Coercion.CoerceResult(value, ref this);
        }
        catch (Response.GraphQLErrorException refusal)
        {
            Error(refusal.Error);
        }
    }

    private void BuiltIn(object value)
    {
        switch (value)
        {
            case string text:
                String(text);
                break;
            case bool truth:
                Boolean(truth);
                break;
            case int or short or byte or sbyte or ushort or uint or long:
                Long(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float or decimal or ulong:
                Float(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case Enum name:
                String(name.ToString());
                break;
            default:
                if (EnterLeaf())
                    Refuse("an object");
                break;
        }
    }

    private readonly void Json(object? value)
    {
        switch (value)
        {
            case null:
                _buffer.Null();
                break;
            case string text:
                _buffer.String(text.AsSpan());
                break;
            case bool truth:
                _buffer.Boolean(truth);
                break;
            case int or short or byte or sbyte or ushort or uint or long:
                _buffer.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float or decimal or ulong:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (double.IsFinite(number))
                    _buffer.Number(number);
                else
                    _buffer.Null();
                break;
            case JsonElement element:
                _buffer.Raw(Encoding.UTF8.GetBytes(element.GetRawText()));
                break;
            case CoercedValues fields:
                JsonObject(fields.Entries);
                break;
            case IEnumerable<KeyValuePair<string, object?>> entries:
                JsonObject(entries);
                break;
            case IEnumerable items:
                JsonList(items);
                break;
            case IFormattable other:
                _buffer.String(other.ToString(null, CultureInfo.InvariantCulture).AsSpan());
                break;
            default:
                throw new InvalidOperationException(
                    $"{_field.Definition.Coordinate} gave a {value.GetType()}, which has no form in JSON.");
        }
    }

    private readonly void JsonObject(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var first = true;
        foreach (var (key, entry) in entries)
        {
            _buffer.Byte(first ? (byte)'{' : (byte)',');
            _buffer.String(key.AsSpan());
            _buffer.Byte((byte)':');
            Json(entry);
            first = false;
        }

        _buffer.Raw(first ? "{}"u8 : "}"u8);
    }

    private readonly void JsonList(IEnumerable items)
    {
        var first = true;
        foreach (var item in items)
        {
            _buffer.Byte(first ? (byte)'[' : (byte)',');
            Json(item);
            first = false;
        }

        _buffer.Raw(first ? "[]"u8 : "]"u8);
    }
}
