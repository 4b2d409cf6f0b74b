using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>A variable where a value is expected.</summary>
/// <param name="Type">The type expected there; null where the place is unknown.</param>
/// <param name="OneOf">The OneOf Input Object whose field it is given to, or null.</param>
/// <param name="HasDefault">Whether the argument or input field has a default.</param>
internal readonly record struct VariableUsage(
    Variable Variable, GraphQLType? Type, InputObjectType? OneOf, bool HasDefault);

/// <summary>
/// Where operations and fragments use variables (§5.8 #sec-Validation.Variables); each is looked through once a run.
/// </summary>
internal sealed class VariableUsages(ValidationContext context)
{
    private readonly Dictionary<ExecutableDefinition, List<VariableUsage>> _usages = [];
    private readonly Dictionary<OperationDefinition, List<VariableUsage>> _transitive = [];
    private readonly bool _none = !context.Document.Source.Utf8.Span.Contains((byte)'$');

    /// <summary>The usages in an operation and in all fragments that it reaches.</summary>
    public List<VariableUsage> TransitivelyIn(OperationDefinition operation)
    {
        // Most documents have no variable, and one look at their bytes tells.
        if (_none)
            return [];
        ref var usages = ref CollectionsMarshal.GetValueRefOrAddDefault(_transitive, operation, out _);
        return usages ??= Collect(operation);
    }

    private List<VariableUsage> Collect(OperationDefinition operation)
    {
        var fragments = context.FragmentReferences.ReachedBy(operation);
        var own = In(operation);
        if (fragments.Count == 0)
            return own;
        var all = new List<VariableUsage>(own);
        foreach (var fragment in fragments)
        {
            var usages = In(fragment);
            context.SpendFragmentWork(1 + usages.Count);
            all.AddRange(usages);
        }

        return all;
    }

    private List<VariableUsage> In(ExecutableDefinition definition)
    {
        ref var usages = ref CollectionsMarshal.GetValueRefOrAddDefault(_usages, definition, out _);
        return usages ??= new Walk(context).Definition(definition);
    }

    /// <summary>Follows the types from the root of one definition down to its variables.</summary>
    private sealed class Walk(ValidationContext context)
    {
        private readonly Schema _schema = context.Schema;
        private readonly List<VariableUsage> _usages = [];

        public List<VariableUsage> Definition(ExecutableDefinition definition)
        {
            if (definition is OperationDefinition operation)
            {
                Directives(operation.Directives, null);
                SelectionSet(operation.SelectionSet, _schema.RootType(operation.Operation), null);
            }
            else if (definition is FragmentDefinition fragment)
            {
                Directives(fragment.Directives, null);
                SelectionSet(fragment.SelectionSet, _schema.TypeOf(fragment.TypeCondition) as CompositeType, null);
            }

            return _usages;
        }

        private void SelectionSet(SelectionSet selectionSet, CompositeType? type, FieldDefinition? enclosing)
        {
            if (!context.CanGoDeeper())
                return;
            foreach (var selection in selectionSet.Selections)
            {
                switch (selection)
                {
                    case Field field:
                        Field(field, type);
                        break;
                    case InlineFragment inline:
                        Directives(inline.Directives, enclosing);
                        var condition = inline.TypeCondition is { } reference
                            ? _schema.TypeOf(reference) as CompositeType
                            : type;
                        SelectionSet(inline.SelectionSet, condition, enclosing);
                        break;
                    default:
                        Directives(selection.Directives, enclosing);
                        break;
                }
            }
        }

        private void Field(Field field, CompositeType? parentType)
        {
            var definition = parentType is null ? null : _schema.FindField(parentType, field.Name);
            Arguments(field.Arguments, definition?.Arguments);
            Directives(field.Directives, definition);
            if (field.SelectionSet is { } selectionSet)
                SelectionSet(selectionSet, definition?.Type.Named as CompositeType, definition);
        }

        private void Directives(ImmutableArray<Directive> directives, FieldDefinition? enclosing)
        {
            foreach (var directive in directives)
                Arguments(
                    directive.Arguments, _schema.Directives.Find(directive.Name)?.Arguments ?? enclosing?.Arguments);
        }

        private void Arguments(ImmutableArray<Argument> arguments, NamedList<InputValueDefinition>? definitions)
        {
            foreach (var argument in arguments)
            {
                var definition = definitions?.Find(argument.Name);
                Value(argument.Value, definition?.Type, null, definition?.DefaultValue is not null);
            }
        }

        private void Value(Value value, GraphQLType? type, InputObjectType? oneOf, bool hasDefault)
        {
            switch (value)
            {
                case Variable variable:
                    _usages.Add(new VariableUsage(variable, type, oneOf, hasDefault));
                    break;
                case ListValue list when context.CanGoDeeper():
                    var itemType = (type?.Nullable as ListType)?.OfType;
                    foreach (var item in list.Values)
                        Value(item, itemType, null, false);
                    break;
                case ObjectValue @object when context.CanGoDeeper():
                    var objectType = type?.Named as InputObjectType;
                    foreach (var field in @object.Fields)
                    {
                        var definition = objectType?.Fields.Find(field.Name);
                        Value(
                            field.Value,
                            definition?.Type,
                            objectType is { IsOneOf: true } ? objectType : null,
                            definition?.DefaultValue is not null);
                    }

                    break;
            }
        }
    }
}
