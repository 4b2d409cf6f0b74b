namespace ReformOpenData.GraphQL.Execution;

/// <summary>What an operation, or a part of it, may come to.</summary>
/// <param name="Cost">By @cost and @listSize.</param>
/// <param name="Values">How many scalars and enums it may give: its length, in a unit of their average length.</param>
internal readonly record struct Price(double Cost, double Values)
{
    /// <summary>So much is countless; keeps sums finite.</summary>
    public const double Countless = 1e15;

    /// <summary>A scalar or an enum whose type and field have no cost of their own.</summary>
    public static Price Leaf { get; } = new(0, 1);

    public static Price operator +(Price one, Price other) =>
        new(Bounded(one.Cost + other.Cost), Bounded(one.Values + other.Values));

    public static Price operator *(Price each, double count) =>
        new(Bounded(each.Cost * count), Bounded(each.Values * count));

    public static Price Most(Price one, Price other) =>
        new(Math.Max(one.Cost, other.Cost), Math.Max(one.Values, other.Values));

    private static double Bounded(double sum) => Math.Min(sum, Countless);
}
