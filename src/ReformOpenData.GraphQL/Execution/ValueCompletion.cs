using System.Collections;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Completes values depth first, straight into the response (§6.4.3 #sec-Value-Completion). Only root fields have
/// resolvers that wait; leaves and properties are read here. A method that returns false has met a null that its type
/// does not allow: whoever holds the nearest nullable place takes back what was written.
/// </summary>
internal sealed class ValueCompletion(
    ExecutableSchema executable, ResponseBuffer buffer, ExecutionErrors errors, TimeLimit timeLimit)
{
    /// <summary>Objects and items between two looks at the time limit.</summary>
    private const int StepsPerCheck = 256;

    private int _steps;

    /// <summary>Writes one field of the root.</summary>
    /// <param name="parent">Where the field has a resolver, what that gave; else the root's own value.</param>
    public bool ExecuteRootField(SelectedField[] fields, int index, object? parent)
    {
        var writer = new LeafWriter(buffer, errors);
        return ExecuteFields(fields, index, index + 1, parent, ref writer);
    }

    /// <summary>
    /// ExecuteCollectedFields (§6.3.3 #ExecuteCollectedFields): writes an object.
    /// </summary>
    private bool ExecuteCollectedFields(CollectedSelection selection, object value, ref LeafWriter writer)
    {
        buffer.Byte((byte)'{');
        if (!ExecuteFields(selection.Fields, 0, selection.Fields.Length, value, ref writer))
            return false;
        buffer.Byte((byte)'}');
        return true;
    }

    /// <summary>
    /// Writes the fields of an object from one index up to another, with what resolvers throw as their errors.
    /// </summary>
    private bool ExecuteFields(SelectedField[] fields, int from, int to, object? value, ref LeafWriter writer)
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
                    if (!ExecuteField(field, value, ref writer))
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
    private bool ExecuteField(SelectedField field, object? parent, ref LeafWriter writer)
    {
        var plan = field.Plan;
        if (field.Fault is { } fault)
            throw new GraphQLErrorException(fault);
        if (plan.Kind == FieldKind.Leaf)
        {
            writer.Begin(field);
            ((LeafBinding)plan.Binding!).Write(parent!, field, ref writer);
            return writer.End();
        }

        if (plan.Kind == FieldKind.TypeName)
            return true;
        var value = plan.Kind == FieldKind.Property ? ((PropertyBinding)plan.Binding!).Get(parent!, field) : parent;
        if (plan.Leaf is not null)
        {
            writer.Begin(field);
            writer.Value(value);
            return writer.End();
        }

        var depth = errors.Depth;
        errors.Push(field.ResponseKey, 0);
        var completed = CompleteValue(field, plan.Composite!, value, ref writer);
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
    private bool CompleteValue(SelectedField field, OutputShape shape, object? value, ref LeafWriter writer)
    {
        if (++_steps % StepsPerCheck == 0)
            timeLimit.ThrowIfOver();
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
            return CompleteList(field, shape, value, ref writer);
        if (executable.ResolveObjectType(shape.Composite!, value, field, out var noType) is not { } type)
            return Fail(field, shape, start, noType!);
        return ExecuteCollectedFields(field.CollectSubfields(type), value, ref writer) || NullOrPropagate(shape, start);
    }

    private bool CompleteList(SelectedField field, OutputShape shape, object value, ref LeafWriter writer)
    {
        var start = buffer.Position;
        if (value is string or not IEnumerable)
            return Fail(field, shape, start, ExecutionErrors.NoList(field));
        buffer.Byte((byte)'[');
        var depth = errors.Depth;
        errors.Push(null, 0);
        var completed = value is IList list
            ? CompleteItems(field, shape.Item!, list, ref writer)
            : CompleteItems(field, shape.Item!, (IEnumerable)value, ref writer);
        errors.Depth = depth;
        if (!completed)
            return NullOrPropagate(shape, start);
        buffer.Byte((byte)']');
        return true;
    }

    private bool CompleteItems(SelectedField field, OutputShape item, IList items, ref LeafWriter writer)
    {
        var count = items.Count;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                buffer.Byte((byte)',');
            errors.MoveTo(i);
            if (!CompleteValue(field, item, items[i], ref writer))
                return false;
        }

        return true;
    }

    /// <summary>A sequence is read while it is written; what it throws is the error of the field.</summary>
    private bool CompleteItems(SelectedField field, OutputShape item, IEnumerable items, ref LeafWriter writer)
    {
        var i = 0;
        foreach (var value in items)
        {
            if (i > 0)
                buffer.Byte((byte)',');
            errors.MoveTo(i++);
            if (!CompleteValue(field, item, value, ref writer))
                return false;
        }

        return true;
    }

    private bool EndsTheRequest(Exception exception) => exception is ResponseLimitException
        || (exception is OperationCanceledException && timeLimit.IsOver);
}
