namespace ReformOpenData.Data.Import;

/// <summary>
/// What the matcher needs to know of a row, be it a category, an item, an initiative or an assessment.
/// </summary>
/// <param name="Kind">For messages: category, item, initiative, assessment.</param>
/// <param name="Number">As printed; null where the print has no number, so that another order is no question.</param>
/// <param name="Name">As compared: <see cref="NameKey"/>.</param>
/// <param name="Label">As shown to people: the name, and what it is below.</param>
/// <param name="IsCurrent">Whether the newest stored year told of it; a row that ended earlier is not missed
/// again.</param>
/// <param name="Profile">Made when rows are left over after names were compared.</param>
internal readonly record struct RowIdentity(
    string Kind,
    string Key,
    int? Number,
    string Name,
    string Label,
    Place Place,
    bool IsCurrent,
    Lazy<RowProfile> Profile);

/// <summary>A row of the document beside its stored row; one of them may be missing.</summary>
internal readonly record struct RowPair<T>(T? Stored, T? Read)
    where T : class;

/// <summary>
/// Matches the rows of a document with stored rows below the same parent: by a person's answer, else by number and
/// name. For what is left over, names are compared over all rows first, then the likeness of rows; each such pair is a
/// question, and so is a row without a partner. The pairs of questions are given too, so that what is below them is
/// asked in the same run.
/// </summary>
internal sealed class RowMatcher(Answers answers, FindingLog log)
{
    /// <summary>Below it, rows have too little in common to be offered as one.</summary>
    private const double MinLikeness = 0.3;

    /// <summary>More pairs are not compared for likeness; a parent has some dozens of rows.</summary>
    private const int MaxPairs = 40_000;

    private readonly Dictionary<string, string> assumed = new(StringComparer.Ordinal);

    /// <summary>
    /// What is known without a person: the row is at the same place of the same document as when it was stored.
    /// </summary>
    public void Assume(string document, string stored) => assumed.TryAdd(document, stored);

    /// <summary>Pairs in the order of the store, new rows behind.</summary>
    /// <param name="elsewhere">For a row without a partner: where the other side has one of its name below another
    /// parent, in words; or null.</param>
    public IReadOnlyList<RowPair<T>> Match<T>(
        IReadOnlyList<T> stored,
        IReadOnlyList<T> read,
        Func<T, RowIdentity> identifyStored,
        Func<T, RowIdentity> identifyRead,
        Func<RowIdentity, bool, string?> elsewhere)
        where T : class
    {
        var table = new Table<T>(
            [.. stored.Select(row => new Side<T>(row, identifyStored(row)))],
            [.. read.Select(row => new Side<T>(row, identifyRead(row)))]);
        Answer(table);
        table.PairWhere((mine, its) => mine.Name == its.Name && mine.Number == its.Number, (_, _) => { });
        table.Stored.RemoveAll(row => !table.IsPaired(row) && answers.IsGone(row.Identity.Key));
        table.PairWhere(
            (mine, its) => mine.Name == its.Name, (mine, its) => Ask(FindingKinds.RowRenumbered, mine, its));
        foreach (var (mine, its) in ByLikeness(table))
        {
            table.Pair(mine, its);
            Ask(FindingKinds.RowRenamed, mine.Identity, its.Identity);
        }

        foreach (var row in table.Open)
            AskAdded(row.Identity, elsewhere(row.Identity, true));
        foreach (var row in table.Free.Where(row => row.Identity.IsCurrent))
            AskRemoved(row.Identity, elsewhere(row.Identity, false));
        return
        [
            .. stored.Select(row => new RowPair<T>(row, table.PartnerOf(row))),
            .. read.Where(row => !table.HasPartner(row)).Select(row => new RowPair<T>(null, row)),
        ];
    }

    private void Answer<T>(Table<T> table)
        where T : class
    {
        foreach (var row in table.Read.ToArray())
        {
            var identity = row.Identity;
            string? key;
            if (answers.OfRow(identity.Key, identity.Label) is { } answer)
            {
                key = answer.Stored;
                // What was new when a table of questions asked is stored by now.
                if (key is null && answer.Shown is not null && table.HasAll(identity.Name))
                    continue;
                if (key is null)
                {
                    table.Read.Remove(row);
                    continue;
                }
            }
            else if (!assumed.TryGetValue(identity.Key, out key))
            {
                continue;
            }

            var found = table.Stored.Find(other => other.Identity.Key == key);
            if (found is not null && !table.IsPaired(found))
            {
                table.Pair(row, found);
                continue;
            }

            table.Read.Remove(row);
            log.Add(
                FindingKinds.MappingWrong,
                identity.Place,
                found is null
                    ? $"The mapping answers with a {identity.Kind} that is not stored below the same parent; answer as "
                        + "new and gone instead."
                    : $"The mapping answers with a {identity.Kind} that another row already "
                        + $"is: {found.Identity.Label}.",
                $"{identity.Key} ({identity.Label}) → {key}");
        }
    }

