namespace ReformOpenData.GraphQL.Execution;

/// <summary>Writes the value of a leaf field of one parent.</summary>
/// <typeparam name="TParent">What the parent's resolver gave.</typeparam>
public delegate void LeafResolver<in TParent>(TParent parent, SelectedField field, ref LeafWriter writer);

/// <summary>
/// Resolves a root field. The result is null, an object, a list, a scalar's value, or a <see
/// cref="Response.GraphQLError"/>.
/// </summary>
public delegate ValueTask<object?> FieldResolver(ResolverContext context);

/// <summary>
/// Binds a schema's fields, by coordinate (<c>Type.field</c>), to code. Every field of every object type needs one
/// binding; <see cref="ExecutableSchema.Create"/> says which are missing and which fit nothing.
/// </summary>
public sealed class Bindings
{
    internal Dictionary<string, FieldBinding> Fields { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Func<object, string>> Types { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ScalarCoercion> Scalars { get; } = new(StringComparer.Ordinal);

    internal Func<SelectedField, object?, double> WorkOf { get; private set; } = static (_, _) => 0;

    /// <summary>Whether a field is bound already.</summary>
    public bool Has(string coordinate) => Fields.ContainsKey(coordinate);

    /// <summary>A leaf computed from one parent, written straight to the response: no allocation, no boxing.</summary>
    public Bindings Leaf<TParent>(string coordinate, LeafResolver<TParent> write)
        where TParent : notnull
    {
        Fields.Add(coordinate, new LeafBinding<TParent>(write));
        return this;
    }

    /// <summary>An object, a list of objects, or null, read from one parent that already holds it.</summary>
    public Bindings Property<TParent>(string coordinate, Func<TParent, SelectedField, object?> get)
        where TParent : notnull
    {
        Fields.Add(coordinate, new PropertyBinding<TParent>(get));
        return this;
    }

    /// <summary>
    /// A root field, resolved asynchronously: it looks ahead and loads all that is selected below it, where every field
    /// reads a parent that already holds its value. Resolvers of one request never run at the same time.
    /// </summary>
    public Bindings Resolve(string coordinate, FieldResolver resolve)
    {
        Fields.Add(coordinate, new ResolverBinding(resolve));
        return this;
    }

    /// <summary>
    /// What the work behind a root field costs, beside what the schema says that its result does: it is asked before
    /// anything is executed, and must not throw.
    /// </summary>
    /// <param name="costOf">Takes the field and the state of the request.</param>
    public Bindings Work(Func<SelectedField, object?, double> costOf)
    {
        WorkOf = costOf;
        return this;
    }

    /// <summary>
    /// Which object type a value of an interface or union is of: ResolveAbstractType (§6.4.3 #ResolveAbstractType).
    /// </summary>
    public Bindings TypeOf(string abstractType, Func<object, string> objectTypeName)
    {
        Types.Add(abstractType, objectTypeName);
        return this;
    }

    /// <summary>A custom scalar. One that nobody binds lets every value through.</summary>
    public Bindings Scalar(string name, ScalarCoercion coercion)
    {
        Scalars.Add(name, coercion);
        return this;
    }
}

/// <summary>The code behind one field.</summary>
internal abstract class FieldBinding;

internal abstract class LeafBinding : FieldBinding
{
    public abstract void Write(object parent, SelectedField field, ref LeafWriter writer);
}

internal sealed class LeafBinding<TParent>(LeafResolver<TParent> write) : LeafBinding
{
    public override void Write(object parent, SelectedField field, ref LeafWriter writer) =>
        write((TParent)parent, field, ref writer);
}

internal abstract class PropertyBinding : FieldBinding
{
    public abstract object? Get(object parent, SelectedField field);
}

internal sealed class PropertyBinding<TParent>(Func<TParent, SelectedField, object?> get) : PropertyBinding
{
    public override object? Get(object parent, SelectedField field) => get((TParent)parent, field);
}

internal sealed class ResolverBinding(FieldResolver resolve) : FieldBinding
{
    public FieldResolver Resolve { get; } = resolve;
}
