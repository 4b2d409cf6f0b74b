using System.Runtime.CompilerServices;
using System.Text;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Writes the value of one leaf field, straight into the response: CoerceResult (§6.4.3 #CoerceResult) of the built-in
/// scalars and enums. A resolver calls it once for a scalar, or lists with <see cref="StartList"/> and <see
/// cref="EndList"/>; what writes nothing writes null. A value that does not fit the field's type becomes an error of
/// that field.
/// </summary>
public ref partial struct LeafWriter
{
    /// <summary>
    /// How many lists must be open again before writing goes on; less than zero: nothing more is written.
    /// </summary>
    private const int NothingSkipped = int.MaxValue;

    private readonly ResponseBuffer _buffer;
    private readonly ExecutionErrors _errors;
    private SelectedField _field = null!;
    private LeafShape _shape = null!;
    private int _depth;
    private int _skippedTo;
    private bool _written;
    private bool _isNull;
    private Places _starts;
    private Places _counts;

    internal LeafWriter(ResponseBuffer buffer, ExecutionErrors errors)
    {
        _buffer = buffer;
        _errors = errors;
    }

    private readonly bool IsSkipping => _skippedTo != NothingSkipped;

    public void Null()
    {
        if (!Enter())
            return;
        if (_shape.IsNonNull(_depth))
            Fail(NonNullViolation());
        else
            _buffer.Null();
    }

    /// <summary>A number for Int and Float, its digits as a string for ID; as it is for a custom scalar.</summary>
    public void Int(int value) => Long(value);

    /// <summary>As <see cref="Int"/>; what 32 bits do not hold is an error where the type is Int.</summary>
    public void Long(long value)
    {
        if (!EnterLeaf())
            return;
        switch (_shape.Leaf.Kind)
        {
            case LeafKind.Int when value is < int.MinValue or > int.MaxValue:
                Fail(Invalid($"Int cannot represent non 32-bit signed integer value: {value}"));
                break;
            case LeafKind.Int or LeafKind.Float or LeafKind.Custom:
                _buffer.Number(value);
                break;
            case LeafKind.ID:
                _buffer.Byte((byte)'"');
                _buffer.Number(value);
                _buffer.Byte((byte)'"');
                break;
            default:
                Refuse(Inspect.Number(value));
                break;
        }
    }

    /// <summary>A finite number for Float; for Int where it is whole.</summary>
    public void Float(double value)
    {
        if (_shape.Leaf.Kind is LeafKind.Int or LeafKind.ID && double.IsInteger(value) && Math.Abs(value) < 1L << 53)
        {
            Long((long)value);
            return;
        }

        if (!EnterLeaf())
            return;
        if (_shape.Leaf.Kind is LeafKind.Float or LeafKind.Custom && double.IsFinite(value))
            _buffer.Number(value);
        else
            Refuse(Inspect.Number(value));
    }

    /// <summary>A custom scalar's own number, with all its digits.</summary>
    public void Decimal(decimal value)
    {
        if (!EnterLeaf())
            return;
        if (_shape.Leaf.Kind == LeafKind.Custom)
            _buffer.Number(value);
        else
            Refuse(Inspect.Number((double)value));
    }

    /// <summary>
    /// Text for String and ID, the name of a value for an enum, a custom scalar's own text; null writes null.
    /// </summary>
    public void String(string? value)
    {
        if (value is null)
            Null();
        else
            String(value.AsSpan());
    }

    /// <inheritdoc cref="String(string?)"/>
    public void String(scoped ReadOnlySpan<char> value)
    {
        if (!EnterLeaf())
            return;
        if (_shape.Leaf.Kind is LeafKind.String or LeafKind.ID or LeafKind.Custom)
            _buffer.String(value);
        else if (_shape.Leaf.FindEnumValue(value) is { } quoted)
            _buffer.Raw(quoted);
        else
            Refuse(Inspect.Text(value.ToString()));
    }

    /// <summary>As <see cref="String(string?)"/>, from UTF-8.</summary>
    public void Utf8(scoped ReadOnlySpan<byte> value)
    {
        if (_shape.Leaf.Kind is not (LeafKind.String or LeafKind.ID or LeafKind.Custom))
            String(Encoding.UTF8.GetString(value));
        else if (EnterLeaf())
            _buffer.String(value);
    }

    public void Boolean(bool value)
    {
        if (!EnterLeaf())
            return;
        if (_shape.Leaf.Kind is LeafKind.Boolean or LeafKind.Custom)
            _buffer.Boolean(value);
        else
            Refuse(value ? "true" : "false");
    }

    /// <summary>The name of an enum value; null writes null.</summary>
    public void Enum(string? name) => String(name);

    /// <summary>Opens a list; its items are what is written until <see cref="EndList"/>.</summary>
    public void StartList()
    {
        if (_depth >= _shape.Lists)
            ThrowLists("list");
        var start = _buffer.Position;
        if (Enter())
        {
            _starts[_depth] = start;
            _counts[_depth] = 0;
            _buffer.Byte((byte)'[');
        }

        _depth++;
    }

    public void EndList()
    {
        if (_depth == 0)
            throw new InvalidOperationException(
                $"{_field.Definition.Coordinate} ended a list that it had not started.");
        _depth--;
        if (!IsSkipping)
            _buffer.Byte((byte)']');
        else if (_depth == _skippedTo)
            _skippedTo = NothingSkipped;
    }

    /// <summary>The value is an error: null at this place, or at the nearest parent that can be null.</summary>
    public void Error(GraphQLError error)
    {
        if (Enter())
            Fail(error);
    }

    internal void Begin(SelectedField field)
    {
        _field = field;
        _shape = field.Plan.Leaf!;
        _depth = 0;
        _skippedTo = NothingSkipped;
        _written = false;
        _isNull = false;
    }

    /// <summary>Completes the field; false where null must go on to the parent.</summary>
    internal bool End()
    {
        if (!_written)
            Null();
        if (_depth != 0)
            throw new InvalidOperationException($"{_field.Definition.Coordinate} left a list open.");
        return !_isNull;
    }

    /// <summary>
    /// Counts the value in its list. False where an error has already made it, or what is around it, null.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Enter()
    {
        if (_depth == 0)
        {
            if (_written)
                ThrowTwice();
            _written = true;
            return true;
        }

        return EnterItem();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool EnterLeaf()
    {
        if (_depth != _shape.Lists)
            ThrowLists("leaf");
        return Enter();
    }

    private bool EnterItem()
    {
        if (IsSkipping)
            return false;
        if (_counts[_depth - 1]++ > 0)
            _buffer.Byte((byte)',');
        return true;
    }

    /// <summary>
    /// Handling Execution Errors (§6.4.4 #sec-Handling-Execution-Errors) within the lists of one leaf field.
    /// </summary>
    private void Fail(GraphQLError error)
    {
        Span<int> indices = stackalloc int[LeafShape.MostLists];
        for (var i = 0; i < _depth; i++)
            indices[i] = _counts[i] - 1;
        _errors.Add(error, _field, indices[.._depth]);
        var level = _depth;
        while (level >= 0 && _shape.IsNonNull(level))
            level--;
        if (level < 0)
        {
            _isNull = true;
            _skippedTo = -1;
            return;
        }

        if (level < _depth)
        {
            _buffer.Position = _starts[level];
            _skippedTo = level;
        }

        _buffer.Null();
    }

    private void Refuse(string value) => Fail(Invalid(_shape.Leaf.Kind switch
    {
        LeafKind.Int => $"Int cannot represent non-integer value: {value}",
        LeafKind.Float => $"Float cannot represent non numeric value: {value}",
        LeafKind.Boolean => $"Boolean cannot represent a non boolean value: {value}",
        LeafKind.Enum => $"Enum \"{_shape.Leaf.Name}\" cannot represent value: {value}",
        _ => $"{_shape.Leaf.Name} cannot represent value: {value}",
    }));

    private static GraphQLError Invalid(string message) => new(message, ErrorCode.InvalidResult);

    private readonly GraphQLError NonNullViolation() => ExecutionErrors.NonNullViolation(_field);

    private readonly void ThrowTwice() =>
        throw new InvalidOperationException($"{_field.Definition.Coordinate} wrote two values.");

    private readonly void ThrowLists(string what) =>
        throw new InvalidOperationException(
            $"{_field.Definition.Coordinate} wrote a {what} inside {_depth} lists; its type has {_shape.Lists}.");

    [InlineArray(LeafShape.MostLists)]
    private struct Places
    {
        private int _first;
    }
}
