using Microsoft.EntityFrameworkCore.Metadata;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// The tables of the model in an order in which they can be written; in the opposite one, they can be deleted.
/// </summary>
internal static class StoredTables
{
    /// <summary>Each table behind those that its foreign keys refer to.</summary>
    public static IReadOnlyList<IEntityType> ParentsFirst(IModel model)
    {
        var ordered = new List<IEntityType>();
        var seen = new HashSet<IEntityType>();
        foreach (var table in model.GetEntityTypes())
            Add(table);
        return ordered;

        void Add(IEntityType table)
        {
            if (!seen.Add(table))
                return;
            foreach (var parent in table.GetForeignKeys().Select(key => key.PrincipalEntityType))
                Add(parent);
            ordered.Add(table);
        }
    }
}
