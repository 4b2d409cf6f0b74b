using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>
/// Whether two fields give the same arguments, in any order (§5.3.2 #FieldsInSetCanMerge): literals as written,
/// variables by name.
/// </summary>
/// <remarks>It recurses with the values, whose nesting the parser bounds.</remarks>
internal static class ArgumentEquality
{
    /// <param name="comparisons">Grows by how many values were compared.</param>
    public static bool AreSame(
        ImmutableArray<Argument> arguments1, ImmutableArray<Argument> arguments2, ref int comparisons)
    {
        if (arguments1.Length != arguments2.Length)
            return false;
        if (arguments1.IsEmpty)
            return true;
        foreach (var argument in arguments1)
        {
            if (Find(arguments2, argument.Name, ref comparisons) is not { } other
                || !AreSame(argument.Value, other.Value, ref comparisons))
                return false;
        }

        return true;
    }

    /// <summary>Of several arguments with one name, which is an error, the last.</summary>
    private static Argument? Find(ImmutableArray<Argument> arguments, string name, ref int comparisons)
    {
        for (var i = arguments.Length - 1; i >= 0; i--, comparisons++)
        {
            if (arguments[i].Name == name)
                return arguments[i];
        }

        return null;
    }

    private static bool AreSame(Value value1, Value value2, ref int comparisons)
    {
        comparisons++;
        return (value1, value2) switch
        {
            (Variable variable1, Variable variable2) => variable1.Name == variable2.Name,
            (IntValue int1, IntValue int2) => int1.Utf8.SequenceEqual(int2.Utf8),
            (FloatValue float1, FloatValue float2) => float1.Utf8.SequenceEqual(float2.Utf8),
            (StringValue string1, StringValue string2) =>
                string1.IsBlock == string2.IsBlock && string1.Value == string2.Value,
            (BooleanValue boolean1, BooleanValue boolean2) => boolean1.Value == boolean2.Value,
            (NullValue, NullValue) => true,
            (EnumValue enum1, EnumValue enum2) => enum1.Value == enum2.Value,
            (ListValue list1, ListValue list2) => AreSameItems(list1.Values, list2.Values, ref comparisons),
            (ObjectValue object1, ObjectValue object2) =>
                AreSameFields(object1.Fields, object2.Fields, ref comparisons),
            _ => false,
        };
    }

    private static bool AreSameItems(ImmutableArray<Value> items1, ImmutableArray<Value> items2, ref int comparisons)
    {
        if (items1.Length != items2.Length)
            return false;
        for (var i = 0; i < items1.Length; i++)
        {
            if (!AreSame(items1[i], items2[i], ref comparisons))
                return false;
        }

        return true;
    }

    private static bool AreSameFields(
        ImmutableArray<ObjectField> fields1, ImmutableArray<ObjectField> fields2, ref int comparisons)
    {
        if (fields1.Length != fields2.Length)
            return false;
        comparisons += fields1.Length;
        fields1 = fields1.Sort(ByName);
        fields2 = fields2.Sort(ByName);
        for (var i = 0; i < fields1.Length; i++)
        {
            if (fields1[i].Name != fields2[i].Name || !AreSame(fields1[i].Value, fields2[i].Value, ref comparisons))
                return false;
        }

        return true;
    }

    private static int ByName(ObjectField field1, ObjectField field2)
    {
        var order = string.CompareOrdinal(field1.Name, field2.Name);
        return order != 0 ? order : field1.Start - field2.Start;
    }
}
