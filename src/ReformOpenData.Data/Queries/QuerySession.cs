using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;
using ReformOpenData.Data.Queries.Sql;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;
using SQLitePCL;

namespace ReformOpenData.Data.Queries;

/// <summary>Asks a store about one release. One session serves one request; its calls do not overlap.</summary>
/// <param name="number">Number of the release that cursors are given for.</param>
public sealed class QuerySession(Store store, long number)
{
    // A plan made for any term would be far slower than one made for the term at hand. It ends with the batch, which is
    // one transaction.
    private const string CustomPlans = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)";

    /// <summary>Steps of SQLite's virtual machine, which take a fraction of a millisecond.</summary>
    private const int StepsBetweenLooks = 10_000;

    /// <summary>What is read and answered in the thread that received it: a fraction of a millisecond.</summary>
    private const int MostShortRows = 100;

    private const int MostShortCharacters = 50_000;

    private readonly int _incarnation = store.Incarnation;
    private int _rows;
    private long _characters;

    /// <summary>Number of the release.</summary>
    public long Release { get; } = number;

    /// <summary>Number of the release that the server takes for the current one, which cannot be taken down.</summary>
    public long Current { get; init; } = number;

    /// <summary>The store.</summary>
    public Store Store { get; } = store;

    /// <summary>
    /// Who asks, as a number of the caller's; where many wait, no client waits behind all that another one asks.
    /// </summary>
    public UInt128 Client { get; init; }

    /// <summary>Called with each statement before it runs: its text, and its parameters as text.</summary>
    public Action<string, IReadOnlyList<string>>? Trace { get; init; }

    /// <summary>Releases whose data the question has read, whichever session of it read them.</summary>
    private SortedSet<long> Visited { get; init; } = [];

    private FoldMemo Folds { get; init; } = new();

    /// <summary>What was found for a statement, for further ones.</summary>
    internal FoundRows Found { get; private init; } = new();

    /// <summary>
    /// How many rows of each entity the release holds; without, all texts that hold a term are found, however many.
    /// </summary>
    public ReleaseSize? Size { get; init; }

    /// <summary>The sizes of the release whose rows are asked for; null for those of anything else.</summary>
    internal ReleaseSize? SizeOf(Parents parents) =>
        Size is { } size && size.Release == Release
        && parents is RelationParents { Relation.IsOfRelease: true, Ids: [var id] } && id == Release
            ? size
            : null;

    /// <summary>
    /// What is kept of groups of the release; null where it is of another, or may still change.
    /// </summary>
    internal KeptGroups? Groups => Store.Draft is null && Size?.Release == Release ? Size.Groups : null;

    /// <summary>Prices what is asked; one for all, since it remembers how often terms occur.</summary>
    internal Work? Work
    {
        get => Size is null ? null : field ??= new Work(Size, Store.Kind == DatabaseKind.PostgreSql);
        private init;
    }

    /// <summary>About how much work a question is, where the size of the release is known.</summary>
    public double WorkOf(Fetch fetch)
    {
        // Racing threads may both count it; either result serves.
        if (fetch.Counted is not { } counted || counted.Size != Size)
            fetch.Counted = counted = new FetchWork(Size!, Work!.Of(fetch));
        return counted.Work;
    }

    /// <summary>The same of another release.</summary>
    public QuerySession At(long release) => release == Release
        ? this
        : new QuerySession(Store, release)
        {
            Trace = Trace,
            Client = Client,
            Current = Current,
            Visited = Visited,
            Folds = Folds,
            Size = Size,
            Work = Work,
        };

    /// <summary>Reads what is asked for below the release; the result is in the slot of the fetch.</summary>
    /// <param name="work">About how much work that is.</param>
    /// <exception cref="StoreException">Too many questions wait for the store already.</exception>
    public Task<Row> AskAsync(Fetch fetch, double work, CancellationToken cancellation)
    {
        return Known(fetch) is { } known
            ? Task.FromResult(known)
            : Store.ReadAsync(Current, work, Client, ReadAsync, cancellation);

        Task<Row> ReadAsync(PostgreSqlSessions? sessions, ReadTurn turn)
        {
            // One that waits for a server that hangs may go on beside its repetition.
            var session = Store.Servers is { Count: > 1 }
                ? new QuerySession(Store, Release) { Trace = Trace, Current = Current, Size = Size }
                : this;
            return session.RunAsync(fetch, sessions, turn, cancellation);
        }
    }

    /// <summary>What is in memory: it takes no statement, and so no place, and no thread that reads.</summary>
    private Row? Known(Fetch fetch)
    {
        if (fetch is not (PageFetch { Nodes.Count: 0, Edges.Count: 0, Infos.Count: 0 } or ListFetch { Single: true })
            || Size is null || Release != Current || Store.Incarnation != _incarnation)
            return null;
        var (root, units) = Begin(fetch);
        return units.Count == 0 ? root : null;
    }

    /// <summary>The row of the release, and what is to be read for it first.</summary>
    private (Row Root, List<Unit> Units) Begin(Fetch fetch)
    {
        var root = new Row(Catalog.Release.Name, fetch.Slot + 1) { Id = Release };
        return (root, [.. Pending.Of(this, fetch, [root])]);
    }

    /// <summary>
    /// Level by level: the statements of a level depend on the level before, never on each other. PostgreSQL gets a
    /// level, and what of the levels below need not wait for it, in one round trip.
    /// </summary>
    private async Task<Row> RunAsync(
        Fetch fetch, PostgreSqlSessions? sessions, ReadTurn turn, CancellationToken cancellation)
    {
        (_rows, _characters) = (0, 0);
        Visited.Clear();
        var (root, level) = Begin(fetch);
        if (level.Count == 0)
            return root;
        using var reader = sessions is null ? await Store.TakeReaderAsync(cancellation) : null;
        await using var opened = reader is null ? await Store.OpenReadAsync(sessions, cancellation) : null;
        var connection = reader?.Connection ?? opened!;
        turn.Begin();
        if (Store.Incarnation != _incarnation)
            throw new StoreException(
                "Another file has taken the place of the store while the question was answered.",
                "答えを作っている間に、データのファイルが置き換わりました。もう一度実行してください。");
        reader?.Begin();
        while (level.Count > 0)
        {
            if (connection is NpgsqlConnection)
                level = WithAhead(level);
            var next = new List<Unit>();
            var statements = level.ConvertAll(Build);
            StoreMetrics.CountStatements(statements.Count);
            if (connection is NpgsqlConnection postgres)
                await RunBatchAsync(sessions!, postgres, level, statements, next, turn, cancellation);
            else
                await RunEachAsync(reader!, level, statements, next, turn, cancellation);
            level = next;
        }

        reader?.End();
        if (Visited.Count > 0)
            await RefuseTakenDownAsync(connection, cancellation);
        return root;
    }

    /// <summary>Told of releases whose data are read.</summary>
    internal void Visit(List<Row> releases)
    {
        foreach (var release in releases)
        {
            if (release.Id != Current)
                Visited.Add(release.Id);
        }
    }

    /// <summary>
    /// Once all is read: what was there until then was read whole, and what was taken down meanwhile is not told.
    /// </summary>
    private async Task RefuseTakenDownAsync(DbConnection connection, CancellationToken cancellation)
    {
        var statement = new Statement(Store.Kind, Folds);
        statement.Text = "SELECT number, taken_down_reason\nFROM release\nWHERE taken_down_at IS NOT NULL\n  AND "
            + statement.In("number", Visited.ToArray()) + "\nORDER BY number\nLIMIT 1";
        Tell(statement);
        await using var command = connection.CreateCommand();
        statement.Fill(command);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (await reader.ReadAsync(cancellation))
            throw QueryException.TakenDown(reader.GetInt64(0), reader.GetString(1));
    }

    /// <summary>Told of the texts that are read.</summary>
    internal void CountCharacters(int characters)
    {
        _characters += characters;
        if (_characters > QueryLimits.MostCharacters)
        {
            throw new QueryException(
                QueryFault.Rows,
                $"The answer would be made of texts of more than {QueryLimits.MostCharacters} characters; "
                + "ask for less at once.");
        }
    }

    private void CountRow(Unit unit)
    {
        if (unit.IsOfAnswer && ++_rows > QueryLimits.MostRows)
        {
            throw new QueryException(
                QueryFault.Rows,
                $"The answer would be made of more than {QueryLimits.MostRows} rows; ask for less at once.");
        }
    }

    private static List<Unit> WithAhead(List<Unit> level)
    {
        var all = new List<Unit>(level.Count);
        level.ForEach(Add);
        return all;

        void Add(Unit unit)
        {
            all.Add(unit);
            foreach (var below in unit.Ahead())
                Add(below);
        }
    }

    private Statement Build(Unit unit)
    {
        var statement =
            new Statement(Store.Kind, Folds) { Draft = Store.Draft, Size = Size, Work = Work, Known = Found };
        unit.Build(statement);
        Tell(statement);
        return statement;
    }

    private void Tell(Statement statement) => Trace?.Invoke(
        statement.Text,
        [.. statement.Parameters.Select(parameter => $"@{parameter.Name} = {Statement.Show(parameter.Value)}")]);

    private async Task RunEachAsync(
        SqliteReader reader,
        List<Unit> level,
        List<Statement> statements,
        List<Unit> next,
        ReadTurn turn,
        CancellationToken cancellation)
    {
        // SQLite runs a statement in the caller's thread and asks every few steps whether to go on. An interruption
        // from outside would be lost between two statements.
        var handle = reader.Connection.Handle;
        raw.sqlite3_progress_handler(handle, StepsBetweenLooks, _ => turn.GoesOn() ? 0 : 1, null);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            await RunEachAsync(reader, level, statements, next);
        }
        catch (SqliteException) when (cancellation.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            raw.sqlite3_progress_handler(handle, 0, null, null);
        }
    }

    private async Task RunEachAsync(SqliteReader reader, List<Unit> level, List<Statement> statements, List<Unit> next)
    {
        for (var i = 0; i < level.Count; i++)
        {
            var command = reader.Command(statements[i].Text);
            statements[i].Fill(command);
            await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
            while (await rows.ReadAsync(CancellationToken.None))
            {
                CountRow(level[i]);
                level[i].Read(rows);
            }

            level[i].Finish(next);
        }
    }

    private async Task RunBatchAsync(
        PostgreSqlSessions sessions,
        NpgsqlConnection connection,
        List<Unit> level,
        List<Statement> statements,
        List<Unit> next,
        ReadTurn turn,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var batch = connection.CreateBatch();
        if (sessions.BeforeQuestions is { } setting)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(setting));
        if (statements.Exists(statement => statement.IsSearch))
            batch.BatchCommands.Add(new NpgsqlBatchCommand(CustomPlans));
        var before = batch.BatchCommands.Count;
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand();
            statement.Fill(command);
            batch.BatchCommands.Add(command);
        }

        var executing = batch.ExecuteReaderAsync(CancellationToken.None);
        await using var end = sessions.Stop.Watch(batch, turn, cancellation);
        await using var reader = await executing;
        for (var i = 0; i < before; i++)
            await reader.NextResultAsync(CancellationToken.None);
        var read = 0;
        foreach (var unit in level)
        {
            while (await reader.ReadAsync(CancellationToken.None))
            {
                CountRow(unit);
                unit.Read(reader);
                if ((++read > MostShortRows || _characters > MostShortCharacters) && !PoolContext.IsOn)
                    await PoolContext.SwitchAsync();
            }

            unit.Finish(next);
            await reader.NextResultAsync(CancellationToken.None);
        }
    }
}
