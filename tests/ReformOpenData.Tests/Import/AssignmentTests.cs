using ReformOpenData.Data.Import;

namespace ReformOpenData.Tests.Import;

/// <summary>Pairs are the best together, compared with all ways to pair.</summary>
public sealed class AssignmentTests
{
    [Fact]
    public void Two_fair_pairs_go_before_a_good_and_a_poor_one() =>
        Assert.Equal([1, 0], Assignment.Best([[0.9, 0.8], [0.8, 0.1]]));

    [Fact]
    public void What_has_nothing_in_common_stays_alone() =>
        Assert.Equal([-1, 0, -1], Assignment.Best([[0.0, 0.0], [0.5, 0.0], [0.4, 0.0]]));

    [Fact]
    public void Pairs_are_the_best_of_all()
    {
        var random = new Random(12);
        for (var round = 0; round < 500; round++)
        {
            var columns = 1 + random.Next(5);
            double[][] weights =
            [
                .. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Enumerable.Range(0, columns)
                    .Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble()).ToArray()),
            ];

            var pairs = Assignment.Best(weights);
            Assert.Equal(pairs.Count(column => column >= 0), pairs.Where(column => column >= 0).Distinct().Count());
            Assert.Equal(
                Most(weights, 0, []), pairs.Select((column, row) => column < 0 ? 0 : weights[row][column]).Sum(), 9);
        }
    }

    private static double Most(double[][] weights, int row, HashSet<int> taken)
    {
        if (row == weights.Length)
            return 0;

        var most = Most(weights, row + 1, taken);
        for (var column = 0; column < weights[0].Length; column++)
        {
            if (!taken.Add(column))
                continue;
            most = Math.Max(most, weights[row][column] + Most(weights, row + 1, taken));
            taken.Remove(column);
        }

        return most;
    }
}
