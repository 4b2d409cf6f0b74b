using System.Globalization;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// The variables of a trusted document, each as a parameter of its address: ?plan=2017&amp;grade=B. A list is its
/// parameter several times; <c>variables</c> takes any of them as JSON, those of an input type alone. What this writes
/// does not depend on the order in the address.
/// </summary>
internal sealed class AddressVariables
{
    private const string Variables = "variables";

    private readonly string _document;
    private readonly IReadOnlyList<VariableDefinition> _declared;

    private AddressVariables(string document, IReadOnlyList<VariableDefinition> declared)
    {
        _document = document;
        _declared = declared;
    }

    /// <summary>Names, in the order of the document.</summary>
    public IEnumerable<string> Names => _declared.Select(variable => variable.Variable.Name);

    /// <summary>Names, types and defaults as the document writes them.</summary>
    public IEnumerable<(string Name, string Type, string? Default)> Declared => _declared.Select(variable =>
        (variable.Variable.Name,
            variable.Type.ToString()!,
            variable.DefaultValue is { } value ? Printer.Print(value) : null));

    /// <param name="name">Of the document, for messages.</param>
    public static AddressVariables Of(string name, ReadOnlyMemory<byte> document) =>
        new(name, Parser.Parse(document).Definitions.OfType<OperationDefinition>().Single().VariableDefinitions);

    /// <summary>Reads the query string of the document's address.</summary>
    /// <param name="queryString">Without its question mark.</param>
    /// <param name="fault">What is wrong, for who asked; then the result is of no use.</param>
    public RequestParameters Read(string queryString, out string? fault)
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var parameters = new RequestParameters();
        fault = null;
        foreach (var parameter in QueryParameter.All(queryString))
        {
            if (parameter.Name is not { } name || parameter.Value is not { } value)
            {
                fault ??= "The query string is not UTF-8 in percent encoding.";
            }
            else if (_declared.Any(variable => variable.Variable.Name == name))
            {
                if (!values.TryGetValue(name, out var several))
                    values.Add(name, several = []);
                several.Add(Encoding.UTF8.GetString(value));
            }
            else
            {
                fault ??= name is Variables or "operationName" or "extensions"
                    ? parameters.Take(name, parameter)?.Message
                    : Unknown(name);
            }
        }

        if (values.Count > 0 && fault is null)
            parameters.Variables = Merge(values, parameters.Variables, out fault);
        return parameters;
    }

    private byte[] Merge(Dictionary<string, List<string>> values, byte[]? json, out string? fault)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json.Options))
        {
            writer.WriteStartObject();
            fault = json is { Length: > 0 } ? Copy(json, values, writer) : null;
            foreach (var variable in _declared)
            {
                if (fault is null && values.TryGetValue(variable.Variable.Name, out var given))
                    fault = Write(writer, variable, given);
            }

            // After a fault what is open need not be closed: nobody reads it.
            if (fault is null)
                writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string? Copy(byte[] json, Dictionary<string, List<string>> values, Utf8JsonWriter writer)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Null)
                return null;
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return $"“{Variables}” must be an object or null.";
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (values.ContainsKey(property.Name))
                    return $"“{property.Name}” is given by itself and in “{Variables}”; give it once.";
                property.WriteTo(writer);
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text.
            return $"“{Variables}” is not valid JSON.";
        }
    }

    private static string? Write(Utf8JsonWriter writer, VariableDefinition variable, List<string> given)
    {
        var name = variable.Variable.Name;
        var type = variable.Type is NonNullTypeReference required ? required.OfType : variable.Type;
        writer.WritePropertyName(name);
        if (type is not ListTypeReference list)
            return given.Count > 1
                ? $"The query string holds “{name}” twice, but it is not a list."
                : Write(writer, name, type, given[0]);
        writer.WriteStartArray();
        foreach (var value in given)
        {
            if (Write(
                writer,
                name,
                list.OfType is NonNullTypeReference element ? element.OfType : list.OfType,
                value) is { } fault)
                return fault;
        }

        writer.WriteEndArray();
        return null;
    }

    /// <summary>
    /// Numbers and truth values are written as such; an enum's name, a date and a text as text, which the engine then
    /// checks.
    /// </summary>
    private static string? Write(Utf8JsonWriter writer, string name, TypeReference type, string value)
    {
        switch ((type as NamedTypeReference)?.Name)
        {
            case "Int":
                if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
                    return $"“{name}” must be a whole number, found “{Shorten(value)}”.";
                writer.WriteNumberValue(whole);
                return null;
            case "Float":
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    || !double.IsFinite(number))
                    return $"“{name}” must be a number, found “{Shorten(value)}”.";
                writer.WriteNumberValue(number);
                return null;
            case "Boolean":
                if (value is not ("true" or "false"))
                    return $"“{name}” must be true or false, found “{Shorten(value)}”.";
                writer.WriteBooleanValue(value == "true");
                return null;
            case null:
                return $"“{name}” is a list of lists; give it in “{Variables}”.";
            default:
                writer.WriteStringValue(value);
                return null;
        }
    }

    private string Unknown(string name) => $"{_document} has no variable “{Shorten(name)}”; "
        + (_declared.Count == 0
            ? "it takes none."
            : $"it takes {string.Join(", ", Names)}, or “{Variables}” with any of them as JSON.");

    private static string Shorten(string text) => Excerpt.Of(text, 40);
}
