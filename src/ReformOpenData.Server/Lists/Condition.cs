using System.Text.Json.Nodes;

namespace ReformOpenData.Server.Lists;

/// <summary>Conditions of <c>where</c> arguments, written as the API takes them.</summary>
internal static class Condition
{
    /// <summary>{ initiative: { name: condition } } of initiative.name.</summary>
    public static JsonObject At(IEnumerable<string> path, JsonObject condition) =>
        path.Reverse().Aggregate(condition, (inner, key) => new JsonObject { [key] = inner });

    /// <summary>All of them; null where there are none.</summary>
    public static JsonObject? All(IReadOnlyList<JsonObject> conditions) => conditions.Count switch
    {
        0 => null,
        1 => conditions[0],
        _ => new JsonObject { ["and"] = new JsonArray([.. conditions]) },
    };

    /// <summary>One of them.</summary>
    public static JsonObject Any(IReadOnlyList<JsonObject> conditions) =>
        conditions.Count == 1 ? conditions[0] : new JsonObject { ["or"] = new JsonArray([.. conditions]) };
}
