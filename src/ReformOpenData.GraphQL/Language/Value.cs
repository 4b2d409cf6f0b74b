using System.Collections.Immutable;

namespace ReformOpenData.GraphQL.Language;

/// <summary>A value as written (§2.9 #sec-Input-Values).</summary>
public abstract class Value(int start) : Node(start);

/// <summary>§2.10 #Variable; begins with its <c>$</c>.</summary>
public sealed class Variable(int start, Name name) : Value(start)
{
    public override NodeKind Kind => NodeKind.Variable;

    public string Name { get; } = name.Value!;

    public int NameStart { get; } = name.Start;
}

/// <summary>A literal whose text stays in the source until someone asks for it.</summary>
public abstract class TextValue(Source source, int start, int length) : Value(start)
{
    private protected string? _value;

    /// <summary>The token as it stands in the document.</summary>
    public ReadOnlySpan<byte> Utf8 => source.Slice(Start, length);
}

/// <summary>§2.9.1 #sec-Int-Value: digits without bound; what fits is for coercion to say.</summary>
public sealed class IntValue(Source source, int start, int length) : TextValue(source, start, length)
{
    public override NodeKind Kind => NodeKind.IntValue;

    /// <summary>The number as written.</summary>
    public string Value => _value ??= System.Text.Encoding.ASCII.GetString(Utf8);
}

/// <summary>§2.9.2 #sec-Float-Value</summary>
public sealed class FloatValue(Source source, int start, int length) : TextValue(source, start, length)
{
    public override NodeKind Kind => NodeKind.FloatValue;

    /// <summary>The number as written.</summary>
    public string Value => _value ??= System.Text.Encoding.ASCII.GetString(Utf8);
}

/// <summary>§2.9.4 #sec-String-Value</summary>
public sealed class StringValue(Source source, int start, int length, bool isBlock) : TextValue(source, start, length)
{
    public override NodeKind Kind => NodeKind.StringValue;

    /// <summary>Whether it is written in three quotes.</summary>
    public bool IsBlock { get; } = isBlock;

    /// <summary>The string that the literal means: escapes resolved, a block's indentation taken away.</summary>
    public string Value => _value ??= IsBlock ? StringLiteral.DecodeBlock(Utf8) : StringLiteral.Decode(Utf8);
}

/// <summary>§2.9.3 #sec-Boolean-Value</summary>
public sealed class BooleanValue(int start, bool value) : Value(start)
{
    public override NodeKind Kind => NodeKind.BooleanValue;

    public bool Value { get; } = value;
}

/// <summary>§2.9.5 #sec-Null-Value</summary>
public sealed class NullValue(int start) : Value(start)
{
    public override NodeKind Kind => NodeKind.NullValue;
}

/// <summary>§2.9.6 #sec-Enum-Value</summary>
public sealed class EnumValue(int start, string value) : Value(start)
{
    public override NodeKind Kind => NodeKind.EnumValue;

    public string Value { get; } = value;
}

/// <summary>§2.9.7 #sec-List-Value</summary>
public sealed class ListValue(int start, ImmutableArray<Value> values) : Value(start)
{
    public override NodeKind Kind => NodeKind.ListValue;

    public ImmutableArray<Value> Values { get; } = values;
}

/// <summary>§2.9.8 #sec-Input-Object-Values</summary>
public sealed class ObjectValue(int start, ImmutableArray<ObjectField> fields) : Value(start)
{
    public override NodeKind Kind => NodeKind.ObjectValue;

    public ImmutableArray<ObjectField> Fields { get; } = fields;
}

/// <summary>§2.9.8 #ObjectField; begins with its name.</summary>
public sealed class ObjectField(int start, string name, Value value) : Node(start)
{
    public override NodeKind Kind => NodeKind.ObjectField;

    public string Name { get; } = name;

    public Value Value { get; } = value;
}
