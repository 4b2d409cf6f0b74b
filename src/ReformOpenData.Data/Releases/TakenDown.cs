using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// Recognises documents of releases that were taken down, so that they do not become public again unnoticed.
/// </summary>
internal static class TakenDown
{
    /// <summary>The error about a document that was read; null where nothing of it was taken down.</summary>
    public static async Task<Finding?> FindAsync(
        ReformDbContext context, ReadResult read, CancellationToken cancellation)
    {
        var checksums = read.Municipality!.Documents.Select(document => document.Sha256).ToArray();
        var release = await context.Set<TakenDownDocumentRow>().Where(row => checksums.Contains(row.Sha256))
            .Join(context.Set<ReleaseRow>(), row => row.ReleaseNumber, row => row.Number, (_, row) => row)
            .OrderBy(row => row.Number).FirstOrDefaultAsync(cancellation);
        if (release is null)
            return null;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"The document was in release {release.Number}, which was taken down: {release.TakenDownReason} ")
            + "Where what had to go is mended in this file, import it with --after-take-down.";
        var kind = FindingKinds.DocumentTakenDown;
        return new Finding(kind.Code, kind.Severity, message, null, null, null, null, read.Document.FileName, null);
    }
}
