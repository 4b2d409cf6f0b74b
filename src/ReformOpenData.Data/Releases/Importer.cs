using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// Brings documents into the draft, all in one transaction: every document of an import is stored, or none. A dry run
/// does the same and takes it back, so that it tells exactly what would be.
/// </summary>
public sealed class Importer(Store store, TimeProvider time)
{
    /// <summary>
    /// So many changes are listed in an outcome; all are counted, and all are stored with the release.
    /// </summary>
    public const int MaxListed = 1000;

    /// <summary>After so many errors an import looks no further.</summary>
    public const int MaxErrors = 100;

    /// <summary>So many municipalities are kept whole in an outcome.</summary>
    public const int MaxContents = 20;

    /// <summary>Imports documents, one municipality at a time.</summary>
    /// <param name="documents">Read as they are asked for, so that any number fits in memory.</param>
    /// <exception cref="StoreException">The store could not do it, and is as it was.</exception>
    public async Task<ImportOutcome> ImportAsync(
        IEnumerable<ReadResult> documents, ImportOptions options, CancellationToken cancellation = default)
    {
        try
        {
            await using var run = new Run(store, time, options);
            return await run.ImportAsync(documents, cancellation);
        }
        catch (Exception exception) when (StoreFaults.IsKnown(exception))
        {
            throw StoreFaults.Translate(exception)!;
        }
    }

    /// <summary>One import.</summary>
    private sealed class Run(Store store, TimeProvider time, ImportOptions options) : IAsyncDisposable
    {
        private readonly List<ImportedDocument> imported = [];
        private readonly List<Change> changes = [];
        private readonly HashSet<string> refused = new(StringComparer.Ordinal);
        private int changeCount;
        private int errorCount;
        private int printChangeCount;
        private int narrativeCount;
        private WriteTransaction? write;
        private ReformDbContext? context;
        private Draft? draft;

        public async Task<ImportOutcome> ImportAsync(IEnumerable<ReadResult> documents, CancellationToken cancellation)
        {
            var isChanged = false;
            foreach (var read in documents)
            {
                cancellation.ThrowIfCancellationRequested();
                if (read.HasErrors)
                {
                    Refuse(read, read.Findings);
                }
                else if (!refused.Contains(read.Municipality!.Code))
                {
                    // After an error nothing will be stored; what is wrong with the others is told in the same run.
                    if (draft is null)
                        await BeginAsync(cancellation);
                    isChanged |= await PutAsync(read, cancellation) == ImportStatus.Imported;
                    options.Progress?.Invoke(new ImportProgress(imported.Count, narrativeCount));
                }

                if (errorCount >= MaxErrors)
                    break;
            }

            if (errorCount > 0)
                return Outcome(ImportStatus.Refused, before: null, after: null);

            if (draft is null || !isChanged)
                return await UnchangedAsync(cancellation);
            await draft.CompleteAsync(options.Note, cancellation);
            var before = await ReleaseAsync(draft.Release.BaseRelease, cancellation);
            if (options.Publish)
                await Publication.PublishAsync(context!, draft.Release, time.GetUtcNow(), cancellation);
            if (!options.DryRun)
                await write!.CommitGrownAsync(context!, cancellation);
            return Outcome(ImportStatus.Imported, before, draft.Release);
        }

        public async ValueTask DisposeAsync()
        {
            if (context is not null)
                await context.DisposeAsync();
            if (write is not null)
                await write.DisposeAsync();
        }

        private async Task BeginAsync(CancellationToken cancellation)
        {
            write = await WriteTransaction.BeginAsync(
                store, TimeSpan.FromSeconds(options.PatienceSeconds), options.Waiting, cancellation);
            context = write.CreateContext();
            draft = await Draft.OpenAsync(write, context, time.GetUtcNow(), cancellation);
        }

