using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Data.Releases;

/// <summary>Fills an empty store with the documents that come with the program.</summary>
public static class Seeding
{
    /// <summary>
    /// On a store without any release, imports and publishes the documents of a folder, in one transaction; a store
    /// that has one, be it a draft, is left alone. Two processes may call it at once.
    /// </summary>
    /// <param name="folder">With documents, their metadata, and corrections.json.</param>
    /// <returns>The current release; null where nothing was published and nothing could be seeded.</returns>
    /// <exception cref="StoreException">The store failed, or a document is not right.</exception>
    public static async Task<int?> EnsureSeededAsync(
        Store store, TimeProvider time, string folder, CancellationToken cancellation = default)
    {
        if (await HasReleaseAsync(store, cancellation) || DocumentFiles.In(folder) is not { Count: > 0 } paths)
            return await store.CurrentReleaseAsync(cancellation);
        var outcome = await new Importer(store, time).ImportAsync(
            DocumentFiles.Read(paths, metadata: null),
            new ImportOptions
            {
                Publish = true,
                Note = "プログラムに同梱の公表資料です。",
                Corrections = ReadCorrections(Path.Combine(folder, DocumentFiles.CorrectionsName)),
            },
            cancellation);
        if (outcome.Status == ImportStatus.Refused)
        {
            var document = outcome.Documents[^1];
            var error = document.Findings.First(finding => finding.Severity == FindingSeverity.Error);
            throw new StoreException(
                $"{document.FileName} cannot be imported: {error.Code}: {error.Message}",
                $"{document.FileName} を取り込めません。{error.Code}: {error.InJapanese()}");
        }

        return await store.CurrentReleaseAsync(cancellation);
    }

    /// <summary>Asked in SQL: each start asks it, and EF Core takes longer to get ready than all else of one.</summary>
    private static Task<bool> HasReleaseAsync(Store store, CancellationToken cancellation) => store.RepeatAsync(
        () => store.Servers?.Reading,
        async (sessions, _) =>
        {
            await using var connection = await store.OpenReadAsync(sessions, cancellation);
            return await connection.ScalarAsync("SELECT number FROM release LIMIT 1", cancellation) is not null;
        },
        cancellation);

    private static IReadOnlyList<Correction>? ReadCorrections(string path)
    {
        if (!File.Exists(path))
            return null;
        var (corrections, findings) = DocumentFiles.ReadCorrections(path);
        return corrections ?? throw new StoreException(
            $"{path} cannot be used: {findings[0].Message}", $"{path} を使えません。{findings[0].InJapanese()}");
    }
}
