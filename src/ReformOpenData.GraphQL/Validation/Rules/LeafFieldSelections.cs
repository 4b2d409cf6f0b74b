using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.3.3 #sec-Leaf-Field-Selections: scalars and enums have no selection set, all other types must.</summary>
internal static class LeafFieldSelections
{
    public static void Check(ValidationContext context, Field field, FieldDefinition? definition)
    {
        if (definition is null)
            return;
        if (definition.Type.Named.IsLeafType)
        {
            if (field.SelectionSet is { } selectionSet)
            {
                context.Report(
                    $"Field \"{field.Name}\" must not have a selection since type \"{definition.Type}\" has no "
                    + "subfields.",
                    selectionSet.Start);
            }
        }
        else if (field.SelectionSet is null)
        {
            context.Report(
                $"Field \"{field.Name}\" of type \"{definition.Type}\" must have a selection of subfields. "
                + $"Did you mean \"{field.Name} {{ ... }}\"?",
                field.Start);
        }
    }
}
