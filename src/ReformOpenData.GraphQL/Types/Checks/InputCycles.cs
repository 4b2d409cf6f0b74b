using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Types.Checks;

/// <summary>
/// Input objects that no finite value could fill (§3.10.2 #InputObjectHasUnbreakableCycle), and default values that
/// would go on for ever (§3.10 #InputObjectDefaultValueHasCycle).
/// </summary>
internal sealed class InputCycles(SchemaErrors errors)
{
    /// <summary>
    /// Fields that a path may follow. A longer one is reported as it is, so that no schema exhausts the stack.
    /// </summary>
    private const int MaxPath = 500;

    private readonly List<(InputValueDefinition Field, string Owner)> _path = [];
    private readonly HashSet<InputObjectType> _visited = [];
    private readonly HashSet<InputValueDefinition> _visitedDefaults = [];

    public static void Check(IReadOnlyList<InputObjectType> types, SchemaErrors errors)
    {
        var check = new InputCycles(errors);
        var finite = Finite(types);
        foreach (var type in types.Where(type => !finite.Contains(type)))
            check.FollowUnbreakable(type, finite);
        foreach (var type in types)
            check.FollowDefaults(type, null);
    }

    /// <summary>
    /// Types with a finite value: those whose obligatory fields all have one; of a oneOf type one field will do.
    /// </summary>
    private static HashSet<InputObjectType> Finite(IReadOnlyList<InputObjectType> types)
    {
        var finite = new HashSet<InputObjectType>();
        bool grew;
        do
        {
            grew = false;
            foreach (var type in types.Where(type => !finite.Contains(type)))
            {
                var isFinite = type.IsOneOf
                    ? type.Fields.Count == 0
                        || type.Fields.Items.Any(field => Target(type, field) is not { } t || finite.Contains(t))
                    : type.Fields.Items.All(field => Target(type, field) is not { } t || finite.Contains(t));
                if (isFinite)
                    grew |= finite.Add(type);
            }
        }
        while (grew);
        return finite;
    }

    /// <summary>The input object that a value must hold where it gives this field, or null.</summary>
    private static InputObjectType? Target(InputObjectType owner, InputValueDefinition field) =>
        (owner.IsOneOf ? field.Type : (field.Type as NonNullType)?.OfType) as InputObjectType;

    private void FollowUnbreakable(InputObjectType type, HashSet<InputObjectType> finite)
    {
        if (!_visited.Add(type))
            return;
        foreach (var field in type.Fields)
        {
            if (Target(type, field) is not { } target || finite.Contains(target))
                continue;
            _path.Add((field, type.Name));
            var begin = _path.FindIndex(step => step.Owner == target.Name);
            if (begin < 0 && _path.Count < MaxPath)
            {
                FollowUnbreakable(target, finite);
            }
            else
            {
                var cycle = _path[Math.Max(begin, 0)..];
                errors.Report(
                    $"Input Object {target} cannot be provided a finite value because it references itself through "
                    + $"fields: {string.Join(", ", cycle.Select(step => step.Field))}.",
                    cycle.Select(step => step.Field.Node));
            }

            _path.RemoveAt(_path.Count - 1);
        }
    }

    /// <summary>Follows the defaults of the fields that a value leaves out; without a value all are left out.</summary>
    private void FollowDefaults(InputObjectType type, Value? value)
    {
        if (value is ListValue list)
        {
            foreach (var item in list.Values)
                FollowDefaults(type, item);
            return;
        }

        if (value is not (null or ObjectValue))
            return;
        foreach (var field in type.Fields)
        {
            if (field.Type.Named is not InputObjectType fieldType)
                continue;
            var given = (value as ObjectValue)?.Fields.LastOrDefault(node => node.Name == field.Name);
            if (given is not null)
                FollowDefaults(fieldType, given.Value);
            else if (field.DefaultValue is not null)
                FollowDefault(field, fieldType, field.DefaultValue);
        }
    }

    private void FollowDefault(InputValueDefinition field, InputObjectType fieldType, Value defaultValue)
    {
        var begin = _path.FindIndex(step => step.Field == field);
        if (begin >= 0)
        {
            var via = _path[(begin + 1)..].Select(step => step.Field.ToString()).ToList();
            errors.Report(
                $"Invalid circular reference. The default value of Input Object field {field} references itself"
                + (via.Count == 0 ? "." : $" via the default values of: {string.Join(", ", via)}."),
                _path[begin..].Select(step => step.Field.DefaultValue));
        }
        else if (_path.Count == MaxPath)
        {
            errors.Report(
                $"The default value of Input Object field {field} is reached through more than {MaxPath} others.",
                defaultValue);
        }
        else if (_visitedDefaults.Add(field))
        {
            _path.Add((field, ""));
            FollowDefaults(fieldType, defaultValue);
            _path.RemoveAt(_path.Count - 1);
        }
    }
}
