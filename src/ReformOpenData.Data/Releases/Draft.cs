using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// The release that is being prepared, within one write transaction: at most one is open, and an import extends it. It
/// begins with the editions of the current release.
/// </summary>
internal sealed class Draft
{
    /// <summary>Rows that are kept in memory before they are written.</summary>
    private const int MaxBuffered = 30_000;

    private readonly WriteTransaction write;
    private readonly ReformDbContext context;
    private readonly IdSequence ids;
    private readonly EditionRows rows;
    private readonly RowCopier copier;
    private readonly GramCounts grams;
    private readonly RowCounts counts;
    private readonly List<long> written = [];
    private readonly List<ReleaseChangeRow> changes = [];
    private readonly List<ReleaseEditionRow> added = [];
    private readonly HashSet<string> pending = [];
    private int nextPosition;
    private bool hasReplaced;

    private Draft(
        WriteTransaction write, ReformDbContext context, StoreStateRow state, ReleaseRow release, int nextPosition)
    {
        this.write = write;
        this.context = context;
        Release = release;
        this.nextPosition = nextPosition;
        ids = new IdSequence(state.NextId);
        rows = new EditionRows(ids);
        copier = RowCopier.Create(write, context);
        grams = new GramCounts(write.Connection);
        counts = new RowCounts(write.Connection);
    }

    public ReleaseRow Release { get; }

    /// <summary>Continues the open draft, or begins one on the current release.</summary>
    public static async Task<Draft> OpenAsync(
        WriteTransaction write, ReformDbContext context, DateTimeOffset now, CancellationToken cancellation)
    {
        var state = await context.Set<StoreStateRow>().SingleAsync(cancellation);
        var open = await context.Set<ReleaseRow>()
            .SingleOrDefaultAsync(row => row.Status == ReleaseStatus.Draft, cancellation);
        if (open is not null)
        {
            var last = await context.Set<ReleaseChangeRow>().Where(row => row.ReleaseNumber == open.Number)
                .MaxAsync(row => (int?)row.Position, cancellation);
            return new Draft(write, context, state, open, (last ?? 0) + 1);
        }

        var number = (await context.Set<ReleaseRow>().MaxAsync(row => (int?)row.Number, cancellation) ?? 0) + 1;
        var release = new ReleaseRow
        {
            Number = number,
            Status = ReleaseStatus.Draft,
            BaseRelease = state.CurrentRelease,
            CreatedAt = now,
        };
        context.Add(release);
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();
        if (state.CurrentRelease is { } current)
        {
            await write.ExecuteAsync(
                "INSERT INTO release_edition (release_number, edition_id) "
                + $"SELECT {Text(number)}, edition_id FROM release_edition WHERE release_number = {Text(current)}",
                cancellation);
        }

        var draft = new Draft(write, context, state, release, 1);
        await draft.grams.AddDraftAsync(number, cancellation);
        await draft.counts.AddDraftAsync(number, cancellation);
        return draft;
    }

    /// <summary>Puts a municipality into the draft instead of the edition that the draft holds of it.</summary>
    /// <param name="replaced">That edition.</param>
    /// <param name="reused">An edition that holds the same already, so that none is written.</param>
    /// <param name="against">What it changes against the base.</param>
    public async Task PutAsync(
        Municipality municipality,
        string contentHash,
        EditionRow? replaced,
        EditionRow? reused,
        IReadOnlyList<Change> against,
        CancellationToken cancellation)
    {
        if (replaced is not null)
            await RemoveAsync(replaced, cancellation);
        if (reused is not null)
            await grams.AddAsync(Text(reused.Id), 1, cancellation);
        var edition = reused ?? rows.Add(municipality, contentHash, Release.Number);
        written.Add(edition.Id);
        added.Add(new ReleaseEditionRow { ReleaseNumber = Release.Number, EditionId = edition.Id });
        pending.Add(municipality.Code);
        foreach (var change in against)
            changes.Add(ReleaseChangeRow.Of(change, ids.Next(), Release.Number, nextPosition++));

        if (rows.Count + changes.Count > MaxBuffered)
            Flush();
    }

    /// <summary>Writes what is buffered of a municipality, so that it can be read.</summary>
    public void FlushIfPending(string municipalityCode)
    {
        if (pending.Contains(municipalityCode))
            Flush();
    }

    /// <summary>Writes everything, counts the release, and leaves the store ready to commit.</summary>
    public async Task CompleteAsync(string? note, CancellationToken cancellation)
    {
        Flush();
        await grams.WriteAsync(write, copier, Release.Number, cancellation);
        if (written.Count > 0)
            await counts.AddAsync(string.Join(',', written.Select(Text)), 1, cancellation);
        await counts.WriteAsync(write, copier, Release.Number, cancellation);
        if (hasReplaced)
            await EditionDeletion.DeleteOrphansAsync(write, cancellation);
        await CountAsync(cancellation);
        Release.Note = note ?? Release.Note;
        context.Update(Release);
        await context.SaveChangesAsync(cancellation);
        context.ChangeTracker.Clear();
        await context.Set<StoreStateRow>().ExecuteUpdateAsync(
            set => set.SetProperty(row => row.NextId, ids.Upcoming), cancellation);
    }

    private async Task RemoveAsync(EditionRow replaced, CancellationToken cancellation)
    {
        hasReplaced = true;
        await grams.AddAsync(Text(replaced.Id), -1, cancellation);
        await counts.AddAsync(Text(replaced.Id), -1, cancellation);
        await context.Set<ReleaseEditionRow>()
            .Where(row => row.ReleaseNumber == Release.Number && row.EditionId == replaced.Id)
            .ExecuteDeleteAsync(cancellation);

        // What an earlier import into this draft changed of the municipality is told anew.
        var code = replaced.MunicipalityCode;
        await context.Set<ReleaseChangeRow>()
            .Where(row => row.ReleaseNumber == Release.Number && (row.Key == code || row.Key.StartsWith(code + "/")))
            .ExecuteDeleteAsync(cancellation);
    }

    private void Flush()
    {
        foreach (var text in rows.Texts)
            grams.Add(text);
        rows.WriteTo(copier);
        copier.Copy(added);
        copier.Copy(changes);
        added.Clear();
        changes.Clear();
        pending.Clear();
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        var editions = context.Set<ReleaseEditionRow>().Where(row => row.ReleaseNumber == Release.Number)
            .Join(context.Set<EditionRow>(), row => row.EditionId, row => row.Id, (_, edition) => edition);
        Release.MunicipalityCount = await editions.CountAsync(cancellation);
        Release.ChangeCount = await context.Set<ReleaseChangeRow>()
            .CountAsync(row => row.ReleaseNumber == Release.Number, cancellation);
        foreach (var count in typeof(CountedRow).GetProperties())
            count.SetValue(Release, await editions.SumAsync(row => EF.Property<int>(row, count.Name), cancellation));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
