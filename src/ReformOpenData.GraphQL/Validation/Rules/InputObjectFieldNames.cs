using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.6.2 #sec-Input-Object-Field-Names: the input object has the field.</summary>
internal static class InputObjectFieldNames
{
    /// <summary>Whether it has.</summary>
    public static bool Check(ValidationContext context, ObjectValue literal, ObjectField field, InputObjectType type)
    {
        if (type.Fields.Find(field.Name) is not null)
            return true;
        var suggestion = ConditionHints.OfField(type, field.Name);
        var found = suggestion.Length == 0 ? ", found" : $".{suggestion} Found";
        context.Report(
            $"Expected value of type \"{type}\" not to include unknown field \"{field.Name}\"{found}: "
            + $"{SourceText.Show(literal)}.",
            field.Start);
        return false;
    }
}
