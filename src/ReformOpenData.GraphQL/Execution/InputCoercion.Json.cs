using System.Text.Json;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <content>Input coercion of variable values, which are JSON.</content>
internal sealed partial class InputCoercion
{
    /// <summary>Of a name that a message repeats.</summary>
    private const int MostEchoed = 100;

    private object? CoerceJson(JsonElement value, GraphQLType type, CoercionReport report)
    {
        if (report.IsFull)
            return null;
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (type.IsNonNull)
                report.Add($"Expected value of non-null type \"{type}\" not to be null.");
            return null;
        }

        return type.Nullable switch
        {
            ListType list => CoerceJsonList(value, list.OfType, report),
            InputObjectType inputObject => CoerceJsonObject(value, inputObject, report),
            EnumType enumType => CoerceJsonEnum(value, enumType, report),
            ScalarType scalar => CoerceJsonScalar(value, scalar, report),
            _ => throw new InvalidOperationException($"{type} is not an input type."),
        };
    }

    private object?[] CoerceJsonList(JsonElement value, GraphQLType itemType, CoercionReport report)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return [CoerceJson(value, itemType, report)];
        var items = new object?[value.GetArrayLength()];
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            report.Push(index);
            items[index++] = CoerceJson(item, itemType, report);
            report.Pop();
        }

        return items;
    }

    private InputObjectValue? CoerceJsonObject(JsonElement value, InputObjectType type, CoercionReport report)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            var shown = Inspect.Json(value);
            report.Add($"Expected value of type \"{type}\" to be an object, found: {shown}."
                + ConditionHints.OfValue(type, shown));
            return null;
        }

        var entries = new List<KeyValuePair<string, object?>>();
        var given = 0;
        foreach (var field in type.Fields)
        {
            if (value.TryGetProperty(field.Name, out var fieldValue))
            {
                given++;
                report.Push(field.Name);
                entries.Add(new(field.Name, CoerceJson(fieldValue, field.Type, report)));
                report.Pop();
            }
            else if (field.IsRequired)
            {
                report.Add($"Expected value of type \"{type}\" to include required field \"{field.Name}\", "
                    + $"found: {Inspect.Json(value)}.");
            }
            else if (field.DefaultValue is not null)
            {
                entries.Add(new(field.Name, DefaultOf(field)));
            }
        }

        if (given < value.GetPropertyCount())
            ReportUnknownFields(value, type, report);
        if (type.IsOneOf)
            CheckOneOf(value, type, given, report);
        return new InputObjectValue([.. entries]);
    }

    private static void ReportUnknownFields(JsonElement value, InputObjectType type, CoercionReport report)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (report.IsFull)
                return;
            if (type.Fields.Find(property.Name) is not null)
                continue;
            var suggestion = ConditionHints.OfField(type, property.Name);
            var name = Excerpt.Of(property.Name, MostEchoed);
            report.Add($"Expected value of type \"{type}\" not to include unknown field \"{name}\""
                + $"{(suggestion.Length > 0 ? $".{suggestion} Found" : ", found")}: {Inspect.Json(value)}.");
        }
    }

    private static void CheckOneOf(JsonElement value, InputObjectType type, int given, CoercionReport report)
    {
        if (given != 1)
        {
            report.Add(OneOfMessage(type));
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null || type.Fields.Find(property.Name) is null)
                continue;
            report.Push(property.Name);
            report.Add(OneOfMessage(type));
            report.Pop();
        }
    }

    private static string? CoerceJsonEnum(JsonElement value, EnumType type, CoercionReport report)
    {
        var names = type.Values.Select(enumValue => enumValue.Name);
        if (value.ValueKind != JsonValueKind.String)
        {
            var found = Inspect.Json(value);
            report.Add($"Enum \"{type}\" cannot represent non-string value: {found}."
                + Suggestions.Sentence("the enum value ", Suggestions.Near(found, names)));
            return null;
        }

        var name = value.GetString()!;
        if (type.Values.Find(name) is { } known)
            return known.Name;
        report.Add($"Value \"{Excerpt.Of(name, MostEchoed)}\" does not exist in \"{type}\" enum."
            + Suggestions.Sentence("the enum value ", Suggestions.Near(name, names)));
        return null;
    }

    private object? CoerceJsonScalar(JsonElement value, ScalarType type, CoercionReport report)
    {
        var kind = value.ValueKind;
        switch (executable.LeafTypes[type.Name].Kind)
        {
            case LeafKind.Int when kind == JsonValueKind.Number:
                var whole = value.GetDouble();
                if (!double.IsInteger(whole))
                    report.Add($"Int cannot represent non-integer value: {Inspect.Json(value)}");
                else if (whole is < int.MinValue or > int.MaxValue)
                    report.Add($"Int cannot represent non 32-bit signed integer value: {Inspect.Json(value)}");
                else
                    return (int)whole;
                return null;
            case LeafKind.Int:
                report.Add($"Int cannot represent non-integer value: {Inspect.Json(value)}");
                return null;
            case LeafKind.Float:
                if (kind == JsonValueKind.Number && double.IsFinite(value.GetDouble()))
                    return value.GetDouble();
                report.Add($"Float cannot represent non numeric value: {Inspect.Json(value)}");
                return null;
            case LeafKind.String:
                if (kind == JsonValueKind.String)
                    return value.GetString();
                report.Add($"String cannot represent a non string value: {Inspect.Json(value)}");
                return null;
            case LeafKind.Boolean:
                if (kind is JsonValueKind.True or JsonValueKind.False)
                    return kind == JsonValueKind.True;
                report.Add($"Boolean cannot represent a non boolean value: {Inspect.Json(value)}");
                return null;
            case LeafKind.ID:
                return CoerceJsonId(value, report);
            default:
                return CoerceCustom(type, Plain(value)!, report);
        }
    }

    private static string? CoerceJsonId(JsonElement value, CoercionReport report)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        if (value.ValueKind == JsonValueKind.Number)
        {
            // Digits stay as they were sent, however many; 1.0 and 1e3 are whole numbers too.
            var raw = value.GetRawText();
            if (raw.AsSpan().IndexOfAny(".eE") < 0)
                return raw == "-0" ? "0" : raw;
            if (value.GetDouble() is var number && double.IsInteger(number))
                return Inspect.Number(number);
        }

        report.Add($"ID cannot represent value: {Inspect.Json(value)}");
        return null;
    }

    /// <summary>JSON as a custom scalar gets it.</summary>
    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.Object => new InputObjectValue(
            [.. value.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Plain(property.Value)))]),
        _ => null,
    };

    /// <summary>
    /// Whether all strings of a value are Unicode. What came by HTTP is; another caller's JSON may hold bytes that are
    /// no UTF-8, or half of a surrogate pair, and the JSON reader throws when somebody asks for it.
    /// </summary>
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.Object =>
                    value.EnumerateObject().All(property => property.Name is not null && IsText(property.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
