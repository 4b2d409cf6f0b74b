using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// Where the parser gathers the nodes of a list whose length it does not know yet. Lists nest, so one stack serves them
/// all: whoever begins a list remembers the height and takes what lies above it. The first slots lie on the thread's
/// stack.
/// </summary>
internal ref struct NodeStack(Span<NodeStack.Slot> slots)
{
    private Span<Slot> _slots = slots;

    public int Height { get; private set; }

    public void Push(Node node)
    {
        var height = Height;
        if ((uint)height >= (uint)_slots.Length)
            Grow();
        _slots[height].Node = node;
        Height = height + 1;
    }

    /// <summary>Takes all nodes above a height, which must all be of this type.</summary>
    public ImmutableArray<T> Take<T>(int height)
        where T : Node
    {
        var taken = new T[Height - height];
        ref var first = ref Unsafe.As<T, Slot>(ref MemoryMarshal.GetArrayDataReference(taken));
        var target = MemoryMarshal.CreateSpan(ref first, taken.Length);
        var from = _slots.Slice(height, taken.Length);
        for (var i = 0; i < from.Length; i++)
            target[i] = from[i];
        Height = height;
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }

    private void Grow()
    {
        var larger = new Slot[Height * 2];
        _slots.CopyTo(larger);
        _slots = larger;
    }

    /// <summary>
    /// A struct around each reference, since storing a bare one into an array looks at the array's type.
    /// </summary>
    internal struct Slot
    {
        public Node Node;
    }

    [InlineArray(32)]
    internal struct FirstSlots
    {
        private Slot _first;
    }
}
