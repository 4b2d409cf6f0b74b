using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Says of the initiatives of a merged municipality what became of them: what a table or an answer says, and that one
/// which a newer document rightly lacks has ended. Successors are looked up: they are initiatives of the municipality.
/// </summary>
/// <param name="stored">Before the merge; null where nothing was stored.</param>
/// <param name="places">The stored keys of rows of the document that have another key there.</param>
internal sealed class InitiativeEndings(
    Municipality? stored,
    Municipality fresh,
    IReadOnlyDictionary<string, string> places,
    Answers answers,
    FindingLog log)
{
    private readonly HashSet<string> told = [.. KeysOf(fresh)];
    private readonly Dictionary<string, int> newest = fresh.Plans.ToDictionary(
        plan => plan.Code,
        plan => fresh.Documents.Where(document => document.PlanCode == plan.Code)
            .Select(document => document.FiscalYear).DefaultIfEmpty().Max());

    public Municipality Settle(Municipality merged)
    {
        var reported = told.Select(PlaceOf).ToHashSet(StringComparer.Ordinal);
        var known = KeysOf(merged).ToHashSet(StringComparer.Ordinal);
        var byName = NamesOf(merged).ToLookup(initiative => NameKey.Of(initiative.Name), initiative => initiative.Key);
        var before = stored is null ? [] : KeysOf(stored).ToHashSet(StringComparer.Ordinal);
        return InitiativeRewriter.Rewrite(merged, (plan, key, initiative) =>
        {
            var ending = reported.Contains(key) ? initiative.Ending : Ended(plan, key, initiative);
            if (answers.StatusOf(key) is { } answer)
            {
                ending = new InitiativeEnding(
                    StatusOf(answer),
                    answer.EndedIn ?? (reported.Contains(key) ? null : LastYear(initiative)),
                    answer.Reason ?? initiative.Ending?.Reason,
                    answer.Successors ?? []);
            }

            return ending is null ? initiative
                : initiative with
                {
                    Ending = ending with { Successors = [.. Successors(key, ending, known, before, byName)] },
                };
        });
    }

    /// <summary>
    /// An initiative that the document does not report: as it was said to be, or ended where a person said that it
    /// rightly is not there.
    /// </summary>
    private InitiativeEnding? Ended(Plan plan, string key, Initiative initiative) =>
        initiative.Ending is null && LastYear(initiative) is { } last && newest.GetValueOrDefault(plan.Code) > last
            && answers.EndOf(key) is { } answer
            ? new InitiativeEnding(StatusOf(answer), answer.EndedIn ?? last, answer.Reason, [])
            : initiative.Ending;

    private static InitiativeStatus StatusOf(MappingAnswer answer) =>
        answer.Status is null ? InitiativeStatus.Ended : InitiativeStatuses.Parse(answer.Status)!.Value;

    private IEnumerable<string> Successors(
        string key,
        InitiativeEnding ending,
        HashSet<string> known,
        HashSet<string> before,
        ILookup<string, string> byName)
    {
        var names =
            ending.Successors.Select(name => told.Contains(name) ? PlaceOf(name) : Named(name) ?? name).Distinct();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (known.Contains(name))
            {
                yield return name;
            }
            else if (!before.Contains(name))
            {
                log.Add(
                    FindingKinds.SuccessorUnknown,
                    default,
                    $"The initiative {key} is said to go on in one that is not there; write the key of an initiative "
                    + "of the municipality (072028/2022/01/01/001).",
                    name,
                    japanese: $"具体的取組 {key} の続きとされた取組がありません。この自治体の具体的取組のキー（072028/2022/01/01/001）を書いてください。");
            }
        }

        // By its name, where only one other initiative has it.
        string? Named(string name) =>
            byName[NameKey.Of(name)].Where(other => other != key).ToList() is [var only] ? only : null;
    }

    /// <summary>The stored key of a row of the document.</summary>
    private string PlaceOf(string document)
    {
        for (var end = document.Length; end > 0; end = document.LastIndexOf('/', end - 1))
        {
            if (places.TryGetValue(document[..end], out var place))
                return place + document[end..];
        }

        return document;
    }

    private static int? LastYear(Initiative initiative) =>
        initiative.Assessments.SelectMany(row => row.ReportedYears()).Select(year => (int?)year).Max();

    private static IEnumerable<string> KeysOf(Municipality municipality) =>
        NamesOf(municipality).Select(initiative => initiative.Key);

    private static IEnumerable<(string Key, string Name)> NamesOf(Municipality municipality) =>
        from plan in municipality.Plans
        from category in plan.Categories
        let categoryKey = Keys.Category(Keys.Plan(municipality.Code, plan.Code), category.Number)
        from item in category.Items
        from initiative in item.Initiatives
        select (Keys.Initiative(Keys.Item(categoryKey, item.Number), initiative.Number), initiative.Name);
}
