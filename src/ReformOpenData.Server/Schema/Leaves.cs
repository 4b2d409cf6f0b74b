using System.Globalization;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.Server.Schema;

/// <summary>How the value in a slot is written, by the type of the field.</summary>
internal static class Leaves
{
    /// <summary>The writer of a field.</summary>
    public static LeafResolver<Row> Writer(FieldDefinition field) => field.Type.Named switch
    {
        { Name: "Int" } => static (row, selected, ref writer) =>
        {
            ref var value = ref row[selected.Index];
            if (value.IsNull)
                writer.Null();
            else
                writer.Long(value.Number);
        }
        ,
        { Name: "Boolean" } => static (row, selected, ref writer) =>
        {
            ref var value = ref row[selected.Index];
            if (value.IsNull)
                writer.Null();
            else
                writer.Boolean(value.Number != 0);
        }
        ,
        { Name: "Float" } => static (row, selected, ref writer) =>
        {
            ref var value = ref row[selected.Index];
            if (value.IsNull)
                writer.Null();
            else
                writer.Float(value.Double);
        }
        ,
        { Name: "Decimal" } => static (row, selected, ref writer) =>
        {
            ref var value = ref row[selected.Index];
            if (value.IsNull)
                writer.Null();
            else
                writer.Decimal(
                    value.Reference is decimal number ? number : (decimal)value.Number / MeasureNumbers.Scale);
        }
        ,
        { Name: "DateTime" } => static (row, selected, ref writer) => writer.String(
                row[selected.Index].Reference is DateTimeOffset instant ? DateTimeScalar.Format(instant) : null),
        { Name: "Date" } => static (row, selected, ref writer) => writer.String(
                row[selected.Index].Reference is DateOnly day ? day.ToString("O", CultureInfo.InvariantCulture) : null),
        EnumType => Enum(field),
        _ => static (row, selected, ref writer) => writer.String((string?)row[selected.Index].Reference),
    };

    private static LeafResolver<Row> Enum(FieldDefinition field)
    {
        if (field.Type.Named.Name == "NodeType")
        {
            return static (row, selected, ref writer) =>
                writer.Enum(row[selected.Index].Reference is string name ? EnumCodes.UpperSnake(name) : null);
        }

        if (EnumCodes.NamesOf(field.Type.Named.Name) is not { } names)
        {
            return static (row, selected, ref writer) => writer.Enum((string?)row[selected.Index].Reference);
        }

        return (row, selected, ref writer) =>
        {
            ref var value = ref row[selected.Index];
            writer.Enum(value.IsNull ? null : names[value.Number]);
        };
    }
}
