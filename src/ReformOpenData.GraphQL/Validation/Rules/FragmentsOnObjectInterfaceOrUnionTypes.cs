using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.5.1.3 #sec-Fragments-on-Object-Interface-or-Union-Types</summary>
internal static class FragmentsOnObjectInterfaceOrUnionTypes
{
    public static void Check(ValidationContext context, FragmentDefinition fragment, NamedType? type)
    {
        if (type is not (null or CompositeType))
        {
            context.Report(
                $"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{type}\".",
                fragment.TypeCondition.Start);
        }
    }

    public static void Check(ValidationContext context, InlineFragment inline, NamedType? type)
    {
        if (inline.TypeCondition is { } condition && type is not (null or CompositeType))
            context.Report($"Fragment cannot condition on non composite type \"{type}\".", condition.Start);
    }
}
