using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>
/// The fields of a selection set by response key, inline fragments opened, and the fragments that it spreads.
/// </summary>
/// <remarks>It recurses with inline fragments, whose nesting the parser bounds.</remarks>
internal sealed class CollectedFields
{
    private readonly HashSet<FragmentDefinition> _fragments = [];
    private readonly Dictionary<string, List<CollectedField>> _byResponseKey = new(StringComparer.Ordinal);

    public CollectedFields(ValidationContext context, SelectionSet selectionSet, NamedType? parentType, int number)
    {
        Number = number;
        Add(context, selectionSet, parentType);
    }

    /// <summary>Its own in the run.</summary>
    public int Number { get; }

    /// <summary>In the order in which the keys come first.</summary>
    public List<List<CollectedField>> Groups { get; } = [];

    /// <summary>Each fragment once; unknown ones, which another rule reports, are left out.</summary>
    public List<FragmentDefinition> Fragments { get; } = [];

    public List<CollectedField>? Find(string responseKey) => _byResponseKey.GetValueOrDefault(responseKey);

    private void Add(ValidationContext context, SelectionSet selectionSet, NamedType? parentType)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case Field field:
                    if (!_byResponseKey.TryGetValue(field.ResponseKey, out var group))
                    {
                        _byResponseKey.Add(field.ResponseKey, group = []);
                        Groups.Add(group);
                    }

                    group.Add(
                        new CollectedField(field, parentType, (parentType as FieldsType)?.Fields.Find(field.Name)));
                    break;
                case FragmentSpread spread:
                    if (context.FindFragment(spread.Name) is { } fragment && _fragments.Add(fragment))
                        Fragments.Add(fragment);
                    break;
                case InlineFragment inline:
                    var type = inline.TypeCondition is { } condition
                        ? context.Schema.Types.Find(condition.Name)
                        : parentType;
                    Add(context, inline.SelectionSet, type);
                    break;
            }
        }
    }
}

/// <param name="ParentType">Null where it is unknown.</param>
/// <param name="Definition">Null where it is unknown, or a meta-field.</param>
internal sealed record CollectedField(Field Node, NamedType? ParentType, FieldDefinition? Definition)
{
    public bool IsSimpleLeaf => Node.Arguments.IsEmpty && Node.SelectionSet is null;
}
