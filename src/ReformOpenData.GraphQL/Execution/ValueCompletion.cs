using System.Collections;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Completes values depth first, straight into the response (§6.4.3 #sec-Value-Completion). What batches resolved was
/// resolved before, level by level (<see cref="BatchLevel"/>); leaves and properties are read here. A method that
/// returns false has met a null that its type does not allow: whoever holds the nearest nullable place takes back what
/// was written.
/// </summary>
internal sealed class ValueCompletion(
    ExecutableSchema executable, ResponseBuffer buffer, ExecutionErrors errors, CancellationToken cancellationToken)
{
    /// <summary>Objects between two looks at the time limit.</summary>
    private const int ObjectsPerCheck = 256;

    private int _objects;

    /// <summary>
    /// ExecuteCollectedFields (§6.3.3 #ExecuteCollectedFields): writes an object. <paramref name="level"/> holds what
    /// batches gave for it, at <paramref name="index"/>.
    /// </summary>
    public bool ExecuteCollectedFields(
        CollectedSelection selection, object value, BatchLevel? level, int index, ref LeafWriter writer)
    {
        if (++_objects % ObjectsPerCheck == 0)
            cancellationToken.ThrowIfCancellationRequested();
        buffer.Byte((byte)'{');
        if (!ExecuteFields(selection.Fields, 0, selection.Fields.Length, value, level, index, ref writer))
            return false;
        buffer.Byte((byte)'}');
        return true;
    }

    /// <summary>
    /// Writes the fields of an object from one index up to another, with what resolvers throw as their errors.
    /// </summary>
    public bool ExecuteFields(
        SelectedField[] fields, int from, int to, object value, BatchLevel? level, int index, ref LeafWriter writer)
    {
        var depth = errors.Depth;
        for (var i = from; i < to;)
        {
            var start = buffer.Position;
            try
            {
                for (; i < to; i++)
                {
                    start = buffer.Position;
                    var field = fields[i];
                    buffer.Raw(i == 0 ? field.Plan.KeyUtf8.AsSpan(1) : field.Plan.KeyUtf8);
                    if (!ExecuteField(field, value, level?.Results[i], index, ref writer))
                        return false;
                }
            }
            catch (Exception exception) when (!EndsTheRequest(exception))
            {
                var field = fields[i];
                errors.Depth = depth;
                buffer.Position = start;
                buffer.Raw(i == 0 ? field.Plan.KeyUtf8.AsSpan(1) : field.Plan.KeyUtf8);
                errors.Add(errors.FromException(exception, field), field, []);
                if (field.Definition.Type.IsNonNull)
                    return false;
                buffer.Null();
                i++;
            }
        }

        return true;
    }

    /// <summary>§6.4 #ExecuteField</summary>
    public bool ExecuteField(SelectedField field, object parent, BatchResult? result, int index, ref LeafWriter writer)
    {
        var plan = field.Plan;
        if (field.Fault is { } fault)
            throw new GraphQLErrorException(fault);
        object? value;
        switch (plan.Kind)
        {
            case FieldKind.TypeName:
                return true;
            case FieldKind.Leaf:
                writer.Begin(field);
                ((LeafBinding)plan.Binding!).Write(parent, field, ref writer);
                return writer.End();
            default:
                value = result is null ? ((PropertyBinding)plan.Binding!).Get(parent, field) : result.Values[index];
                break;
        }

        if (plan.Leaf is not null)
        {
            writer.Begin(field);
            writer.Value(value);
            return writer.End();
        }

        var depth = errors.Depth;
        errors.Push(field.ResponseKey, 0);
        var child = result?.ChildStart is { } starts ? starts[index] : 0;
        var completed = CompleteValue(field, plan.Composite!, value, result, ref child, ref writer);
        errors.Depth = depth;
        return completed;
    }

    /// <summary>Null where that is allowed, in place of what was written since <paramref name="start"/>.</summary>
    private bool NullOrPropagate(OutputShape shape, int start)
    {
        if (shape.IsNonNull)
            return false;
        buffer.Position = start;
        buffer.Null();
        return true;
    }

    private bool Fail(SelectedField field, OutputShape shape, int start, GraphQLError error)
    {
        errors.Add(error, field, [], fieldIsInPath: true);
        return NullOrPropagate(shape, start);
    }

    /// <summary>
    /// CompleteValue (§6.4.3 #CompleteValue) of types with fields; leaves are <see cref="LeafWriter"/>'s.
    /// </summary>
    private bool CompleteValue(
        SelectedField field,
        OutputShape shape,
        object? value,
        BatchResult? result,
        ref int child,
        ref LeafWriter writer)
    {
        var start = buffer.Position;
        if (value is null)
        {
            if (!shape.IsNonNull)
            {
                buffer.Null();
                return true;
            }

            errors.Add(ExecutionErrors.NonNullViolation(field), field, [], fieldIsInPath: true);
            return false;
        }

        if (value is GraphQLError error)
            return Fail(field, shape, start, error);
        if (shape.Item is not null)
            return CompleteList(field, shape, value, result, ref child, ref writer);

        BatchLevel? level = null;
        var index = 0;
        if (result?.Children is { } children)
        {
            level = children[child].Level;
            index = children[child].Index;
            child++;
        }

        var selection = level?.Selection;
        if (selection is null)
        {
            if (executable.ResolveObjectType(shape.Composite!, value, field, out var noType) is not { } type)
                return Fail(field, shape, start, noType!);
            selection = field.CollectSubfields(type);
        }

        return ExecuteCollectedFields(selection, value, level, index, ref writer) || NullOrPropagate(shape, start);
    }

    private bool CompleteList(
        SelectedField field, OutputShape shape, object value, BatchResult? result, ref int child, ref LeafWriter writer)
    {
        var start = buffer.Position;
        var items = value as IList;
        if (items is null && value is not string && value is IEnumerable sequence)
            items = sequence.Cast<object?>().ToList();
        if (items is null)
            return Fail(field, shape, start, ExecutionErrors.NoList(field));
        buffer.Byte((byte)'[');
        var depth = errors.Depth;
        errors.Push(null, 0);
        var count = items.Count;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                buffer.Byte((byte)',');
            errors.MoveTo(i);
            if (!CompleteValue(field, shape.Item!, items[i], result, ref child, ref writer))
            {
                // The next list goes on behind the objects of this one, looked at or not.
                while (result?.Children is not null && ++i < count)
                    child += BatchResult.CountObjects(shape.Item!, items[i]);
                errors.Depth = depth;
                return NullOrPropagate(shape, start);
            }
        }

        errors.Depth = depth;
        buffer.Byte((byte)']');
        return true;
    }

    private bool EndsTheRequest(Exception exception) => exception is ResponseLimitException
        || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);
}
