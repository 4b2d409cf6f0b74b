using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// The errors of one execution, with the path to the place that is being completed. Bounded: a last error says how many
/// were left out.
/// </summary>
internal sealed class ExecutionErrors(ExecutableSchema executable)
{
    /// <summary>
    /// Of the messages of one response, beside the bound on their number, which the server's owner may set high.
    /// </summary>
    public const int MostCharacters = 50_000;

    private readonly List<GraphQLError> _errors = [];
    private PathSegment[] _path = [];
    private int _length;
    private int _leftOut;
    private int _characters;

    public int Count => _errors.Count;

    /// <summary>Segments of the current path; setting it comes back from whatever was gone into.</summary>
    public int Depth
    {
        get => _length;
        set => _length = value;
    }

    /// <summary>Goes down into a field or an item of a list; <see cref="Depth"/> comes back.</summary>
    public void Push(string? key, int index)
    {
        if (_length == _path.Length)
            Array.Resize(ref _path, Math.Max(8, _length * 2));
        _path[_length++] = new PathSegment(key, index);
    }

    /// <summary>The next item of the list that is being completed.</summary>
    public void MoveTo(int index) => _path[_length - 1] = new PathSegment(null, index);

    /// <summary>Records an error at the current path, or at a field (and items in it) below the current path.</summary>
    public void Add(GraphQLError error, SelectedField field, ReadOnlySpan<int> indices, bool fieldIsInPath = false)
    {
        if (_errors.Count >= executable.Limits.Errors || _characters > MostCharacters)
        {
            _leftOut++;
            return;
        }

        var path = new List<object>(_length + 1 + indices.Length);
        foreach (var segment in _path.AsSpan(0, _length))
            path.Add(segment.Key is { } key ? key : segment.Index);
        if (!fieldIsInPath)
            path.Add(field.ResponseKey);
        foreach (var index in indices)
            path.Add(index);
        var locations = error.Locations.Count > 0 ? error.Locations : field.Plan.Locations();
        _characters += error.Message.Length;
        _errors.Add(error with { Path = path, Locations = locations });
    }

    /// <summary>The error that stands for a fault of a resolver. What it was goes to the log, and no further.</summary>
    public GraphQLError FromException(Exception exception, SelectedField field) =>
        exception is GraphQLErrorException known
            ? known.Error
            : executable.Unexpected(exception, field.Definition.Coordinate);

    public IReadOnlyList<GraphQLError> ToList()
    {
        if (_leftOut > 0)
        {
            _errors.Add(LeftOut(_leftOut, _errors.Count, executable.Limits.Errors));
            _leftOut = 0;
        }

        return _errors;
    }

    /// <param name="kept">Errors that are told: fewer than the limit where their messages are long.</param>
    public static GraphQLError LeftOut(int count, int kept, int limit) => GraphQLError.OverLimit(
        ErrorCode.ErrorLimit,
        kept < limit
            ? $"{count} more errors were left out; the messages of one response hold about {MostCharacters} characters."
            : $"{count} more errors were left out; the limit (Errors) is {limit}.",
        kept,
        kept + count);

    public static GraphQLError NonNullViolation(SelectedField field) =>
        new($"Cannot return null for non-nullable field {Coordinate(field)}.", ErrorCode.NonNullViolation);

    public static GraphQLError NoList(SelectedField field) => new(
        $"Expected Iterable, but did not find one for field \"{Coordinate(field)}\".", ErrorCode.InvalidResult);

    public static string Coordinate(SelectedField field) => $"{field.ParentType.Name}.{field.Definition.Name}";

    private readonly record struct PathSegment(string? Key, int Index);
}
