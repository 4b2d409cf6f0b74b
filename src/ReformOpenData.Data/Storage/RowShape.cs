using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// How the rows of a table are written: its columns, and a compiled function over them, both from the model.
/// </summary>
internal sealed class RowShape<TRow>
{
    private RowShape(string table, IReadOnlyList<string> columns, Action<TRow, RowSink> write)
    {
        Table = table;
        Columns = columns;
        Write = write;
    }

    public string Table { get; }

    /// <summary>Quoted, since one of them is named column.</summary>
    public IReadOnlyList<string> Columns { get; }

    public Action<TRow, RowSink> Write { get; }

    public static RowShape<TRow> Of(IModel model)
    {
        var entity = model.FindEntityType(typeof(TRow))
            ?? throw new InvalidOperationException($"{typeof(TRow).Name} is not in the model.");
        var row = Expression.Parameter(typeof(TRow));
        var sink = Expression.Parameter(typeof(RowSink));
        var properties = entity.GetProperties().ToList();
        var calls = properties.Select(property => WriteProperty(property, row, sink));
        var write = Expression.Lambda<Action<TRow, RowSink>>(Expression.Block(calls), row, sink).Compile();
        return new RowShape<TRow>(
            entity.GetTableName()!, [.. properties.Select(property => $"\"{property.GetColumnName()}\"")], write);
    }

    private static MethodCallExpression WriteProperty(IProperty property, Expression row, Expression sink)
    {
        if (FoldedAttribute.TextOf(property) is { } text)
        {
            var folded = Expression.Call(typeof(Folding), nameof(Folding.Unlike), [], Expression.Property(row, text));
            return Expression.Call(sink, nameof(RowSink.Write), [], folded);
        }

        // The other property without a member is search_text.grams.
        if (property.PropertyInfo is null)
            return Expression.Call(
                sink, nameof(RowSink.WriteGrams), [], Expression.Property(row, nameof(SearchTextRow.Folded)));
        Expression value = Expression.Property(row, property.PropertyInfo);
        if (property.ClrType.IsEnum)
            value = Expression.Convert(value, typeof(int));
        return Expression.Call(sink, nameof(RowSink.Write), [], value);
    }
}
