namespace ReformOpenData.Server.Metadata;

/// <summary>
/// What may be done with data, as far as its publishers have said. Catalogues take the field of a licence for a fact:
/// it is written where each document has the same licence and its publisher has confirmed it, and nowhere else.
/// </summary>
/// <param name="Licence">The licence that is confirmed; null where there is none.</param>
/// <param name="Japanese">A sentence that can always be shown.</param>
internal sealed record Terms(string? Licence, string Japanese, string English)
{
    public KnownLicence? Known => Licence is null ? null : KnownLicence.Of(Licence);

    /// <summary>Of documents that are not all of one licence, or not all at hand.</summary>
    public static Terms Mixed { get; } = new(
        null,
        "利用条件は公表資料ごとに異なります（documents.csv の licence と licence_confirmed）",
        "The licences differ by document (licence and licence_confirmed in documents.csv)");

    public static Terms Of(IReadOnlyCollection<CatalogueAnswer.SourceDocument> documents)
    {
        var names = documents.Select(document => document.Licence).Distinct().ToList();
        var isConfirmed = documents.Count > 0 && documents.All(document => document.LicenceConfirmed);
        return names switch
        {
            [{ } one] when isConfirmed => new Terms(one, one, one),
            [{ } one] => new Terms(null, $"{one} 予定、公表者の確認待ち", $"{one} intended, to be confirmed by the publisher"),
            [] or [null] => new Terms(null, "利用条件は公表者が示していません", "The publisher names no licence"),
            _ => Mixed,
        };
    }
}
