using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>
/// Walks a document once, knowing at each node the types that are expected there, and asks the rules about it. Where a
/// type is unknown, which some rule reports, the types below are null, and rules that need them keep silent.
/// </summary>
internal sealed class DocumentTraversal(ValidationContext context)
{
    private readonly SpecifiedRules _rules = new(context);
    private readonly Schema _schema = context.Schema;

    public void Visit()
    {
        _rules.EnterDocument(context.Document);
        foreach (var definition in context.Document.Definitions)
        {
            if (context.IsAborted)
                return;
            switch (definition)
            {
                case OperationDefinition operation:
                    VisitOperation(operation);
                    break;
                case FragmentDefinition fragment:
                    VisitFragment(fragment);
                    break;
            }
        }

        _rules.LeaveDocument(context.Document);
    }

    private void VisitOperation(OperationDefinition operation)
    {
        _rules.EnterOperation(operation);
        foreach (var variable in operation.VariableDefinitions)
        {
            if (context.IsAborted)
                return;
            var type = _schema.TypeOf(variable.Type);
            _rules.EnterVariableDefinition(variable, type);
            if (variable.DefaultValue is { } value)
                VisitValue(value, type is { IsInputType: true } ? type : null);
            VisitDirectives(variable.Directives, DirectiveLocation.VariableDefinition, null);
        }

        var location = operation.Operation switch
        {
            OperationType.Query => DirectiveLocation.Query,
            OperationType.Mutation => DirectiveLocation.Mutation,
            _ => DirectiveLocation.Subscription,
        };
        VisitDirectives(operation.Directives, location, null);
        VisitSelectionSet(operation.SelectionSet, _schema.RootType(operation.Operation), null, isInline: false);
        _rules.LeaveOperation(operation);
    }

    private void VisitFragment(FragmentDefinition fragment)
    {
        var type = _schema.Types.Find(fragment.TypeCondition.Name);
        _rules.EnterFragmentDefinition(fragment, type);
        VisitDirectives(fragment.Directives, DirectiveLocation.FragmentDefinition, null);
        VisitSelectionSet(fragment.SelectionSet, type as CompositeType, null, isInline: false);
    }

    /// <param name="enclosing">The field whose selection set this is, through inline fragments; null at a root.</param>
    private void VisitSelectionSet(
        SelectionSet selectionSet, CompositeType? type, FieldDefinition? enclosing, bool isInline)
    {
        if (!context.CanGoDeeper())
            return;
        _rules.EnterSelectionSet(selectionSet, type, isInline);
        foreach (var selection in selectionSet.Selections)
        {
            if (context.IsAborted)
                return;
            switch (selection)
            {
                case Field field:
                    VisitField(field, type);
                    break;
                case FragmentSpread spread:
                    _rules.EnterFragmentSpread(spread, type);
                    VisitDirectives(spread.Directives, DirectiveLocation.FragmentSpread, enclosing);
                    break;
                case InlineFragment inline:
                    VisitInlineFragment(inline, type, enclosing);
                    break;
            }
        }
    }

    private void VisitField(Field field, CompositeType? parentType)
    {
        var definition = parentType is null ? null : _schema.FindField(parentType, field.Name);
        _rules.EnterField(field, parentType, definition);
        foreach (var argument in field.Arguments)
        {
            if (context.IsAborted)
                return;
            var expected = definition?.Arguments.Find(argument.Name);
            _rules.EnterFieldArgument(argument, definition, expected);
            VisitValue(argument.Value, expected?.Type);
        }

        VisitDirectives(field.Directives, DirectiveLocation.Field, definition);
        if (field.SelectionSet is { } selectionSet)
            VisitSelectionSet(selectionSet, definition?.Type.Named as CompositeType, definition, isInline: false);
        _rules.LeaveField(field, definition);
    }

    private void VisitInlineFragment(InlineFragment inline, CompositeType? parentType, FieldDefinition? enclosing)
    {
        var type = inline.TypeCondition is { } condition ? _schema.Types.Find(condition.Name) : parentType;
        _rules.EnterInlineFragment(inline, parentType, type);
        VisitDirectives(inline.Directives, DirectiveLocation.InlineFragment, enclosing);
        VisitSelectionSet(inline.SelectionSet, type as CompositeType, enclosing, isInline: true);
    }

    /// <summary>
    /// Arguments of an unknown directive are held against those of the enclosing field, as graphql-js does; the
    /// directive itself is an error already.
    /// </summary>
    private void VisitDirectives(
        ImmutableArray<Directive> directives, DirectiveLocation location, FieldDefinition? enclosing)
    {
        foreach (var directive in directives)
        {
            if (context.IsAborted)
                return;
            var definition = _schema.Directives.Find(directive.Name);
            _rules.EnterDirective(directive, definition, location);
            foreach (var argument in directive.Arguments)
                VisitValue(argument.Value, (definition?.Arguments ?? enclosing?.Arguments)?.Find(argument.Name)?.Type);
            _rules.LeaveDirective(directive, definition);
        }
    }

    /// <param name="type">The type expected of the whole value; null where it is unknown.</param>
    private void VisitValue(Value value, GraphQLType? type)
    {
        _rules.EnterValue(value, type);
        VisitObjects(value);
    }

    private void VisitObjects(Value value)
    {
        if (value is not (ListValue or ObjectValue) || !context.CanGoDeeper())
            return;
        if (value is ListValue list)
        {
            foreach (var item in list.Values)
                VisitObjects(item);
        }
        else if (value is ObjectValue @object)
        {
            Dictionary<string, int>? known = null;
            for (var i = 0; i < @object.Fields.Length; i++)
            {
                _rules.EnterObjectField(@object, i, ref known);
                VisitObjects(@object.Fields[i].Value);
            }
        }
    }
}
