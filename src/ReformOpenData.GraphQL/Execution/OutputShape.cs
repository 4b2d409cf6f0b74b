using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>The type of a field that has a selection set, taken apart once for CompleteValue.</summary>
internal sealed class OutputShape
{
    public OutputShape(GraphQLType type)
    {
        IsNonNull = type.IsNonNull;
        if (type.Nullable is ListType list)
            Item = new OutputShape(list.OfType);
        else
            Composite = (CompositeType)type.Nullable;
    }

    public bool IsNonNull { get; }

    /// <summary>Of an item, where the type is a list.</summary>
    public OutputShape? Item { get; }

    /// <summary>Where the type is no list.</summary>
    public CompositeType? Composite { get; }
}
