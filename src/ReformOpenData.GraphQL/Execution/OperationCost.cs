using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// The price of one operation, before it is executed: the sum of what it may return. Each field costs its weight and
/// its arguments', and each object that it may give its type's weight and what is selected of it. Of the types that a
/// value can be of, the dearest counts. Each selection set is priced once for each type, so that the time is that of
/// the text, whatever its fragments expand to.
/// </summary>
/// <remarks>
/// An upper bound: a field that is selected twice under one key is executed once and priced twice. Priced after
/// CollectFields it would be exact, but what is merged differs from type to type at each level of abstract types, and a
/// small document can have more such combinations than anyone can count.
/// </remarks>
internal sealed class OperationCost(
    DocumentPlan plan, OperationDefinition definition, ObjectType rootType, FieldCollection collection)
{
    /// <summary>
    /// What is selected below a field, where it uses no variables, and so costs the same in each request.
    /// </summary>
    private readonly ConcurrentDictionary<(Field, FieldDefinition), Price> _fixedPrices = [];

    /// <summary>
    /// Of an operation without variables, once it is known. Requests share it: it is read and written in one piece,
    /// which a price is not.
    /// </summary>
    private StrongBox<Price>? _fixedPrice;

    /// <exception cref="GraphQLErrorException">A field needs exactly one argument that gives its length.</exception>
    public Price Of(VariableValues variables)
    {
        if (Volatile.Read(ref _fixedPrice) is { } known)
            return known.Value;
        var price = new Pricing(this, plan, collection, variables).Of(definition.SelectionSet, rootType, null, 0);
        if (definition.VariableDefinitions.Length == 0)
            Volatile.Write(ref _fixedPrice, new(price));
        return price;
    }

    private sealed class Pricing(
        OperationCost cost, DocumentPlan plan, FieldCollection collection, VariableValues variables)
    {
        private readonly CostTable _costs = plan.Executable.Costs;
        private bool _mayComeTwice = plan.Fragments.Count > 0;
        private Dictionary<(SelectionSet, ObjectType, FieldCost?, double), Price>? _priced;

        /// <summary>
        /// A selection set on one type; <paramref name="sizedBy"/> gives the length of the lists right below.
        /// </summary>
        public Price Of(SelectionSet selectionSet, ObjectType type, FieldCost? sizedBy, double size)
        {
            if (_priced is not null && _priced.TryGetValue((selectionSet, type, sizedBy, size), out var known))
                return known;
            Price sum = default;
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
                    _ => default,
                };
            }

            // Only a fragment, or a type that can be several, brings a selection set twice.
            if (_mayComeTwice)
                (_priced ??= [])[(selectionSet, type, sizedBy, size)] = sum;
            return sum;
        }

        private Price OfField(Field field, ObjectType type, FieldCost? sizedBy, double size)
        {
            var fieldDefinition = plan.Executable.Schema.FindField(type, field.Name)!;
            if (_costs.Find(fieldDefinition) is not { } fieldCost)
                return Price.Leaf;
            var length = SizeOf(field, fieldDefinition, fieldCost);
            var isSizedAbove = sizedBy is not null && sizedBy.SizedFields.Contains(field.Name);
            var givesSize = fieldCost.SizedFields.Length > 0;
            var objects = isSizedAbove ? size : givesSize ? 1 : length;
            var each = field.SelectionSet is { } selectionSet && fieldDefinition.Type.Named is CompositeType composite
                ? OfObject(field, fieldDefinition, selectionSet, composite, givesSize ? fieldCost : null, length)
                : Price.Leaf + new Price(_costs.OfType(fieldDefinition.Type.Named), 0);
            return (each * objects) + new Price(fieldCost.Weight + OfArguments(field, fieldDefinition), 0);
        }

        /// <summary>One object that the field gives, of the dearest type that it can be of.</summary>
        private Price OfObject(
            Field field,
            FieldDefinition fieldDefinition,
            SelectionSet selectionSet,
            CompositeType type,
            FieldCost? sizedBy,
            double size)
        {
            if (cost._fixedPrices.TryGetValue((field, fieldDefinition), out var known))
                return known;
            var possibleTypes = plan.Executable.Schema.PossibleTypes(type);
            _mayComeTwice |= possibleTypes.Length > 1;
            Price each = default;
            foreach (var possible in possibleTypes)
            {
                var ofSelection = Of(selectionSet, possible, sizedBy, sizedBy is null ? 0 : size);
                each = Price.Most(each, ofSelection + new Price(_costs.OfType(possible), 0));
            }

            if (sizedBy is null && !plan.UsesVariables(selectionSet))
                cost._fixedPrices[(field, fieldDefinition)] = each;
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
