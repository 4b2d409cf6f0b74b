using System.Collections.Frozen;
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
        EnumValues = (type as EnumType)?.Values.ToFrozenDictionary(
            value => value.Name, value => Encoding.UTF8.GetBytes($"\"{value.Name}\""), StringComparer.Ordinal);
    }

    public string Name { get; }

    public LeafKind Kind { get; }

    public ScalarCoercion Coercion { get; }

    /// <summary>Each value's name, and its bytes in quotes.</summary>
    public FrozenDictionary<string, byte[]>? EnumValues { get; }
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
