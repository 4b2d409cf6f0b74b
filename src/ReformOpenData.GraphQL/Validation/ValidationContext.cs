using System.Runtime.CompilerServices;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Validation;

/// <summary>
/// What the rules of one run share: the schema, the document and its fragments, the errors, and the bounds.
/// </summary>
internal sealed class ValidationContext
{
    /// <summary>Steps that following fragments may take; graphql-js has the same bound.</summary>
    private const int MaxFragmentWork = 50_000;

    private Dictionary<string, FragmentDefinition>? _fragments;
    private int _fragmentWork;

    public ValidationContext(Schema schema, Document document)
    {
        Schema = schema;
        Document = document;
        FragmentReferences = new FragmentReferences(this);
        VariableUsages = new VariableUsages(this);
    }

    public Schema Schema { get; }

    public Document Document { get; }

    public List<GraphQLError> Errors { get; } = [];

    public FragmentReferences FragmentReferences { get; }

    public VariableUsages VariableUsages { get; }

    /// <summary>The fragment of a name, or null. Of several with one name, which is an error, the last.</summary>
    public FragmentDefinition? FindFragment(string name)
    {
        if (_fragments is null)
        {
            _fragments = new Dictionary<string, FragmentDefinition>(StringComparer.Ordinal);
            foreach (var definition in Document.Definitions)
            {
                if (definition is FragmentDefinition fragment)
                    _fragments[fragment.Name] = fragment;
            }
        }

        return _fragments.GetValueOrDefault(name);
    }

    /// <summary>
    /// Whether the run is over. Whatever loops or recurses over the document looks at it, and returns.
    /// </summary>
    public bool IsAborted { get; private set; }

    /// <summary>Adds an error at the offsets of its nodes; the run ends when there are too many.</summary>
    public void Report(string message, params ReadOnlySpan<int> starts) =>
        Report(new GraphQLError(message, ErrorCode.ValidationFailed), starts);

    public void Report(GraphQLError error, params ReadOnlySpan<int> starts)
    {
        if (IsAborted)
            return;
        if (Errors.Count >= Validator.MaxErrors)
        {
            Abort(GraphQLError.OverLimit(
                ErrorCode.ErrorLimit,
                "Too many validation errors, error limit reached. Validation aborted.",
                Validator.MaxErrors,
                null));
            return;
        }

        var locations = new ErrorLocation[starts.Length];
        for (var i = 0; i < starts.Length; i++)
            locations[i] = Document.Source.Locate(starts[i]);
        Errors.Add(error with { Locations = locations });
    }

    /// <summary>
    /// Counts steps of following fragments, so that no document makes more of them than its size deserves.
    /// </summary>
    public void SpendFragmentWork(int steps)
    {
        _fragmentWork += steps;
        if (_fragmentWork > MaxFragmentWork)
        {
            Abort(GraphQLError.OverLimit(
                ErrorCode.FieldLimit,
                $"Validation aborted: following the fragments of this document takes more than {MaxFragmentWork:N0} "
                + "steps.",
                MaxFragmentWork,
                null));
        }
    }

    /// <summary>
    /// Asked by whatever recurses with the document: false where it should return, for the run is over, or is ended
    /// here since the stack is near its end.
    /// </summary>
    public bool CanGoDeeper()
    {
        if (!IsAborted && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Abort(new GraphQLError(
                "Validation aborted: the document, with its fragments, is nested too deeply.", ErrorCode.DepthLimit));
        }

        return !IsAborted;
    }

    /// <summary>
    /// Ends the run with this error. No exception: unwinding a deep stack takes longer than all the work that it was to
    /// save.
    /// </summary>
    public void Abort(GraphQLError error)
    {
        if (!IsAborted)
            Errors.Add(error);
        IsAborted = true;
    }

    /// <summary>A field as a message names it. graphql-js gives the meta-fields this parent.</summary>
    public static string NameOf(FieldDefinition field) => MetaPrefix(field) + field.Coordinate;

    /// <summary>An argument of a field as a message names it.</summary>
    public static string NameOf(FieldDefinition field, InputValueDefinition argument) =>
        MetaPrefix(field) + argument.Coordinate;

    private static string MetaPrefix(FieldDefinition field) => field.Coordinate.Contains('.') ? "" : "<meta>.";
}
