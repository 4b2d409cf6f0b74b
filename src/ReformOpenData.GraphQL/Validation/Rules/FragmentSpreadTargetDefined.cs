using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.5.2.1 #sec-Fragment-Spread-Target-Defined</summary>
internal static class FragmentSpreadTargetDefined
{
    public static void Check(ValidationContext context, FragmentSpread spread)
    {
        if (context.FindFragment(spread.Name) is null)
            context.Report($"Unknown fragment \"{spread.Name}\".", spread.NameStart);
    }
}
