using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>Adds up what editions hold, with 1 for those that a release got and -1 for those that it lost.</summary>
internal abstract class KeptCounts(DbConnection connection, KeptTable table)
{
    public KeptTable Table => table;

    protected DbConnection Connection => connection;

    /// <summary>Everything that is counted, over a database.</summary>
    public static IReadOnlyList<KeptCounts> All(DbConnection connection) =>
        [new GramCounts(connection), new RowCounts(connection)];

    /// <summary>Fills a table for the releases of a store that an earlier version of this program made.</summary>
    public async Task FillAsync(WriteTransaction write, CancellationToken cancellation)
    {
        await using var context = write.CreateContext();
        var copier = RowCopier.Create(write, context);
        var before = 0;
        foreach (var release in await StandingAsync(connection, cancellation))
        {
            await AddDifferenceAsync(before, release, cancellation);
            await WriteAsync(write, copier, release, cancellation);
            before = release;
        }
    }

    /// <summary>Numbers of the releases that were not taken down, a draft too, in their order.</summary>
    public static async Task<IReadOnlyList<int>> StandingAsync(DbConnection connection, CancellationToken cancellation)
    {
        var numbers = new List<int>();
        await foreach (var row in connection.RowsAsync(
            $"SELECT number FROM release WHERE status <> {(int)ReleaseStatus.TakenDown} ORDER BY number", cancellation))
        {
            numbers.Add(Convert.ToInt32(row[0], CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    /// <summary>Counts what editions hold.</summary>
    /// <param name="editions">Their ids, as a list or a statement.</param>
    public abstract Task AddAsync(string editions, int sign, CancellationToken cancellation);

    /// <summary>What was counted and is not 0, by subject; begins anew.</summary>
    public abstract IReadOnlyList<(string Subject, IEnumerable<KeyValuePair<string, int>> Values)> Take();

    /// <summary>What is said of a release that tells some of it wrongly.</summary>
    public abstract (string English, string Japanese) Wrong(int values);

    /// <summary>Counts what one release holds and another does not.</summary>
    /// <param name="before">0 for none.</param>
    public async Task AddDifferenceAsync(int before, int release, CancellationToken cancellation)
    {
        await AddAsync(Only(release, before), 1, cancellation);
        await AddAsync(Only(before, release), -1, cancellation);
    }

    /// <summary>
    /// Counts what a new draft, which begins as its base, differs from the release before it by number.
    /// </summary>
    public async Task AddDraftAsync(int draft, CancellationToken cancellation)
    {
        var before = (await StandingAsync(connection, cancellation)).LastOrDefault(number => number < draft);
        await AddDifferenceAsync(before, draft, cancellation);
    }

    /// <summary>Writes what was counted as a part of a release, after which no other was written.</summary>
    public async Task WriteAsync(WriteTransaction write, RowCopier copier, int release, CancellationToken cancellation)
    {
        foreach (var (subject, values) in Take())
            await table.WriteAsync(write, copier, release, subject, values, cancellation);
    }

    /// <summary>The editions that one release has and another has not.</summary>
    private static string Only(int release, int other) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT edition_id FROM release_edition WHERE release_number = {release} AND edition_id NOT IN"
        + $" (SELECT edition_id FROM release_edition WHERE release_number = {other})");
}
