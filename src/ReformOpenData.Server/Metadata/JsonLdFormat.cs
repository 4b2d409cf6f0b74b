using System.Text.Json.Nodes;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// JSON-LD 1.1 with its context in it, so that nothing has to be fetched. A thing that is met again is written as its
/// address and its types, since validators do not reason.
/// </summary>
internal sealed class JsonLdFormat : RdfFormat
{
    public override string Name => "jsonld";

    public override string ContentType => "application/ld+json; charset=utf-8";

    public override byte[] Write(RdfNode root)
    {
        var context = new JsonObject();
        foreach (var (prefix, name) in RdfPrefixes.All)
            context.Add(prefix, name);
        var json = Json.Of(("@context", context));
        AddMembers(json, root, []);
        return Json.Write(json, Json.Indented);
    }

    private static void AddMembers(JsonObject json, RdfNode node, HashSet<string> written)
    {
        if (node.Address is { } address)
            json.Add("@id", address);
        if (node.Types.Count > 0)
            json.Add("@type", OneOrAll(node.Types.Select(name => (JsonNode)name)));
        if (node.Address is { } known && node.Properties.Count > 0 && !written.Add(known))
            return;
        foreach (var property in node.Properties.GroupBy(pair => pair.Property, pair => pair.Value))
            json.Add(property.Key, OneOrAll(property.Select(value => Value(value, written))));
    }

    private static JsonNode OneOrAll(IEnumerable<JsonNode> values) =>
        values.ToArray() is var all && all.Length == 1 ? all[0] : new JsonArray(all);

    private static JsonNode Value(RdfValue value, HashSet<string> written)
    {
        if (value.Node is { } node)
        {
            var json = new JsonObject();
            AddMembers(json, node, written);
            return json;
        }

        return value.IsAddress ? Json.Of(("@id", value.Text))
            : value.Language is { } language ? Json.Of(("@language", language), ("@value", value.Text))
            : value.Datatype is { } datatype ? Json.Of(("@type", datatype), ("@value", value.Text))
            : value.Text!;
    }
}
