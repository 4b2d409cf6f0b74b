using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// Gathers why values do not fit, each with the path within the variable or argument. Costs nothing while all fit.
/// </summary>
internal sealed class CoercionReport(Source source, int most)
{
    private List<GraphQLError>? _errors;
    private List<object>? _path;
    private object _subject = "";
    private Node _node = null!;
    private bool _isVariable;
    private int _characters;

    public IReadOnlyList<GraphQLError> Errors => _errors ?? (IReadOnlyList<GraphQLError>)[];

    /// <summary>Whether there were more errors than are told.</summary>
    public bool IsFull { get; private set; }

    /// <summary>What follows is about a variable; its errors are at its definition.</summary>
    public void Begin(VariableDefinition variable) => Begin(variable, variable, isVariable: true);

    /// <summary>
    /// What follows is about an argument or a default; its errors are at the literal that does not fit.
    /// </summary>
    public void Begin(InputValueDefinition definition, Value value) => Begin(definition, value, isVariable: false);

    public void Push(string name) => (_path ??= []).Add(name);

    public void Push(int index) => (_path ??= []).Add(index);

    public void Pop() => _path!.RemoveAt(_path.Count - 1);

    public void Add(string message, Node? at = null)
    {
        if (IsFull)
            return;
        _errors ??= [];
        if (_errors.Count >= most || _characters > ExecutionErrors.MostCharacters)
        {
            IsFull = true;
            if (most > 1)
            {
                var more = _errors.Count < most
                    ? "There are more errors in the variables; the messages of one response hold about "
                        + $"{ExecutionErrors.MostCharacters} characters."
                    : $"There are more errors in the variables; the limit (Errors) is {most}.";
                _errors.Add(GraphQLError.OverLimit(ErrorCode.ErrorLimit, more, _errors.Count, null));
            }

            return;
        }

        var path = _path is { Count: > 0 }
            ? " at " + string.Concat(_path.Select(key => key is int index ? $"[{index}]" : $".{key}"))
            : "";
        var subject = _subject is VariableDefinition variable
            ? $"Variable \"${variable.Variable.Name}\""
            : $"Argument \"{_subject}\"";
        _errors.Add(GraphQLError.At(
            ErrorCode.BadUserInput,
            $"{subject} has invalid value{path}: {message}",
            source.Locate(_isVariable ? _node : at ?? _node)));
        _characters += _errors[^1].Message.Length;
    }

    private void Begin(object subject, Node node, bool isVariable)
    {
        _subject = subject;
        _node = node;
        _isVariable = isVariable;
    }
}
