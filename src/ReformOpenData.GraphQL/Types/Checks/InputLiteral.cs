using System.Globalization;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>What is wrong with a part of a literal: where in the value, where in the text, and the sentence.</summary>
internal readonly record struct LiteralFault(string Path, int Start, string Message);

/// <summary>
/// Whether a literal without variables is a value of a type: the coercion of §3.5 to §3.12, without its result.
/// </summary>
internal static class InputLiteral
{
    public static IEnumerable<LiteralFault> Check(Value value, GraphQLType type) => Check(value, type, "");

    private static IEnumerable<LiteralFault> Check(Value value, GraphQLType type, string path)
    {
        if (value is NullValue)
        {
            return type.IsNonNull
                ? [new(At(path), value.Start, $"Expected value of non-null type \"{type}\" not to be null.")]
                : [];
        }

        return type.Nullable switch
        {
            ListType list when value is ListValue items =>
                items.Values.SelectMany((item, index) => Check(item, list.OfType, $"{path}[{index}]")),
            ListType list => Check(value, list.OfType, path),
            InputObjectType input when value is ObjectValue @object => CheckObject(@object, input, path),
            InputObjectType input =>
                [Fault(path, value, $"Expected value of type \"{input}\" to be an object, found: {Shown(value)}.")],
            var leaf => LeafFault(value, leaf) is { } message ? [Fault(path, value, message)] : [],
        };
    }

    private static List<LiteralFault> CheckObject(ObjectValue value, InputObjectType type, string path)
    {
        var faults = new List<LiteralFault>();
        foreach (var field in type.Fields)
        {
            var given = value.Fields.LastOrDefault(node => node.Name == field.Name);
            if (given is not null)
                faults.AddRange(Check(given.Value, field.Type, $"{path}.{field.Name}"));
            else if (field.IsRequired)
            {
                faults.Add(Fault(
                    path,
                    value,
                    $"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: "
                    + $"{Shown(value)}."));
            }
        }

        foreach (var unknown in value.Fields.Where(node => type.Fields.Find(node.Name) is null))
        {
            var near = Suggestions.DidYouMean(unknown.Name, type.Fields.Items.Select(field => field.Name));
            var found = near.Length == 0 ? ", found" : $".{near} Found";
            faults.Add(Fault(
                path,
                unknown,
                $"Expected value of type \"{type}\" not to include unknown field \"{unknown.Name}\"{found}: "
                + $"{Shown(value)}."));
        }

        if (type.IsOneOf)
        {
            var known = value.Fields.Where(node => type.Fields.Find(node.Name) is not null).ToList();
            if (known.Count != 1 || known[0].Value is NullValue)
            {
                faults.Add(Fault(
                    known.Count == 1 ? $"{path}.{known[0].Name}" : path,
                    value,
                    $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, "
                    + "and the value for that field must be non-null."));
            }
        }

        return faults;
    }

    /// <summary>
    /// Why a literal is none of a scalar or enum; null where it is one, or the scalar is a custom one.
    /// </summary>
    public static string? LeafFault(Value value, GraphQLType type) => type switch
    {
        EnumType @enum => EnumFault(value, @enum),
        ScalarType { IsBuiltIn: true } scalar => ScalarFault(value, scalar),
        _ => null,
    };

    /// <summary>§3.5.1 to §3.5.5; what a custom scalar takes is for its binding to say.</summary>
    private static string? ScalarFault(Value value, ScalarType type) => (type.Name, value) switch
    {
        ("Int", IntValue number) when IsInt32(number) => null,
        ("Int", IntValue) => $"Int cannot represent non 32-bit signed integer value: {Shown(value)}",
        ("Int", _) => $"Int cannot represent non-integer value: {Shown(value)}",
        // A number beyond every double is none (§3.5.2); graphql-js lets it become infinity.
        ("Float", IntValue or FloatValue) when IsFinite((TextValue)value) => null,
        ("Float", _) => $"Float cannot represent non numeric value: {Shown(value)}",
        ("String", StringValue) => null,
        ("String", _) => $"String cannot represent a non string value: {Shown(value)}",
        ("Boolean", BooleanValue) => null,
        ("Boolean", _) => $"Boolean cannot represent a non boolean value: {Shown(value)}",
        ("ID", StringValue or IntValue) => null,
        _ => $"ID cannot represent a non-string and non-integer value: {Shown(value)}",
    };

    private static bool IsInt32(IntValue value) =>
        int.TryParse(value.Utf8, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsFinite(TextValue value) =>
        double.TryParse(value.Utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number);

    private static string? EnumFault(Value value, EnumType type)
    {
        var shown = Shown(value);
        if (value is EnumValue name && type.Values.Find(name.Value) is not null)
            return null;
        var near = Suggestions.Sentence(
            "the enum value ", Suggestions.Near(shown, type.Values.Items.Select(item => item.Name)));
        return value is EnumValue
            ? $"Value \"{shown}\" does not exist in \"{type}\" enum.{near}"
            : $"Enum \"{type}\" cannot represent non-enum value: {shown}.{near}";
    }

    private static LiteralFault Fault(string path, Node node, string message) => new(At(path), node.Start, message);

    private static string At(string path) => path.Length == 0 ? "" : $" at {path}";

    private static string Shown(Value value) => SourceText.Show(value);
}
