using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// Decides which release is served: each of its acts is one short transaction that moves one pointer.
/// </summary>
public sealed class Publication(Store store, TimeProvider time)
{
    /// <summary>How long to wait for an import or another publication to end, in seconds; 0 to not wait.</summary>
    public int PatienceSeconds { get; init; } = 30;

    /// <summary>Told once when an import or another publication is at work.</summary>
    public Action? Waiting { get; init; }

    /// <summary>Makes the draft the current release.</summary>
    /// <param name="note">What the steward writes about it; null keeps the note that the draft has.</param>
    /// <exception cref="StoreException">There is no draft, or it was begun on a release that is no longer
    /// current.</exception>
    public Task<ReleaseRow> PublishAsync(string? note = null, CancellationToken cancellation = default) => ActAsync(
        async (context, _) =>
        {
            var draft = await OpenDraftAsync(context, cancellation);
            draft.Note = note ?? draft.Note;
            await PublishAsync(context, draft, time.GetUtcNow(), cancellation);
            return draft;
        },
        cancellation);

    /// <summary>Serves an earlier release again, or one that was taken back.</summary>
    /// <param name="number">The release to serve; null for the one that the current release replaced.</param>
    /// <exception cref="StoreException">There is no such release, or it is not public.</exception>
    public Task<ReleaseRow> RollbackAsync(int? number = null, CancellationToken cancellation = default) => ActAsync(
        async (context, state) =>
        {
            var releases = await context.Set<ReleaseRow>().ToDictionaryAsync(row => row.Number, cancellation);
            if (state.CurrentRelease is not { } current)
            {
                throw new StoreException(
                    "Nothing has been published yet, so there is nothing to roll back.",
                    "まだ何も公開していないので、取り下げるものがありません。");
            }

            var target = number ?? releases[current].BaseRelease ?? throw new StoreException(
                $"Release {current} is the first: there is no earlier one to roll back to.",
                $"第{current}版が最初の版なので、戻せる前の版がありません。");
            if (!releases.TryGetValue(target, out var release))
                throw StoreFaults.NoRelease(target);
            if (release.Status == ReleaseStatus.Draft)
            {
                throw new StoreException(
                    $"Release {target} is a draft, which nobody has seen: use publish instead.",
                    $"第{target}版は下書きで、まだだれも見ていません。publish を使ってください。");
            }

            if (release.Status == ReleaseStatus.TakenDown)
            {
                throw new StoreException(
                    $"Release {target} was taken down ({release.TakenDownReason}): its data are gone. Choose another "
                    + "one; see them all with: releases",
                    $"第{target}版は削除済みで（{release.TakenDownReason}）、データがありません。ほかの版を選んでください。一覧を見るには: releases");
            }

            if (target == current)
                throw new StoreException($"Release {target} is current already.", $"第{target}版はもう公開中です。");

            // The chain of releases that led to the target is public; what came after it is taken back.
            var now = time.GetUtcNow();
            var chain = new HashSet<int>();
            for (int? link = target; link is { } one; link = releases[one].BaseRelease)
                chain.Add(one);
            foreach (var other in releases.Values
                .Where(other => other.Status is not (ReleaseStatus.Draft or ReleaseStatus.TakenDown)))
            {
                var status = chain.Contains(other.Number) ? ReleaseStatus.Published : ReleaseStatus.Withdrawn;
                if (other.Status == status)
                    continue;
                other.Status = status;
                other.WithdrawnAt = status == ReleaseStatus.Withdrawn ? now : null;
                context.Update(other);
            }

            release.ServedAgainAt = now;
            context.Update(release);
            await context.SaveChangesAsync(cancellation);
            await PointToAsync(context, target, cancellation);
            return release;
        },
        cancellation);

    /// <summary>Throws the draft away, with all that was imported into it.</summary>
    /// <exception cref="StoreException">There is no draft.</exception>
    public async Task<ReleaseRow> DiscardAsync(CancellationToken cancellation = default) => await ActAsync(
        async (context, _) =>
        {
            var draft = await OpenDraftAsync(context, cancellation);
            await context.Set<ReleaseChangeRow>()
                .Where(row => row.ReleaseNumber == draft.Number)
                .ExecuteDeleteAsync(cancellation);
            await context.Set<ReleaseEditionRow>()
                .Where(row => row.ReleaseNumber == draft.Number)
                .ExecuteDeleteAsync(cancellation);
            await context.Set<GramCountRow>()
                .Where(row => row.SinceRelease == draft.Number)
                .ExecuteDeleteAsync(cancellation);
            await context.Set<RowCountRow>()
                .Where(row => row.SinceRelease == draft.Number)
                .ExecuteDeleteAsync(cancellation);
            await context.Set<ReleaseRow>().Where(row => row.Number == draft.Number).ExecuteDeleteAsync(cancellation);
            return draft;
        },
        cancellation,
        deletesEditions: true);

