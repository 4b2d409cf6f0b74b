namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Resolves the batches of an operation breadth first: each field once for all its parents, one after another.
/// </summary>
internal sealed class BatchResolution(
    ExecutableSchema executable, ExecutionErrors errors, object? state, CancellationToken cancellationToken)
{
    /// <summary>
    /// How long a resolver that was told to stop may take to do so, before the answer leaves without it.
    /// </summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    /// <summary>Resolves some fields of a root level, and all levels that follow from them.</summary>
    public async ValueTask ResolveAsync(BatchLevel root, int from, int to)
    {
        var levels = new List<BatchLevel> { root };
        for (var i = 0; i < levels.Count; i++)
        {
            var level = levels[i];
            var fields = level.Selection.Fields;
            for (var index = i == 0 ? from : 0; index < (i == 0 ? to : fields.Length); index++)
            {
                var field = fields[index];
                if (field.Fault is not null || !(field.Plan.Kind == FieldKind.Batch || field.Plan.HasBatchBelow))
                    continue;
                cancellationToken.ThrowIfCancellationRequested();
                var result = new BatchResult(await ResolveFieldValueAsync(field, level.Parents));
                if (field.Plan.HasBatchBelow)
                    result.Descend(executable, field, levels);
                level.Results[index] = result;
            }
        }
    }

    /// <summary>
    /// §6.4.2 #ResolveFieldValue, for all parents. What a resolver throws is the error of each of them.
    /// </summary>
    private ValueTask<IReadOnlyList<object?>> ResolveFieldValueAsync(SelectedField field, List<object> parents)
    {
        if (field.Plan.Binding is PropertyBinding property)
            return new(ReadAll(property, field, parents));
        try
        {
            var context = new BatchContext(parents, field, state, cancellationToken);
            var resolving = ((BatchBinding)field.Plan.Binding!).Resolve(context);
            return resolving.IsCompletedSuccessfully
                ? new(Checked(resolving.Result, field, parents))
                : WaitAsync(resolving.AsTask(), field, parents);
        }
        catch (Exception exception) when (!IsCancellation(exception))
        {
            return new(Failed(exception, field, parents));
        }
    }

    /// <summary>
    /// A resolver that does not stop in time is left behind, so that the limit holds whatever it does.
    /// </summary>
    private async ValueTask<IReadOnlyList<object?>> WaitAsync(
        Task<IReadOnlyList<object?>> resolving, SelectedField field, List<object> parents)
    {
        try
        {
            return Checked(await resolving.WaitAsync(cancellationToken), field, parents);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(resolving, Task.Delay(s_grace, CancellationToken.None));
            throw;
        }
        catch (Exception exception)
        {
            return Failed(exception, field, parents);
        }
    }

    private static IReadOnlyList<object?> Checked(
        IReadOnlyList<object?> values, SelectedField field, List<object> parents) =>
        values.Count == parents.Count
            ? values
            : throw new InvalidOperationException(
                $"{field.Definition.Coordinate} gave {values.Count} results for {parents.Count} parents.");

    private List<object?> Failed(Exception exception, SelectedField field, List<object> parents)
    {
        var error = errors.FromException(exception, field);
        return parents.ConvertAll(object? (_) => error);
    }

    private List<object?> ReadAll(PropertyBinding property, SelectedField field, List<object> parents) =>
        parents.ConvertAll(parent => Read(property, parent, field));

    private object? Read(PropertyBinding property, object parent, SelectedField field)
    {
        try
        {
            return property.Get(parent, field);
        }
        catch (Exception exception) when (!IsCancellation(exception))
        {
            return errors.FromException(exception, field);
        }
    }

    private bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
