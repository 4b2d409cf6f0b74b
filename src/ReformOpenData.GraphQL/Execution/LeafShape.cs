using System.Text;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>What a leaf type takes: each a way in which <see cref="LeafWriter"/> is called.</summary>
internal enum LeafKind
{
    Int,
    Float,
    String,
    Boolean,
    ID,
    Enum,
    Custom,
}

/// <summary>A scalar or enum type, as the writer needs it.</summary>
internal sealed class LeafType
{
    public LeafType(NamedType type, ScalarCoercion? coercion)
    {
        Name = type.Name;
        Kind = type.Name switch
        {
            _ when type is EnumType => LeafKind.Enum,
            "Int" => LeafKind.Int,
            "Float" => LeafKind.Float,
            "String" => LeafKind.String,
            "Boolean" => LeafKind.Boolean,
            "ID" => LeafKind.ID,
            _ => LeafKind.Custom,
        };
        Coercion = coercion ?? ScalarCoercion.Any;
        EnumValues = type is EnumType enumType
            ? [.. enumType.Values.Select(value => (value.Name, Encoding.UTF8.GetBytes($"\"{value.Name}\"")))]
            : [];
    }

    public string Name { get; }

    public LeafKind Kind { get; }

    public ScalarCoercion Coercion { get; }

    /// <summary>
    /// Each value's name, and its bytes in quotes. Few, so that looking through them beats a dictionary.
    /// </summary>
    public (string Name, byte[] Quoted)[] EnumValues { get; }

    /// <summary>The bytes of an enum value, in quotes; null where there is none of that name.</summary>
    public byte[]? FindEnumValue(ReadOnlySpan<char> name)
    {
        foreach (var (known, quoted) in EnumValues)
        {
            if (name.SequenceEqual(known))
                return quoted;
        }

        return null;
    }
}

/// <summary>A leaf type with the lists and non-null marks around it.</summary>
internal sealed class LeafShape
{
    /// <summary>Lists in lists that a leaf field may have; more is refused when the schema is bound.</summary>
    public const int MostLists = 6;

    private readonly int _nonNullLevels;

    public LeafShape(GraphQLType type, LeafType leaf)
    {
        Leaf = leaf;
        for (var current = type; ; current = ((ListType)current).OfType)
        {
            if (current is NonNullType nonNull)
            {
                _nonNullLevels |= 1 << Lists;
                current = nonNull.OfType;
            }

            if (current is not ListType)
                break;
            Lists++;
        }
    }

    public LeafType Leaf { get; }

    /// <summary>Lists around the leaf.</summary>
    public int Lists { get; }

    /// <summary>Whether null is no value at a level: 0 is the whole value, 1 an item of its list …</summary>
    public bool IsNonNull(int level) => (_nonNullLevels >> level & 1) != 0;
}
