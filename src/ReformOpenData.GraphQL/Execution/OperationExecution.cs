using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>Executes one operation for one request (§6.2 #sec-Executing-Operations).</summary>
internal sealed class OperationExecution(
    ExecutableSchema executable, DocumentPlan document, GraphQLRequest request, object? state)
{
    /// <summary>The parent of root fields where the caller has no state.</summary>
    private static readonly object s_noState = new();

    /// <summary>
    /// How long a resolver that was told to stop may take to do so, before the answer leaves without it.
    /// </summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private readonly object _root = state ?? s_noState;
    private readonly ExecutionErrors _errors = new(executable);
    private readonly ResponseBuffer _buffer = new() { MostBytes = executable.Limits.ResponseBytes };
    private double _cost;
    private double _values;
    private bool _isComplete;

    /// <summary>ExecuteRequest (§6.1 #ExecuteRequest), once the document is known to be valid.</summary>
    public ValueTask<GraphQLResponse> ExecuteRequestAsync(CancellationToken cancellationToken)
    {
        var operation = document.GetOperation(request.OperationName, out var error);
        error ??= Refuse(operation!);
        if (error is not null)
            return new(GraphQLResponse.RequestError(error));
        var variables = executable.Input.CoerceVariableValues(
            document.VariablesOf(operation!), document.Document.Source, request.Variables, out var errors);
        if (variables is null)
            return new(GraphQLResponse.RequestError(errors));
        var plan = document.PlanFor(operation!, executable.Schema.RootType(operation!.Operation)!, variables);
        var root = plan.CollectRoot(variables);
        return CheckCost(plan, variables, root) is { } tooMuch ? new(GraphQLResponse.RequestError(tooMuch))
            : request.CostReport == CostReport.Validate ? new(CompleteWithCost())
            : ExecuteAsync(root, cancellationToken);
    }

    private async ValueTask<GraphQLResponse> ExecuteAsync(
        CollectedSelection root, CancellationToken cancellationToken)
    {
        if (request.BeforeExecution is { } before)
            await before(_values);
        using var timeLimit = new TimeLimit(executable.Limits.TimeoutMs, cancellationToken);
        try
        {
            _buffer.Rent();
            _buffer.Raw("{\"data\":"u8);
            var start = _buffer.Position;
            if (!await ExecuteRootSelectionSetAsync(root, timeLimit))
            {
                _buffer.Position = start;
                _buffer.Null();
            }

            return Complete();
        }
        catch (OperationCanceledException) when (timeLimit.IsOver)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Stop(GraphQLError.OverTime(executable.Limits.TimeoutMs));
        }
        catch (ResponseLimitException)
        {
            return Stop(TooLong(executable.Limits.ResponseBytes));
        }
        catch (Exception exception)
        {
            return Stop(executable.Unexpected(exception, "the operation"));
        }
        finally
        {
            if (!_isComplete)
                _buffer.Return();
        }
    }

    /// <summary>Gives up what was executed, which has cost what it costs all the same.</summary>
    private GraphQLResponse Stop(GraphQLError error)
    {
        var response = GraphQLResponse.RequestError(error);
        response.Cost = Cost;
        return response;
    }

    /// <summary>
    /// ExecuteQuery (§6.2.1 #ExecuteQuery), ExecuteMutation (§6.2.2 #ExecuteMutation) and ExecuteRootSelectionSet
    /// (§6.3.1 #ExecuteRootSelectionSet): each root field to its end before the next begins, which a mutation must and
    /// a query may. False: data is null.
    /// </summary>
    private async ValueTask<bool> ExecuteRootSelectionSetAsync(CollectedSelection selection, TimeLimit timeLimit)
    {
        var completion = new ValueCompletion(executable, _buffer, _errors, timeLimit);
        var fields = selection.Fields;
        _buffer.Byte((byte)'{');
        for (var i = 0; i < fields.Length; i++)
        {
            var isResolved = fields[i].Plan.Kind == FieldKind.Resolver && fields[i].Fault is null;
            var parent = isResolved ? await ResolveFieldValueAsync(fields, fields[i], timeLimit) : _root;
            if (!completion.ExecuteRootField(fields, i, parent))
                return false;
        }

        _buffer.Byte((byte)'}');
        return true;
    }

    /// <summary>ResolveFieldValue (§6.4.2 #ResolveFieldValue). What the resolver throws is its error.</summary>
    private async ValueTask<object?> ResolveFieldValueAsync(
        IReadOnlyList<SelectedField> selection, SelectedField field, TimeLimit timeLimit)
    {
        timeLimit.ThrowIfOver();
        Task<object?>? resolving = null;
        try
        {
            var resolver = (ResolverBinding)field.Plan.Binding!;
            var value = resolver.Resolve(new ResolverContext(selection, field, state, timeLimit));
            if (value.IsCompletedSuccessfully)
                return await value;
            resolving = value.AsTask();
            return await resolving.WaitAsync(timeLimit.Token);
        }
        catch (OperationCanceledException) when (timeLimit.IsOver)
        {
            // A resolver that does not stop in time is left behind, so that the limit holds whatever it does.
            if (resolving is not null)
                await Task.WhenAny(resolving, Task.Delay(s_grace, CancellationToken.None));
            throw;
        }
        catch (Exception exception)
        {
            return _errors.FromException(exception, field);
        }
    }

    /// <summary>
    /// Operations that are not executed. Subscribe (§6.2.3 #Subscribe) is one: no event stream is served.
    /// </summary>
    private GraphQLError? Refuse(OperationDefinition operation)
    {
        if (operation.Operation == OperationType.Subscription)
            return Refusal(ErrorCode.SubscriptionNotSupported, "Subscriptions are not supported; send a query.");
        if (executable.Schema.RootType(operation.Operation) is null)
        {
            return Refusal(
                ErrorCode.ValidationFailed,
                $"Schema is not configured to execute {operation.Operation.ToString().ToLowerInvariant()} operation.");
        }

        return request.QueryOnly && operation.Operation == OperationType.Mutation
            ? Refusal(ErrorCode.MethodNotAllowed, "A mutation cannot be sent by GET; use POST.")
            : null;

        GraphQLError Refusal(string code, string message) =>
            GraphQLError.At(code, message, document.Document.Source.Locate(operation));
    }

    private GraphQLError? CheckCost(OperationPlan plan, VariableValues variables, CollectedSelection root)
    {
        try
        {
            (_cost, _values) = plan.Cost.Of(variables);
        }
        catch (GraphQLErrorException exception)
        {
            return exception.Error;
        }

        var limit = Math.Min(executable.Limits.Cost, request.MostCost ?? long.MaxValue);
        if (_cost <= limit || request.CostReport == CostReport.Validate)
            _cost = Math.Min(_cost + WorkOf(root), Price.Countless);
        if (_cost <= limit || request.CostReport == CostReport.Validate)
            return null;
        return GraphQLError.OverLimit(
            ErrorCode.CostLimit, $"The operation costs {Cost}; the limit (Cost) is {limit}.", limit, Cost);
    }

    private double WorkOf(CollectedSelection root)
    {
        double sum = 0;
        foreach (var field in root.Fields)
        {
            if (field.Plan.Kind == FieldKind.Resolver && field.Fault is null)
                sum += executable.WorkOf(field, state);
        }

        return sum;
    }

    private static GraphQLError TooLong(int limit) => GraphQLError.OverLimit(
        ErrorCode.ResponseLimit,
        $"The response has more bytes than the limit (ResponseBytes) allows, {limit}; ask for less at a time.",
        limit,
        null);

    private long Cost => (long)Math.Ceiling(_cost);

    private GraphQLResponse CompleteWithCost()
    {
        _buffer.Rent();
        _buffer.Raw("{\"data\":null"u8);
        return Complete();
    }

    /// <summary>The rest of the response (§7.1 #sec-Response-Format), after its data.</summary>
    private GraphQLResponse Complete()
    {
        IReadOnlyList<GraphQLError> errors = _errors.Count > 0 ? _errors.ToList() : [];
        if (errors.Count > 0)
        {
            _buffer.Raw(",\"errors\":"u8);
            ErrorWriter.Write(_buffer, errors);
        }

        if (request.CostReport != CostReport.None)
        {
            _buffer.Raw(",\"extensions\":{\"cost\":{\"operation\":"u8);
            _buffer.Number(Cost);
            _buffer.Raw(",\"limit\":"u8);
            _buffer.Number(executable.Limits.Cost);
            _buffer.Raw("}}"u8);
        }

        _buffer.Byte((byte)'}');
        _buffer.CheckLength();
        _isComplete = true;
        return new GraphQLResponse(_buffer, errors, hasData: true, Cost);
    }
}
