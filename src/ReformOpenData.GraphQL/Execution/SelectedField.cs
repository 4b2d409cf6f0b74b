using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// One response key of a collected selection set (§6.3.2 #sec-Field-Collection), for given variable values. What
/// depends on no variable is made once and shared by all requests of the document.
/// </summary>
public sealed class SelectedField
{
    private readonly VariableValues? _variables;
    private readonly ArgumentValues? _arguments;
    private CollectedSelection[] _subfields = [];
    private object? _made;

    internal SelectedField(FieldPlan plan, VariableValues? variables)
    {
        Plan = plan;
        _variables = variables;
        if (plan.StaticArguments is not null)
        {
            _arguments = plan.StaticArguments;
            return;
        }

        try
        {
            _arguments = plan.Operation.CoerceArgumentValues(plan, variables);
        }
        catch (GraphQLErrorException exception)
        {
            Fault = exception.Error;
        }
    }

    /// <summary>The key in the response: the alias, or else the name.</summary>
    public string ResponseKey => Plan.ResponseKey;

    public FieldDefinition Definition => Plan.Definition;

    /// <summary>Position within its selection set.</summary>
    public int Index => Plan.Index;

    /// <summary>The object type whose field this is.</summary>
    public ObjectType ParentType => Plan.ParentType;

    /// <summary>
    /// The coerced arguments; none where they could not be coerced, since the field is then an error, whatever a
    /// resolver gives.
    /// </summary>
    public ArgumentValues Arguments => _arguments ?? ArgumentValues.Empty;

    /// <summary>
    /// Why the arguments could not be coerced; the field is then an error, and its resolver is not called.
    /// </summary>
    internal GraphQLError? Fault { get; }

    internal FieldPlan Plan { get; }

    /// <summary>
    /// What is selected below the field on a concrete type, in the order of the response. Empty for a leaf.
    /// </summary>
    /// <param name="type">The field's own type where it is an object type, else one that its values can be of.</param>
    public IReadOnlyList<SelectedField> Fields(ObjectType type) => CollectSubfields(type).Fields;

    /// <summary>
    /// Something made of the field, kept as long as the field is: over all requests, where neither its arguments nor
    /// what is selected below use variables, and otherwise for the one request.
    /// </summary>
    /// <param name="state">What <paramref name="make"/> needs beside the field.</param>
    /// <param name="make">
    /// Always of the same type for the same field. What it makes may be read by several requests at once.
    /// </param>
    public T Once<TState, T>(TState state, Func<SelectedField, TState, T> make)
        where T : class
    {
        // Racing threads may both make it; either result serves.
        return (T)(_made ??= make(this, state));
    }

    /// <summary>
    /// Something made of what is selected below the field, and of nothing else of it: kept over all requests where that
    /// uses no variables, whether or not its arguments do.
    /// </summary>
    /// <param name="key">Tells apart what is made of the same selection, by reference: one of few.</param>
    /// <param name="state">As for <see cref="Once{TState, T}"/>.</param>
    /// <param name="make">Always of the same type for the same field.</param>
    public T OnceBelow<TKey, TState, T>(TKey key, TState state, Func<SelectedField, TKey, TState, T> make)
        where TKey : class
        where T : class
    {
        if (!Plan.IsFixedBelow)
            return make(this, key, state);
        foreach (var known in Plan.MadeBelow)
        {
            if (ReferenceEquals(known.Key, key))
                return (T)known.Made;
        }

        // Racing threads may both make it, and one of two that are made at once may be lost; it is then made again.
        var made = make(this, key, state);
        Plan.MadeBelow = [.. Plan.MadeBelow, (key, made)];
        return made;
    }

    /// <summary>
    /// CollectSubfields (§6.3.2 #CollectSubfields): the selection sets of all nodes of the field, merged.
    /// </summary>
    internal CollectedSelection CollectSubfields(ObjectType type)
    {
        foreach (var known in _subfields)
        {
            if (ReferenceEquals(known.Type, type))
                return known;
        }

        var collected = Plan.Operation.CollectSubfields(Plan, type, _variables);
        // Racing threads may both collect; either result serves, and one of them is kept.
        _subfields = [.. _subfields, collected];
        return collected;
    }
}
