using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.5.2.3 #sec-Fragment-Spread-Is-Possible, and its four cases of objects and abstract types: some object can be of
/// both types.
/// </summary>
internal static class FragmentSpreadIsPossible
{
    public static void Check(ValidationContext context, FragmentSpread spread, CompositeType? parentType)
    {
        if (parentType is null || context.FindFragment(spread.Name) is not { } fragment)
            return;
        if (context.Schema.Types.Find(fragment.TypeCondition.Name) is CompositeType type
            && !Overlap(context.Schema, type, parentType))
        {
            context.Report(
                $"Fragment \"{spread.Name}\" cannot be spread here as objects of type \"{parentType}\" can never be "
                + $"of type \"{type}\".",
                spread.Start);
        }
    }

    public static void Check(
        ValidationContext context, InlineFragment inline, CompositeType? parentType, NamedType? type)
    {
        if (parentType is not null && type is CompositeType composite
            && !Overlap(context.Schema, composite, parentType))
        {
            context.Report(
                $"Fragment cannot be spread here as objects of type \"{parentType}\" can never be of type \"{type}\".",
                inline.Start);
        }
    }

    private static bool Overlap(Schema schema, CompositeType a, CompositeType b)
    {
        if (a == b)
            return true;
        foreach (var possibleType in schema.PossibleTypes(a))
        {
            if (possibleType.IsSubTypeOf(b))
                return true;
        }

        return false;
    }
}
