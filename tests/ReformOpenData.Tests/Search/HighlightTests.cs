using ReformOpenData.Data.Search;

namespace ReformOpenData.Tests.Search;

/// <summary>The text around the places that a search found.</summary>
public sealed class HighlightTests
{
    [Theory]
    [InlineData("公共施設の公共施設を見直す", 3, "[公共施設]の")]
    [InlineData("公共施設の公共施設を見直す", 5, "[公共施設]の[公共施設]")]
    [InlineData("公共施設公共施設を見直す", 1, "[公共施設公共施設]を")]
    [InlineData("古い公共施設を見直す", 2, "古い[公共施設]を見")]
    public void A_snippet_ends_before_a_place_that_does_not_fit(string text, int context, string told)
    {
        var places = Highlights.Find(text, [Folding.Fold("公共施設")]);
        Assert.Equal(told, string.Concat(Highlights.Snippet(text, places, context)
            .Select(part => part.IsMatch ? $"[{part.Text}]" : part.Text)));
    }

    /// <summary>A page of a search looks into ten texts for each that has the word.</summary>
    [Fact]
    public void A_text_without_the_term_takes_no_memory()
    {
        var text = string.Concat(Enumerable.Repeat("公債費負担適正化計画の進行管理を行い、", 100));
        IReadOnlyList<string> terms = ["公共施設"];
        Highlights.Find(text, terms);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var places = Highlights.Find(text, terms);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Empty(places);
        Assert.InRange(allocated, 0, text.Length / 2);
    }
}
