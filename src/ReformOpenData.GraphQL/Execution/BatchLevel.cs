using System.Collections;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// All objects that one collected selection set stands on at one place of the operation, and what their batches
/// resolved to.
/// </summary>
internal sealed class BatchLevel(CollectedSelection selection, List<object> parents)
{
    public CollectedSelection Selection { get; } = selection;

    public List<object> Parents { get; } = parents;

    /// <summary>By index of the field; null for a field that is read while it is written.</summary>
    public BatchResult?[] Results { get; } = new BatchResult?[selection.Fields.Length];
}

/// <summary>The values of one field for all parents of a level, and where the objects among them continue.</summary>
internal sealed class BatchResult(IReadOnlyList<object?> values)
{
    /// <summary>Values by parent.</summary>
    public IReadOnlyList<object?> Values { get; private set; } = values;

    /// <summary>By parent: the index of its first object in <see cref="Children"/>.</summary>
    public int[]? ChildStart { get; private set; }

    /// <summary>
    /// For every object among the values, in order: the level it belongs to and its index there. Without level where
    /// nothing below it is resolved in batches, or where its type could not be told.
    /// </summary>
    public List<(BatchLevel? Level, int Index)>? Children { get; private set; }

    /// <summary>
    /// Sorts the objects into levels by their type, and adds the levels to <paramref name="levels"/>.
    /// </summary>
    public void Descend(ExecutableSchema executable, SelectedField field, List<BatchLevel> levels)
    {
        var read = new object?[Values.Count];
        var descent = new Descent(executable, field, levels, []);
        ChildStart = new int[read.Length];
        for (var i = 0; i < read.Length; i++)
        {
            ChildStart[i] = descent.Children.Count;
            read[i] = descent.Visit(field.Plan.Composite!, Values[i]);
        }

        Values = read;
        Children = descent.Children;
    }

    /// <summary>How many entries of <see cref="Children"/> a value has.</summary>
    public static int CountObjects(OutputShape shape, object? value)
    {
        if (value is null or GraphQLError)
            return 0;
        if (shape.Item is not { } item)
            return 1;
        var count = 0;
        if (value is not string && value is IEnumerable items)
        {
            foreach (var element in items)
                count += CountObjects(item, element);
        }

        return count;
    }

    private sealed class Descent(
        ExecutableSchema executable, SelectedField field, List<BatchLevel> levels, List<(BatchLevel?, int)> children)
    {
        private readonly int _firstLevel = levels.Count;

        public List<(BatchLevel? Level, int Index)> Children => children;

        /// <summary>The value, with sequences that can be read only once made lists.</summary>
        public object? Visit(OutputShape shape, object? value)
        {
            if (value is null or GraphQLError)
                return value;
            if (shape.Item is not { } item)
            {
                Add(shape, value);
                return value;
            }

            if (value is string or not IEnumerable)
                return value;
            var items = new List<object?>();
            foreach (var element in (IEnumerable)value)
                items.Add(Visit(item, element));
            return items;
        }

        private void Add(OutputShape shape, object value)
        {
            var type = executable.ResolveObjectType(shape.Composite!, value, field, out _);
            var level = type is null ? null : LevelOf(field.CollectSubfields(type));
            children.Add((level, level?.Parents.Count ?? 0));
            level?.Parents.Add(value);
        }

        private BatchLevel? LevelOf(CollectedSelection selection)
        {
            if (!selection.HasBatch)
                return null;
            for (var i = _firstLevel; i < levels.Count; i++)
            {
                if (ReferenceEquals(levels[i].Selection, selection))
                    return levels[i];
            }

            var level = new BatchLevel(selection, []);
            levels.Add(level);
            return level;
        }
    }
}