    /// <summary>
    /// The pairs that are likeliest together, as long as the rows of each have something in common; of assessments,
    /// also the last one of either side. Likeness counts squared, so that one good pair goes before two poor ones;
    /// where it is equal, the number decides.
    /// </summary>
    private static List<(Side<T> Read, Side<T> Stored)> ByLikeness<T>(Table<T> table)
        where T : class
    {
        List<Side<T>> open = [.. table.Open];
        List<Side<T>> free = [.. table.Free];
        if ((long)open.Count * free.Count is 0 or > MaxPairs)
            return [];

        var weights = new double[open.Count][];
        for (var mine = 0; mine < open.Count; mine++)
        {
            weights[mine] = new double[free.Count];
            for (var its = 0; its < free.Count; its++)
            {
                var (row, other) = (open[mine].Identity, free[its].Identity);
                var likeness = row.Profile.Value.LikenessTo(other.Profile.Value);
                var isLast = open.Count == 1 && free.Count == 1 && row.Kind == PlanMerge.AssessmentKind;
                if (likeness >= MinLikeness || isLast)
                    weights[mine][its] = (likeness * likeness) + (row.Number == other.Number ? 2e-9 : 1e-9);
            }
        }

        return
        [
            .. Assignment.Best(weights).Select((its, mine) => (Mine: mine, Its: its)).Where(pair => pair.Its >= 0)
                .Select(pair => (Read: open[pair.Mine], Stored: free[pair.Its]))
                .OrderBy(pair => pair.Read.Identity.Key, StringComparer.Ordinal),
        ];
    }

    private void Ask(FindingKind kind, RowIdentity row, RowIdentity partner) => log.Ask(
        new Question(
            kind.Code,
            QuestionForm.Same,
            kind == FindingKinds.RowRenamed
                ? $"この{Level(row)}は、名称が変わっただけで同じものですか。"
                : $"この{Level(row)}は、番号が変わっただけで同じものですか。",
            row.Label,
            partner.Label,
            new MappingAnswer(row.Key, partner.Key)),
        kind,
        row.Place,
        $"Is this {row.Kind} the stored {partner.Label}? If so, answer {{\"document\": \"{row.Key}\", \"stored\": "
        + $"\"{partner.Key}\"}} in the mapping file; if not, answer {{\"document\": \"{row.Key}\"}} and {{\"stored\": "
        + $"\"{partner.Key}\"}}.",
        row.Label,
        partner.Label);

    private void AskAdded(RowIdentity row, string? elsewhere) => log.Ask(
        new Question(
            FindingKinds.RowAdded.Code,
            QuestionForm.New,
            $"この{Level(row)}は、新しいものですか。",
            row.Label,
            "",
            new MappingAnswer(row.Key)),
        FindingKinds.RowAdded,
        row.Place,
        $"This {row.Kind} is not stored{elsewhere}. If it is new, answer {{\"document\": \"{row.Key}\"}} in the "
        + "mapping file.",
        row.Label);

    private void AskRemoved(RowIdentity row, string? elsewhere) => log.Ask(
        new Question(
            FindingKinds.RowRemoved.Code,
            QuestionForm.Gone,
            $"この{Level(row)}は今回の表にありません。終わったものですか。",
            "",
            row.Label,
            new MappingAnswer(null, row.Key)),
        FindingKinds.RowRemoved,
        default,
        $"The document no longer has this stored {row.Kind}{elsewhere}. If that is right, answer {{\"stored\": "
        + $"\"{row.Key}\"}} in the mapping file; its past stays.",
        row.Label);

    /// <summary>What the steward calls a kind of row.</summary>
    private static string Level(RowIdentity row) => row.Kind switch
    {
        "category" => "分野",
        "item" => "改革項目",
        PlanMerge.AssessmentKind => "所管課の行",
        _ => "具体的取組",
    };

    private sealed record Side<T>(T Row, RowIdentity Identity)
        where T : class;

    /// <summary>The rows of both sides that are still to be matched, and the pairs that are.</summary>
    private sealed class Table<T>(List<Side<T>> stored, List<Side<T>> read)
        where T : class
    {
        private readonly Dictionary<T, T> partners = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<T> paired = new(ReferenceEqualityComparer.Instance);

        public List<Side<T>> Stored => stored;

        public List<Side<T>> Read => read;

        /// <summary>Rows of the document without a partner.</summary>
        public IEnumerable<Side<T>> Open => read.Where(row => !paired.Contains(row.Row));

        /// <summary>Stored rows without a partner.</summary>
        public IEnumerable<Side<T>> Free => stored.Where(row => !partners.ContainsKey(row.Row));

        /// <summary>Whether as many rows of a name are stored as the document has.</summary>
        public bool HasAll(string name) =>
            stored.Count(row => row.Identity.Name == name) >= read.Count(row => row.Identity.Name == name);

        public bool IsPaired(Side<T> row) => partners.ContainsKey(row.Row);

        public T? PartnerOf(T row) => partners.GetValueOrDefault(row);

        public bool HasPartner(T row) => paired.Contains(row);

        public void Pair(Side<T> mine, Side<T> its)
        {
            partners.Add(its.Row, mine.Row);
            paired.Add(mine.Row);
        }

        /// <summary>
        /// Pairs each open row with the first free one that fits it; rows of one name come in one order on both sides.
        /// </summary>
        public void PairWhere(Func<RowIdentity, RowIdentity, bool> fits, Action<RowIdentity, RowIdentity> told)
        {
            var free = Free.ToLookup(row => row.Identity.Name, StringComparer.Ordinal);
            foreach (var mine in Open.ToArray())
            {
                if (free[mine.Identity.Name]
                    .FirstOrDefault(its => !IsPaired(its) && fits(mine.Identity, its.Identity)) is not { } found)
                    continue;

                Pair(mine, found);
                told(mine.Identity, found.Identity);
            }
        }
    }
}
