using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.GraphQL.Types.Checks;

namespace ReformOpenData.GraphQL.Validation.Rules;

/// <summary>
/// §5.6.1 #sec-Values-of-Correct-Type: a literal fits the type of its place, by the input coercion of §3. Variables
/// within are taken to fit. Any literal fits a custom scalar here; what its coercion says comes when the operation is
/// prepared.
/// </summary>
internal static class ValuesOfCorrectType
{
    public static void Check(ValidationContext context, Value value, GraphQLType type)
    {
        if (value is Variable || context.IsAborted)
            return;
        if (value is NullValue)
        {
            if (type is NonNullType)
                context.Report($"Expected value of non-null type \"{type}\" not to be null.", value.Start);
            return;
        }

        switch (type.Nullable)
        {
            case ListType list when value is ListValue literal:
                if (!context.CanGoDeeper())
                    return;
                foreach (var item in literal.Values)
                    Check(context, item, list.OfType);
                break;
            case ListType list:
                Check(context, value, list.OfType);
                break;
            case InputObjectType inputObject:
                CheckObject(context, value, inputObject);
                break;
            case var leaf when InputLiteral.LeafFault(value, leaf) is { } message:
                context.Report(message, value.Start);
                break;
        }
    }

    private static void CheckObject(ValidationContext context, Value value, InputObjectType type)
    {
        if (value is not ObjectValue literal)
        {
            var shown = SourceText.Show(value);
            context.Report(
                $"Expected value of type \"{type}\" to be an object, found: {shown}."
                + ConditionHints.OfValue(type, shown),
                value.Start);
            return;
        }

        if (!context.CanGoDeeper())
            return;
        var given = new GivenFields(literal);
        foreach (var field in type.Fields)
        {
            if (given.Find(field.Name) is { } fieldValue)
                Check(context, fieldValue, field.Type);
            else
                InputObjectRequiredFields.Check(context, literal, type, field);
        }

        ObjectField? known = null;
        var knownCount = 0;
        foreach (var field in literal.Fields)
        {
            if (context.IsAborted)
                return;
            if (!InputObjectFieldNames.Check(context, literal, field, type))
                continue;
            known ??= field;
            knownCount++;
        }

        // §3.10.1 #sec-OneOf-Input-Objects
        if (type.IsOneOf && (knownCount != 1 || known!.Value is NullValue))
        {
            context.Report(
                $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for "
                + "that field must be non-null.",
                literal.Start);
        }
    }

    /// <summary>The fields of a literal by name; of several with one name, which is an error, the last.</summary>
    private readonly struct GivenFields
    {
        private readonly ObjectValue _literal;
        private readonly Dictionary<string, Value>? _byName;

        public GivenFields(ObjectValue literal)
        {
            _literal = literal;
            if (literal.Fields.Length <= Uniqueness.FewItems)
                return;
            _byName = new Dictionary<string, Value>(StringComparer.Ordinal);
            foreach (var field in literal.Fields)
                _byName[field.Name] = field.Value;
        }

        public Value? Find(string name)
        {
            if (_byName is not null)
                return _byName.GetValueOrDefault(name);
            for (var i = _literal.Fields.Length - 1; i >= 0; i--)
            {
                if (_literal.Fields[i].Name == name)
                    return _literal.Fields[i].Value;
            }

            return null;
        }
    }
}
