using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// No heading of the specification: graphql-js recommends it, and so it is here. Lists of the introspection types that
/// are nested in each other multiply (fields of types of fields …), and no cost is declared for them, so a small
/// document could ask for a response without bound.
/// </summary>
internal sealed class MaxIntrospectionDepth(ValidationContext context)
{
    /// <summary>So many of the lists within each other are too many.</summary>
    private const int MaxListsDepth = 3;

    /// <summary>How deep in lists a fragment was entered at most and found harmless.</summary>
    private readonly Dictionary<string, int> _harmlessAt = new(StringComparer.Ordinal);

    public void Check(Field field)
    {
        if (field.Name is "__schema" or "__type" && Exceeds(field, 0))
        {
            context.Report(
                GraphQLError.OverLimit(
                    ErrorCode.DepthLimit,
                    $"Maximum introspection depth exceeded: {MaxListsDepth} of fields, inputFields, interfaces and "
                    + $"possibleTypes within each other, or more; the limit is {MaxListsDepth - 1}.",
                    MaxListsDepth - 1,
                    null),
                field.Start);
        }
    }

    private bool Exceeds(Selection selection, int depth)
    {
        if (!context.CanGoDeeper())
            return false;
        switch (selection)
        {
            case FragmentSpread spread:
                return ExceedsIn(spread, depth);
            case InlineFragment inline:
                return Exceeds(inline.SelectionSet, depth);
            case Field field:
                if (field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields"
                    && ++depth >= MaxListsDepth)
                    return true;
                return field.SelectionSet is { } selectionSet && Exceeds(selectionSet, depth);
            default:
                return false;
        }
    }

    private bool Exceeds(SelectionSet selectionSet, int depth)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (Exceeds(selection, depth))
                return true;
        }

        return false;
    }

    /// <summary>
    /// A fragment that spreads itself is taken as harmless while it is looked at; that it does is another rule's error.
    /// </summary>
    private bool ExceedsIn(FragmentSpread spread, int depth)
    {
        if (_harmlessAt.TryGetValue(spread.Name, out var harmless) && harmless >= depth)
            return false;
        if (context.FindFragment(spread.Name) is not { } fragment)
            return false;
        _harmlessAt[spread.Name] = depth;
        if (!Exceeds(fragment.SelectionSet, depth))
            return false;
        _harmlessAt.Remove(spread.Name);
        return true;
    }
}
