namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// A node of a document's tree. Nodes carry the grammar's names; those of the type system end in <c>Node</c>, since the
/// schema's own classes (<see cref="Types"/>) carry the bare ones. Immutable, so that cached plans may share them.
/// </summary>
public abstract class Node(int start)
{
    /// <summary>Offset of the node's first byte in its <see cref="Source"/>.</summary>
    public int Start { get; } = start;

    /// <summary>What the node is, for a <c>switch</c>.</summary>
    public abstract NodeKind Kind { get; }
}
