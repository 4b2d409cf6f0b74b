using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// Where the parser gathers the nodes of a list whose length it does not know yet. Lists nest, so one stack serves them all:
/// whoever begins a list remembers the height and takes what lies above it.
/// </summary>
internal struct NodeStack()
{
    private Node[] _nodes = new Node[32];

    public int Height { get; private set; }

    public void Push(Node node)
    {
        if (Height == _nodes.Length)
            Array.Resize(ref _nodes, Height * 2);
        _nodes[Height++] = node;
    }

    /// <summary>Takes all nodes above a height, which must all be of this type.</summary>
    public ImmutableArray<T> Take<T>(int height)
        where T : Node
    {
        var taken = new T[Height - height];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = Unsafe.As<T>(_nodes[height + i]);
        Height = height;
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }
}
