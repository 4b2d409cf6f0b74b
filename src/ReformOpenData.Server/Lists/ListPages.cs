using System.Runtime.CompilerServices;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Lists;

/// <summary>
/// The pages of a list behind its first, all of the release that the first is of. While one is sent, the next is made:
/// two are in memory, and a place to make answers in is held only while a page is made.
/// </summary>
internal sealed class ListPages(AnswerService answers, ListQuestion question, int release, ClientAddress client)
{
    private const int Tries = 5;

    /// <summary>All pages, as a format writes them.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> AllAsync(
        TableRepresentation first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var page = await MakeAsync(question.AskFirst, first, cancellation);
        yield return page.Content.Plain;
        if (page.Facts!.Next is not { } next)
            yield break;
        await foreach (var further in FormattedAsync(first, next, cancellation))
            yield return further;
    }

    /// <summary>
    /// The pages behind a cursor, as a format writes them. The bytes of each are good until the next is asked for.
    /// </summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FormattedAsync(
        TableRepresentation first, string after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var (written, other) = (Further(), Further());
        var making = MakeAsync(() => question.AskNext(after), written, stop.Token);
        try
        {
            while (true)
            {
                var page = await making;
                if (page.Facts!.Next is not { } next)
                {
                    yield return page.Content.Plain;
                    yield break;
                }

                (written, other) = (other, written);
                making = MakeAsync(() => question.AskNext(next), written, stop.Token);
                yield return page.Content.Plain;
            }
        }
        finally
        {
            // Who asked may have left: the page in the making is for nobody then.
            await stop.CancelAsync();
            await ((Task)making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        TableRepresentation Further() => new(first.Writer, question.Rows, first.Options)
        {
            GoesOn = true,
            IsFurther = true,
            Room = new MemoryStream(),
        };
    }

    /// <summary>The rows behind a cursor, or all of them.</summary>
    public async IAsyncEnumerable<TableValue[]> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            // The first page is asked as the others are: what it tells beside its rows is known.
            var page = await MakeAsync(() => question.AskNext(cursor), GraphQLJson.Plain, cancellation);
            using var json = JsonDocument.Parse(page.Content.Plain);
            var data = json.RootElement.GetProperty("data");
            var (rows, facts) = TableReader.Read(question.Rows, data);
            foreach (var row in rows)
                yield return row;
            cursor = facts.Next;
        }
        while (cursor is not null);
    }

    /// <summary>How many rows there are in all, where the API does not count them.</summary>
    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        var rows = question.Rows with { Columns = [] };
        var count = 0L;
        string? cursor = null;
        do
        {
            var page = await MakeAsync(() => question.AskCount(cursor), GraphQLJson.Plain, cancellation);
            using var json = JsonDocument.Parse(page.Content.Plain);
            var data = json.RootElement.GetProperty("data");
            var (read, facts) = TableReader.Read(rows, data);
            count += read.Count;
            cursor = facts.Next;
        }
        while (cursor is not null);
        return count;
    }

    private Task<Answer> MakeAsync(
        Func<GraphQLRequest> ask, Representation representation, CancellationToken cancellation) =>
        MakeAsync(answers, ask, representation, release, client, cancellation);

    /// <summary>An answer that others wait for: it is asked for again where the server is busy.</summary>
    /// <exception cref="ListCutException">The page cannot be made.</exception>
    public static async Task<Answer> MakeAsync(
        AnswerService answers,
        Func<GraphQLRequest> ask,
        Representation representation,
        int release,
        ClientAddress client,
        CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            switch (await answers.GoOnAsync(ask(), representation, release, client, cancellation))
            {
                case Answer { Content.Tag: not null } answer:
                    return answer;
                case AnswerFailure { Code: HostErrorCode.Busy, RetryAfterSeconds: { } wait } when tries < Tries:
                    // Others are served first; who has half a list would have to begin anew.
                    await Task.Delay(TimeSpan.FromSeconds(wait), cancellation);
                    break;
                case AnswerFailure { Code: ErrorCode.TimeLimit } when tries < Tries:
                    // It stood behind others for nearly all of the time: a page is read in a fraction of it.
                    break;
                case AnswerFailure failure:
                    throw new ListCutException(failure);
                default:
                    throw new ListCutException(AnswerFailure.DatabaseUnavailable);
            }
        }
    }
}

/// <summary>A list ends before its last row: the client must not take it for whole.</summary>
internal sealed class ListCutException(AnswerFailure failure) : Exception(failure.Message)
{
    public AnswerFailure Failure => failure;
}
