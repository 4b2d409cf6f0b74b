using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Queries;

namespace ReformOpenData.Tests.Truth;

/// <summary>
/// One question for all that the API answers of a release: every root list, every field of every type below it. It is
/// made of the schema, so that a field that is new is asked for too.
/// </summary>
internal static class EveryAnswer
{
    // Figures, cursors and pages follow from what the lists hold; releases are not data of one release.
    private static readonly string[] LeftOut = ["groups", "edges", "pageInfo", "releases", "dataset", "latest"];

    private static readonly GraphQL.Types.Schema Contract = SchemaBuilder.Build(
        File.ReadAllBytes(Repository.Path("schema/reform.graphql")));

    public static string Question { get; } = Ask();

    /// <summary>The values below each path of fields (narratives.nodes.location.page), in their order.</summary>
    public static Dictionary<string, string> Values(JsonElement data)
    {
        var values = new Dictionary<string, StringBuilder>();
        Collect(data, "", values);
        return values.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    private static string Ask()
    {
        var question = new StringBuilder("{");
        foreach (var root in Contract.QueryType.Fields.Items.Where(IsAsked))
            question.Append(' ').Append(root.Name)
                .Append("(first: 1000, where: ").Append(QuestionStore.AllOf(root.Name)).Append(") { totalCount nodes {")
                .Append(Below(Node(root), isRoot: true)).Append(" } }");
        return question.Append(" }").ToString();
    }

    private static string Below(ObjectType type, bool isRoot)
    {
        if (!isRoot && type.Fields.Find("id") is not null)
            return " id";

        var fields = new StringBuilder();
        foreach (var field in type.Fields.Items.Where(field => !LeftOut.Contains(field.Name)
            && field.Arguments.Items.All(argument => !argument.IsRequired)))
        {
            fields.Append(' ').Append(field.Name);
            if (IsList(field))
                fields.Append(" { totalCount nodes {").Append(Below(Node(field), isRoot: false)).Append(" } }");
            else if (field.Type.Named is ObjectType inner)
                fields.Append(" {").Append(Below(inner, isRoot: false)).Append(" }");
        }

        return fields.ToString();
    }

    private static bool IsAsked(FieldDefinition field) =>
        IsList(field) && !LeftOut.Contains(field.Name) && field.Arguments.Items.All(argument => !argument.IsRequired);

    private static bool IsList(FieldDefinition field) =>
        field.Type.Named is ObjectType type && type.Fields.Find("nodes") is not null
        && type.Fields.Find("totalCount") is not null;

    private static ObjectType Node(FieldDefinition field) =>
        (ObjectType)((ObjectType)field.Type.Named).Fields.Find("nodes")!.Type.Named;

    private static void Collect(JsonElement value, string path, Dictionary<string, StringBuilder> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                    Collect(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", values);
                break;
            case JsonValueKind.Array:
                foreach (var entry in value.EnumerateArray())
                    Collect(entry, path, values);
                break;
            default:
                if (!values.TryGetValue(path, out var all))
                    values.Add(path, all = new StringBuilder());
                all.Append(value.GetRawText()).Append('\n');
                break;
        }
    }
}
