using Microsoft.Extensions.Primitives;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// Between HTTP and the engine: the answer to a request in a representation, from memory, or made once for all who
/// ask for it at the same time. The current release is resolved to its number before the key is made.
/// </summary>
/// <param name="build">Differs between versions of schema and server, whose answers may differ.</param>
internal sealed class AnswerService(
    Execute execute,
    IsPlanned isPlanned,
    AnswerCache cache,
    CurrentRelease release,
    TrustedDocuments documents,
    ServerOptions options,
    CostBudgets budgets,
    AnswerMetrics metrics,
    Verification verification,
    string build)
{
    /// <summary>From this number of values an answer is large: it may be of some megabytes.</summary>
    private const double LeastLarge = 5_000;

    /// <summary>From this number of values, executing is left to the pool.</summary>
    private const double LeastLong = 500;

    private const int MostWaitingLarge = 64;

    /// <summary>A place belongs to the making of an answer, and not to who waits for it.</summary>
    private readonly FairLane _places = new(options.ConcurrentRequests, extra: 0, options.ConcurrentRequests);

    /// <summary>
    /// Large answers are made a few at a time, from their first row to their last byte: each holds its rows and up to
    /// three times its bytes, and a processor for so long that another has to be left for the others.
    /// </summary>
    private readonly FairLane _large = new(MostLarge, extra: 0, MostWaitingLarge);

    /// <summary>
    /// For the parts of the making that take a processor, as many at once as there are: other threads are for what is
    /// answered at once.
    /// </summary>
    private readonly FairLane _processors = new(Environment.ProcessorCount, extra: 0, options.ConcurrentRequests);

    public static int MostLarge { get; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Answers, and disposes the request.</summary>
    /// <param name="ifNoneMatch">Entity tags of the answers that the client has.</param>
    /// <param name="client">Who pays for an answer that has to be made.</param>
    public ValueTask<Outcome> AskAsync(
        GraphQLRequest request,
        Representation representation,
        StringValues ifNoneMatch,
        ClientAddress client,
        CancellationToken cancellation)
    {
        var isTaken = false;
        try
        {
            if (verification.IsDamaged)
                return new(AnswerFailure.StoreDamaged);
            if (release.Seen is not { } releases)
                return new(AnswerFailure.NotReady);
            var document = request.DocumentId is { } id ? documents.ById(id) : null;
            var key = new AnswerKey(
                releases.Current, releases.Stamp, QuestionDigest.Of(request, document, representation.Key, build));
            if (cache.Find(key) is { } kept)
            {
                metrics.Hit();
                return new(kept);
            }

            if (FindKnown(key, releases, ifNoneMatch) is { } unchanged)
            {
                metrics.Hit();
                return new(unchanged);
            }

            if (!release.Available)
                return new(AnswerFailure.DatabaseUnavailable);
            if (budgets.SecondsToWait(client) is > 0 and var seconds)
                return new(AnswerFailure.TooMuchWork(seconds));
            metrics.Miss();
            // Whether it is made for this request is known when the call returns.
            return new(cache.GetOrMakeAsync(key, stop =>
            {
                isTaken = true;
                return MakeAsync(request, representation, key, releases, client, stop);
            }, cancellation));
        }
        finally
        {
            if (!isTaken)
                request.Dispose();
        }
    }

    /// <summary>
    /// Makes a further part of an answer that does not fit in memory, of the release that its first part is of. It is
    /// not kept, and the request is disposed.
    /// </summary>
    public Task<Outcome> GoOnAsync(
        GraphQLRequest request,
        Representation representation,
        int number,
        ClientAddress client,
        CancellationToken cancellation) =>
        MakeAsync(
            request, representation, new AnswerKey(number, "", 0), new PublicReleases(number), client, cancellation);

    /// <summary>
    /// Only a client that was given a tag can know it: the answer is as it was, and need not be made to say so.
    /// </summary>
    private static Unchanged? FindKnown(AnswerKey key, PublicReleases releases, StringValues ifNoneMatch)
    {
        if (EntityTags.Named(ifNoneMatch, key.Tag) is { } current)
            return new Unchanged(current, releases.Current);
        foreach (var numbers in EntityTags.NumbersIn(ifNoneMatch))
        {
            if (releases.TagOf(numbers, key.Digest) is { } tag && EntityTags.Named(ifNoneMatch, tag) is { } named)
                return new Unchanged(named, null);
        }

        return null;
    }

    private async Task<Outcome> MakeAsync(
        GraphQLRequest request,
        Representation representation,
        AnswerKey key,
        PublicReleases releases,
        ClientAddress client,
        CancellationToken stop)
    {
        var (isIn, isLarge) = (false, false);
        using var disposed = request;
        try
        {
            // To check and plan a document takes long.
            if (!isPlanned(request))
                await PoolContext.SwitchAsync();
            request.BeforeExecution = BeforeExecution;
            await _places.EnterAsync(client.Value, null, goesOn: false, stop);
            isIn = true;

            // Until it waits for the database.
            await _processors.EnterAsync(client.Value, null, goesOn: false, stop);
            ValueTask<Executed> executing;
            try
            {
                executing = execute(request, key.Release, client, stop);
            }
            finally
            {
                _processors.Leave(client.Value, isExtra: false);
            }

            var executed = await executing;
            using var response = executed.Response;
            if (response is null)
                return release.Report(executed.Fault!);
            budgets.Spend(client, response.Cost ?? 0);
            metrics.Price(response.Cost ?? 0);
            await _processors.EnterAsync(client.Value, null, goesOn: true, stop);
            try
            {
                return Write(executed, response, representation, key, releases);
            }
            finally
            {
                _processors.Leave(client.Value, isExtra: false);
            }
        }
        catch (StoreException full) when (full.Fault == StoreFault.Full)
        {
            return release.Report(full);
        }
        finally
        {
            if (isIn)
                _places.Leave(client.Value, isExtra: false);
            if (isLarge)
                _large.Leave(client.Value, isExtra: false);
        }

        ValueTask BeforeExecution(double values)
        {
            if (values < LeastLong)
                return default;
            // For what is awaited while it executes.
            PoolContext.Enter();
            return BeforeLongAsync(values);
        }

        async ValueTask BeforeLongAsync(double values)
        {
            // What describes the schema is executed without waiting for anything.
            await PoolContext.SwitchAsync();
            if (values < LeastLarge)
                return;
            await _large.EnterAsync(client.Value, null, goesOn: false, stop);
            isLarge = true;
        }
    }

    private Outcome Write(
        Executed executed,
        GraphQLResponse response,
        Representation representation,
        AnswerKey key,
        PublicReleases releases)
    {
        // What was asked before the database was found to hang has waited for it in vain.
        if (!release.Available && !response.HasData && response.Errors[0].Code == ErrorCode.TimeLimit)
            return AnswerFailure.DatabaseUnavailable;
        var isWhole = response.HasData && response.Errors.Count == 0;
        if (!isWhole && !representation.ShowsErrors)
            return AnswerFailure.Of(response.Errors[0]);
        var status = executed.IsGone ? StatusCodes.Status410Gone : representation.StatusOf(response);
        var (body, facts) = representation.Write(response.Body);
        if (!isWhole || status != StatusCodes.Status200OK)
            return new Answer(key, status, new Content(body, null), []) { Facts = facts };
        return releases.TagOf(executed.Releases, key.Digest) is { } tag
            ? new Answer(key.WithNamedReleases, status, new Content(body, tag), executed.Releases) { Facts = facts }
            : new Answer(key, status, new Content(body, key.Tag), []) { Facts = facts };
    }
}
