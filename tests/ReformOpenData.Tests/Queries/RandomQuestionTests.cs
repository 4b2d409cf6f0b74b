using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Search;
using ReformOpenData.Tests.Databases;
using One = ReformOpenData.Tests.Queries.Records.One;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// Thousands of questions that CsCheck makes at random, new ones each time, asked of the store and in plain LINQ of
/// the records that it was filled with: filters, orders, pages in both directions, groups and searches must agree.
/// </summary>
public abstract class RandomQuestionTests(TestDatabase database, CaseTests.Filled filled)
{
    private static readonly Dictionary<int, Records> Known = new()
    {
        [1] = new Records(QuestionStore.Of(1)),
        [2] = new Records(QuestionStore.Of(2)),
    };

    private static readonly (string List, string Kind, string Type)[] Kinds =
    [
        ("departments", "department", "Department"), ("categories", "category", "Category"), ("items", "item", "Item"),
        ("initiatives", "initiative", "Initiative"), ("assessments", "assessment", "Assessment"),
        ("narratives", "narrative", "YearlyNarrative"), ("ratings", "rating", "Rating"),
    ];

    [SkippableFact]
    public async Task Filters_and_orders_agree_with_the_records()
    {
        var store = await filled.StoreAsync(database);
        var telling = new List<string>();
        await Choices.SampleAsync(2800, async random =>
        {
            var question = new RandomQuestion(random);
            var (list, kind, type) = Kinds[random.Next(Kinds.Length)];
            var release = 1 + random.Next(2);
            var (where, holds, _) = question.Page(kind, depth: 3);
            var (order, sort) = question.Order(kind);
            var document = $"{{ {list}(first: 1000, where: {where}, order: {order}) {{ totalCount nodes {{ id }} }} }}";
            var answer = (await store.AskAsync(document, release: release)).Data.GetProperty(list);
            var expected = sort(Known[release].Lists[list].Where(holds)).Select(row => Id(type, row.Key)).ToList();
            var actual = answer.GetProperty("nodes")
                .EnumerateArray().Select(node => node.GetProperty("id").GetString()!).ToList();
            Assert.True(expected.SequenceEqual(actual), Difference(document, release, expected, actual));
            Assert.Equal(expected.Count, answer.GetProperty("totalCount").GetInt32());
            if (expected.Count > 0 && expected.Count < Known[release].Lists[list].Count)
                telling.Add(where);
        });

        // A question that all or nothing answers tells little; enough of them tell the rows apart, whatever they speak
        // of.
        foreach (var part in new[] { "summary:", "sections:", "cells:", "location:", "document:", "responsibilities:",
            "department", "printed:", "some:", "all:", "none:", "not:" })
            Assert.Contains(telling, where => where.Contains(part, StringComparison.Ordinal));
        Assert.True(telling.Count > 800, $"Only {telling.Count} of 2,800 questions tell rows apart.");
    }

    [SkippableFact]
    public async Task What_has_no_section_of_a_department_is_all_that_does_not_have_one()
    {
        var store = await filled.StoreAsync(database);
        var telling = 0;
        foreach (var name in Known[2].Lists["departments"]
            .Select(department => department.Department!.FullName)
            .Append("課")
            .Distinct(StringComparer.Ordinal))
        {
            var some = $"sections: {{ some: {{ department: {{ fullName: {{ contains: {JsonSerializer.Serialize(name)} "
                + "} } } }";
            var answer = await store.AskAsync(
                $"{{ all: narratives {{ totalCount }} has: narratives(where: {{ {some} }}) {{ totalCount }} "
                    + $"hasNot: narratives(where: {{ not: {{ {some} }} }}) {{ totalCount }} }}",
                release: 2);
            var (has, hasNot) = (Count("has"), Count("hasNot"));
            Assert.True(has + hasNot == Count("all"), $"{name}: {has} have one, {hasNot} have none");
            telling += has > 0 ? 1 : 0;

            int Count(string list) => answer.Data.GetProperty(list).GetProperty("totalCount").GetInt32();
        }

        Assert.True(telling > 0, "Some narrative has a section of a department.");
    }

