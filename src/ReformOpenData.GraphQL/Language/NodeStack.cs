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
    /// <summary>A struct around each reference, since storing a bare one into an array looks at the array's type.</summary>
    private Slot[] _slots = new Slot[32];

    public int Height { get; private set; }

    public void Push(Node node)
    {
        if (Height == _slots.Length)
            Array.Resize(ref _slots, Height * 2);
        _slots[Height++].Node = node;
    }

    /// <summary>Takes all nodes above a height, which must all be of this type.</summary>
    public ImmutableArray<T> Take<T>(int height)
        where T : Node
    {
        var taken = new T[Height - height];
        ref var first = ref Unsafe.As<T, Slot>(ref MemoryMarshal.GetArrayDataReference(taken));
        _slots.AsSpan(height, taken.Length).CopyTo(MemoryMarshal.CreateSpan(ref first, taken.Length));
        Height = height;
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }

    private struct Slot
    {
        public Node Node;
    }
}
