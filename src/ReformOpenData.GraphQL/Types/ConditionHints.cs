using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types;

/// <summary>
/// What people leave out of a condition, as the end of a message, with its leading space; empty for what is none.
/// </summary>
internal static class ConditionHints
{
    /// <summary>
    /// Of a value in the place of the condition that it be equal to it, or of a list in that of one of its values.
    /// </summary>
    /// <param name="value">As the message shows it.</param>
    public static string OfValue(InputObjectType type, string value)
    {
        var name = value.StartsWith('[') ? "in" : "eq";
        return type.Fields.Find(name) is null ? "" : $" Did you mean \"{{ {name}: {value} }}\"?";
    }

    /// <summary>
    /// Of a field that the type does not have: one of the objects of a list stands in the place of the condition on
    /// the list, or it is spelled otherwise.
    /// </summary>
    public static string OfField(InputObjectType type, string name) =>
        (type.Fields.Find("some")?.Type.Named as InputObjectType)?.Fields.Find(name) is not null
            ? $" Did you mean \"some: {{ {name}: {{ … }} }}\"?"
            : Suggestions.DidYouMean(name, type.Fields.Select(field => field.Name));
}