    [SkippableFact]
    public async Task Pages_put_together_are_the_list_in_both_directions()
    {
        var store = await filled.StoreAsync(database);
        await Choices.SampleAsync(80, async random =>
        {
            var question = new RandomQuestion(random);
            var (list, kind, type) = Kinds[random.Next(Kinds.Length)];
            var (where, holds, _) = question.Page(kind, depth: 1);
            var (order, sort) = question.Order(kind);
            var expected = sort(Known[2].Lists[list].Where(holds)).Select(row => Id(type, row.Key)).ToList();
            var forward = random.Next(2) == 0;
            var size = 1 + random.Next(Math.Max(1, expected.Count / 3));
            var got = new List<string>();
            string? cursor = null;
            while (true)
            {
                var place = cursor is null ? "" : $", {(forward ? "after" : "before")}: \"{cursor}\"";
                var document =
                    $"{{ {list}({(forward ? "first" : "last")}: {size}{place}, where: {where}, order: {order}) {{ "
                        + $"edges {{ cursor node {{ id }} }}"
                    + " totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";
                var page = (await store.AskAsync(document, release: 2)).Data.GetProperty(list);
                var ids = page.GetProperty("edges").EnumerateArray()
                    .Select(edge => edge.GetProperty("node").GetProperty("id").GetString()!).ToList();
                got = forward ? [.. got, .. ids] : [.. ids, .. got];
                var info = page.GetProperty("pageInfo");
                var rest = got.Count < expected.Count;
                Assert.True(
                    rest == info.GetProperty(forward ? "hasNextPage" : "hasPreviousPage").GetBoolean(), document);
                Assert.True(
                    (cursor is not null) == info.GetProperty(forward ? "hasPreviousPage" : "hasNextPage").GetBoolean(),
                    document);
                Assert.Equal(expected.Count, page.GetProperty("totalCount").GetInt32());
                cursor = info.GetProperty(forward ? "endCursor" : "startCursor").GetString();
                if (!rest)
                    break;
            }

            Assert.True(expected.SequenceEqual(got), Difference($"{list} {where} {order} by {size}", 2, expected, got));
        });
    }

    [SkippableFact]
    public async Task Trees_agree_with_the_records()
    {
        var store = await filled.StoreAsync(database);
        var asked = 0;
        await Choices.SampleAsync(200, async random =>
        {
            var question = new RandomQuestion(random);
            var tree = new RandomTree(random, question);
            var (list, kind, type) = Kinds[random.Next(Kinds.Length)];
            var release = 1 + random.Next(2);
            var (selection, answer) = tree.Selection(kind, depth: 3);
            var (where, holds, _) = question.Page(kind, depth: 1);
            var rows = Known[release].Lists[list];
            var one = rows[random.Next(rows.Count)];
            var (document, expected) = random.Next(4) switch
            {
                0 => ($"node(id: \"{Id(type, one.Key)}\") {{ ... on {type} {selection} }}", (JsonNode)answer(one)),
                1 => (
                    $"nodes(ids: [\"{Id(type, one.Key)}\", "
                        + $"\"{Id(type, rows[0].Key)}\"]) {{ ... on {type} {selection} }}",
                    new JsonArray(answer(one), answer(rows[0]))),
                _ => ($"{list}(first: 8, where: {where}) {{ nodes {selection} }}",
                    new JsonObject
                    {
                        ["nodes"] = new JsonArray(
                        [.. rows.Where(holds).Take(8).Select(row => (JsonNode)answer(row))])
                    }),
            };
            var inside = random.Next(3) == 0;
            var text = inside
                ? $"{{ release(number: {release}) {{ answer: {document} }} }}"
                : $"{{ answer: {document} }}";
            var result = await store.AskAsync(text, release: inside ? 2 : release);
            if (result.Json.TryGetProperty("errors", out var errors))
            {
                Assert.Contains("LIMIT", errors.GetRawText());
                return;
            }

            asked++;
            var data = inside ? result.Data.GetProperty("release") : result.Data;
            var actual = JsonNode.Parse(data.GetProperty("answer").GetRawText());
            Assert.True(
                JsonNode.DeepEquals(expected, actual),
                $"release {release}: {text}\nexpected {expected.ToJsonString()}\nactual   {actual!.ToJsonString()}");
        });

        Assert.True(asked > 140, $"Only {asked} trees were within the limits.");
    }

