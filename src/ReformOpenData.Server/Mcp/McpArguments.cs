using System.Text.Json;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.Server.Mcp;

/// <summary>The arguments of a tool against its schema: what is not understood is refused, not left out.</summary>
internal static class McpArguments
{
    private const int MostCharacters = 40;

    /// <summary>What is wrong with them and what to do; null where nothing is.</summary>
    /// <param name="schema">Of the arguments, as tools/list tells it.</param>
    public static string? FaultOf(JsonElement schema, IDictionary<string, JsonElement>? arguments)
    {
        arguments ??= new Dictionary<string, JsonElement>();
        var known = schema.GetProperty("properties");
        foreach (var name in arguments.Keys)
        {
            if (!known.TryGetProperty(name, out _))
            {
                var names = string.Join(", ", known.EnumerateObject().Select(property => property.Name));
                return $"“{Excerpt.Of(name, MostCharacters)}” is not an argument of this tool; it takes {names}.";
            }
        }

        var required = schema.TryGetProperty("required", out var named)
            ? named.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var property in known.EnumerateObject())
        {
            var about = property.Value.GetProperty("description").GetString();
            var value = arguments.TryGetValue(property.Name, out var given) ? given : default;
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                if (required.Contains(property.Name))
                    return $"“{property.Name}” is missing: {about}";
            }
            else if (!Fits(value, property.Value))
            {
                return $"“{property.Name}” is not what it should be: {about}";
            }
        }

        return null;
    }

    /// <summary>Whether a value is of the type that its schema names; without one, it is an object.</summary>
    private static bool Fits(JsonElement value, JsonElement schema)
    {
        string?[] types = !schema.TryGetProperty("type", out var type) ? ["object"]
            : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString())]
            : [type.GetString()];
        return value.ValueKind switch
        {
            JsonValueKind.String => types.Contains("string"),
            JsonValueKind.Number => types.Contains("integer") && value.TryGetInt32(out _),
            JsonValueKind.Array => types.Contains("array")
                && value.EnumerateArray().All(one => Fits(one, schema.GetProperty("items"))),
            JsonValueKind.Object => types.Contains("object"),
            _ => false,
        };
    }
}
