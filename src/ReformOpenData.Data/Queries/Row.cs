namespace ReformOpenData.Data.Queries;

/// <summary>A value in a slot of a row: a number, or a reference (text, row, list of rows …), or nothing.</summary>
public readonly struct Value
{
    private static readonly object NumberMark = new();

    private readonly object? _reference;

    private Value(object? reference, long number)
    {
        _reference = reference;
        Number = number;
    }

    /// <summary>Whether there is no value.</summary>
    public bool IsNull => _reference is null;

    /// <summary>The number; 0 and 1 for a truth value.</summary>
    public long Number { get; }

    /// <summary>The reference; null where it is a number.</summary>
    public object? Reference => ReferenceEquals(_reference, NumberMark) ? null : _reference;

    /// <summary>A number.</summary>
    public static Value Of(long number) => new(NumberMark, number);

    /// <summary>A truth value.</summary>
    public static Value Of(bool truth) => new(NumberMark, truth ? 1 : 0);

    /// <summary>A floating-point number.</summary>
    public static Value Of(double number) => new(NumberMark, BitConverter.DoubleToInt64Bits(number));

    /// <summary>A reference, or nothing.</summary>
    public static Value Of(object? reference) => new(reference, 0);

    /// <summary>The floating-point number.</summary>
    public double Double => BitConverter.Int64BitsToDouble(Number);
}

/// <summary>One answer row: values in the slots that the question gave them.</summary>
/// <param name="name">Name of the entity, or of the figure that it is.</param>
public sealed class Row(string name, int width)
{
    private readonly Value[] _values = width == 0 ? [] : new Value[width];

    /// <summary>Name of the entity, or of the figure that it is.</summary>
    public string Name { get; } = name;

    /// <summary>What its children refer to; set where something below it was asked for.</summary>
    public long Id { get; internal set; }

    /// <summary>Slots.</summary>
    public int Width => _values.Length;

    /// <summary>The value in a slot.</summary>
    public ref Value this[int slot] => ref _values[slot];
}
