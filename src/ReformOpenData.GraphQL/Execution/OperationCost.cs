using System.Collections.Concurrent;
using System.Globalization;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <content>The cost of the operation, before it is executed.</content>
internal sealed partial class OperationPlan
{
    /// <summary>So much is countless; keeps sums finite.</summary>
    private const double MostCost = 1e15;

    /// <summary>
    /// What is selected below a field, where it uses no variables, and so costs the same in each request.
    /// </summary>
    private readonly ConcurrentDictionary<(Field, FieldDefinition), double> _fixedCosts = [];

    private double? _fixedCost;

    /// <summary>
    /// Sums what the operation may return: each field its weight and its arguments', and each object that it may give
    /// its type's weight and what is selected of it. Of the types that a value can be of, the dearest counts. Each
    /// selection set is priced once for each type, so that the time is that of the text, whatever its fragments expand
    /// to.
    /// </summary>
    /// <remarks>
    /// An upper bound: a field that is selected twice under one key is executed once and priced twice. Priced after
    /// CollectFields it would be exact, but what is merged differs from type to type at each level of abstract types,
    /// and a small document can have more such combinations than anyone can count.
    /// </remarks>
    /// <exception cref="GraphQLErrorException">A field needs exactly one argument that gives its length.</exception>
    public double Cost(VariableValues variables)
    {
        if (_fixedCost is { } known)
            return known;
        var cost = new Pricing(this, variables).Of(definition.SelectionSet, rootType, null, 0);
        if (definition.VariableDefinitions.Length == 0)
            _fixedCost = cost;
        return cost;
    }

    private sealed class Pricing(OperationPlan operation, VariableValues variables)
    {
        private readonly CostTable _costs = operation.Executable.Costs;
        private bool _mayComeTwice = operation.HasFragments;
        private Dictionary<(SelectionSet, ObjectType, FieldCost?, double), double>? _priced;

        /// <summary>
        /// A selection set on one type; <paramref name="sizedBy"/> gives the length of the lists right below.
        /// </summary>
        public double Of(SelectionSet selectionSet, ObjectType type, FieldCost? sizedBy, double size)
        {
            if (_priced is not null && _priced.TryGetValue((selectionSet, type, sizedBy, size), out var known))
                return known;
            double sum = 0;
            foreach (var selection in selectionSet.Selections)
            {
                if (!operation.IsIncluded(selection))
                    continue;
                sum += selection switch
                {
                    Field field => OfField(field, type, sizedBy, size),
                    InlineFragment inline when operation.DoesFragmentTypeApply(type, inline.TypeCondition) =>
                        Of(inline.SelectionSet, type, sizedBy, size),
                    FragmentSpread spread when operation.Fragment(spread) is { } fragment
                        && operation.DoesFragmentTypeApply(type, fragment.TypeCondition) =>
                        Of(fragment.SelectionSet, type, sizedBy, size),
                    _ => 0,
                };
            }

            // Only a fragment, or a type that can be several, brings a selection set twice.
            if (_mayComeTwice)
                (_priced ??= [])[(selectionSet, type, sizedBy, size)] = Math.Min(sum, MostCost);
            return Math.Min(sum, MostCost);
        }

        private double OfField(Field field, ObjectType type, FieldCost? sizedBy, double size)
        {
            var fieldDefinition = operation.Executable.Schema.FindField(type, field.Name)!;
            if (_costs.Find(fieldDefinition) is not { } cost)
                return 0;
            var length = SizeOf(field, fieldDefinition, cost);
            var isSizedAbove = sizedBy is not null && sizedBy.SizedFields.Contains(field.Name);
            var objects = isSizedAbove ? size : cost.SizedFields.Length > 0 ? 1 : length;
            var each = field.SelectionSet is { } selectionSet && fieldDefinition.Type.Named is CompositeType composite
                ? OfObject(
                    field, fieldDefinition, selectionSet, composite, cost.SizedFields.Length > 0 ? cost : null, length)
                : _costs.OfType(fieldDefinition.Type.Named);
            return Math.Min(cost.Weight + OfArguments(field, fieldDefinition) + (objects * each), MostCost);
        }

        /// <summary>One object that the field gives, of the dearest type that it can be of.</summary>
        private double OfObject(
            Field field,
            FieldDefinition fieldDefinition,
            SelectionSet selectionSet,
            CompositeType type,
            FieldCost? sizedBy,
            double size)
        {
            if (operation._fixedCosts.TryGetValue((field, fieldDefinition), out var known))
                return known;
            var possibleTypes = operation.Executable.Schema.PossibleTypes(type);
            _mayComeTwice |= possibleTypes.Length > 1;
            double each = 0;
            foreach (var possible in possibleTypes)
            {
                var ofSelection = Of(selectionSet, possible, sizedBy, sizedBy is null ? 0 : size);
                each = Math.Max(each, _costs.OfType(possible) + ofSelection);
            }

            if (sizedBy is null && !operation.UsesVariables(selectionSet))
                operation._fixedCosts[(field, fieldDefinition)] = each;
            return each;
        }

        private double OfArguments(Field field, FieldDefinition fieldDefinition)
        {
            if (!_costs.HasInputCosts || field.Arguments.IsEmpty)
                return 0;
            double sum = 0;
            try
            {
                var arguments = operation.Executable.Input.CoerceArgumentValues(
                    fieldDefinition.Arguments, field.Arguments, field, operation.Document.Source, variables);
                foreach (var (name, value) in arguments.Entries)
                    sum += _costs.OfInput(fieldDefinition.Arguments.Find(name)!, value);
            }
            catch (GraphQLErrorException)
            {
                // The field will be an error and cost nothing.
            }

            return sum;
        }

        /// <summary>The length of the field's list, from the arguments that give it.</summary>
        private double SizeOf(Field field, FieldDefinition fieldDefinition, FieldCost cost)
        {
            double? largest = null;
            var given = 0;
            foreach (var name in cost.SlicingArguments)
            {
                var literal = FindArgument(field, name);
                if (literal is not null && IntegerOf(literal) is { } size)
                {
                    given++;
                    largest = Math.Max(largest ?? 0, size);
                }
                else if (literal is null or Variable
                    && fieldDefinition.Arguments.Find(name)?.DefaultValue is { } defaultValue
                    && IntegerOf(defaultValue) is { } byDefault)
                {
                    largest = Math.Max(largest ?? 0, byDefault);
                }
            }

            if (cost.RequiresOneSlicingArgument && given != 1)
            {
                throw new GraphQLErrorException(GraphQLError.At(
                    ErrorCode.BadUserInput,
                    $"Field \"{field.Name}\" needs exactly one of the arguments "
                    + $"{string.Join(", ", cost.SlicingArguments)}; "
                    + $"{given} were given.",
                    operation.Document.Source.Locate(field)));
            }

            return largest ?? cost.AssumedSize;
        }

        private static Value? FindArgument(Field field, string name)
        {
            foreach (var argument in field.Arguments)
            {
                if (argument.Name == name)
                    return argument.Value;
            }

            return null;
        }

        private double? IntegerOf(Value value) => value switch
        {
            IntValue literal when int.TryParse(literal.Value, CultureInfo.InvariantCulture, out var number) => number,
            Variable variable when variables.TryGet(variable.Name, out var given) && given is int number => number,
            _ => null,
        };
    }
}
