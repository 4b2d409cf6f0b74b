using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Joins the rows of one plan.</summary>
/// <param name="kept">The stored documents, by SHA-256, whose contents stay beside those of the document.</param>
/// <param name="places">Gets the stored keys of rows of the document that have another key there.</param>
/// <param name="tellsEndings">Whether the document has columns for what became of initiatives.</param>
/// <param name="keepsMeasures">Whether the stored values of a document stay, by its SHA-256.</param>
internal sealed class PlanMerge(
    string planKey,
    Plan stored,
    Plan read,
    IReadOnlySet<string> kept,
    RowMatcher matcher,
    Dictionary<string, string> places,
    bool tellsEndings,
    Func<string, bool> keepsMeasures,
    FindingLog log)
{
    /// <summary>For messages, and to tell the kinds apart.</summary>
    public const string AssessmentKind = "assessment";

    private const string InitiativeKind = "initiative";

    private readonly KeptRows rest = new(kept, keepsMeasures);
    private readonly ILookup<string, string> storedPlaces = PlacesOf(stored);
    private readonly ILookup<string, string> readPlaces = PlacesOf(read);
    private readonly int newestStored = NewestYear(stored);
    private readonly bool isNewer = NewestYear(read) >= NewestYear(stored);

    public Plan Join()
    {
        AssumeSamePlaces();
        var pairs = matcher.Match(stored.Categories, read.Categories, Identify, Identify, Elsewhere);
        var names = isNewer ? read : stored;
        var scale = RatingScales.Join(names.RatingScale, (isNewer ? stored : read).RatingScale);
        return names with
        {
            RatingScale = scale,
            LevelNames = kept.Count == 0 ? names.LevelNames : names.LevelNames ?? (isNewer ? stored : read).LevelNames,
            Categories = [.. Build(pairs, category => category.Number, Join).OrderBy(category => category.Number)],
        };

        RowIdentity Identify(Category category) => this.Identify(
            "category",
            Keys.Category(planKey, category.Number),
            NumberOf(category.PrintedNumber, category.Number),
            category.Name,
            $"“{category.Name}”",
            Rows(category), () => RowProfile.Of(category));
    }

    private Category Join(Category? old, Category fresh, int number)
    {
        var key = Keys.Category(planKey, number);
        var readKey = Keys.Category(planKey, fresh.Number);
        NotePlace(readKey, key);
        if (old is null)
            return fresh with { Number = number, PrintedNumber = Printed(fresh.PrintedNumber, fresh.Number, number) };

        var pairs = matcher.Match(
            old.Items,
            fresh.Items,
            item => Identify(item, key, old.Name),
            item => Identify(item, readKey, fresh.Name),
            Elsewhere);
        return (isNewer ? fresh : old) with
        {
            Number = number,
            PrintedNumber = isNewer ? Printed(fresh.PrintedNumber, fresh.Number, number) : old.PrintedNumber,
            Items =
            [
                .. Build(pairs, item => item.Number, (stored, read, free) => Join(stored, read, free, key, readKey))
                    .OrderBy(item => item.Number),
            ],
        };

        RowIdentity Identify(Item item, string parent, string name) => this.Identify(
            "item",
            Keys.Item(parent, item.Number),
            NumberOf(item.PrintedNumber, item.Number),
            item.Name,
            $"“{item.Name}” of “{name}”",
            Rows(item), () => RowProfile.Of(item));
    }

    private Item Join(Item? old, Item fresh, int number, string category, string readCategory)
    {
        var key = Keys.Item(category, number);
        var readKey = Keys.Item(readCategory, fresh.Number);
        NotePlace(readKey, key);
        if (old is null)
            return fresh with { Number = number, PrintedNumber = Printed(fresh.PrintedNumber, fresh.Number, number) };

        var pairs = matcher.Match(
            old.Initiatives,
            fresh.Initiatives,
            initiative => Identify(initiative, key, old.Name),
            initiative => Identify(initiative, readKey, fresh.Name),
            Elsewhere);
        return (isNewer ? fresh : old) with
        {
            Number = number,
            PrintedNumber = isNewer ? Printed(fresh.PrintedNumber, fresh.Number, number) : old.PrintedNumber,
            Initiatives = Build(
                pairs,
                initiative => initiative.Number,
                (stored, read, free) =>
                    Join(stored, read, free, Keys.Initiative(key, free), Keys.Initiative(readKey, read.Number)),
                isPrinted: false),
        };

        RowIdentity Identify(Initiative initiative, string parent, string name) => this.Identify(
            InitiativeKind,
            Keys.Initiative(parent, initiative.Number),
            null,
            initiative.Name,
            $"“{initiative.Name}” of “{name}”",
            initiative.Assessments, () => RowProfile.Of(initiative));
    }

    private Initiative Join(Initiative? old, Initiative fresh, int number, string key, string readKey)
    {
        NotePlace(readKey, key);
        if (old is null)
            return fresh with { Number = number };

        var pairs = matcher.Match(
            old.Assessments,
            fresh.Assessments,
            row => Identify(row, key, old.Name),
            row => Identify(row, readKey, fresh.Name),
            (_, _) => null);
        var (newer, older) = isNewer ? (fresh, old) : (old, fresh);
        return newer with
        {
            Number = number,
            // A document without descriptions takes none away from those of other years.
            Description = kept.Count == 0 ? newer.Description : newer.Description ?? older.Description,
            Assessments = Build(pairs, row => row.Number, Join, isPrinted: false),
            Ending = EndingOf(old, fresh),
        };

        RowIdentity Identify(Assessment row, string parent, string name)
        {
            var departments = Departments(row);
            return this.Identify(
                AssessmentKind,
                Keys.Assessment(parent, row.Number),
                null,
                departments,
                $"“{departments}” of “{name}”",
                [row],
                () => RowProfile.Of(row));
        }
    }

    /// <summary>The number as printed: that of the key is another one where rows were inserted.</summary>
    private static string? Printed(string? own, int printed, int number) =>
        own ?? (printed == number ? null : printed.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static int NumberOf(string? printed, int number) => LevelNumber.Of(printed) ?? number;

    private void NotePlace(string document, string stored)
    {
        if (document != stored)
            places[document] = stored;
    }

    /// <summary>
    /// What became of an initiative that the document reports; one that is reported again has not ended.
    /// </summary>
    private InitiativeEnding? EndingOf(Initiative old, Initiative fresh)
    {
        if (tellsEndings)
            return kept.Count == 0 ? fresh.Ending : isNewer ? fresh.Ending ?? old.Ending : old.Ending ?? fresh.Ending;

        var isAgain = fresh.Assessments.SelectMany(row => row.Narratives)
            .Any(narrative => narrative.Text is not null && narrative.FiscalYear > old.Ending?.EndedIn);
        return isAgain ? null : old.Ending;
    }

    private Assessment Join(Assessment? old, Assessment fresh, int number)
    {
        if (old is null)
            return fresh with { Number = number };

        var told = fresh.Narratives.Select(narrative => (narrative.FiscalYear, narrative.Kind)).ToHashSet();
        var remaining = rest.Of(old) ?? old with { Narratives = [], Summary = null, Ratings = [], Cells = [] };
        var names = isNewer ? fresh : old;
        return WithCells(
            new Assessment(
                number,
                names.Responsibilities,
                [
                    .. NarrativeKinds.Ordered(
                        remaining.Narratives.Where(one => !told.Contains((one.FiscalYear, one.Kind)))
                            .Concat(fresh.Narratives)),
                ],
                isNewer ? fresh.Summary ?? remaining.Summary : remaining.Summary ?? fresh.Summary,
                Join(remaining.Ratings, fresh.Ratings),
                names.Location,
                [])
            {
                Measures = MeasureMerge.Join(MeasureMerge.Kept(old.Measures, keepsMeasures), fresh.Measures),
            },
            [.. remaining.Cells, .. fresh.Cells]);
    }

    /// <summary>
    /// Ratings of a year, an evaluator and an aspect go in place of the stored ones of the same; others stay, and so do
    /// their numbers.
    /// </summary>
    private static IReadOnlyList<Rating> Join(IReadOnlyList<Rating> stored, IReadOnlyList<Rating> fresh)
    {
        var told = fresh.Select(Kind).ToHashSet();
        var joined = stored.Where(rating => !told.Contains(Kind(rating))).ToList();
        foreach (var rating in fresh)
        {
            var number = rating.Number;
            while (joined.Exists(other => other.FiscalYear == rating.FiscalYear && other.Number == number))
                number++;
            joined.Add(number == rating.Number ? rating : rating with { Number = number });
        }

        return [.. joined.OrderBy(rating => rating.FiscalYear).ThenBy(rating => rating.Number)];

        static (int, string?, string?, bool) Kind(Rating rating) =>
            (rating.FiscalYear, rating.Evaluator, rating.Aspect, rating.IsFinal);
    }

    /// <summary>The cells of the places of which something is still told, oldest year first.</summary>
    private static Assessment WithCells(Assessment row, IEnumerable<SourceCell> cells)
    {
        var years = new Dictionary<SourceLocation, int>();
        foreach (var narrative in row.Narratives)
            years.TryAdd(narrative.Location with { Column = null }, narrative.FiscalYear);
        foreach (var rating in row.Ratings)
            years.TryAdd(rating.Location with { Column = null }, rating.FiscalYear);
        if (row.Summary is { } summary)
            years.TryAdd(summary.Location with { Column = null }, summary.FiscalYear);
        return row with
        {
            Cells = [.. cells.Where(cell => years.ContainsKey(RowOf(cell))).OrderBy(cell => years[RowOf(cell)])],
        };

        static SourceLocation RowOf(SourceCell cell) => cell.Location with { Column = null };
    }

    /// <summary>
    /// Merged rows in the order of their numbers; a new row takes its own number if it is printed and free, else the
    /// next.
    /// </summary>
    private List<T> Build<T>(
        IReadOnlyList<RowPair<T>> pairs,
        Func<T, int> numberOf,
        Func<T?, T, int, T> join,
        bool isPrinted = true)
        where T : class
    {
        var taken = pairs.Where(pair => pair.Stored is not null).Select(pair => numberOf(pair.Stored!)).ToHashSet();
        var rows = new List<T>();
        foreach (var (old, fresh) in pairs)
        {
            if (fresh is null)
            {
                if (rest.Of(old!) is { } remaining)
                    rows.Add((T)remaining);
                continue;
            }

            var number = old is null ? FreeNumber(numberOf(fresh)) : numberOf(old);
            taken.Add(number);
            rows.Add(join(old, fresh, number));
        }

        return rows;

        int FreeNumber(int printed)
        {
            if (isPrinted && !taken.Contains(printed))
                return printed;

            var free = taken.Count == 0 ? 1 : taken.Max() + 1;
            if (isPrinted)
            {
                log.Add(
                    FindingKinds.NumberTaken,
                    default,
                    $"A new row prints the number {printed}, which a stored row has; it is stored as {free}.",
                    japanese: $"新しい行の番号 {printed} は公開中の行が使っているので、{free} として保存します。");
            }

            return free;
        }
    }

    /// <summary>Rows at the same place of the same bytes are the same rows, whatever their names are by now.</summary>
    private void AssumeSamePlaces()
    {
        var stands = new Dictionary<(string Document, int Page, int Row), string>();
        foreach (var (key, _, _, row) in KeyedAssessment.Of(stored, planKey))
        {
            foreach (var cell in row.Cells)
                stands.TryAdd((cell.Location.Document, cell.Location.Page, cell.Location.Row), key);
        }

        foreach (var (key, _, _, row) in KeyedAssessment.Of(read, planKey))
        {
            if (!stands.TryGetValue((row.Location.Document, row.Location.Page, row.Location.Row), out var storedKey))
                continue;

            var depth = planKey.Count(character => character == '/') + 1;
            string[] readParts = key.Split('/');
            string[] storedParts = storedKey.Split('/');
            for (var length = depth + 1; length <= readParts.Length; length++)
                matcher.Assume(string.Join('/', readParts[..length]), string.Join('/', storedParts[..length]));
        }
    }

    private RowIdentity Identify(
        string kind,
        string key,
        int? number,
        string name,
        string label,
        IEnumerable<Assessment> rows,
        Func<RowProfile> profile)
    {
        var all = rows.ToList();
        var place = all.Count == 0
            ? default
            : new Place(all[0].Location.Page, all[0].Location.Row, null, all[0].Location.Line);
        var isCurrent = all.Exists(row => row.ReportedYears().Contains(newestStored));
        return new RowIdentity(
            kind, key, number, NameKey.Of(name), label, place, isCurrent, new Lazy<RowProfile>(profile));
    }

    /// <summary>
    /// For an initiative that found no partner below its item: the item where the other side has one of its name.
    /// </summary>
    private string? Elsewhere(RowIdentity row, bool isRead)
    {
        if (row.Kind != InitiativeKind)
            return null;

        var found = (isRead ? storedPlaces : readPlaces)[row.Name].FirstOrDefault();
        return found is null
            ? null
            : isRead
                ? $" below its item; one of the same name is stored below “{found}”, where its history stays"
                : $" below its item; the document has one of the same name below “{found}”, which begins a history of "
                    + "its own there";
    }

    private static ILookup<string, string> PlacesOf(Plan plan) => plan.Items()
        .SelectMany(item => item.Initiatives.Select(initiative => (Name: NameKey.Of(initiative.Name), Item: item.Name)))
        .ToLookup(pair => pair.Name, pair => pair.Item, StringComparer.Ordinal);

    private static string Departments(Assessment row) =>
        string.Join("・", row.Responsibilities.Select(one => one.Department).Order(StringComparer.Ordinal));

    private static IEnumerable<Assessment> Rows(Category category) => category.Items.SelectMany(Rows);

    private static IEnumerable<Assessment> Rows(Item item) =>
        item.Initiatives.SelectMany(initiative => initiative.Assessments);

    private static int NewestYear(Plan plan) =>
        plan.Rows().SelectMany(row => row.ReportedYears()).DefaultIfEmpty().Max();
}
