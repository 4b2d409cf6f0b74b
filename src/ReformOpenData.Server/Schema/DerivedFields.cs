using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.Schema;

/// <summary>Fields that are written otherwise than they are stored.</summary>
internal static class DerivedFields
{
    /// <summary>The columns that such a field needs, all for its one slot; null for any other field.</summary>
    public static IReadOnlyList<Column>? Columns(string coordinate, Entity entity) =>
        coordinate[(coordinate.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            "id" => [entity.Key ?? entity.Columns["number"]],
            "areaCode" when entity == Catalog.Municipality => [entity.Columns["code"]],
            "fiscalYearLabel" => [entity.Columns["fiscalYear"]],
            "targetId" when entity == Catalog.Correction => [entity.Columns["targetKey"]],
            "targetId" when entity == Catalog.Change => [entity.Columns["target"]],
            _ => null,
        };

    /// <summary>Writes such a field; null for any other.</summary>
    public static LeafResolver<Row>? Writer(string coordinate)
    {
        var dot = coordinate.IndexOf('.', StringComparison.Ordinal);
        var type = coordinate[..dot];
        return coordinate[(dot + 1)..] switch
        {
            "id" =>
                (row, field, ref writer) => WriteId(type, row[field.Index], ref writer),
            // The sixth digit checks the others.
            "areaCode" => static (row, field, ref writer) => writer.String(((string)row[field.Index].Reference!)[..5]),
            "fiscalYearLabel" => static (row, field, ref writer) =>
                writer.String(FiscalYears.Label((int)row[field.Index].Number)),
            "headings" => static (row, field, ref writer) =>
            {
                writer.StartList();
                foreach (var heading in ((string?)row[field.Index].Reference)?.Split('\n') ?? [])
                    writer.String(heading);
                writer.EndList();
            }
            ,
            "targetId" when type == "Correction" => static (row, field, ref writer) =>
            {
                var key = (string)row[field.Index].Reference!;
                GlobalId.Write(ref writer, GlobalId.TypeOfKey(key), key);
            }
            ,
            "targetId" => static (row, field, ref writer) =>
            {
                var target = ((string)row[field.Index].Reference!).Split(':', 2);
                GlobalId.Write(ref writer, target[0], target[1]);
            }
            ,
            _ => null,
        };
    }

    private static void WriteId(string type, in Value value, ref LeafWriter writer) => GlobalId.Write(
        ref writer,
        type,
        value.Reference as string ?? value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
