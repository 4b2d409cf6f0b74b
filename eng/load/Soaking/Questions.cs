using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;
using ReformOpenData.Generate;

namespace ReformOpenData.Load.Soaking;

/// <summary>A good request, and what its answer must be on a given release.</summary>
internal sealed record Question(string Document, string Variable, Func<int, JsonNode> Expected)
{
    public JsonObject Variables => new() { ["a"] = Variable };
}

/// <summary>Draws questions.</summary>
internal sealed class Questions(Releases releases, Random random)
{
    public Question Next()
    {
        var index = random.Next(releases.Municipalities) + 1;
        return random.Next(8) switch
        {
            0 => Groups(index),
            1 => Texts(index),
            2 => GradesOfAll(),
            3 => Search(),
            4 => OldRelease(index),
            5 => Everything(index),
            6 => Mentions(),
            _ => Name(index),
        };
    }

    private static string Code(int index) => MunicipalityGenerator.Code(index);

    private static JsonObject Nested(JsonNode value, params ReadOnlySpan<string> path)
    {
        for (var i = path.Length - 1; i > 0; i--)
            value = new JsonObject { [path[i]] = value };
        return new JsonObject { [path[0]] = value };
    }

    private Question Groups(int index) => new(
        """
        query ($a: String!) {
          plan(municipality: $a, firstFiscalYear: 2017) { ratings { groups(by: [CATEGORY, GRADE]) { category { number name } grade count } } }
        }
        """,
        Code(index),
        release => Nested(releases.Facts(release, index).Groups.DeepClone(), "data", "plan", "ratings", "groups"));

    private Question Texts(int index)
    {
        var (category, item) = (random.Next(3) + 1, random.Next(4) + 1);
        return new(
            $$"""
            query ($a: String!) {
              assessment(municipality: $a, plan: 2017, category: {{category}}, item: {{item}}, initiative: 1, number: 1) { narratives { fiscalYear text } }
            }
            """,
            Code(index),
            release =>
                Nested(releases.Facts(release, index).Texts(category, item), "data", "assessment", "narratives"));
    }

    private Question GradesOfAll() => new(
        "{ ratings { totalCount groups(by: [GRADE]) { grade count } } }",
        "",
        release =>
        {
            var totals = Enum.GetValues<Grade>().ToDictionary(
                grade => grade, grade => releases.All(release).Sum(facts => facts.Grades.GetValueOrDefault(grade)));
            var groups = new JsonArray(
            [
                .. from total in totals
                   where total.Value > 0
                   orderby total.Key
                   select new JsonObject { ["grade"] = Facts.Name(total.Key), ["count"] = total.Value },
            ]);
            return Nested(
                new JsonObject { ["totalCount"] = totals.Values.Sum(), ["groups"] = groups }, "data", "ratings");
        });

    private Question Search()
    {
        var term = Facts.Terms[random.Next(Facts.Terms.Count)];
        return new(
            "query ($a: String!) { search(query: $a, in: [NARRATIVE_TEXT], first: 5) { totalCount } }",
            term,
            release => Nested(releases.All(release).Sum(facts => facts.Hits[term]), "data", "search", "totalCount"));
    }

    /// <summary>A large answer: all texts of a municipality.</summary>
    private Question Everything(int index) => new(
        """
        query ($a: String!) {
          plan(municipality: $a, firstFiscalYear: 2017) {
            categories { items { initiatives { assessments { narratives { fiscalYear text } } } } }
          }
        }
        """,
        Code(index),
        release => Nested(releases.Facts(release, index).Everything(), "data", "plan", "categories"));

    /// <summary>A dear one: every text is looked at, six times.</summary>
    private Question Mentions()
    {
        const int times = 6;
        var term = Facts.Terms[random.Next(Facts.Terms.Count)];
        var fields = string.Concat(Enumerable.Range(0, times)
            .Select(i => $" a{i}: narratives(first: 0, where: {{ text: {{ contains: $a }} }}) {{ totalCount }}"));
        return new($"query ($a: String!) {{{fields} }}", term, release =>
        {
            var hits = releases.All(release).Sum(facts => facts.Hits[term]);
            var data = new JsonObject();
            for (var i = 0; i < times; i++)
                data[$"a{i}"] = new JsonObject { ["totalCount"] = hits };
            return new JsonObject { ["data"] = data };
        });
    }

    private Question OldRelease(int index)
    {
        var release = random.Next(releases.Published) + 1;
        return new(
            $$"""
            query ($a: String!) {
              release(number: {{release}}) { plan(municipality: $a, firstFiscalYear: 2017) { ratings { totalCount } } }
            }
            """,
            Code(index),
            _ => Nested(
                releases.Facts(release, index).Grades.Values.Sum(),
                "data",
                "release",
                "plan",
                "ratings",
                "totalCount"));
    }

    private static Question Name(int index) => new(
        "query ($a: String!) { municipality(code: $a) { name } }",
        Code(index),
        _ => Nested($"架空市{index:0000}", "data", "municipality", "name"));
}
