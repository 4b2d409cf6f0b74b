using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.GraphQL.Validation.Rules;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>
/// The index of all rules, and what each looks at. <see cref="DocumentTraversal"/> asks it on the way in and out of
/// each node; at one node the rules answer in the order of graphql-js, so that errors come in its order too. Rules that
/// remember something are made for one run and go with it.
/// </summary>
internal sealed class SpecifiedRules(ValidationContext context)
{
    private readonly OperationNameUniqueness _operationNameUniqueness = new(context);
    private readonly LoneAnonymousOperation _loneAnonymousOperation = new(context);
    private readonly SingleRootField _singleRootField = new(context);
    private readonly FragmentNameUniqueness _fragmentNameUniqueness = new(context);
    private readonly FragmentSpreadsMustNotFormCycles _fragmentSpreadsMustNotFormCycles = new(context);
    private readonly FieldSelectionMerging _fieldSelectionMerging = new(context);
    private readonly MaxIntrospectionDepth _maxIntrospectionDepth = new(context);

    public void EnterDocument(Document document) => ExecutableDefinitions.Check(context, document);

    public void LeaveDocument(Document document) => FragmentsMustBeUsed.Check(context, document);

    public void EnterOperation(OperationDefinition operation)
    {
        OperationTypeExistence.Check(context, operation);
        _operationNameUniqueness.Check(operation);
        _loneAnonymousOperation.Check(operation);
        _singleRootField.Check(operation);
        VariableUniqueness.Check(context, operation);
        AllVariableUsesDefined.Check(context, operation);
        AllVariablesUsed.Check(context, operation);
        DirectivesAreUniquePerLocation.Check(context, operation.Directives);
    }

    public void LeaveOperation(OperationDefinition operation) => AllVariableUsagesAreAllowed.Check(context, operation);

    /// <param name="type">Null where the name is unknown.</param>
    public void EnterVariableDefinition(VariableDefinition variable, GraphQLType? type)
    {
        VariablesAreInputTypes.Check(context, variable, type);
        DirectivesAreUniquePerLocation.Check(context, variable.Directives);
        if (type is null)
            FragmentSpreadTypeExistence.ReportUnknownType(context, variable.Type.Named);
    }

    /// <param name="type">Null where the name is unknown.</param>
    public void EnterFragmentDefinition(FragmentDefinition fragment, NamedType? type)
    {
        FragmentsOnObjectInterfaceOrUnionTypes.Check(context, fragment, type);
        _fragmentNameUniqueness.Check(fragment);
        _fragmentSpreadsMustNotFormCycles.Check(fragment);
        DirectivesAreUniquePerLocation.Check(context, fragment.Directives);
        FragmentSpreadTypeExistence.Check(context, fragment.TypeCondition, type);
    }

    /// <param name="isInline">
    /// Whether it belongs to an inline fragment, whose fields count to the selection set around it.
    /// </param>
    public void EnterSelectionSet(SelectionSet selectionSet, CompositeType? type, bool isInline)
    {
        if (!isInline)
            _fieldSelectionMerging.Check(selectionSet, type);
    }

    /// <param name="definition">Null where the parent's type is unknown, or has no such field.</param>
    public void EnterField(Field field, CompositeType? parentType, FieldDefinition? definition)
    {
        LeafFieldSelections.Check(context, field, definition);
        FieldSelections.Check(context, field, parentType, definition);
        DirectivesAreUniquePerLocation.Check(context, field.Directives);
        ArgumentUniqueness.Check(context, field.Arguments);
        _maxIntrospectionDepth.Check(field);
    }

    public void EnterFieldArgument(Argument argument, FieldDefinition? field, InputValueDefinition? definition) =>
        ArgumentNames.Check(context, argument, field, definition);

    public void LeaveField(Field field, FieldDefinition? definition) =>
        RequiredArguments.Check(context, field, definition);

    public void EnterFragmentSpread(FragmentSpread spread, CompositeType? parentType)
    {
        FragmentSpreadTargetDefined.Check(context, spread);
        FragmentSpreadIsPossible.Check(context, spread, parentType);
        DirectivesAreUniquePerLocation.Check(context, spread.Directives);
    }

    /// <param name="type">The type of the condition, or else of the parent; null where it is unknown.</param>
    public void EnterInlineFragment(InlineFragment inline, CompositeType? parentType, NamedType? type)
    {
        FragmentsOnObjectInterfaceOrUnionTypes.Check(context, inline, type);
        FragmentSpreadIsPossible.Check(context, inline, parentType, type);
        DirectivesAreUniquePerLocation.Check(context, inline.Directives);
        FragmentSpreadTypeExistence.Check(context, inline.TypeCondition, type);
    }

    public void EnterDirective(Directive directive, DirectiveDefinition? definition, DirectiveLocation location)
    {
        DirectivesAreDefined.Check(context, directive, definition);
        DirectivesAreInValidLocations.Check(context, directive, definition, location);
        ArgumentNames.Check(context, directive, definition);
        ArgumentUniqueness.Check(context, directive.Arguments);
    }

    public void LeaveDirective(Directive directive, DirectiveDefinition? definition) =>
        RequiredArguments.Check(context, directive, definition);

    /// <summary>A whole value, as it is given to an argument or as a default.</summary>
    public void EnterValue(Value value, GraphQLType? type)
    {
        if (type is not null)
            ValuesOfCorrectType.Check(context, value, type);
    }

    /// <summary>
    /// One field of an object value; <paramref name="known"/> goes from each field of an object to the next.
    /// </summary>
    public void EnterObjectField(ObjectValue value, int index, ref Dictionary<string, int>? known) =>
        InputObjectFieldUniqueness.Check(context, value, index, ref known);
}
