using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>How a custom scalar reads and writes its values (§3.5.6 #sec-Scalars.Custom-Scalars).</summary>
public abstract class ScalarCoercion
{
    /// <summary>What a scalar does that nobody bound: it lets every value through.</summary>
    internal static ScalarCoercion Any { get; } = new AnyCoercion();

    /// <summary>Input coercion, for literals and variables alike.</summary>
    /// <param name="value">
    /// Never null: <see cref="string"/> (also the name of an enum literal), <see cref="bool"/>, <see cref="long"/>,
    /// <see cref="double"/>, a list of those, or an <see cref="InputObjectValue"/>.
    /// </param>
    /// <exception cref="GraphQLErrorException">The value is none of this scalar; its message tells why.</exception>
    public abstract object? CoerceInput(object value);

    /// <summary>Result coercion: writes one value, where a resolver gave it as an object.</summary>
    /// <exception cref="GraphQLErrorException">The value is none of this scalar.</exception>
    public abstract void CoerceResult(object value, ref LeafWriter writer);

    /// <summary>
    /// A value that <see cref="CoerceInput"/> got, as a message repeats it: short, and without our types.
    /// </summary>
    protected static string Describe(object value) => Inspect.Plain(value);

    /// <summary>Makes the error that says why a value is none of the scalar.</summary>
    protected static GraphQLErrorException Refuse(string message) =>
        new(new GraphQLError(message, ErrorCode.BadUserInput));

    private sealed class AnyCoercion : ScalarCoercion
    {
        public override object? CoerceInput(object value) => value;

        public override void CoerceResult(object value, ref LeafWriter writer) => writer.Untyped(value);
    }
}
