using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Search;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;
using Part = (string Text, bool IsMatch);

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>
/// Rows that contain words, with the words marked, and how they spread over cities, departments, years and grades, each
/// of which narrows them down. Without words, all rows. Where counting would take long, the rows alone, and a link that
/// counts all the same.
/// </summary>
internal sealed class SearchPage() : Page<SearchPage.Answer>("search", "SearchRows")
{
    /// <summary>Of what is looked for.</summary>
    public const int MostCharacters = 100;

    /// <summary>Rows of a file of what was found.</summary>
    public const int MostInFile = 1000;

    private const int MostTerms = 8;
    private const int Context = 40;

    /// <summary>About ten milliseconds.</summary>
    private const long MostUnasked = 10_000;

    public override IReadOnlyList<string> Parameters { get; } =
    [
        "q", "city", "plan", "department", "label", "year", "counts", "after"
    ];

    /// <summary>Counting is waited for by who asked for it alone.</summary>
    public override long? MostCost(PageRequest request) => IsCountingAsked(request) ? long.MaxValue : MostUnasked;

    public static bool IsCountingAsked(PageRequest request) => request.Parameter("counts") == "yes";

    public override bool DiffersWithCities => true;

    /// <summary>Of a row that is shown, the texts that hold a word.</summary>
    public override JsonObject? Less(PageRequest request) => Terms(request) is { Count: > 0 } terms
        ? new() { ["texts"] = Condition.Any(terms.ConvertAll(term => Condition.At(["text"], Contains(term)))) }
        : new() { ["withTexts"] = false };

    public override string Variables(PageRequest request, out AnswerFailure? failure)
    {
        var terms = Terms(request);
        failure = request.Parameter("q").Length > MostCharacters || terms.Count > MostTerms
            ? AnswerFailure.BadRequest(string.Create(
                CultureInfo.InvariantCulture, $"“q” has at most {MostCharacters} characters and {MostTerms} words."))
            : null;
        if (request.Parameter("counts") is not ("" or "yes"))
            failure ??= AnswerFailure.BadRequest("“counts” is “yes”, or absent.");
        var year = Year(request, "year", ref failure);
        var others = Rows(request, year);
        // Said of texts and ratings themselves, these are counted without looking for their rows.
        var places = new List<JsonObject>();
        if (request.Parameter("city") is { Length: > 0 } city)
            places.Add(Condition.At(["municipality", "code"], Equal(city)));
        if (request.Parameter("plan") is { Length: > 0 } plan)
        {
            places.Add(Condition.At(["plan", "code"], Equal(plan)));
            if (Keys.ReadPlanCode(plan) is null)
                failure ??= AnswerFailure.BadRequest(
                    "“plan” is a fiscal year of four digits, and the id of the plan behind a “_”, if it has one.");
        }

        List<JsonObject> rows = [.. terms.Select(term => Words(term, year)), .. places, .. others];
        var narratives = terms.ConvertAll(term => Condition.At(["text"], Contains(term)));
        // Words are found in texts of every kind.
        if (terms.Count > 0)
            narratives.Add(Condition.At(["kind"], []));
        if (year is not null)
            narratives.Add(Condition.At(["fiscalYear"], (JsonObject)year.DeepClone()));

        // A narrative that contains the words is in a row that contains them.
        narratives.AddRange(Below(places, others));
        // The rows that hold a word are found once, for all that is asked of them.
        var ratings = terms.Count > 0 ? Below([], rows) : Below(places, others);
        if (request.Parameter("label") is { Length: > 0 } label)
            ratings.Add(Condition.At(["label"], OneOf(label)));
        var variables = new JsonObject();
        if (rows.Count > 0)
            variables["rows"] = All(rows);
        if (ratings.Count > 0)
            variables["ratings"] = All(ratings);
        if (narratives.Count > 0)
            variables["narratives"] = All(narratives);

        foreach (var (name, isAsked) in Counted(request))
        {
            if (!isAsked)
                variables[name] = false;
        }

        if (CitiesNamed(request, terms) is { } cities)
            (variables["byName"], variables["cities"]) = (true, cities);
        List<KeyValuePair<string, string>> query = [new("variables", variables.ToJsonString())];
        if (request.Parameter("after") is { Length: > 0 } after)
            query.Add(new("after", after));
        return PageRequest.Pairs(query);
    }

    protected override PageView? Show(Answer answer, PageRequest request)
    {
        var words = request.Parameter("q");
        var title = words.Length > 0
            ? request.T($"「{words}」の検索", $"Search for “{words}”")
            : request.T("取組を探す", "Find initiatives");
        var terms = Terms(request).ConvertAll(Folding.Fold);
        return new PageView(title, new Slices_Search
        {
            Model = new Model(
            request, answer, [.. answer.Assessments.Nodes.Select(row => new Hit(row, Marked(row, terms, request)))])
        })
        {
            IsIndexed = false,
        };
    }

