using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// One operation of a cached document, for given values of the variables in its @skip and @include. Selection sets are
/// collected when a request first comes to them, for each concrete type, and kept.
/// </summary>
internal sealed class OperationPlan
{
    private readonly Lock _lock = new();
    private readonly DocumentPlan _plan;
    private readonly OperationDefinition _definition;
    private readonly ObjectType _rootType;
    private readonly FieldCollection _collection;
    private SelectionTemplate? _root;

    public OperationPlan(
        DocumentPlan plan, OperationDefinition definition, ObjectType rootType, IReadOnlySet<string> trueConditions)
    {
        _plan = plan;
        _definition = definition;
        _rootType = rootType;
        _collection = new FieldCollection(plan, trueConditions);
        Cost = new OperationCost(plan, definition, rootType, _collection);
    }

    public OperationCost Cost { get; }

    public Source Source => _plan.Document.Source;

    /// <summary>The root selection set, for these variables.</summary>
    public CollectedSelection CollectRoot(VariableValues variables)
    {
        // Racing threads may both make it; either result serves.
        var template = _root ??= CollectFields(_rootType, [_definition.SelectionSet]);
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
    /// <exception cref="GraphQLErrorException">An argument does not fit; the field is then an error.</exception>
    public ArgumentValues CoerceArgumentValues(FieldPlan field, VariableValues? variables) =>
        CoerceArgumentValues(field.Definition, field.Nodes[0], variables);

    private ArgumentValues CoerceArgumentValues(FieldDefinition definition, Field node, VariableValues? variables) =>
        _plan.Executable.Input.CoerceArgumentValues(definition.Arguments, node.Arguments, node, Source, variables);

    private SelectionTemplate CollectFields(ObjectType type, SelectionSet[] selectionSets)
    {
        var grouped = _collection.CollectFields(type, selectionSets);
        var fields = new FieldPlan[grouped.Count];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = PlanField(type, grouped.GetAt(i).Value, i);
        return new SelectionTemplate(type, fields);
    }

    private FieldPlan PlanField(ObjectType type, List<Field> nodes, int index)
    {
        var executable = _plan.Executable;
        var definition = executable.Schema.FindField(type, nodes[0].Name)
            ?? throw new InvalidOperationException(
                $"{type.Name} has no field {nodes[0].Name}; nothing validated that.");
        var named = definition.Type.Named;
        var subfieldsUseVariables = nodes.Exists(
            node => node.SelectionSet is { } selectionSet && _plan.UsesVariables(selectionSet));
        var argumentsUseVariables = DocumentPlan.UsesVariables(nodes[0].Arguments);
        var field = new FieldPlan(this, type, definition, executable.BindingOf(definition), nodes, index)
        {
            Leaf = named.IsLeafType ? new LeafShape(definition.Type, executable.LeafTypes[named.Name]) : null,
            Composite = named is CompositeType ? new OutputShape(definition.Type) : null,
            StaticArguments = argumentsUseVariables ? null : StaticArguments(definition, nodes[0]),
            IsFixedBelow = !subfieldsUseVariables,
        };
        if (!argumentsUseVariables && !subfieldsUseVariables)
            field.Shared = new SelectedField(field, null);
        return field;
    }

    /// <summary>Null where they do not fit, which each request then finds for itself.</summary>
    private ArgumentValues? StaticArguments(FieldDefinition definition, Field node)
    {
        try
        {
            return CoerceArgumentValues(definition, node, null);
        }
        catch (GraphQLErrorException)
        {
            return null;
        }
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