    /// <summary>
    /// Deletes for good what releases hold. Their numbers, times and the reason stay; the rows and, after
    /// <see cref="Compaction"/>, the bytes are gone.
    /// </summary>
    /// <param name="numbers">Releases that were public and are not current.</param>
    /// <param name="reason">Readers are told it; it must not repeat what has to go.</param>
    /// <param name="by">Who does it, for the record of the steward.</param>
    /// <param name="keepsShared">Whether states of municipalities that other releases hold too may stay public in
    /// those.</param>
    /// <returns>Those that were not taken down before.</returns>
    /// <exception cref="StoreException">One is current, a draft, unknown, or shares with others what it
    /// holds.</exception>
    public Task<IReadOnlyList<ReleaseRow>> TakeDownAsync(
        IReadOnlyCollection<int> numbers,
        string reason,
        string by,
        bool keepsShared,
        CancellationToken cancellation = default) => ActAsync(
        async (write, context, state) =>
        {
            if (store.Kind == DatabaseKind.Sqlite)
                await write.ExecuteAsync("PRAGMA secure_delete = ON", cancellation);
            return await new TakeDown(write, context, state).RunAsync(
                numbers, new TakeDownRecord(reason, by, time.GetUtcNow()), keepsShared, cancellation);
        },
        cancellation,
        deletesEditions: true);

    /// <summary>Publishes a draft within a transaction.</summary>
    internal static async Task PublishAsync(
        ReformDbContext context, ReleaseRow draft, DateTimeOffset now, CancellationToken cancellation)
    {
        var current = await context.Set<StoreStateRow>().Select(row => row.CurrentRelease).SingleAsync(cancellation);
        if (draft.BaseRelease != current)
        {
            throw new StoreException(
                $"The draft {draft.Number} was begun on {Name(draft.BaseRelease)}, but {Name(current)} is current now. "
                + (draft.BaseRelease is { } number
                    ? $"Roll back to release {number} first, or discard the draft and import again."
                    : "Discard the draft and import again."),
                $"下書き（第{draft.Number}版）を作ったときと、公開中の版が変わっています。"
                + (draft.BaseRelease is { } origin
                    ? $"先に rollback {origin} で戻すか、discard で下書きを捨てて取り込み直してください。"
                    : "discard で下書きを捨てて、取り込み直してください。"));
        }

        draft.Status = ReleaseStatus.Published;
        draft.PublishedAt = now;
        context.Update(draft);
        await context.SaveChangesAsync(cancellation);
        await PointToAsync(context, draft.Number, cancellation);
    }

    private Task<ReleaseRow> ActAsync(
        Func<ReformDbContext, StoreStateRow, Task<ReleaseRow>> act,
        CancellationToken cancellation,
        bool deletesEditions = false) =>
        ActAsync((_, context, state) => act(context, state), cancellation, deletesEditions);

    private async Task<T> ActAsync<T>(
        Func<WriteTransaction, ReformDbContext, StoreStateRow, Task<T>> act,
        CancellationToken cancellation,
        bool deletesEditions = false)
    {
        try
        {
            await using var write = await WriteTransaction.BeginAsync(
                store, TimeSpan.FromSeconds(PatienceSeconds), Waiting, cancellation);
            await using var context = write.CreateContext();
            var state = await context.Set<StoreStateRow>().SingleAsync(cancellation);
            var done = await act(write, context, state);
            if (deletesEditions)
                await EditionDeletion.DeleteOrphansAsync(write, cancellation);
            await write.CommitAsync(cancellation);
            return done;
        }
        catch (Exception exception) when (StoreFaults.IsKnown(exception))
        {
            throw StoreFaults.Translate(exception)!;
        }
    }

    private static async Task<ReleaseRow> OpenDraftAsync(ReformDbContext context, CancellationToken cancellation) =>
        await context.Set<ReleaseRow>().SingleOrDefaultAsync(row => row.Status == ReleaseStatus.Draft, cancellation)
        ?? throw new StoreException("There is no draft: import a document first.", "下書きがありません。まず import で表を取り込んでください。");

    private static Task<int> PointToAsync(ReformDbContext context, int number, CancellationToken cancellation) =>
        context.Set<StoreStateRow>()
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CurrentRelease, number), cancellation);

    private static string Name(int? release) => release is { } number ? $"release {number}" : "an empty store";
}
