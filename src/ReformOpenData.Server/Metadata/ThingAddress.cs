using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Metadata;

/// <summary>The path of a thing: its key, part after part.</summary>
internal static class ThingAddress
{
    /// <param name="type">As the API names it.</param>
    /// <param name="key">The natural key: 072028/2017/01.</param>
    /// <returns>Percent-encoded, with a slash at its begin; null for what has no page of its own.</returns>
    public static string? Of(string type, string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return type switch
        {
            "Release" => $"/releases/{key}",
            "Department" => "/" + PathSegments.Encode([key[..slash], "departments", key[(slash + 1)..]]),
            "SourceDocument" => $"/{key[..slash]}/documents/{key[(slash + 1)..]}",
            // A correction is told where the thing is that it corrects; its own name is the field behind the last
            // slash.
            "Correction" => CorrectedThing(key[..key.LastIndexOf('/')]),
            _ => "/" + PathSegments.Encode(key.Split('/')),
        };
    }

    private static string? CorrectedThing(string key) => Of(GlobalId.TypeOfKey(key), key);
}
