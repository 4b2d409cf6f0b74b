using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>Rows that may belong to no parent: the catalogue says so of each relation to such rows.</summary>
public sealed class OptionalParentTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task A_relation_by_a_column_without_a_value_is_known_as_one()
    {
        var store = await database.NewStoreAsync();
        await using var context = store.CreateContext();
        var tables = context.Model.GetEntityTypes()
            .ToDictionary(type => type.GetTableName()!, type => type, StringComparer.Ordinal);
        var relations = Reached(Catalog.Release)
            .SelectMany(entity => entity.Relations.Values.Select(relation => (entity, relation)))
            .Where(pair => pair.relation is ToMany { Link: null, Column: not ToMany.All })
            .Select(pair => (pair.entity, Relation: (ToMany)pair.relation))
            .ToList();
        Assert.Contains(relations, pair => pair.Relation.IsOptional);
        Assert.All(relations, pair => Assert.True(
            IsNullable(tables[pair.Relation.Target.Table], pair.Relation.Column) == pair.Relation.IsOptional,
            $"{pair.entity.Name}.{pair.Relation.Name}"));
    }

    private static bool IsNullable(IEntityType table, string column) =>
        table.GetProperties().Single(property => property.GetColumnName() == column).IsNullable;

    private static HashSet<Entity> Reached(Entity from)
    {
        var reached = new HashSet<Entity>();
        var next = new Stack<Entity>([from]);
        while (next.TryPop(out var entity))
        {
            if (!reached.Add(entity))
                continue;
            foreach (var relation in entity.Relations.Values)
                next.Push(relation.Target);
        }

        return reached;
    }
}
