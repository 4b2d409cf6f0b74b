using System.Globalization;
using System.Text;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Conformance;

/// <summary>An object of the made-up world: its type, and the seed of all its fields.</summary>
internal sealed record Thing(string TypeName, uint Seed);

/// <summary>
/// The data that both engines execute on; data.mjs says the same in JavaScript. Every value is made from the seed of
/// its parent, the field's name and the coerced arguments. A field is bound as leaf, property or, at the root, resolver
/// by the hash of its coordinate, so that all ways of the engine are compared.
/// </summary>
internal static class Data
{
    private static readonly string[] s_texts =
    [
        "", "plain", "会津若松市", "é\u0301", "😀 smile", "quote \" slash \\ / tab \t",
        "line\nbreak\r", "\u0001\u001f\u007f",
        "<&>'", "\u2028",
    ];

    public static Thing Root { get; } = new("", 1);

    public static Bindings Bind(Schema schema)
    {
        var bindings = new Bindings();
        foreach (var type in schema.Types.Items.OfType<ObjectType>().Where(
            type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            foreach (var field in type.Fields)
            {
                var coordinate = $"{type.Name}.{field.Name}";
                if (Hash(coordinate) % 3 == 0 && IsRootAlone(schema, type))
                {
                    bindings.Resolve(coordinate, context => new(Resolve(schema, Root, context.Field)));
                }
                else if (field.Type.Named.IsLeafType)
                {
                    bindings.Leaf<Thing>(coordinate, (Thing parent, SelectedField selected, ref LeafWriter writer) =>
                        Write(Resolve(schema, parent, selected), ref writer));
                }
                else
                {
                    bindings.Property<Thing>(coordinate, (parent, selected) =>
                        Resolve(schema, parent, selected) is GraphQLError error
                            ? throw new GraphQLErrorException(error)
                            : Resolve(schema, parent, selected));
                }
            }
        }

        foreach (var type in schema.Types.Items.Where(type => type is InterfaceType or UnionType))
            bindings.TypeOf(type.Name, value => ((Thing)value).TypeName);
        return bindings;
    }

    /// <summary>Whether a type is the root of operations, and no field gives it.</summary>
    private static bool IsRootAlone(Schema schema, ObjectType type) =>
        (type == schema.QueryType || type == schema.MutationType) && !schema.Types.Items.OfType<ObjectType>()
            .SelectMany(of => of.Fields)
            .Any(field => field.Type.Named is CompositeType named && schema.PossibleTypes(named).Contains(type));

    private static object? Resolve(Schema schema, Thing parent, SelectedField field)
    {
        var arguments = new StringBuilder();
        Canonical(field.Arguments, arguments);
        var seed = Mix(Mix(parent.Seed, Hash(field.Definition.Name)), Hash(arguments.ToString()));
        return seed % 23 == 0
            ? new GraphQLError($"boom {seed}", ErrorCode.InternalError)
            : ValueOf(schema, field.Definition.Type, seed);
    }

    private static object? ValueOf(Schema schema, GraphQLType type, uint seed) => type switch
    {
        NonNullType nonNull => seed % 41 == 0 ? null : NonNull(schema, nonNull.OfType, seed),
        _ => seed % 8 == 0 ? null : NonNull(schema, type, seed),
    };

    private static object NonNull(Schema schema, GraphQLType type, uint seed)
    {
        switch (type)
        {
            case ListType list:
                var items = new object?[Mix(seed, 77) % 4];
                for (var i = 0; i < items.Length; i++)
                    items[i] = ValueOf(schema, list.OfType, Mix(seed, (uint)i + 100));
                return items;
            case EnumType @enum:
                return @enum.Values[(int)(seed % @enum.Values.Count)].Name;
            case ScalarType scalar:
                return Scalar(scalar.Name, seed);
            default:
                var names = schema.PossibleTypes((CompositeType)type)
                    .Select(possible => possible.Name).Order(StringComparer.Ordinal).ToList();
                return new Thing(names[(int)(Mix(seed, 5) % names.Count)], Mix(seed, 6));
        }
    }

    private static object Scalar(string name, uint seed) => name switch
    {
        "Int" => (int)Mix(seed, 1),
        "Float" => ((int)(seed % 2001) - 1000) / 8.0,
        "Boolean" => seed % 2 == 0,
        "ID" => seed.ToString(CultureInfo.InvariantCulture),
        _ => s_texts[seed % s_texts.Length],
    };

    private static void Write(object? value, ref LeafWriter writer)
    {
        switch (value)
        {
            case null:
                writer.Null();
                break;
            case GraphQLError error:
                writer.Error(error);
                break;
            case int number:
                writer.Int(number);
                break;
            case double number:
                writer.Float(number);
                break;
            case bool boolean:
                writer.Boolean(boolean);
                break;
            case string text:
                writer.String(text);
                break;
            case object?[] items:
                writer.StartList();
                foreach (var item in items)
                    Write(item, ref writer);
                writer.EndList();
                break;
        }
    }

    /// <summary>A coerced value in one spelling: numbers by the bits of their double, names in order.</summary>
    private static void Canonical(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool boolean:
                text.Append(boolean ? "true" : "false");
                break;
            case string s:
                text.Append('"').Append(s).Append('"');
                break;
            case CoercedValues values:
                text.Append('{');
                text.AppendJoin(',', values.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry =>
                {
                    var inner = new StringBuilder(entry.Key).Append(':');
                    Canonical(entry.Value, inner);
                    return inner;
                }));
                text.Append('}');
                break;
            case IReadOnlyList<object?> items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Canonical(items[i], text);
                }

                text.Append(']');
                break;
            default:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (number == 0)
                    number = 0; // positive, as data.mjs has it
                text.Append(CultureInfo.InvariantCulture, $"#{BitConverter.DoubleToInt64Bits(number):x16}");
                break;
        }
    }

    private static uint Mix(uint a, uint b)
    {
        unchecked
        {
            var h = ((a ^ 0x9e3779b9) * 0x85ebca6b) ^ b;
            h = (h ^ (h >> 15)) * 0x2c1b3c6d;
            h = (h ^ (h >> 12)) * 0x297a2d39;
            return h ^ (h >> 15);
        }
    }

    /// <summary>FNV-1a over UTF-16 code units.</summary>
    private static uint Hash(string text)
    {
        var h = 0x811c9dc5;
        foreach (var unit in text)
            h = unchecked((h ^ unit) * 0x01000193);
        return h;
    }
}
