using System.Collections.Concurrent;
using System.Globalization;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// The cost of one operation, before it is executed: the sum of what it may return. Each field costs its weight and its
/// arguments', and each object that it may give its type's weight and what is selected of it. Of the types that a value
/// can be of, the dearest counts. Each selection set is priced once for each type, so that the time is that of the
/// text, whatever its fragments expand to.
/// </summary>
/// <remarks>
/// An upper bound: a field that is selected twice under one key is executed once and priced twice. Priced after
/// CollectFields it would be exact, but what is merged differs from type to type at each level of abstract types, and a
/// small document can have more such combinations than anyone can count.
/// </remarks>
internal sealed class OperationCost(
    DocumentPlan plan, OperationDefinition definition, ObjectType rootType, FieldCollection collection)
{
    /// <summary>So much is countless; keeps sums finite.</summary>
    public const double MostCost = 1e15;

    /// <summary>
    /// What is selected below a field, where it uses no variables, and so costs the same in each request.
    /// </summary>
    private readonly ConcurrentDictionary<(Field, FieldDefinition), double> _fixedCosts = [];

    /// <summary>
    /// The cost of an operation without variables, once it is known. Requests share it: it is read and written in one
    /// piece, which a nullable number is not.
    /// </summary>
    private double _fixedCost = double.NaN;

    /// <exception cref="GraphQLErrorException">A field needs exactly one argument that gives its length.</exception>
    public double Of(VariableValues variables)
    {
        var known = Volatile.Read(ref _fixedCost);
        if (!double.IsNaN(known))
            return known;
        var cost = new Pricing(this, plan, collection, variables).Of(definition.SelectionSet, rootType, null, 0);
        if (definition.VariableDefinitions.Length == 0)
            Volatile.Write(ref _fixedCost, cost);
        return cost;
    }

    private sealed class Pricing(
        OperationCost cost, DocumentPlan plan, FieldCollection collection, VariableValues variables)
    {
        private readonly CostTable _costs = plan.Executable.Costs;
        private bool _mayComeTwice = plan.Fragments.Count > 0;
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
                if (!collection.IsIncluded(selection))
                    continue;
                sum += selection switch
                {
                    Field field => OfField(field, type, sizedBy, size),
                    InlineFragment inline when collection.DoesFragmentTypeApply(type, inline.TypeCondition) =>
                        Of(inline.SelectionSet, type, sizedBy, size),
                    FragmentSpread spread when plan.FindFragment(spread) is { } fragment
                        && collection.DoesFragmentTypeApply(type, fragment.TypeCondition) =>
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
            var fieldDefinition = plan.Executable.Schema.FindField(type, field.Name)!;
            if (_costs.Find(fieldDefinition) is not { } fieldCost)
                return 0;
            var length = SizeOf(field, fieldDefinition, fieldCost);
            var isSizedAbove = sizedBy is not null && sizedBy.SizedFields.Contains(field.Name);
            var givesSize = fieldCost.SizedFields.Length > 0;
            var objects = isSizedAbove ? size : givesSize ? 1 : length;
            var each = field.SelectionSet is { } selectionSet && fieldDefinition.Type.Named is CompositeType composite
                ? OfObject(field, fieldDefinition, selectionSet, composite, givesSize ? fieldCost : null, length)
                : _costs.OfType(fieldDefinition.Type.Named);
            return Math.Min(fieldCost.Weight + OfArguments(field, fieldDefinition) + (objects * each), MostCost);
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
            if (cost._fixedCosts.TryGetValue((field, fieldDefinition), out var known))
                return known;
            var possibleTypes = plan.Executable.Schema.PossibleTypes(type);
            _mayComeTwice |= possibleTypes.Length > 1;
            double each = 0;
            foreach (var possible in possibleTypes)
            {
                var ofSelection = Of(selectionSet, possible, sizedBy, sizedBy is null ? 0 : size);
                each = Math.Max(each, _costs.OfType(possible) + ofSelection);
            }

            if (sizedBy is null && !plan.UsesVariables(selectionSet))
                cost._fixedCosts[(field, fieldDefinition)] = each;
            return each;
        }

        private double OfArguments(Field field, FieldDefinition fieldDefinition)
        {
            if (!_costs.HasInputCosts || field.Arguments.IsEmpty)
                return 0;
            double sum = 0;
            try
            {
                var arguments = plan.Executable.Input.CoerceArgumentValues(
                    fieldDefinition.Arguments, field.Arguments, field, plan.Document.Source, variables);
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
        private double SizeOf(Field field, FieldDefinition fieldDefinition, FieldCost fieldCost)
        {
            double? largest = null;
            var given = 0;
            foreach (var name in fieldCost.SlicingArguments)
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

            if (fieldCost.RequiresOneSlicingArgument && given != 1)
            {
                throw new GraphQLErrorException(GraphQLError.At(
                    ErrorCode.BadUserInput,
                    $"Field \"{field.Name}\" needs exactly one of the arguments "
                    + $"{string.Join(", ", fieldCost.SlicingArguments)}; "
                    + $"{given} were given.",
                    plan.Document.Source.Locate(field)));
            }

            return largest ?? fieldCost.AssumedSize;
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
