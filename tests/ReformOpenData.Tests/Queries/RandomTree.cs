using System.Globalization;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Tests.Documentation;
using One = ReformOpenData.Tests.Queries.Records.One;

namespace ReformOpenData.Tests.Queries;

/// <summary>Makes selections with lists, pages and single objects below each other, each as GraphQL text and as a
/// function over records.</summary>
internal sealed class RandomTree(Random random, RandomQuestion question)
{
    private static readonly GraphQL.Types.Schema Contract =
        SchemaBuilder.Build(File.ReadAllBytes(Repository.Path("schema/reform.graphql")));

    private static readonly Dictionary<string, string> Types = new()
    {
        ["narrative"] = "YearlyNarrative",
        ["cell"] = "SourceCell",
        ["location"] = "SourceLocation",
        ["document"] = "SourceDocument",
    };

    private int _aliases;

    /// <summary>A selection of an object of a kind, and the object that answers it.</summary>
    public (string Text, Func<One, JsonObject> Answer) Selection(string kind, int depth)
    {
        var parts = new List<(string Name, string Text, Func<One, JsonNode?> Answer)>();
        foreach (var field in RandomQuestion.Fields[kind].Where(_ => random.Next(2) == 0))
            parts.Add((field, field, row => Leaf(row.Get(field))));
        if (depth > 0)
        {
            foreach (var up in RandomQuestion.Ones[kind].Where(_ => random.Next(4) == 0))
                parts.Add(Single(up, depth));
            foreach (var (list, of) in RandomQuestion.Manies.GetValueOrDefault(kind, []).Where(
                _ => random.Next(2) == 0))
                parts.Add(Many(kind, list, of, depth));
        }

        if (parts.Count == 0)
            parts.Add(("__typename", "__typename", _ => TypeOf(kind).Name));
        return ("{ " + string.Join(' ', parts.Select(part => part.Text)) + " }", row =>
        {
            var answer = new JsonObject();
            foreach (var (name, _, make) in parts)
                answer.Add(name, make(row));
            return answer;
        }
        );
    }

    /// <summary>A list, as a field of a kind gives it: whole, or a page of it.</summary>
    private (string Name, string Text, Func<One, JsonNode?> Answer) Many(string kind, string list, string of, int depth)
    {
        var alias = Alias();
        var field = TypeOf(kind).Fields.Find(list)!;
        var (selection, answer) = Selection(of, depth - 1);
        var arguments = new List<string>();
        var isPage = field.Type.Named.Name.EndsWith("Connection", StringComparison.Ordinal);
        Func<One, bool> holds = isPage ? RandomQuestion.IsDefault : _ => true;
        Func<IEnumerable<One>, IEnumerable<One>> sort = rows => rows;
        if (field.Arguments.Find("where") is not null && random.Next(2) == 0)
        {
            var (where, ofPage, all) = question.Page(of, depth: 1);
            arguments.Add($"where: {where}");
            holds = isPage ? ofPage : all;
        }

        // Responsibilities and sections can be ordered by less than they can be asked for.
        if (field.Arguments.Find("order") is not null
            && of is not ("responsibility" or "section") && random.Next(2) == 0)
        {
            var (order, by) = question.Order(of);
            arguments.Add($"order: {order}");

            // Without an order of its own, a list of departments is in that of the print; with one, in that of the
            // municipality.
            sort = order == "[]" ? rows =>
                rows : rows => by(of == "department" ? rows.OrderBy(row => row.Position) : rows);
        }

        if (!isPage)
        {
            return (alias, $"{alias}: {list}{Arguments(arguments)} {selection}", row =>
                new JsonArray([.. sort(Sorted(row, list)).Where(holds).Select(one => (JsonNode)answer(one))]));
        }

        var size = random.Next(5);
        var fromEnd = random.Next(2) == 0;
        arguments.Add($"{(fromEnd ? "last" : "first")}: {size.ToString(CultureInfo.InvariantCulture)}");
        return (alias, $"{alias}: {list}{Arguments(arguments)} {{ totalCount nodes {selection} pageInfo {{ hasNextPage "
            + $"hasPreviousPage }} }}", row =>
        {
            var all = sort(Sorted(row, list)).Where(holds).ToList();
            var page = fromEnd ? all.TakeLast(size) : all.Take(size);
            return new JsonObject
            {
                ["totalCount"] = all.Count,
                ["nodes"] = new JsonArray([.. page.Select(one => (JsonNode)answer(one))]),
                ["pageInfo"] = new JsonObject
                {
                    ["hasNextPage"] = !fromEnd && all.Count > size,
                    ["hasPreviousPage"] = fromEnd && all.Count > size,
                },
            };
        }
        );
    }

    private (string Name, string Text, Func<One, JsonNode?> Answer) Single(string up, int depth)
    {
        var alias = Alias();
        var (selection, answer) = Selection(up, depth - 1);
        return (alias, $"{alias}: {up} {selection}", row => row.Up(up) is { } one ? answer(one) : null);
    }

    /// <summary>The rows of a list in the order of the print; those of a department are found beside each
    /// other.</summary>
    private static IEnumerable<One> Sorted(One row, string list) => (row.Kind, list) switch
    {
        (_, "narratives") => row.Many(list).OrderBy(one => Records.KeyOf(one.Narrative!), StringComparer.Ordinal),
        ("assessment", "ratings") =>
            row.Many(list).OrderBy(one => one.Rating!.FiscalYear).ThenBy(one => one.Rating!.Number),
        _ => row.Many(list),
    };

    private static ObjectType TypeOf(string kind) =>
        (ObjectType)Contract.Types.Find(Types.GetValueOrDefault(kind) ?? char.ToUpperInvariant(kind[0]) + kind[1..])!;

    private static JsonNode? Leaf(object? value) => value switch
    {
        null => null,
        Grade grade => Grades.Name(grade),
        Level level => Levels.Name(level),
        NarrativeKind kind => NarrativeKinds.Name(kind),
        ResponsibilityRole role => role.ToString().ToUpperInvariant(),
        SourceColumn column => column.ToString().ToUpperInvariant(),
        long number => number,
        bool truth => truth,
        _ => (string)value,
    };

    private static string Arguments(List<string> arguments) =>
        arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";

    private string Alias() => string.Create(CultureInfo.InvariantCulture, $"f{_aliases++}");
}
