using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// The variables of a trusted document, each as a parameter of its address: ?plan=2017&amp;grade=B. A list is its parameter several
/// times; <c>variables</c> takes any of them as JSON, those of an input type alone. What this writes does not depend on the order in the address.
/// </summary>
internal sealed class AddressVariables
{
    private const string Variables = "variables";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _document;
    private readonly IReadOnlyList<VariableDefinition> _declared;

    private AddressVariables(string document, IReadOnlyList<VariableDefinition> declared)
    {
        _document = document;
        _declared = declared;
    }

    /// <summary>Names, in the order of the document.</summary>
    public IEnumerable<string> Names => _declared.Select(one => one.Variable.Name);

    /// <summary>Names, types and defaults as the document writes them.</summary>
    public IEnumerable<(string Name, string Type, string? Default)> Declared => _declared.Select(one =>
        (one.Variable.Name, one.Type.ToString()!, one.DefaultValue is null ? null : Printer.Print(one.DefaultValue)));

    /// <param name="name">Of the document, for messages.</param>
    public static AddressVariables Of(string name, ReadOnlyMemory<byte> document) =>
        new(name, Parser.Parse(document).Definitions.OfType<OperationDefinition>().Single().VariableDefinitions);

    /// <summary>Makes the query string of a GET to /graphql, without the document.</summary>
    /// <param name="given">Query string of the address, with its question mark, or nothing.</param>
    /// <param name="fault">What is wrong, for who asked; then the result is of no use.</param>
    public string Read(string? given, out string? fault)
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        string? json = null;
        var rest = new StringBuilder();
        fault = null;
        foreach (var pair in new QueryStringEnumerable(given))
        {
            if (Decode(pair.EncodedName) is not { } name || Decode(pair.EncodedValue) is not { } value)
                fault ??= "The query string is not UTF-8 in percent encoding.";
            else if (_declared.Any(one => one.Variable.Name == name))
            {
                if (!values.TryGetValue(name, out var several))
                    values.Add(name, several = []);
                several.Add(value);
            }
            else if (name == Variables)
            {
                fault ??= json is null ? null : $"The query string holds “{Variables}” twice.";
                json = value;
            }
            else if (name is "operationName" or "extensions")
            {
                rest.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
            else
            {
                fault ??= Unknown(name);
            }
        }

        if (values.Count == 0)
            return json is null ? rest.ToString() : $"&{Variables}={Uri.EscapeDataString(json)}{rest}";
        var merged = Merge(values, json, ref fault);
        return fault is null ? $"&{Variables}={Uri.EscapeDataString(merged)}{rest}" : "";
    }

    private string Merge(Dictionary<string, List<string>> values, string? json, ref string? fault)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json.Options))
        {
            writer.WriteStartObject();
            if (!string.IsNullOrEmpty(json))
                fault ??= Copy(json, values, writer);
            foreach (var variable in _declared)
            {
                if (fault is null && values.TryGetValue(variable.Variable.Name, out var given))
                    fault = Write(writer, variable, given);
            }

            // After a fault what is open need not be closed: nobody reads it.
            if (fault is null)
                writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string? Copy(string json, Dictionary<string, List<string>> values, Utf8JsonWriter writer)
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
            return given.Count > 1 ? $"The query string holds “{name}” twice, and it is no list." : Write(writer, name, type, given[0]);
        writer.WriteStartArray();
        foreach (var value in given)
        {
            if (Write(writer, name, list.OfType is NonNullTypeReference element ? element.OfType : list.OfType, value) is { } fault)
                return fault;
        }

        writer.WriteEndArray();
        return null;
    }

    /// <summary>Numbers and truth values are written as such; an enum's name, a date and a text as text, which the engine then checks.</summary>
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
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
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

    /// <summary>The text behind percent encoding; null where it is none. What stands for an unknown letter would be searched for.</summary>
    private static string? Decode(ReadOnlyMemory<char> encoded)
    {
        var text = encoded.ToString();
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                return null;
        }

        try
        {
            return Strict.GetString(WebUtility.UrlDecodeToBytes(Strict.GetBytes(text), 0, Strict.GetByteCount(text)));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private string Unknown(string name) => $"{_document} has no variable “{Shorten(name)}”; "
        + (_declared.Count == 0 ? "it takes none." : $"it takes {string.Join(", ", Names)}, or “{Variables}” with any of them as JSON.");

    private static string Shorten(string text) => Excerpt.Of(text, 40);
}
