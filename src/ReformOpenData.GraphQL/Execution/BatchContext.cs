namespace ReformOpenData.GraphQL.Execution;

/// <summary>What a batch resolver is called with: once for all parents of a level.</summary>
public sealed class BatchContext
{
    internal BatchContext(
        IReadOnlyList<object> parents, SelectedField field, object? request, CancellationToken cancellationToken)
    {
        Parents = parents;
        Field = field;
        Request = request;
        CancellationToken = cancellationToken;
    }

    /// <summary>
    /// At least one. On a root type the one parent is the caller's state object, or a placeholder where that is null.
    /// </summary>
    public IReadOnlyList<object> Parents { get; }

    /// <summary>What is selected of the field: its arguments, and what is selected below it.</summary>
    public SelectedField Field { get; }

    /// <summary>The caller's state object for this request.</summary>
    public object? Request { get; }

    /// <summary>Cancelled when the client has gone or the time limit is over.</summary>
    public CancellationToken CancellationToken { get; }
}
