using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Plans;

/// <summary>The order of keys is that of the numbers in them, as far as there are any.</summary>
public sealed class KeyTests
{
    [Fact]
    public void Keys_of_all_numbers_are_in_their_order_and_of_one_length()
    {
        string[] initiatives = [.. Enumerable.Range(1, 3599).Select(number => Keys.Initiative("p", number))];
        Assert.Equal(initiatives, initiatives.Order(StringComparer.Ordinal));
        Assert.All(initiatives, (key, index) => Assert.Equal((5, index + 1), (key.Length, Keys.NumberOf(key[2..]))));
        string[] items = [.. Enumerable.Range(1, Keys.Largest(2)).Select(number => Keys.Item("p", number))];
        Assert.Equal(items, items.Order(StringComparer.Ordinal));
        Assert.Equal(("p/Z9", 359), (items[^1], items.Length));
        Assert.Equal(3599, Keys.Largest(3));
    }

    [Theory]
    [InlineData("001", true)]
    [InlineData("A00", true)]
    [InlineData("a00", false)]
    [InlineData("AB0", false)]
    [InlineData("1 0", false)]
    [InlineData("01", false)]
    [InlineData("Ａ00", false)]
    public void A_part_of_a_key_is_digits_of_which_the_first_may_be_a_letter(string text, bool isPart) =>
        Assert.Equal(isPart, Keys.IsPart(text, 3));
}
