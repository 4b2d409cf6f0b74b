using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>§5.5.1.4 #sec-Fragments-Must-Be-Used: some operation reaches each fragment.</summary>
internal static class FragmentsMustBeUsed
{
    public static void Check(ValidationContext context, Document document)
    {
        var fragments = document.Definitions.OfType<FragmentDefinition>().ToList();
        if (fragments.Count == 0)
            return;
        var reached = context.FragmentReferences.ReachedBy([.. document.Definitions.OfType<OperationDefinition>()]);
        var used = reached.Select(fragment => fragment.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in fragments)
        {
            if (!used.Contains(fragment.Name))
                context.Report($"Fragment \"{fragment.Name}\" is never used.", fragment.Start);
        }
    }
}
