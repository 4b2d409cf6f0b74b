using ReformOpenData.Data.Queries;

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
}
