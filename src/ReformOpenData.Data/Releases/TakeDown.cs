using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>What is kept of a release that is taken down.</summary>
internal sealed record TakeDownRecord(string Reason, string By, DateTimeOffset At);

/// <summary>
/// Takes releases down within a write transaction: their editions, changes and notes go, and so does what the changes
/// of later releases quote of them. Those are made anew, against the release before.
/// </summary>
internal sealed class TakeDown(WriteTransaction write, ReformDbContext context, StoreStateRow state)
{
    private const int MaxNamed = 5;

    private readonly IdSequence ids = new(state.NextId);
    private readonly RowCopier copier = RowCopier.Create(write, context);

    /// <summary>Deletes everything but the orphaned editions, which the caller deletes.</summary>
    /// <returns>The releases that were not taken down before.</returns>
    public async Task<IReadOnlyList<ReleaseRow>> RunAsync(
        IReadOnlyCollection<int> numbers, TakeDownRecord record, bool keepsShared, CancellationToken cancellation)
    {
        var releases = await context.Set<ReleaseRow>().ToDictionaryAsync(row => row.Number, cancellation);
        foreach (var number in numbers)
            Refuse(releases, number);
        var down =
            numbers.Distinct().Where(number => releases[number].Status != ReleaseStatus.TakenDown).Order().ToArray();
        if (releases.Values.FirstOrDefault(
            row => row.Status == ReleaseStatus.Draft && row.BaseRelease is { } origin && down.Contains(origin))
            is { } draft)
        {
            throw new StoreException(
                $"The draft {draft.Number} was begun on release {draft.BaseRelease} and tells what it changes there: "
                + "discard it first.",
                $"下書き（第{draft.Number}版）は第{draft.BaseRelease}版を元に作ったもので、その内容との違いを含みます。先に discard で捨ててください。");
        }

        if (!keepsShared)
            await RefuseSharedAsync(down, releases, cancellation);
        await RememberDocumentsAsync(down, cancellation);
        foreach (var later in releases.Values.Where(row => row.BaseRelease is { } origin && down.Contains(origin)))
        {
            if (later.Status != ReleaseStatus.TakenDown && !down.Contains(later.Number))
                await RebaseAsync(later, releases, down, cancellation);
        }

        foreach (var number in down)
            Keep(releases[number], record);
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();
        await context.Set<ReleaseChangeRow>()
            .Where(row => down.Contains(row.ReleaseNumber))
            .ExecuteDeleteAsync(cancellation);
        await context.Set<ReleaseEditionRow>()
            .Where(row => down.Contains(row.ReleaseNumber))
            .ExecuteDeleteAsync(cancellation);
        foreach (var table in KeptTable.All)
            await table.TakeDownAsync(write, down, cancellation);
        await context.Set<StoreStateRow>()
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextId, ids.Upcoming), cancellation);
        return [.. down.Select(number => releases[number])];
    }

    private void Refuse(Dictionary<int, ReleaseRow> releases, int number)
    {
        if (!releases.TryGetValue(number, out var release))
            throw StoreFaults.NoRelease(number);
        if (release.Status == ReleaseStatus.Draft)
        {
            throw new StoreException(
                $"Release {number} is a draft, which nobody has seen: throw it away with discard.",
                $"第{number}版は下書きで、まだだれも見ていません。discard で捨ててください。");
        }

        if (number == state.CurrentRelease)
        {
            throw new StoreException(
                $"Release {number} is current: publish a corrected one, or serve an earlier one with rollback, and "
                + "take it down then.",
                $"第{number}版は公開中です。直した版を公開するか、rollback で前の版に戻してから、削除してください。");
        }
    }

    /// <summary>What other releases hold in the same state stays public in them, which must be meant.</summary>
    private async Task RefuseSharedAsync(
        int[] down, Dictionary<int, ReleaseRow> releases, CancellationToken cancellation)
    {
        var links = context.Set<ReleaseEditionRow>();
        var shared = await links.Where(mine => down.Contains(mine.ReleaseNumber))
            .Join(links, mine => mine.EditionId, other => other.EditionId, (_, other) => other)
            .Where(other => !down.Contains(other.ReleaseNumber))
            .Join(
                context.Set<EditionRow>(),
                other => other.EditionId,
                row => row.Id,
                (other, row) => new { row.MunicipalityCode, other.ReleaseNumber })
            .Distinct().ToListAsync(cancellation);
        if (shared.Count == 0)
            return;
        var codes = shared.Select(pair => pair.MunicipalityCode).Distinct().Order(StringComparer.Ordinal).ToList();
        var others = shared.Select(pair => pair.ReleaseNumber).Distinct().Order().ToList();
        var named = string.Join(", ", codes.Take(MaxNamed))
            + (codes.Count > MaxNamed ? $" and {codes.Count - MaxNamed} more" : "");
        var holders = string.Join(", ", others.Select(other => other == state.CurrentRelease
            ? $"release {other} (current)"
            : releases[other].Status == ReleaseStatus.Draft ? $"draft {other}" : $"release {other}"));
        throw new StoreException(
            $"What is to go of {named} is in the same state in {holders}, where it would stay. Take those down too, as "
            + "in: take-down "
            + string.Join(' ', down.Concat(others.Where(
                other => other != state.CurrentRelease && releases[other].Status != ReleaseStatus.Draft)).Order()
                .Select(number => $"{number}"))
            + ". Where what must go is in another municipality, say --keep-shared.",
            $"削除しようとする {named} の内容は、{string.Join("、", others.Select(other => $"第{other}版"))}にも同じ状態で残ります。"
            + "それらの番号も一緒に指定してください。消すべきものが別の自治体のものなら、--keep-shared を付けてください。");
    }

    /// <summary>
    /// Documents that are in no other release are known by their checksums, so that they do not come back unnoticed.
    /// </summary>
    private async Task RememberDocumentsAsync(int[] down, CancellationToken cancellation)
    {
        var links = context.Set<ReleaseEditionRow>();
        var kept = context.Set<SourceDocumentRow>().Where(row => links.Any(
            link => link.EditionId == row.EditionId && !down.Contains(link.ReleaseNumber)));
        var gone = await links.Where(link => down.Contains(link.ReleaseNumber))
            .Join(
                context.Set<SourceDocumentRow>(),
                link => link.EditionId,
                row => row.EditionId,
                (link, row) => new { link.ReleaseNumber, row.Sha256 })
            .Where(row => !kept.Any(other => other.Sha256 == row.Sha256)).Distinct().ToListAsync(cancellation);
        context.AddRange(
            gone.Select(row => new TakenDownDocumentRow { ReleaseNumber = row.ReleaseNumber, Sha256 = row.Sha256 }));
    }

    /// <summary>Tells what a release changes against the nearest release before it that stays.</summary>
    private async Task RebaseAsync(
        ReleaseRow later, Dictionary<int, ReleaseRow> releases, int[] down, CancellationToken cancellation)
    {
        var origin = later.BaseRelease;
        while (origin is { } number && (down.Contains(number) || releases[number].Status == ReleaseStatus.TakenDown))
            origin = releases[number].BaseRelease;
        await context.Set<ReleaseChangeRow>()
            .Where(row => row.ReleaseNumber == later.Number)
            .ExecuteDeleteAsync(cancellation);
        var rows = new List<ReleaseChangeRow>();
        await foreach (var change in ReleaseReader.CompareAsync(write.Connection, origin, later.Number, cancellation))
            rows.Add(ReleaseChangeRow.Of(change, ids.Next(), later.Number, rows.Count + 1));
        copier.Copy(rows);
        later.BaseRelease = origin;
        later.ChangeCount = rows.Count;
        context.Update(later);
    }

    private void Keep(ReleaseRow release, TakeDownRecord record)
    {
        release.Status = ReleaseStatus.TakenDown;
        release.TakenDownAt = record.At;
        release.TakenDownBy = record.By;
        release.TakenDownReason = record.Reason;

        // A note may say what must go.
        release.Note = null;
        context.Update(release);
    }
}
