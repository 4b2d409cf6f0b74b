using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Tests.Queries;

/// <summary>What is in memory has the order that the databases give.</summary>
public sealed class MemoryFilterTests
{
    [Theory]
    [InlineData("", "a")]
    [InlineData("a", "aa")]
    [InlineData("A", "a")]
    [InlineData("～", "𠮷")]
    [InlineData("一\uFFFD", "一𠮷")]
    [InlineData("𠮷", "𡈽")]
    [InlineData("達成", "達成済")]
    public void Texts_go_by_code_point(string less, string greater)
    {
        Assert.True(MemoryFilter.Order(less, greater) < 0);
        Assert.True(MemoryFilter.Order(greater, less) > 0);
        Assert.Equal(0, MemoryFilter.Order(greater, greater));
    }

    [Fact]
    public void Conditions_on_counted_values_are_asked_without_an_allocation()
    {
        var (grade, year) = (Catalog.Rating.Columns["grade"], Catalog.Rating.Columns["fiscalYear"]);
        Filter filter = new Conjunction(
        [
            new Disjunction([new Compare(grade, Comparison.Equal, "A"), new Compare(grade, Comparison.Equal, "B")]),
            new Negation(new Compare(year, Comparison.Equal, 2019L)),
            new OneOf(year, [2020L, 2021L]),
        ]);
        var cell = new Dictionary<Column, object?> { [grade] = "B", [year] = 2021L };
        var folds = new FoldMemo();
        var holds = MemoryFilter.Holds(filter, cell, folds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            holds &= MemoryFilter.Holds(filter, cell, folds);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(holds);
        Assert.Equal(0, allocated);
        cell[year] = 2019L;
        Assert.False(MemoryFilter.Holds(filter, cell, folds));
    }
}
