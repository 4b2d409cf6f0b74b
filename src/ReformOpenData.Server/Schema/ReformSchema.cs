using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Schema;

/// <summary>The public schema, bound to a store.</summary>
internal sealed class ReformSchema
{
    private readonly ExecutableSchema _executable;
    private readonly Store _store;

    private ReformSchema(ExecutableSchema executable, Store store)
    {
        _executable = executable;
        _store = store;
    }

    /// <summary>The schema as it was read.</summary>
    public GraphQLSchema Schema => _executable.Schema;

    /// <summary>Reads and binds the schema.</summary>
    /// <param name="sdl">schema/reform.graphql.</param>
    /// <param name="onUnexpected">Called with the id of an error and what was thrown.</param>
    /// <exception cref="InvalidOperationException">A field, filter, order or dimension of the schema fits
    /// nothing.</exception>
    public static ReformSchema Create(
        Store store, ReadOnlyMemory<byte> sdl, Limits? limits = null, Action<string, Exception>? onUnexpected = null)
    {
        var schema = SchemaBuilder.Build(sdl);
        SchemaCheck.Run(schema);
        return new ReformSchema(
            ExecutableSchema.Create(schema, SchemaBindings.Make(schema), limits, onUnexpected), store);
    }

    /// <summary>Answers a request from a release.</summary>
    /// <param name="client">Who asks, as <see cref="QuerySession.Client"/> says.</param>
    /// <param name="trace">Called with each SQL statement and its parameters.</param>
    public async ValueTask<Executed> ExecuteAsync(
        GraphQLRequest request,
        int release,
        UInt128 client,
        Action<string, IReadOnlyList<string>>? trace,
        CancellationToken cancellation)
    {
        ReleaseSize size;
        try
        {
            size = await _store.SizeAsync(release, cancellation);
        }
        catch (Exception unknown) when (StoreFaults.Translate(unknown) is { } known)
        {
            return Failed(known);
        }

        var state = new RequestState(
            new QuerySession(_store, release) { Client = client, Trace = trace, Size = size }, size);
        var response = await _executable.ExecuteAsync(request, state, cancellation);
        if (state.Fault is not { } fault)
            return new Executed(response, state.IsReleaseMissing ? [] : state.Releases, TakenDownAnswer.Is(response));
        response.Dispose();
        return Failed(fault);
    }

    private Executed Failed(StoreException fault) => fault.Fault == StoreFault.TimeLimit
        ? new Executed(GraphQLResponse.RequestError(GraphQLError.OverTime(_executable.Limits.TimeoutMs)), [])
        : new Executed(null, [], Fault: fault);
}
