using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Data.Releases;

/// <summary>Whether what is said to be counted of each release is what there is.</summary>
internal sealed class CountCheck(DbConnection connection, List<StoreProblem> problems)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var counts in KeptCounts.All(connection))
            await RunAsync(counts, cancellation);
    }

    private async Task RunAsync(KeptCounts counts, CancellationToken cancellation)
    {
        // What is told and what there is, added up release by release: they differ where something is left.
        var told = new Dictionary<(string Subject, string Value), int>();
        var differ = new Dictionary<(string Subject, string Value), int>();
        var table = counts.Table;
        var before = 0;
        foreach (var release in await KeptCounts.StandingAsync(connection, cancellation))
        {
            await counts.AddDifferenceAsync(before, release, cancellation);
            foreach (var (subject, values) in counts.Take())
            {
                foreach (var (value, more) in values)
                    differ[(subject, value)] = differ.GetValueOrDefault((subject, value)) + more;
            }

            var sql = string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {table.Subject}, {table.Value}, {table.Count} FROM {table.Name}"
                + $" WHERE since_release > {before} AND since_release <= {release} ORDER BY since_release");
            await foreach (var row in connection.RowsAsync(sql, cancellation))
            {
                var key = ((string)row[0]!, (string)row[1]!);
                var count = Convert.ToInt32(row[2], CultureInfo.InvariantCulture);
                differ[key] = differ.GetValueOrDefault(key) - count + told.GetValueOrDefault(key);
                told[key] = count;
            }

            foreach (var known in differ.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToList())
                differ.Remove(known);
            if (differ.Count > 0)
            {
                var (english, japanese) = counts.Wrong(differ.Count);
                problems.Add(new StoreProblem(release, null, english, japanese));
            }

            before = release;
        }
    }
}