    /// <summary>
    /// What is counted: by what is not chosen yet. The names of departments tell them apart within a city only.
    /// </summary>
    private static IEnumerable<(string Variable, bool IsAsked)> Counted(PageRequest request)
    {
        var isOneCity = request.Parameter("city").Length > 0 || !request.HasSeveralCities;
        yield return ("counted", !request.IsSmaller);
        yield return ("byCity", IsOpen("city") && request.HasSeveralCities);
        yield return ("byDepartment", IsOpen("department") && isOneCity);
        yield return ("byLabel", IsOpen("label"));
        yield return ("byYear", IsOpen("year"));

        bool IsOpen(string name) => !request.IsSmaller && request.Parameter(name).Length == 0;
    }

    /// <summary>
    /// The condition that a word is part of the name of a city, which no text need have; null where that is not asked.
    /// </summary>
    private static JsonObject? CitiesNamed(PageRequest request, List<string> terms)
    {
        if (!request.HasSeveralCities || request.Parameter("city").Length > 0 || request.Parameter("after").Length > 0)
            return null;
        // One character is part of too many.
        var names = terms.Where(term => term.Length > 1).ToList();
        return names.Count == 0
            ? null
            : Condition.Any(names.ConvertAll(name => Condition.At(
                [Ascii.IsValid(Folding.Fold(name)) ? "romanName" : "name"], Contains(name))));
    }

