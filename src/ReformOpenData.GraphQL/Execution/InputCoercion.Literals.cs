using System.Globalization;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <content>Input coercion of literals, with the variables in them.</content>
internal sealed partial class InputCoercion
{
    private object? CoerceLiteral(Value value, GraphQLType type, VariableValues? variables, CoercionReport report)
    {
        if (value is Variable variable)
            return CoerceVariable(variable, type, variables, report);
        if (value is NullValue)
        {
            if (type.IsNonNull)
                report.Add($"Expected value of non-null type \"{type}\" not to be null.", value);
            return null;
        }

        return type.Nullable switch
        {
            ListType list => CoerceLiteralList(value, list.OfType, variables, report),
            InputObjectType inputObject => CoerceLiteralObject(value, inputObject, variables, report),
            EnumType enumType => CoerceLiteralEnum(value, enumType, report),
            ScalarType scalar => CoerceLiteralScalar(value, scalar, variables, report),
            _ => throw new InvalidOperationException($"{type} is not an input type."),
        };
    }

    /// <summary>The variable was coerced to its own type, which validation found to fit here but for null.</summary>
    private static object? CoerceVariable(
        Variable variable, GraphQLType type, VariableValues? variables, CoercionReport report)
    {
        object? value = null;
        var hasValue = variables?.TryGet(variable.Name, out value) ?? false;
        if (value is null && type.IsNonNull)
        {
            report.Add(hasValue
                ? $"Expected variable \"${variable.Name}\" provided to non-null type \"{type}\" not to be null."
                : $"Expected variable \"${variable.Name}\" provided to type \"{type}\" to provide a runtime value.",
                variable);
        }

        return value;
    }

    private object?[] CoerceLiteralList(
        Value value, GraphQLType itemType, VariableValues? variables, CoercionReport report)
    {
        if (value is not ListValue list)
            return [CoerceLiteral(value, itemType, variables, report)];
        var items = new object?[list.Values.Length];
        for (var i = 0; i < items.Length; i++)
        {
            report.Push(i);
            items[i] = CoerceLiteral(list.Values[i], itemType, variables, report);
            report.Pop();
        }

        return items;
    }

    private InputObjectValue? CoerceLiteralObject(
        Value value, InputObjectType type, VariableValues? variables, CoercionReport report)
    {
        if (value is not ObjectValue literal)
        {
            report.Add($"Expected value of type \"{type}\" to be an object, found: {Inspect.Literal(value)}.", value);
            return null;
        }

        var entries = new List<KeyValuePair<string, object?>>();
        foreach (var field in type.Fields)
        {
            var given = literal.Fields.FirstOrDefault(candidate => candidate.Name == field.Name)?.Value;
            if (given is not null && IsMissing(given, variables) && !field.IsRequired)
            {
                if (type.IsOneOf)
                {
                    report.Add($"Expected variable \"${((Variable)given).Name}\" provided to field \"{field.Name}\" "
                        + $"for OneOf Input Object type \"{type}\" to provide a runtime value.", value);
                }

                given = null;
            }

            if (given is not null)
            {
                report.Push(field.Name);
                entries.Add(new(field.Name, CoerceLiteral(given, field.Type, variables, report)));
                report.Pop();
            }
            else if (field.IsRequired)
            {
                report.Add($"Expected value of type \"{type}\" to include required field \"{field.Name}\", "
                    + $"found: {Inspect.Literal(value)}.", value);
            }
            else if (field.DefaultValue is not null)
            {
                entries.Add(new(field.Name, DefaultOf(field)));
            }
        }

        if (type.IsOneOf && !(entries.Count == 1 && literal.Fields.Length == 1 && entries[0].Value is not null))
            report.Add(OneOfMessage(literal, type), value);
        return new InputObjectValue([.. entries]);
    }

    private static string OneOfMessage(ObjectValue literal, InputObjectType type) =>
        literal.Fields is [{ Value: Variable variable, Name: var name }]
            ? $"Expected variable \"${variable.Name}\" provided to field \"{name}\" "
                + $"for OneOf Input Object type \"{type}\" not to be null."
            : OneOfMessage(type);

    private static string? CoerceLiteralEnum(Value value, EnumType type, CoercionReport report)
    {
        if (value is EnumValue literal && type.Values.Find(literal.Value) is { } known)
            return known.Name;
        var found = Inspect.Literal(value);
        report.Add((value is EnumValue
            ? $"Value \"{found}\" does not exist in \"{type}\" enum."
            : $"Enum \"{type}\" cannot represent non-enum value: {found}.")
            + Suggestions.Sentence("the enum value ", Suggestions.Near(found, type.Values.Select(name => name.Name))),
            value);
        return null;
    }

    private object? CoerceLiteralScalar(Value value, ScalarType type, VariableValues? variables, CoercionReport report)
    {
        switch (executable.LeafTypes[type.Name].Kind)
        {
            case LeafKind.Int when value is IntValue number:
                if (int.TryParse(
                    number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
                    return whole;
                report.Add($"Int cannot represent non 32-bit signed integer value: {Inspect.Literal(value)}", value);
                return null;
            case LeafKind.Float when value is IntValue or FloatValue:
                var real = Number(value);
                if (double.IsFinite(real))
                    return real;
                break;
            case LeafKind.String when value is StringValue text:
                return text.Value;
            case LeafKind.Boolean when value is BooleanValue truth:
                return truth.Value;
            case LeafKind.ID when value is StringValue text:
                return text.Value;
            case LeafKind.ID when value is IntValue number:
                return number.Value;
            case LeafKind.Custom:
                return CoerceCustom(type, Plain(value, variables)!, report, value);
        }

        report.Add(type.Name switch
        {
            "Int" => $"Int cannot represent non-integer value: {Inspect.Literal(value)}",
            "Float" => $"Float cannot represent non numeric value: {Inspect.Literal(value)}",
            "String" => $"String cannot represent a non string value: {Inspect.Literal(value)}",
            "Boolean" => $"Boolean cannot represent a non boolean value: {Inspect.Literal(value)}",
            _ => $"ID cannot represent a non-string and non-integer value: {Inspect.Literal(value)}",
        }, value);
        return null;
    }

    private static double Number(Value value) =>
        double.Parse(((TextValue)value).Utf8, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A literal as a custom scalar gets it.</summary>
    private static object? Plain(Value value, VariableValues? variables) => value switch
    {
        IntValue number when long.TryParse(
            number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        IntValue or FloatValue => Number(value),
        StringValue text => text.Value,
        EnumValue name => name.Value,
        BooleanValue truth => truth.Value,
        ListValue list => list.Values.Select(item => Plain(item, variables)).ToArray(),
        ObjectValue fields => new InputObjectValue(
            [.. fields.Fields.Select(field => KeyValuePair.Create(field.Name, Plain(field.Value, variables)))]),
        Variable variable => variables is not null && variables.TryGet(variable.Name, out var given) ? given : null,
        _ => null,
    };
}