        private async Task<ImportStatus> PutAsync(ReadResult read, CancellationToken cancellation)
        {
            var code = read.Municipality!.Code;
            if (!options.AfterTakeDown && await TakenDown.FindAsync(context!, read, cancellation) is { } takenDown)
            {
                Refuse(read, [.. read.Findings, takenDown]);
                return ImportStatus.Refused;
            }

            draft!.FlushIfPending(code);
            var held = await EditionAsync(draft.Release.Number, code, cancellation);
            var stored = held is null ? null : await EditionReader.ReadAsync(write!.Connection, held.Id, cancellation);
            var origin = draft.Release.BaseRelease is { } number
                ? await EditionAsync(number, code, cancellation)
                : null;
            var published = await OriginAsync(origin, held, stored, cancellation);
            var joined = DocumentJoin.Join(published, stored, read, options);
            Finding[] findings = [.. read.Findings, .. joined.Findings];
            if (joined.Municipality is not { } municipality)
            {
                Refuse(read, findings, joined.Questions);
                return ImportStatus.Refused;
            }

            if (OutputLimits.Check(municipality) is { Count: > 0 } limits)
            {
                Refuse(read, [.. findings, .. limits]);
                return ImportStatus.Refused;
            }

            municipality = WithReleases(
                WithKnownFindings(municipality, stored), stored, published, draft.Release.Number);
            var hash = ContentHash.Of(municipality);
            var isUnchanged = stored is not null && MunicipalityComparison.Compare(stored, municipality).Count == 0;
            imported.Add(new ImportedDocument(
                read.Document.FileName, municipality.Code, municipality.Name, isUnchanged, findings,
                imported.Count < MaxContents ? municipality : null));
            narrativeCount += municipality.Plans.SelectMany(plan => plan.Rows()).Sum(row => row.Narratives.Count);
            if (isUnchanged)
                return ImportStatus.Unchanged;
            var against = MunicipalityComparison.Compare(published, municipality);
            await draft.PutAsync(
                municipality,
                hash,
                held,
                origin is not null && against.Count == 0 ? origin : null,
                against,
                cancellation);
            changes.AddRange(against.OrderBy(MunicipalityComparison.IsOfPrint).Take(MaxListed - changes.Count));
            changeCount += against.Count;
            printChangeCount += against.Count(MunicipalityComparison.IsOfPrint);
            return ImportStatus.Imported;
        }

        /// <summary>The municipality as the base release has it.</summary>
        private async Task<Municipality?> OriginAsync(
            EditionRow? origin, EditionRow? held, Municipality? stored, CancellationToken cancellation)
        {
            if (origin is null)
                return null;
            return origin.Id == held?.Id
                ? stored
                : await EditionReader.ReadAsync(write!.Connection, origin.Id, cancellation);
        }

        /// <summary>
        /// A document that comes again keeps the findings that it has: what was asked and answered when it was first
        /// merged is not asked again, and would be lost.
        /// </summary>
        private static Municipality WithKnownFindings(Municipality municipality, Municipality? stored) => stored is null
            ? municipality
            : municipality with
            {
                Documents =
                [
                    .. municipality.Documents.Select(document =>
                        stored.Documents.FirstOrDefault(old => old.Sha256 == document.Sha256) is { } known
                        && document.Findings.All(known.Findings.Contains)
                            ? document with { Findings = known.Findings }
                            : document),
                ],
            };

        /// <summary>
        /// A correction that stays the same has been shown since the release that showed it first; one that comes back
        /// to what is public too. What a file says of the releases of the store that wrote it says nothing of this one.
        /// </summary>
        private static Municipality WithReleases(
            Municipality municipality, Municipality? stored, Municipality? origin, int release)
        {
            Correction[] known = [.. origin?.Corrections ?? [], .. stored?.Corrections ?? []];
            return municipality with
            {
                Corrections =
                [
                    .. municipality.Corrections.Select(correction => correction with
                    {
                        SinceRelease = known
                            .FirstOrDefault(old => old with { SinceRelease = correction.SinceRelease } == correction)
                            ?.SinceRelease ?? release,
                    }),
                ],
            };
        }

        private Task<EditionRow?> EditionAsync(int release, string code, CancellationToken cancellation) =>
            context!.Set<EditionRow>().Where(row => row.MunicipalityCode == code)
                .Where(row => context.Set<ReleaseEditionRow>()
                    .Any(link => link.ReleaseNumber == release && link.EditionId == row.Id))
                .SingleOrDefaultAsync(cancellation);

        private async Task<ReleaseRow?> ReleaseAsync(int? number, CancellationToken cancellation) => number is null
            ? null
            : await context!.Set<ReleaseRow>().SingleAsync(row => row.Number == number, cancellation);

        private async Task<ImportOutcome> UnchangedAsync(CancellationToken cancellation)
        {
            // The draft that was begun for this import is not committed; one that was open stays.
            await DisposeAsync();
            write = null;
            context = null;
            var (current, releases) = await new ReleaseReader(store).ListAsync(cancellation);
            return Outcome(
                ImportStatus.Unchanged,
                releases.SingleOrDefault(row => row.Number == current),
                releases.SingleOrDefault(row => row.Status == ReleaseStatus.Draft));
        }

        private void Refuse(ReadResult read, IReadOnlyList<Finding> findings, IReadOnlyList<Question>? questions = null)
        {
            imported.Add(new ImportedDocument(
                read.Document.FileName, read.Municipality?.Code, read.Municipality?.Name, IsUnchanged: false, findings,
                Content: null)
            {
                Questions = questions ?? [],
            });
            errorCount += findings.Count(finding => finding.Severity == FindingSeverity.Error);
            if (read.Municipality is { } municipality)
                refused.Add(municipality.Code);
        }

        private ImportOutcome Outcome(ImportStatus status, ReleaseRow? before, ReleaseRow? after) =>
            new(
                status,
                options.Publish && status == ImportStatus.Imported,
                after?.Number,
                before,
                after,
                imported,
                changes,
                changeCount)
            {
                PrintChangeCount = printChangeCount,
            };
    }
}
