using System.Linq.Expressions;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>Rows of one table that are not written yet.</summary>
internal abstract class EditionTable
{
    public abstract int Count { get; }

    /// <summary>Writes the rows, and forgets them.</summary>
    public abstract void MoveTo(RowCopier copier);
}

/// <inheritdoc/>
internal sealed class EditionTable<TRow> : EditionTable
{
    private static readonly Action<EditionRow>? CountOne = MakeCount();
    private readonly List<TRow> _rows = [];

    public override int Count => _rows.Count;

    public IReadOnlyList<TRow> Rows => _rows;

    /// <param name="edition">Counts the row, where the rows of this table are counted.</param>
    public void Add(TRow row, EditionRow edition)
    {
        _rows.Add(row);
        CountOne?.Invoke(edition);
    }

    public override void MoveTo(RowCopier copier)
    {
        copier.Copy(_rows);
        _rows.Clear();
    }

    private static Action<EditionRow>? MakeCount()
    {
        if (typeof(EditionRow).GetProperty(typeof(TRow).Name[..^"Row".Length] + "Count") is not { } count)
            return null;
        var edition = Expression.Parameter(typeof(EditionRow));
        return Expression.Lambda<Action<EditionRow>>(
            Expression.PreIncrementAssign(Expression.Property(edition, count)), edition).Compile();
    }
}
