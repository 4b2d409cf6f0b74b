namespace ReformOpenData.Data.Import;

/// <summary>
/// Pairs the rows of two sides so that all pairs together are as likely as can be (the Hungarian method, in the time of
/// rows × rows × columns). Of solutions that are as good, it is always the same one.
/// </summary>
internal static class Assignment
{
    /// <summary>For each row of the first side, the row of the second, or -1.</summary>
    /// <param name="weights">By the rows of the first side, at least one, how likely each pair is; 0 or less for pairs
    /// that are none.</param>
    public static int[] Best(double[][] weights)
    {
        var (rows, columns) = (weights.Length, weights[0].Length);
        if (rows > columns)
            return Inverted(Best(Transposed(weights)), rows);

        // Rows and columns from 1; 0 stands for none.
        var (ofRow, ofColumn) = (new double[rows + 1], new double[columns + 1]);
        var (rowOf, before) = (new int[columns + 1], new int[columns + 1]);
        for (var row = 1; row <= rows; row++)
        {
            rowOf[0] = row;
            var column = 0;
            var least = Enumerable.Repeat(double.PositiveInfinity, columns + 1).ToArray();
            var isUsed = new bool[columns + 1];
            do
            {
                isUsed[column] = true;
                var (current, next, step) = (rowOf[column], 0, double.PositiveInfinity);
                for (var other = 1; other <= columns; other++)
                {
                    if (isUsed[other])
                        continue;
                    var cost = -Math.Max(0, weights[current - 1][other - 1]) - ofRow[current] - ofColumn[other];
                    if (cost < least[other])
                        (least[other], before[other]) = (cost, column);
                    if (least[other] < step)
                        (step, next) = (least[other], other);
                }

                for (var other = 0; other <= columns; other++)
                {
                    if (isUsed[other])
                    {
                        ofRow[rowOf[other]] += step;
                        ofColumn[other] -= step;
                    }
                    else
                    {
                        least[other] -= step;
                    }
                }

                column = next;
            }
            while (rowOf[column] != 0);

            for (; column != 0; column = before[column])
                rowOf[column] = rowOf[before[column]];
        }

        var result = new int[rows];
        Array.Fill(result, -1);
        for (var column = 1; column <= columns; column++)
        {
            if (rowOf[column] > 0 && weights[rowOf[column] - 1][column - 1] > 0)
                result[rowOf[column] - 1] = column - 1;
        }

        return result;
    }

    private static double[][] Transposed(double[][] weights) =>
        [.. Enumerable.Range(0, weights[0].Length).Select(column => Array.ConvertAll(weights, row => row[column]))];

    private static int[] Inverted(int[] pairs, int count)
    {
        var result = new int[count];
        Array.Fill(result, -1);
        for (var index = 0; index < pairs.Length; index++)
        {
            if (pairs[index] >= 0)
                result[pairs[index]] = index;
        }

        return result;
    }
}
