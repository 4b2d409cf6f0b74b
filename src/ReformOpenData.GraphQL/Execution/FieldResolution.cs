namespace ReformOpenData.GraphQL.Execution;

/// <summary>Calls the resolvers of root fields (§6.4.2 #ResolveFieldValue), one after another.</summary>
internal sealed class FieldResolution(ExecutionErrors errors, object? state, TimeLimit timeLimit)
{
    /// <summary>
    /// How long a resolver that was told to stop may take to do so, before the answer leaves without it.
    /// </summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    /// <summary>ResolveFieldValue (§6.4.2 #ResolveFieldValue). What the resolver throws is its error.</summary>
    public ValueTask<object?> ResolveFieldValueAsync(IReadOnlyList<SelectedField> selection, SelectedField field)
    {
        timeLimit.ThrowIfOver();
        try
        {
            var resolver = (ResolverBinding)field.Plan.Binding!;
            var resolving = resolver.Resolve(new ResolverContext(selection, field, state, timeLimit));
            return resolving.IsCompletedSuccessfully ? resolving : WaitAsync(resolving.AsTask(), field);
        }
        catch (Exception exception) when (!EndsTheRequest(exception))
        {
            return new(errors.FromException(exception, field));
        }
    }

    /// <summary>
    /// A resolver that does not stop in time is left behind, so that the limit holds whatever it does.
    /// </summary>
    private async ValueTask<object?> WaitAsync(Task<object?> resolving, SelectedField field)
    {
        try
        {
            return await resolving.WaitAsync(timeLimit.Token);
        }
        catch (OperationCanceledException) when (timeLimit.IsOver)
        {
            await Task.WhenAny(resolving, Task.Delay(s_grace, CancellationToken.None));
            throw;
        }
        catch (Exception exception)
        {
            return errors.FromException(exception, field);
        }
    }

    private bool EndsTheRequest(Exception exception) => exception is OperationCanceledException && timeLimit.IsOver;
}
