using Microsoft.Data.Sqlite;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// An open connection to SQLite for questions, with the statements that were planned on it: planning a join of several tables takes
/// longer than reading the few rows that their indexes find. Disposing gives it back. One question at a time.
/// </summary>
/// <param name="incarnation">Of the store, as it was opened (<see cref="Store.Incarnation"/>).</param>
/// <param name="giveBack">Called at the end of a question.</param>
internal sealed class SqliteReader(SqliteConnection connection, int incarnation, Action<SqliteReader> giveBack) : IDisposable
{
    /// <summary>Statements that are kept, of some ten kilobytes each; the one that was asked for longest ago goes first.</summary>
    public const int Most = 150;

    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<SqliteCommand> _commands = [];

    public SqliteConnection Connection => connection;

    /// <summary>How many statements it keeps.</summary>
    public int Count => _commands.Count;

    public int Incarnation => incarnation;

    /// <summary>The command of a statement, without parameters.</summary>
    public SqliteCommand Command(string text)
    {
        if (_known.TryGetValue(text, out var node))
        {
            _commands.Remove(node);
            node.Value.Parameters.Clear();
        }
        else
        {
            var command = connection.CreateCommand();
            command.CommandText = text;
            _known.Add(text, node = new LinkedListNode<SqliteCommand>(command));
        }

        _commands.AddLast(node);
        if (_commands.Count > Most)
        {
            var oldest = _commands.First!.Value;
            _commands.RemoveFirst();
            _known.Remove(oldest.CommandText);
            oldest.Dispose();
        }

        return node.Value;
    }

    public void Dispose() => giveBack(this);

    /// <summary>Ends the statements, and gives the connection back to the pool.</summary>
    public void Close() => connection.Dispose();
}
