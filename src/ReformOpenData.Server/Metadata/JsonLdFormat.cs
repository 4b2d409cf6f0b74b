using System.Text.Json;
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
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Indented))
        {
            json.WriteStartObject();
            json.WriteStartObject("@context");
            foreach (var (prefix, name) in RdfPrefixes.All)
                json.WriteString(prefix, name);
            json.WriteEndObject();
            WriteMembers(json, root, []);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, RdfNode node, HashSet<string> written)
    {
        if (node.Address is { } address)
            json.WriteString("@id", address);
        if (node.Types is [var type])
        {
            json.WriteString("@type", type);
        }
        else if (node.Types.Count > 1)
        {
            json.WriteStartArray("@type");
            foreach (var name in node.Types)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        if (node.Address is { } known && node.Properties.Count > 0 && !written.Add(known))
            return;
        foreach (var property in node.Properties.GroupBy(pair => pair.Property, pair => pair.Value))
        {
            var values = property.ToList();
            json.WritePropertyName(property.Key);
            if (values.Count > 1)
                json.WriteStartArray();
            foreach (var value in values)
                WriteValue(json, value, written);
            if (values.Count > 1)
                json.WriteEndArray();
        }
    }

    private static void WriteValue(Utf8JsonWriter json, RdfValue value, HashSet<string> written)
    {
        if (value is { Node: null, IsAddress: false, Language: null, Datatype: null })
        {
            json.WriteStringValue(value.Text);
            return;
        }

        json.WriteStartObject();
        if (value.Node is { } node)
        {
            WriteMembers(json, node, written);
        }
        else if (value.IsAddress)
        {
            json.WriteString("@id", value.Text);
        }
        else
        {
            if (value.Language is { } language)
                json.WriteString("@language", language);
            else
                json.WriteString("@type", value.Datatype);
            json.WriteString("@value", value.Text);
        }

        json.WriteEndObject();
    }
}
