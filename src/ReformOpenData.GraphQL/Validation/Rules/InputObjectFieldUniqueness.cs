using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.6.3 #sec-Input-Object-Field-Uniqueness: one error for each repetition, with the first and the repeated name.
/// </summary>
internal static class InputObjectFieldUniqueness
{
    /// <param name="known">Where names stood first, kept from field to field of a large object.</param>
    public static void Check(
        ValidationContext context, ObjectValue value, int index, ref Dictionary<string, int>? known)
    {
        var field = value.Fields[index];
        if (value.Fields.Length <= Uniqueness.FewItems)
        {
            for (var i = 0; i < index; i++)
            {
                if (value.Fields[i].Name != field.Name)
                    continue;
                Report(context, field, value.Fields[i].Start);
                return;
            }
        }
        else if (!(known ??= new Dictionary<string, int>(StringComparer.Ordinal)).TryAdd(field.Name, field.Start))
        {
            Report(context, field, known[field.Name]);
        }
    }

    private static void Report(ValidationContext context, ObjectField field, int firstStart) =>
        context.Report($"There can be only one input field named \"{field.Name}\".", firstStart, field.Start);
}
