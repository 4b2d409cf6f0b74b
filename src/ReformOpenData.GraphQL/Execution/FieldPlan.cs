using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>How a field is executed.</summary>
internal enum FieldKind
{
    TypeName,
    Leaf,
    Property,
    Resolver,
}

/// <summary>What all requests of a document share of one response key of a collected selection set.</summary>
internal sealed class FieldPlan
{
    public FieldPlan(
        OperationPlan operation,
        ObjectType parentType,
        FieldDefinition definition,
        FieldBinding? binding,
        List<Field> nodes,
        int index)
    {
        Operation = operation;
        ParentType = parentType;
        Definition = definition;
        Binding = binding;
        Nodes = [.. nodes];
        Index = index;
        ResponseKey = nodes[0].ResponseKey;
        KeyUtf8 = Encoding.UTF8.GetBytes($",\"{ResponseKey}\":");
        Kind = binding switch
        {
            LeafBinding => FieldKind.Leaf,
            PropertyBinding => FieldKind.Property,
            ResolverBinding => FieldKind.Resolver,
            _ => FieldKind.TypeName,
        };
        if (Kind == FieldKind.TypeName)
            KeyUtf8 = Encoding.UTF8.GetBytes($",\"{ResponseKey}\":\"{parentType.Name}\"");
    }

    public OperationPlan Operation { get; }

    public ObjectType ParentType { get; }

    public FieldDefinition Definition { get; }

    /// <summary>Null for <c>__typename</c>, which needs no resolver.</summary>
    public FieldBinding? Binding { get; }

    public FieldKind Kind { get; }

    /// <summary>All fields of the document that merged into this response key.</summary>
    public Field[] Nodes { get; }

    public int Index { get; }

    public string ResponseKey { get; }

    /// <summary>Comma, key and colon; of <c>__typename</c> the value too.</summary>
    public byte[] KeyUtf8 { get; }

    /// <summary>Where the type is a scalar or enum.</summary>
    public LeafShape? Leaf { get; init; }

    /// <summary>Where the type has fields.</summary>
    public OutputShape? Composite { get; init; }

    /// <summary>Null where the arguments use variables, or do not fit.</summary>
    public ArgumentValues? StaticArguments { get; init; }

    /// <summary>The one for all requests, where nothing depends on variables.</summary>
    public SelectedField? Shared { get; set; }

    /// <summary>Whether what is selected below the field is the same in every request.</summary>
    public bool IsFixedBelow { get; init; }

    /// <summary>What was made of it so far, by key. Replaced as a whole when something is added.</summary>
    public (object Key, object Made)[] MadeBelow { get; set; } = [];

    /// <summary>What was collected below the field so far, by type. Replaced as a whole when a type is added.</summary>
    public SelectionTemplate[] Templates { get; set; } = [];

    /// <summary>The places of all nodes, for an error.</summary>
    public ErrorLocation[] Locations() => Array.ConvertAll(Nodes, node => Operation.Source.Locate(node));
}

/// <summary>A collected selection set on one object type.</summary>
internal sealed class CollectedSelection(ObjectType type, SelectedField[] fields)
{
    public ObjectType Type { get; } = type;

    public SelectedField[] Fields { get; } = fields;
}
