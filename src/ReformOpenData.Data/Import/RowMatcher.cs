namespace ReformOpenData.Data.Import;

/// <summary>What the matcher needs to know of a row, be it a category, an item, an initiative or an assessment.</summary>
/// <param name="Kind">For messages: category, item, initiative, assessment.</param>
/// <param name="Number">As printed; null where the print has no number, so that another order is no question.</param>
/// <param name="Name">As compared: without spaces, of one width.</param>
/// <param name="Label">As shown to people.</param>
/// <param name="IsCurrent">Whether the newest stored year told of it; a row that ended earlier is not missed again.</param>
internal readonly record struct RowIdentity(
    string Kind,
    string Key,
    int? Number,
    string Name,
    string Label,
    Place Place,
    bool IsCurrent);

/// <summary>A row of the document beside its stored row; one of them may be missing.</summary>
internal readonly record struct RowPair<T>(T? Stored, T? Read)
    where T : class;

/// <summary>
/// Matches the rows of a document with stored rows below the same parent: by a person's answer, else by number and name. What
/// is left over on either side is a question, never a silent new row.
/// </summary>
internal sealed class RowMatcher
{
    private readonly Dictionary<string, string?> byDocument = new(StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);
    private readonly HashSet<string> unused = new(StringComparer.Ordinal);
    private readonly FindingLog log;

    /// <param name="municipality">The code: answers about others are for other documents.</param>
    public RowMatcher(Mapping? mapping, string municipality, FindingLog log)
    {
        this.log = log;
        foreach (var answer in mapping?.Answers.Where(answer => IsOf(answer.Document ?? answer.Stored!, municipality)) ?? [])
        {
            var isNew = answer.Document is null ? gone.Add(answer.Stored!) : byDocument.TryAdd(answer.Document, answer.Stored);
            if (!isNew)
                log.Add(FindingKinds.MappingRepeated, default, "The mapping answers for the same row twice.", answer.Document ?? answer.Stored);

            unused.Add(answer.Document ?? answer.Stored!);
        }
    }

    /// <summary>What is known without a person: the row stands at the same place of the same document as when it was stored.</summary>
    public void Assume(string document, string stored) => byDocument.TryAdd(document, stored);

    /// <summary>Pairs in the order of the store, new rows behind.</summary>
    public IReadOnlyList<RowPair<T>> Match<T>(
        IReadOnlyList<T> stored,
        IReadOnlyList<T> read,
        Func<T, RowIdentity> identifyStored,
        Func<T, RowIdentity> identifyRead)
        where T : class
    {
        var storedRows = stored.Select(row => (Row: row, Identity: identifyStored(row))).ToList();
        var partners = new Dictionary<T, T>(ReferenceEqualityComparer.Instance);
        var added = new List<T>();
        var open = new List<(T Row, RowIdentity Identity)>();
        foreach (var row in read)
            Answer(row, identifyRead(row));

        foreach (var (row, identity) in open.ToArray())
        {
            var found = storedRows.FindIndex(one =>
                !partners.ContainsKey(one.Row) && one.Identity.Name == identity.Name && one.Identity.Number == identity.Number);
            if (found < 0)
                continue;

            partners.Add(storedRows[found].Row, row);
            open.RemoveAll(one => ReferenceEquals(one.Row, row));
        }

        Ask(open.ConvertAll(one => one.Identity), [.. storedRows.Where(one => !partners.ContainsKey(one.Row)).Select(one => one.Identity)]);
        return
        [
            .. storedRows.Select(one => new RowPair<T>(one.Row, partners.GetValueOrDefault(one.Row))),
            .. added.Select(row => new RowPair<T>(null, row)),
        ];

        void Answer(T row, RowIdentity identity)
        {
            if (!byDocument.TryGetValue(identity.Key, out var key))
            {
                open.Add((row, identity));
                return;
            }

            unused.Remove(identity.Key);
            if (key is null)
            {
                added.Add(row);
                return;
            }

            var found = storedRows.FindIndex(one => one.Identity.Key == key);
            if (found >= 0 && partners.TryAdd(storedRows[found].Row, row))
                return;

            log.Add(
                FindingKinds.MappingWrong,
                identity.Place,
                found < 0
                    ? $"The mapping answers with a {identity.Kind} that is not stored below the same parent; answer as new and gone instead."
                    : $"The mapping answers with a {identity.Kind} that another row already is.",
                $"{identity.Key} → {key}");
        }
    }

    /// <summary>To be called last: an answer that nothing asked for is a typing error, or meant for another document.</summary>
    public void ReportUnused()
    {
        foreach (var key in unused.Order(StringComparer.Ordinal))
            log.Add(FindingKinds.MappingUnused, default, "The mapping answers for a row that nothing asks about; is the key right?", key);
    }

    private static bool IsOf(string key, string municipality) => key.StartsWith(municipality + "/", StringComparison.Ordinal);

    private void Ask(List<RowIdentity> read, List<RowIdentity> stored)
    {
        stored.RemoveAll(row => gone.Contains(row.Key) && MarkUsed(row.Key));
        foreach (var row in read)
        {
            var index = stored.FindIndex(one => one.Name == row.Name);
            var kind = FindingKinds.RowRenumbered;
            if (index < 0)
            {
                index = stored.FindIndex(one => one.Number is not null && one.Number == row.Number);
                if (index < 0 && read.Count == 1 && stored.Count == 1)
                    index = 0;
                kind = index < 0 ? FindingKinds.RowAdded : FindingKinds.RowRenamed;
            }

            if (index < 0)
            {
                log.Add(kind, row.Place, $"This {row.Kind} is not stored. If it is new, answer {{\"document\": \"{row.Key}\"}} in the mapping file.", row.Label);
                continue;
            }

            var partner = stored[index];
            stored.RemoveAt(index);
            log.Add(
                kind,
                row.Place,
                $"Is this {row.Kind} the stored one? If so, answer {{\"document\": \"{row.Key}\", \"stored\": \"{partner.Key}\"}} in the mapping file; "
                + $"if not, answer {{\"document\": \"{row.Key}\"}} and {{\"stored\": \"{partner.Key}\"}}.",
                row.Label,
                partner.Label);
        }

        foreach (var row in stored.Where(row => row.IsCurrent))
        {
            log.Add(
                FindingKinds.RowRemoved,
                default,
                $"The document no longer has this stored {row.Kind}. If that is right, answer {{\"stored\": \"{row.Key}\"}} in the mapping file; its past stays.",
                row.Label);
        }
    }

    private bool MarkUsed(string key)
    {
        unused.Remove(key);
        return true;
    }
}
