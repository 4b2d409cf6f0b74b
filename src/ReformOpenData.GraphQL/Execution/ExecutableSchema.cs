using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.GraphQL.Validation;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>A schema whose fields are bound to code: it answers requests. Safe for any number of threads.</summary>
public sealed class ExecutableSchema
{
    private readonly Dictionary<FieldDefinition, FieldBinding> _bindings;
    private readonly Dictionary<string, Func<object, string>> _typeOf;
    private readonly PlanCache<CachedDocument> _cache;
    private readonly Action<string, Exception>? _onUnexpected;

    private ExecutableSchema(
        Schema schema,
        BoundFields bound,
        Func<SelectedField, object?, double> workOf,
        Limits limits,
        Action<string, Exception>? onUnexpected)
    {
        Schema = schema;
        Limits = limits;
        _bindings = bound.Fields;
        _typeOf = bound.Types;
        LeafTypes = bound.LeafTypes;
        WorkOf = workOf;
        Costs = new CostTable(schema);
        Input = new InputCoercion(this);
        _cache = new PlanCache<CachedDocument>(limits.PlanCacheEntries, limits.PlanCacheBytes);
        _onUnexpected = onUnexpected;
    }

    public Schema Schema { get; }

    public Limits Limits { get; }

    /// <summary>Scalars and enums by name.</summary>
    internal Dictionary<string, LeafType> LeafTypes { get; }

    internal InputCoercion Input { get; }

    internal CostTable Costs { get; }

    /// <summary>What the work behind a root field costs, of a request with some state.</summary>
    internal Func<SelectedField, object?, double> WorkOf { get; }

    /// <summary>Binds a schema.</summary>
    /// <param name="bindings">
    /// One for every field of every object type but the introspection's, which the engine binds.
    /// </param>
    /// <param name="onUnexpected">
    /// Called with an id and whatever a resolver threw; the response holds “Unexpected error.” and the id alone.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// A field is not bound, or a binding fits nothing; all are listed.
    /// </exception>
    public static ExecutableSchema Create(
        Schema schema, Bindings bindings, Limits? limits = null, Action<string, Exception>? onUnexpected = null)
    {
        limits ??= new Limits();
        limits.Check();
        return new ExecutableSchema(schema, BoundFields.Bind(schema, bindings), bindings.WorkOf, limits, onUnexpected);
    }

    /// <summary>Whether the document was checked and planned before, so that it is executed at once.</summary>
    public bool IsPlanned(GraphQLRequest request) => _cache.Has(request.Document.Span);

    /// <summary>ExecuteRequest (§6.1 #ExecuteRequest). Dispose the response after it was sent or copied.</summary>
    /// <param name="state">The parent of root fields, and <see cref="ResolverContext.Request"/>.</param>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled. The time limit is an error of the response.
    /// </exception>
    public ValueTask<GraphQLResponse> ExecuteAsync(
        GraphQLRequest request, object? state, CancellationToken cancellationToken)
    {
        try
        {
            var document = _cache.GetOrMake(request.Document.Span, Prepare);
            return document.Plan is null
                ? new(GraphQLResponse.RequestError(document.Errors))
                : new OperationExecution(this, document.Plan, request, state).ExecuteRequestAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // What is thrown while the operation runs becomes its error there.
            return new(GraphQLResponse.RequestError(Unexpected(exception, "the request")));
        }
    }

    /// <summary>The code of a field; null for <c>__typename</c>.</summary>
    internal FieldBinding? BindingOf(FieldDefinition field) => _bindings.GetValueOrDefault(field);

    /// <summary>
    /// ResolveAbstractType (§6.4.3 #ResolveAbstractType); null, with an error, where there is no such type.
    /// </summary>
    internal ObjectType? ResolveObjectType(
        CompositeType type, object value, SelectedField field, out GraphQLError? error)
    {
        error = null;
        if (type is ObjectType known)
            return known;
        string name;
        try
        {
            name = _typeOf[type.Name](value);
        }
        catch (Exception exception)
        {
            error = exception is GraphQLErrorException expected ? expected.Error : Unexpected(exception, type.Name);
            return null;
        }

        foreach (var possible in Schema.PossibleTypes(type))
        {
            if (possible.Name == name)
                return possible;
        }

        error = new GraphQLError(
            Schema.Types.Find(name) switch
            {
                null => $"Abstract type \"{type.Name}\" was resolved to a type \"{name}\" that does not exist inside "
                    + "the schema.",
                ObjectType => $"Runtime Object type \"{name}\" is not a possible type for \"{type.Name}\".",
                _ => $"Abstract type \"{type.Name}\" was resolved to a non-object type \"{name}\".",
            },
            ErrorCode.InvalidResult);
        return null;
    }

    /// <summary>The error that stands for a fault of ours. What it was goes to the log, and no further.</summary>
    internal GraphQLError Unexpected(Exception exception, string where)
    {
        var id = Guid.NewGuid().ToString("N");
        _onUnexpected?.Invoke(
            id, new InvalidOperationException($"Unexpected in {where}: {exception.Message}", exception));
        return new GraphQLError("Unexpected error.", ErrorCode.InternalError) { Extensions = [new("id", id)] };
    }

    private (CachedDocument Document, long Bytes) Prepare(byte[] utf8)
    {
        try
        {
            var document = Parser.Parse(utf8, Limits);
            if (OperationLimits.Check(document, Limits, out var fields) is { } exceeded)
                return Refused(utf8, [exceeded]);
            var errors = Validator.Validate(Schema, document);
            if (errors.Count > 0)
                return Refused(utf8, Bounded(errors));
            // An estimate: nodes by token, plans by field; both measured with the queries of the tests.
            var bytes = (utf8.Length * 2L) + (document.TokenCount * 100L) + (fields * 500L) + 2048;
            return (new CachedDocument(new DocumentPlan(this, document), []), bytes);
        }
        catch (GraphQLSyntaxException exception)
        {
            return Refused(utf8, [exception.Error]);
        }
    }

    private IReadOnlyList<GraphQLError> Bounded(IReadOnlyList<GraphQLError> errors)
    {
        var kept = 0;
        for (var characters = 0; kept < errors.Count && kept < Limits.Errors; kept++)
        {
            if (characters > ExecutionErrors.MostCharacters)
                break;
            characters += errors[kept].Message.Length;
        }

        return kept == errors.Count
            ? errors
            : [.. errors.Take(kept), ExecutionErrors.LeftOut(errors.Count - kept, kept, Limits.Errors)];
    }

    private static (CachedDocument Document, long Bytes) Refused(byte[] utf8, IReadOnlyList<GraphQLError> errors) =>
        (new CachedDocument(null, errors), utf8.Length + (errors.Count * 500L) + 512);

    /// <summary>A plan, or the errors that refuse the document.</summary>
    private sealed record CachedDocument(DocumentPlan? Plan, IReadOnlyList<GraphQLError> Errors);
}
