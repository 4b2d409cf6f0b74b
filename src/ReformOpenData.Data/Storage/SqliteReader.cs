using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// An open connection to SQLite for questions, with the statements that were planned on it: planning a join of several
/// tables takes longer than reading the few rows that their indexes find. Disposing gives it back. One question at a
/// time.
/// </summary>
/// <param name="incarnation">Of the store, as it was opened (<see cref="Store.Incarnation"/>).</param>
/// <param name="giveBack">Called at the end of a question.</param>
internal sealed class SqliteReader(SqliteConnection connection, int incarnation, Action<SqliteReader> giveBack)
    : IDisposable
{
    /// <summary>
    /// Characters of the statements that are kept, planned in some ten times as many bytes; the one that was asked for
    /// longest ago goes first.
    /// </summary>
    public const int Most = 200_000;

    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<SqliteCommand> _commands = [];
    private readonly List<SqliteCommand> _used = [];
    private int _characters;

    public SqliteConnection Connection => connection;

    /// <summary>How many statements it keeps.</summary>
    public int Count => _commands.Count;

    public int Incarnation => incarnation;

    /// <summary>
    /// Begins to read one state of the store: the file is locked and looked at once for all statements until the end.
    /// </summary>
    public void Begin() => Execute("BEGIN");

    /// <summary>What is read next may be newer.</summary>
    public void End() => Execute("COMMIT");

    /// <summary>The command of a statement, without parameters.</summary>
    public SqliteCommand Command(string text)
    {
        if (_known.TryGetValue(text, out var node))
        {
            // A question may ask it twice.
            _commands.Remove(node);
            node.Value.Parameters.Clear();
        }
        else
        {
            var command = connection.CreateCommand();
            command.CommandText = text;
            _known.Add(text, node = new LinkedListNode<SqliteCommand>(command));
            _characters += text.Length;
        }

        _commands.AddLast(node);
        while (_characters > Most && _commands.Count > 1)
        {
            var oldest = _commands.First!.Value;
            _commands.RemoveFirst();
            _known.Remove(oldest.CommandText);
            _characters -= oldest.CommandText.Length;
            oldest.Dispose();
        }

        _used.Add(node.Value);
        return node.Value;
    }

    public void Dispose()
    {
        // Values may be long, and the command may not be asked for again.
        _used.ForEach(command => command.Parameters.Clear());
        _used.Clear();
        // Where a question failed, what it began ends here.
        if (raw.sqlite3_get_autocommit(connection.Handle) != 0
            || raw.sqlite3_exec(connection.Handle, "ROLLBACK") == raw.SQLITE_OK)
            giveBack(this);
        else
            Close();
    }

    /// <summary>Ends the statements, and gives the connection back to the pool.</summary>
    public void Close() => connection.Dispose();

    private void Execute(string statement) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, statement), connection.Handle);
}
