using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Tests.Queries;

public sealed class KeptGroupsTests
{
    [Theory]
    [InlineData(10_000, 0)]
    [InlineData(2, 80_000)]
    public void Groups_are_kept_up_to_a_number_of_bytes_however_many_values_and_texts_a_client_asks_for(
        int width, int characters)
    {
        var kept = new KeptGroups();
        var relation = (ToMany)Catalog.Plan.Relations["ratings"];
        var kind = new KeptGroups.Kind(relation, IsOfAll: true, width, "label");
        for (var id = 1; id <= 100; id++)
        {
            var group = new Row("group", width);
            group[0] = Value.Of(new string('評', characters));
            kept.Add(kind, id, [group]);
        }

        // 160 KB each.
        Assert.InRange(Enumerable.Range(1, 100).Count(id => kept.Find(kind, [id]) is not null), 20, 26);
    }
}