    [SkippableFact]
    public async Task Groups_agree_with_the_records()
    {
        var store = await filled.StoreAsync(database);
        string[] dimensions =
        [
            "municipality", "plan", "category", "item", "initiative", "assessment", "department", "fiscalYear", "grade",
            "label", "level", "isRated", "evaluator", "aspect", "isFinal"
        ];
        await Choices.SampleAsync(240, async random =>
        {
            var question = new RandomQuestion(random);
            var release = 1 + random.Next(2);
            var (where, holds, all) = question.Page("rating", depth: 2);
            var (matching, matches) = question.Condition("rating", depth: 2);
            var by = dimensions.OrderBy(_ => random.Next()).Take(1 + random.Next(3)).ToList();
            var document =
                $"{{ ratings(where: {where}) {{ totalCount groups(by: [{string.Join(", ", by.Select(Upper))}], "
                    + $"matching: {matching}, order: [{{ matchingShare: DESC }}, {{ count: DESC }}]) {{"
                + $" {string.Join(" ", by.Select(one => Scalars.Contains(one) ? one : one + " { id }"))} count share "
                + $"matchingCount matchingShare }} }} }}";
            var answer = (await store.AskAsync(document, release: release)).Data.GetProperty("ratings");
            Assert.Equal(Known[release].Ratings.Count(holds), answer.GetProperty("totalCount").GetInt32());
            var rows = Known[release].Ratings.Where(by.Contains("evaluator") ? all : holds).ToList();
            var expected = rows
                .SelectMany(row => by.Contains("department") ? row.InCharge().Select(one => (row, one)) : [(row, row)])
                .GroupBy(pair => string.Join("|", by.Select(one => Part(one, pair.row, pair.Item2))))
                .Select(group => (group.Key, Count: group.Count(), Matching: group.Count(pair => matches(pair.row))))
                .Select(group => $"{group.Key} {group.Count} {Number((double)group.Count / rows.Count)}"
                    + $" {group.Matching} {Number((double)group.Matching / group.Count)}")
                .Order(StringComparer.Ordinal).ToList();
            var groups = answer.GetProperty("groups").EnumerateArray().ToList();
            var actual = groups
                .Select(group => string.Join("|", by.Select(one => Text(group.GetProperty(one))))
                    + $" {group.GetProperty("count")} {Number(group.GetProperty("share").GetDouble())}"
                    + $" {group.GetProperty("matchingCount")} {Number(group.GetProperty("matchingShare").GetDouble())}")
                .Order(StringComparer.Ordinal).ToList();
            Assert.True(expected.SequenceEqual(actual), Difference(document, release, expected, actual));

            // Equal shares, of whatever numbers, are equal exactly: the count orders them.
            var order = groups.ConvertAll(group => (
                Share: (decimal)group.GetProperty("matchingCount").GetInt32() / group.GetProperty("count").GetInt32(),
                Count: group.GetProperty("count").GetInt32()));
            Assert.Equal(order.OrderDescending(), order);
        });
    }

    [SkippableFact]
    public async Task Searches_agree_with_the_records()
    {
        var store = await filled.StoreAsync(database);
        await Choices.SampleAsync(200, async random =>
        {
            var release = 1 + random.Next(2);
            var texts = SearchTexts(release).ToList();
            var terms = Enumerable.Range(0, 1 + random.Next(2))
                .Select(_ => Cut(texts[random.Next(texts.Count)].Text, random)).Where(term => term.Length > 0)
                .ToList();
            if (terms.Count == 0)
                return;
            var document =
                $"{{ search(first: 1000, query: {JsonSerializer.Serialize(string.Join(' ', terms))}) {{ totalCount "
                    + $"nodes {{ field text highlights {{ start length }} node {{ id }} }} }} }}";
            var answer = (await store.AskAsync(document, release: release)).Data.GetProperty("search");
            var expected = texts.Where(
                text => terms.TrueForAll(
                    term => Folding.Fold(text.Text).Contains(Folding.Fold(term), StringComparison.Ordinal)))
                .Select(text => $"{text.Field} {text.Id} {text.Text}").Order(StringComparer.Ordinal).ToList();
            var nodes = answer.GetProperty("nodes").EnumerateArray().ToList();
            var actual = nodes.Select(
                node => $"{node.GetProperty("field")} {node.GetProperty("node").GetProperty("id")} "
                    + $"{node.GetProperty("text")}")
                .Order(StringComparer.Ordinal).ToList();
            Assert.True(expected.SequenceEqual(actual), Difference(document, release, expected, actual));
            Assert.All(nodes, node => Assert.NotEqual(0, node.GetProperty("highlights").GetArrayLength()));
        });
    }

