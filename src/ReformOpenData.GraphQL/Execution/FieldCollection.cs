using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Field collection (§6.3.2 #sec-Field-Collection) for one operation, for given values of the variables in its @skip
/// and @include.
/// </summary>
internal sealed class FieldCollection(DocumentPlan plan, IReadOnlySet<string> trueConditions)
{
    /// <summary>
    /// CollectFields (§6.3.2 #CollectFields): the fields of selection sets on one object type, grouped by response key
    /// in the order in which keys come first.
    /// </summary>
    public OrderedDictionary<string, List<Field>> CollectFields(ObjectType objectType, SelectionSet[] selectionSets)
    {
        var grouped = new OrderedDictionary<string, List<Field>>(StringComparer.Ordinal);
        var visitedFragments = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selectionSet in selectionSets)
            CollectFields(objectType, selectionSet, grouped, visitedFragments);
        return grouped;
    }

    /// <summary>§6.3.2 #DoesFragmentTypeApply</summary>
    public bool DoesFragmentTypeApply(ObjectType objectType, NamedTypeReference? fragmentType) =>
        fragmentType is null
        || (plan.Executable.Schema.Types.Find(fragmentType.Name) is CompositeType type
            && plan.Executable.Schema.PossibleTypes(type).Contains(objectType));

    /// <summary>§3.13.1 #sec--skip, §3.13.2 #sec--include</summary>
    public bool IsIncluded(Selection selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name == "skip" && IsTrue(directive))
                return false;
            if (directive.Name == "include" && !IsTrue(directive))
                return false;
        }

        return true;
    }

    private void CollectFields(
        ObjectType objectType,
        SelectionSet selectionSet,
        OrderedDictionary<string, List<Field>> grouped,
        HashSet<string> visitedFragments)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (!IsIncluded(selection))
                continue;
            switch (selection)
            {
                case Field field:
                    if (grouped.TryGetValue(field.ResponseKey, out var group))
                        group.Add(field);
                    else
                        grouped.Add(field.ResponseKey, [field]);
                    break;
                case FragmentSpread spread:
                    if (visitedFragments.Add(spread.Name) && plan.FindFragment(spread) is { } fragment
                        && DoesFragmentTypeApply(objectType, fragment.TypeCondition))
                    {
                        CollectFields(objectType, fragment.SelectionSet, grouped, visitedFragments);
                    }

                    break;
                case InlineFragment inline:
                    if (DoesFragmentTypeApply(objectType, inline.TypeCondition))
                        CollectFields(objectType, inline.SelectionSet, grouped, visitedFragments);
                    break;
            }
        }
    }

    private bool IsTrue(Directive directive) => directive.FindArgument("if") switch
    {
        BooleanValue literal => literal.Value,
        Variable variable => trueConditions.Contains(variable.Name),
        _ => false,
    };
}
