using System.Collections.Immutable;
using System.Globalization;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// What the schema says of cost: <c>@cost</c> and <c>@listSize</c> of the IBM cost directives
/// (https://ibm.github.io/graphql-specs/cost-spec.html), read once.
/// </summary>
internal sealed class CostTable
{
    /// <summary>Of a list of which the schema says nothing.</summary>
    private const int DefaultListSize = 10;

    private readonly Dictionary<FieldDefinition, FieldCost> _fields = [];
    private readonly Dictionary<InputValueDefinition, double> _inputs = [];
    private readonly Dictionary<NamedType, double> _types;

    public CostTable(Schema schema)
    {
        foreach (var type in schema.Types)
        {
            if (type is FieldsType withFields)
            {
                foreach (var field in withFields.Fields)
                    Add(field, IntrospectionListSize(schema, field));
            }
            else if (type is InputObjectType inputObject)
            {
                foreach (var field in inputObject.Fields)
                    AddInput(field);
            }
        }

        Add(BuiltIns.SchemaField, null);
        Add(BuiltIns.TypeField, null);
        _types = schema.Types.Where(type => Weight(type) is not null)
            .ToDictionary(type => type, type => Weight(type)!.Value);

        void Add(FieldDefinition field, int? size)
        {
            _fields.Add(field, new FieldCost(field, size ?? DefaultListSize));
            foreach (var argument in field.Arguments)
                AddInput(argument);
        }

        void AddInput(InputValueDefinition input)
        {
            if (Weight(input) is { } weight)
                _inputs.Add(input, weight);
        }
    }

    /// <summary>Whether any argument or input field has a cost of its own.</summary>
    public bool HasInputCosts => _inputs.Count > 0;

    public FieldCost? Find(FieldDefinition field) => _fields.GetValueOrDefault(field);

    /// <summary>The cost of giving an argument or input field this coerced value.</summary>
    public double OfInput(InputValueDefinition definition, object? value) =>
        _inputs.GetValueOrDefault(definition) + OfValue(definition.Type.Named, value);

    /// <summary>Of one value of an output type: 1 for an object, 0 for a leaf, where the schema says nothing.</summary>
    public double OfType(NamedType type) => _types.TryGetValue(type, out var weight) ? weight : type.IsLeafType ? 0 : 1;

    internal static double? Weight(ISchemaElement element) =>
        element.FindDirective("cost")?.FindArgument("weight") is StringValue text
            && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && double.IsFinite(weight)
                ? weight
                : null;

    private double OfValue(NamedType type, object? value)
    {
        double sum = 0;
        if (value is object?[] items)
        {
            foreach (var item in items)
                sum += OfValue(type, item);
        }
        else if (value is InputObjectValue fields && type is InputObjectType inputObject)
        {
            foreach (var (name, field) in fields.Entries)
                sum += OfInput(inputObject.Fields.Find(name)!, field);
        }

        return sum;
    }

    /// <summary>Introspection answers from the schema, whose lists are as long as they are.</summary>
    private static int? IntrospectionListSize(Schema schema, FieldDefinition field) => field.Coordinate switch
    {
        "__Schema.types" => schema.Types.Count,
        "__Schema.directives" => schema.Directives.Count,
        "__Type.fields" or "__Type.inputFields" => 10,
        _ when field.Coordinate.StartsWith("__", StringComparison.Ordinal) => 4,
        _ => null,
    };
}

/// <summary>What one field costs.</summary>
internal sealed class FieldCost
{
    public FieldCost(FieldDefinition field, int defaultListSize)
    {
        Weight = CostTable.Weight(field) ?? 0;
        IsList = field.Type.Nullable is ListType;
        AssumedSize = IsList ? defaultListSize : 1;
        if (field.FindDirective("listSize") is not { } listSize)
            return;
        SlicingArguments = Strings(listSize, "slicingArguments");
        SizedFields = Strings(listSize, "sizedFields");
        RequiresOneSlicingArgument = SlicingArguments.Length > 0
            && listSize.FindArgument("requireOneSlicingArgument") is not BooleanValue { Value: false };
        if (listSize.FindArgument("assumedSize") is IntValue size
            && int.TryParse(size.Value, CultureInfo.InvariantCulture, out var assumed))
        {
            AssumedSize = assumed;
        }
        else if (!IsList)
        {
            AssumedSize = defaultListSize;
        }
    }

    /// <summary>Of the field itself, once.</summary>
    public double Weight { get; }

    public bool IsList { get; }

    /// <summary>Where no argument gives the length.</summary>
    public int AssumedSize { get; }

    /// <summary>Integer arguments that give the length; the largest counts.</summary>
    public ImmutableArray<string> SlicingArguments { get; } = [];

    /// <summary>Fields below that are the list of which the length is known here.</summary>
    public ImmutableArray<string> SizedFields { get; } = [];

    public bool RequiresOneSlicingArgument { get; }

    private static ImmutableArray<string> Strings(Directive directive, string argument) =>
        directive.FindArgument(argument) switch
        {
            ListValue list => [.. list.Values.OfType<StringValue>().Select(item => item.Value)],
            StringValue one => [one.Value],
            _ => [],
        };
}
