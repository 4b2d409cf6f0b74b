using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// One operation of a cached document, for given values of the variables in its @skip and @include. Selection sets are
/// collected when a request first comes to them, for each concrete type, and kept.
/// </summary>
internal sealed partial class OperationPlan(
    DocumentPlan plan, OperationDefinition definition, ObjectType rootType, IReadOnlySet<string> trueConditions)
{
    private readonly Lock _lock = new();
    private SelectionTemplate? _root;

    public Document Document => plan.Document;

    public bool HasFragments => plan.Fragments.Count > 0;

    public ExecutableSchema Executable => plan.Executable;

    /// <summary>The root selection set, for these variables.</summary>
    public CollectedSelection CollectRoot(VariableValues variables)
    {
        var template = _root ??= CollectFields(rootType, [definition.SelectionSet]);
        return template.For(variables);
    }

    /// <summary>CollectSubfields (§6.3.2 #CollectSubfields)</summary>
    public CollectedSelection CollectSubfields(FieldPlan field, ObjectType type, VariableValues? variables)
    {
        foreach (var known in field.Templates)
        {
            if (ReferenceEquals(known.Type, type))
                return known.For(variables);
        }

        lock (_lock)
        {
            foreach (var known in field.Templates)
            {
                if (ReferenceEquals(known.Type, type))
                    return known.For(variables);
            }

            var template = CollectFields(
                type, [.. field.Nodes.Select(node => node.SelectionSet).OfType<SelectionSet>()]);
            field.Templates = [.. field.Templates, template];
            return template.For(variables);
        }
    }

    /// <summary>§6.4.1 #sec-Coercing-Field-Arguments</summary>
    public ArgumentValues CoerceArgumentValues(FieldPlan field, VariableValues? variables) =>
        Executable.Input.CoerceArgumentValues(
            field.Definition.Arguments, field.Nodes[0].Arguments, field.Nodes[0], Document.Source, variables);

    private bool UsesVariables(SelectionSet selectionSet) => plan.UsesVariables(selectionSet);

    private FragmentDefinition? Fragment(FragmentSpread spread) => plan.Fragments.GetValueOrDefault(spread.Name);

    private FieldPlan PlanField(ObjectType type, List<Field> nodes, int index)
    {
        var fieldDefinition = Executable.Schema.FindField(type, nodes[0].Name)
            ?? throw new InvalidOperationException(
                $"{type.Name} has no field {nodes[0].Name}; nothing validated that.");
        var named = fieldDefinition.Type.Named;
        var selectionSets = nodes.Select(node => node.SelectionSet).OfType<SelectionSet>().ToList();
        var field = new FieldPlan(
            this, type, fieldDefinition, Executable.BindingOf(type, fieldDefinition), nodes, index)
        {
            Leaf = named.IsLeafType ? new LeafShape(fieldDefinition.Type, Executable.LeafTypes[named.Name]) : null,
            Composite = named is CompositeType ? new OutputShape(fieldDefinition.Type) : null,
            SubfieldsUseVariables = selectionSets.Exists(plan.UsesVariables),
            HasBatchBelow = named is CompositeType composite
                && selectionSets.Exists(set => plan.HasBatch(set, composite)),
        };
        var usesVariables = DocumentPlan.UsesVariables(nodes[0].Arguments);
        if (fieldDefinition.Arguments.Count == 0)
            field.StaticArguments = ArgumentValues.Empty;
        if (usesVariables || field.SubfieldsUseVariables)
        {
            if (!usesVariables)
                field.StaticArguments = new SelectedField(field, null).ArgumentsOrNull;
            return field;
        }

        field.Shared = new SelectedField(field, null);
        field.StaticArguments = field.Shared.ArgumentsOrNull;
        return field;
    }
}

/// <summary>The fields of a collected selection set, before variables have their values.</summary>
internal sealed class SelectionTemplate
{
    private readonly FieldPlan[] _fields;
    private readonly CollectedSelection? _shared;

    public SelectionTemplate(ObjectType type, FieldPlan[] fields)
    {
        Type = type;
        _fields = fields;
        if (Array.TrueForAll(fields, field => field.Shared is not null))
            _shared = For(null);
    }

    public ObjectType Type { get; }

    /// <summary>The one for all requests where it depends on no variables; else one of its own.</summary>
    public CollectedSelection For(VariableValues? variables) => _shared
        ?? new CollectedSelection(
            Type, Array.ConvertAll(_fields, field => field.Shared ?? new SelectedField(field, variables)));
}