    private static List<string> Terms(PageRequest request) =>
        [.. request.Parameter("q").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>
    /// The condition that a text of a row contains a word; of its narratives, that of the year, where one is chosen.
    /// </summary>
    private static JsonObject Words(string term, JsonObject? year)
    {
        var narrative = Condition.At(["text"], Contains(term));
        if (year is not null)
            narrative["fiscalYear"] = year.DeepClone();
        return Condition.Any(
        [
            Condition.At(["initiative", "name"], Contains(term)),
            Condition.At(["initiative", "description"], Contains(term)),
            Condition.At(["item", "name"], Contains(term)),
            Condition.At(["narratives", "some"], narrative),
            Condition.At(["summary", "text"], Contains(term)),
        ]);
    }

    /// <summary>The conditions on what is below rows: those of their place, and those on the rows.</summary>
    private static List<JsonObject> Below(List<JsonObject> places, List<JsonObject> rows)
    {
        var conditions = places.ConvertAll(condition => (JsonObject)condition.DeepClone());
        if (rows.Count > 0)
            conditions.Add(Condition.At(["assessment"], All(rows)));
        return conditions;
    }

    /// <summary>The conditions on rows besides the words and where they are.</summary>
    private static List<JsonObject> Rows(PageRequest request, JsonObject? year)
    {
        var rows = new List<JsonObject>();
        if (year is not null)
            rows.Add(Condition.At(["narratives", "some", "fiscalYear"], (JsonObject)year.DeepClone()));
        if (request.Parameter("department") is { Length: > 0 } department)
            rows.Add(Condition.At(["responsibilities", "some", "department", "fullName"], Equal(department)));
        if (request.Parameter("label") is { Length: > 0 } label)
        {
            rows.Add(Condition.At(["ratings", "some"], new JsonObject
            {
                ["label"] = OneOf(label),
                ["evaluator"] = new JsonObject { ["eq"] = null },
            }));
        }

        return rows;
    }

    /// <summary>A condition that can stand in several places: what is written in JSON has one parent.</summary>
    private static JsonObject All(List<JsonObject> conditions) =>
        Condition.All(conditions.ConvertAll(condition => (JsonObject)condition.DeepClone()))!;

    private static JsonObject Contains(string term) => new() { ["contains"] = term };

    private static JsonObject OneOf(string values) =>
        new() { ["in"] = new JsonArray([.. values.Split(',').Select(value => JsonValue.Create(value))]) };

    /// <summary>A fiscal year as a condition; null where the address has none.</summary>
    private static JsonObject? Year(PageRequest request, string name, ref AnswerFailure? failure)
    {
        var text = request.Parameter(name);
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Equal(number);
        if (text.Length > 0)
            failure ??= AnswerFailure.BadRequest($"“{name}” is a fiscal year of four digits.");
        return null;
    }

    /// <summary>What a condition of the address is called.</summary>
    public static string Words(PageRequest at, string name, string value) => name switch
    {
        "label" => value.Replace(",", at.Comma, StringComparison.Ordinal),
        "year" => at.T($"{value}年度", $"fiscal {value}"),
        "plan" => Keys.ReadPlanCode(value) is { Id: { } id } plan
            ? at.T($"{plan.FirstFiscalYear}年度からの計画（{id}）", $"plan {id} from {plan.FirstFiscalYear}")
            : at.T($"{value}年度からの計画", $"plan from {value}"),
        _ => value,
    };

    private static JsonObject Equal(JsonNode value) => new() { ["eq"] = value };

    /// <summary>The texts of a row that contain a term, cut round the first place.</summary>
    private static List<Excerpt> Marked(Row row, List<string> terms, PageRequest at)
    {
        var texts = new List<(string Label, string? Text)>
        {
            (at.T("取組", "Initiative"), row.Initiative.Name),
            (at.T("内容", "Description"), row.Initiative.Description),
            (at.T("改革項目", "Item"), row.Item.Name),
        };
        texts.AddRange((row.Narratives ?? []).Select(one =>
            (NarrativeWords.Title(at, one.Kind, one.FiscalYear, one.FiscalYearLabel), one.Text)));
        texts.Add((at.T("総括", "Summary"), row.Summary?.Text));
        var marked = new List<Excerpt>();
        foreach (var (label, text) in texts)
        {
            if (text is null)
                continue;
            if (Highlights.Find(text, terms) is { Count: > 0 } places)
                marked.Add(new Excerpt(label, Highlights.Snippet(text, places, Context), text));
        }

        // Without words, why it was rated so is what a reader wants to know.
        if (terms.Count == 0 && row.Summary?.Text is { } summary)
            marked.Add(new Excerpt(at.T("総括", "Summary"), [(summary, false)], summary));
        return marked;
    }

    internal sealed record Model(PageRequest At, Answer Answer, IReadOnlyList<Hit> Hits)
    {
        /// <summary>What was found as files, by format: the rows alone, and as many as a file has.</summary>
        public IEnumerable<string> Files(IEnumerable<string> formats)
        {
            var variables = new JsonObject { ["first"] = MostInFile };
            var asked = JsonNode.Parse(At.Variables)!.AsObject();
            if (asked.Remove("rows", out var rows))
                variables["rows"] = rows;
            foreach (var (name, _) in Counted(At))
                variables[name] = name == "counted" && !At.IsSmaller;
            var query = PageRequest.QueryString([new("variables", variables.ToJsonString())]);
            return formats.Select(format => PageRequest.Root($"/graphql/operations/SearchRows.{format}") + query);
        }
    }

    internal sealed record Hit(Row Row, IReadOnlyList<Excerpt> Excerpts);

    /// <param name="Label">Which text of the row it is.</param>
    internal sealed record Excerpt(string Label, IReadOnlyList<Part> Parts, string Text)
    {
        public bool StartsWithin => !Text.StartsWith(Parts[0].Text, StringComparison.Ordinal);

        public bool EndsWithin => !Text.EndsWith(Parts[^1].Text, StringComparison.Ordinal);
    }

    /// <param name="Named">The cities whose names have a word; null where there is one city, or one was chosen.</param>
    /// <param name="Ratings">Null where nothing is counted.</param>
    internal sealed record Answer(CityNames? Named, RowPages Assessments, GradeFacet? Ratings, YearFacet? Narratives);

    internal sealed record CityNames(IReadOnlyList<NamedCity> Nodes);

    internal sealed record NamedCity(string Code, string Name, string RomanName);

    internal sealed record RowPages(
        int? TotalCount,
        PageInfo PageInfo,
        IReadOnlyList<CityCount>? Municipalities,
        IReadOnlyList<DepartmentCount>? Departments,
        IReadOnlyList<Row> Nodes);

    internal sealed record CityCount(CityName Municipality, int Count);

    internal sealed record DepartmentCount(DepartmentName? Department, int Count);

    internal sealed record GradeFacet(IReadOnlyList<GradeCount> Groups);

    internal sealed record GradeCount(string Label, int Count);

    internal sealed record YearFacet(IReadOnlyList<YearCount> Groups);

    internal sealed record YearCount(int FiscalYear, int Count);

    /// <param name="Narratives">Null where none is shown.</param>
    internal sealed record Row(
        int Number,
        CityName Municipality,
        DepartmentPage.Plan Plan,
        NumberOnly Category,
        Numbered Item,
        InitiativeText Initiative,
        IReadOnlyList<Responsibility> Responsibilities,
        IReadOnlyList<NarrativeText>? Narratives,
        SummaryText? Summary,
        IReadOnlyList<RatingFacts> Ratings);

    internal sealed record InitiativeText(int Number, string Name, string? Description);

    internal sealed record NarrativeText(int FiscalYear, string FiscalYearLabel, string Kind, string? Text);

    internal sealed record SummaryText(string? Text);
}
