namespace ReformOpenData.GraphQL.Execution;

/// <summary>What the resolver of a root field is called with.</summary>
public sealed class ResolverContext
{
    private readonly TimeLimit _timeLimit;

    internal ResolverContext(
        IReadOnlyList<SelectedField> selection, SelectedField field, object? request, TimeLimit timeLimit)
    {
        Selection = selection;
        Field = field;
        Request = request;
        _timeLimit = timeLimit;
    }

    /// <summary>All root fields of the operation, fragments expanded; the field is one of them.</summary>
    public IReadOnlyList<SelectedField> Selection { get; }

    /// <summary>What is selected of the field: its arguments, and what is selected below it.</summary>
    public SelectedField Field { get; }

    /// <summary>The caller's state object for this request.</summary>
    public object? Request { get; }

    /// <summary>Cancelled when the client has gone or the time limit is over; belongs to this request alone.</summary>
    public CancellationToken CancellationToken => _timeLimit.Token;
}