    private static readonly HashSet<string> Scalars =
        ["fiscalYear", "grade", "label", "level", "isRated", "evaluator", "aspect", "isFinal"];

    private static string Upper(string name) =>
        string.Concat(
            name.Select(
                letter => char.IsAsciiLetterUpper(letter) ? "_" + letter : letter.ToString())).ToUpperInvariant();

    private static string Part(string dimension, One row, One department) => dimension switch
    {
        "department" => Id("Department", department.Key),
        "fiscalYear" => row.Rating!.FiscalYear.ToString(CultureInfo.InvariantCulture),
        "grade" => Grades.Name(row.Rating!.Grade),
        "label" => row.Step?.Label ?? row.Rating!.Printed,
        "level" => row.Step?.Level is { } level ? Levels.Name(level) : "",
        "isRated" => row.Get("isRated")!.ToString()!,
        "evaluator" => row.Rating!.Evaluator ?? "",
        "aspect" => row.Rating!.Aspect ?? "",
        "isFinal" => row.Rating!.IsFinal ? "True" : "False",
        _ => Id(char.ToUpperInvariant(dimension[0]) + dimension[1..], row.Up(dimension)!.Key),
    };

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.GetProperty("id").GetString()! : value.ToString();

    private static string Number(double number) => number.ToString("0.000000", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Field, string Id, string Text)> SearchTexts(int release)
    {
        var known = Known[release];
        foreach (var municipality in QuestionStore.Of(release))
        {
            yield return ("MUNICIPALITY_NAME", Id("Municipality", municipality.Code), municipality.Name);
            yield return ("MUNICIPALITY_NAME", Id("Municipality", municipality.Code), municipality.RomanName);
            foreach (var plan in municipality.Plans)
                yield return ("PLAN_TITLE", Id("Plan", $"{municipality.Code}/{plan.FirstFiscalYear}"), plan.Title);
        }

        foreach (var row in known.Departments)
            yield return ("DEPARTMENT_NAME", Id("Department", row.Key), row.Department!.FullName);
        foreach (var row in known.Categories)
            yield return ("CATEGORY_NAME", Id("Category", row.Key), row.Category!.Name);
        foreach (var row in known.Items)
            yield return ("ITEM_NAME", Id("Item", row.Key), row.Item!.Name);
        foreach (var row in known.Initiatives)
        {
            yield return ("INITIATIVE_NAME", Id("Initiative", row.Key), row.Initiative!.Name);
            if (row.Initiative.Description is { } description)
                yield return ("INITIATIVE_DESCRIPTION", Id("Initiative", row.Key), description);
        }

        foreach (var row in known.Assessments)
        {
            if (row.Assessment!.Summary?.Text is { } summary)
                yield return ("SUMMARY_TEXT", Id("Assessment", row.Key), summary);
        }

        foreach (var row in known.Narratives)
        {
            if (row.Narrative!.Text is { } text)
                yield return ("NARRATIVE_TEXT", Id("YearlyNarrative", row.Key), text);
        }
    }

    /// <summary>One to four characters of a text, whole ones, without spaces.</summary>
    private static string Cut(string text, Random random)
    {
        var runes = text.EnumerateRunes().ToList();
        var start = random.Next(runes.Count);
        return string.Concat(runes.Skip(start).Take(1 + random.Next(4)).TakeWhile(rune => !Rune.IsWhiteSpace(rune)));
    }

    private static string Id(string type, string key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{type}:{key}"));

    private static string Difference(string question, int release, List<string> expected, List<string> actual) =>
        $"release {release}: {question}\nexpected {expected.Count}, got {actual.Count};"
        + $" missing: {string.Join(", ", expected.Except(actual).Take(5).Select(Show))};"
        + $" not asked for: {string.Join(", ", actual.Except(expected).Take(5).Select(Show))};"
        + $" first out of place: {expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count()}";

    private static string Show(string id) =>
        Base64Url.IsValid(id) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id)) : id;
}

public sealed class RandomQuestionTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : RandomQuestionTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class RandomQuestionTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : RandomQuestionTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
