using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// The public schema, bound to a store. A root field asks the store for everything below it at once; below it, a field
/// reads the slot of its index in the row that the question filled.
/// </summary>
internal sealed class ReformSchema
{
    private readonly Store _store;
    private readonly FetchPlanner _planner;
    private readonly NumberedReleases _numbered;
    private readonly ExecutableSchema _executable;

    private ReformSchema(
        Store store, GraphQLSchema schema, Limits? limits, Action<string, Exception>? onUnexpected)
    {
        _store = store;
        _planner = new FetchPlanner(schema);
        _numbered = new NumberedReleases(schema);
        _executable = ExecutableSchema.Create(schema, Bind(schema), limits, onUnexpected);
    }

    /// <summary>The schema as it was read.</summary>
    public GraphQLSchema Schema => _executable.Schema;

    /// <summary>Reads schema/reform.graphql and binds it.</summary>
    public static ReformSchema Create(
        Store store, ReadOnlyMemory<byte> sdl, Limits? limits = null, Action<string, Exception>? onUnexpected = null) =>
        Create(store, SchemaBuilder.Build(sdl), limits, onUnexpected);

    /// <summary>Binds the schema.</summary>
    /// <param name="schema">As schema/reform.graphql says it.</param>
    /// <param name="onUnexpected">Called with the id of an error and what was thrown.</param>
    /// <exception cref="InvalidOperationException">A field, filter, order or dimension of the schema fits
    /// nothing.</exception>
    public static ReformSchema Create(
        Store store, GraphQLSchema schema, Limits? limits = null, Action<string, Exception>? onUnexpected = null)
    {
        SchemaCheck.Run(schema);
        return new ReformSchema(store, schema, limits, onUnexpected);
    }

    /// <summary>Whether the document was checked and planned before.</summary>
    public bool IsPlanned(GraphQLRequest request) => _executable.IsPlanned(request);

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

        var state = new State(new QuerySession(_store, release) { Client = client, Trace = trace, Size = size });
        var response = await _executable.ExecuteAsync(request, state, cancellation);
        if (state.Fault is not { } fault)
            return new Executed(response, state.IsReleaseMissing ? [] : state.Releases, TakenDownAnswer.Is(response));
        response.Dispose();
        return Failed(fault);
    }

    private Executed Failed(StoreException fault) => fault.Fault == StoreFault.TimeLimit
        ? new Executed(GraphQLResponse.RequestError(GraphQLError.OverTime(_executable.Limits.TimeoutMs)), [])
        : new Executed(null, [], Fault: fault);

    /// <summary>Binds every field.</summary>
    private Bindings Bind(GraphQLSchema schema)
    {
        var bindings = new Bindings()
            .Scalar("DateTime", new DateTimeScalar())
            .Scalar("Date", new DateScalar())
            .Scalar("Decimal", new DecimalScalar())
            .TypeOf("Node", static row => GlobalId.TypeName(((Row)row).Name))
            .Work(WorkOf);
        DatasetFields.Bind(bindings);
        SearchFields.Bind(bindings);
        foreach (var field in schema.Types.OfType<ObjectType>()
            .Where(type => !type.IsBuiltIn)
            .SelectMany(type => type.Fields))
        {
            // What a type binds for itself, in a file of its own, is left alone.
            if (bindings.Has(field.Coordinate))
                continue;
            if (schema.QueryType.Fields.Find(field.Name) == field)
                bindings.Resolve(field.Coordinate, AskAsync);
            else if (field.Type.Named.IsLeafType)
                bindings.Leaf(field.Coordinate, DerivedFields.Writer(field.Coordinate) ?? Leaves.Writer(field));
            else
                bindings.Property<Row>(field.Coordinate, Getter(field));
        }

        return bindings;
    }

    private static Func<Row, SelectedField, object?> Getter(FieldDefinition field) => field.Name switch
    {
        "dataset" => static (row, selected) => ((Row?)row[selected.Index].Reference)?[0].Reference,
        _ => static (row, selected) => row[selected.Index].Reference,
    };

    private async ValueTask<object?> AskAsync(ResolverContext context)
    {
        var state = (State)context.Request!;
        var field = context.Field;
        var name = field.Definition.Name;
        try
        {
            var (fetch, session) = (_planner.Root(field), state.Session);
            object? value;
            if (name == "compare")
            {
                value = await CompareFields.AskAsync((PageFetch)fetch, field, session, context.CancellationToken);
            }
            else
            {
                var release = name == "release" ? (int?)field.Arguments["number"] : null;
                var row = await session.At(release ?? session.Release)
                    .AskAsync(fetch, session.WorkOf(fetch), context.CancellationToken);
                value = Getter(field.Definition)(row, field);
            }

            if (name is "release" or "compare")
            {
                state.Releases = _numbered.Of(context.Selection);
                state.IsReleaseMissing |= value is null;
            }

            return value;
        }
        catch (QueryException fault)
        {
            return new GraphQLError(fault.Message, DataErrorCode.Of(fault.Fault));
        }
        catch (Exception fault) when (StoreFaults.Translate(fault) is { } known)
        {
            state.Fault = known;
            return null;
        }
    }

    private double WorkOf(SelectedField field, object? state)
    {
        try
        {
            var fetch = _planner.Root(field);
            return field.Definition.Name == "compare" ? CompareFields.Work : ((State)state!).Session.WorkOf(fetch);
        }
        catch (QueryException)
        {
            // Said when the field is executed, and then of this field alone.
            return 0;
        }
    }

    /// <summary>What a request carries to the resolvers and back from them.</summary>
    /// <param name="session">Asks the store about the release that the request is of.</param>
    private sealed class State(QuerySession session)
    {
        public QuerySession Session => session;

        /// <summary>What kept a statement from being answered; the whole answer is given up for it.</summary>
        public StoreException? Fault { get; set; }

        /// <summary>Numbers of the releases that the request names, where it depends on no other.</summary>
        public IReadOnlyList<int> Releases { get; set; } = [];

        /// <summary>A release that the request names is not there: it may come to be.</summary>
        public bool IsReleaseMissing { get; set; }
    }
}
