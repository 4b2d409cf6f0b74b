using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <content>§6.3.2 #sec-Field-Collection</content>
internal sealed partial class OperationPlan
{
    /// <summary>
    /// CollectFields (§6.3.2 #CollectFields): the fields of selection sets on one object type, grouped by response key
    /// in the order in which keys come first.
    /// </summary>
    private SelectionTemplate CollectFields(ObjectType objectType, SelectionSet[] selectionSets)
    {
        var grouped = new OrderedDictionary<string, List<Field>>(StringComparer.Ordinal);
        var visitedFragments = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selectionSet in selectionSets)
            CollectFields(objectType, selectionSet, grouped, visitedFragments);
        var fields = new FieldPlan[grouped.Count];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = PlanField(objectType, grouped.GetAt(i).Value, i);
        return new SelectionTemplate(objectType, fields);
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
                    if (visitedFragments.Add(spread.Name) && Fragment(spread) is { } fragment
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

    /// <summary>§6.3.2 #DoesFragmentTypeApply</summary>
    private bool DoesFragmentTypeApply(ObjectType objectType, NamedTypeReference? fragmentType) =>
        fragmentType is null
        || (Executable.Schema.Types.Find(fragmentType.Name) is CompositeType type
            && Executable.Schema.PossibleTypes(type).Contains(objectType));

    /// <summary>§3.13.1 #sec--skip, §3.13.2 #sec--include</summary>
    private bool IsIncluded(Selection selection)
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

    private bool IsTrue(Directive directive) => directive.FindArgument("if") switch
    {
        BooleanValue literal => literal.Value,
        Variable variable => trueConditions.Contains(variable.Name),
        _ => false,
    };
}
