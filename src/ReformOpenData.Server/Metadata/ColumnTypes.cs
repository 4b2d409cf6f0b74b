using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Metadata;

/// <summary>What the cells of a column are, in the words of Table Schema and of CSVW.</summary>
internal static class ColumnTypes
{
    /// <param name="field">A column of a list.</param>
    public static (string TableSchema, string Csvw) Of(ListField field) => field.Column.IsOrdinal
        ? ("integer", "integer")
        : field.Type.Name switch
        {
            "Int" => ("integer", "integer"),
            "Float" => ("number", "double"),
            "Decimal" => ("number", "decimal"),
            "Boolean" => ("boolean", "boolean"),
            "Date" => ("date", "date"),
            "DateTime" => ("datetime", "dateTime"),
            _ => ("string", "string"),
        };

    /// <summary>What the schema says of the values, an English and a Japanese sentence; empty where it says
    /// nothing.</summary>
    public static (string English, string Japanese) Description(ListField field)
    {
        var lines = field.Description?.Split('\n') ?? [];
        return (lines.Length > 0 ? lines[0] : "", lines.Length > 1 ? lines[1] : "");
    }

    /// <summary>The values that there can be, with what each means in Japanese; none of a column that may hold
    /// anything.</summary>
    public static IEnumerable<(string Value, string Meaning)> Categories(ListField field) =>
        !field.Column.IsOrdinal && field.Type is EnumType choices
            ? choices.Values.Items.Select(value => (value.Name, value.Description?.Split('\n')[^1] ?? value.Name))
            : [];
}
