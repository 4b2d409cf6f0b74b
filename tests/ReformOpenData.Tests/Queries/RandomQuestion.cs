using System.Globalization;
using System.Text.Json;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Search;
using One = ReformOpenData.Tests.Queries.Records.One;

namespace ReformOpenData.Tests.Queries;

/// <summary>Makes conditions and orders, each as GraphQL text and as a function over records.</summary>
internal sealed class RandomQuestion(Random random)
{
    internal static readonly Dictionary<string, string[]> Fields = new()
    {
        ["municipality"] = ["code", "name", "romanName"],
        ["plan"] = ["title", "firstFiscalYear", "lastFiscalYear"],
        ["category"] = ["number", "name", "printedNumber"],
        ["item"] = ["number", "name", "printedNumber"],
        ["initiative"] = ["number", "name", "printedNumber", "description"],
        ["assessment"] = ["number"],
        ["narrative"] = ["fiscalYear", "kind", "text", "sourceText"],
        ["rating"] =
        [
            "number", "grade", "printed", "label", "meaning", "level", "isRated", "evaluator", "aspect", "fiscalYear",
            "isFinal",
        ],
        ["department"] = ["name", "bureau", "fullName"],
        ["summary"] = ["fiscalYear", "text", "sourceText"],
        ["section"] = ["label", "text"],
        ["cell"] = ["column", "text", "sourceText"],
        ["responsibility"] = ["qualifier", "role"],
        ["location"] = ["page", "row", "column", "line"],
        ["document"] = ["sha256", "fileName", "title", "publisher", "url", "licence", "licenceConfirmed", "fiscalYear"],
    };

    internal static readonly Dictionary<string, string[]> Ones = new()
    {
        ["municipality"] = [],
        ["plan"] = ["municipality"],
        ["category"] = ["plan", "municipality"],
        ["item"] = ["category", "plan", "municipality"],
        ["initiative"] = ["item", "category", "plan", "municipality"],
        ["assessment"] = ["summary", "location", "initiative", "item", "category", "plan", "municipality"],
        ["narrative"] = ["location", "assessment", "initiative", "item", "category", "plan", "municipality"],
        ["rating"] = ["location", "assessment", "initiative", "item", "category", "plan", "municipality"],
        ["department"] = ["municipality"],
        ["summary"] = ["location"],
        ["section"] = ["department"],
        ["cell"] = ["location"],
        ["responsibility"] = ["department"],
        ["location"] = ["document"],
        ["document"] = ["municipality"],
    };

    internal static readonly Dictionary<string, (string List, string Kind)[]> Manies = new()
    {
        ["category"] = [("items", "item"), ("ratings", "rating")],
        ["item"] = [("initiatives", "initiative"), ("ratings", "rating")],
        ["initiative"] = [("assessments", "assessment"), ("ratings", "rating")],
        ["assessment"] =
        [
            ("narratives", "narrative"), ("ratings", "rating"), ("cells", "cell"),
            ("responsibilities", "responsibility")
        ],
        ["narrative"] = [("sections", "section")],
        ["summary"] = [("sections", "section")],
        ["rating"] = [("departments", "department")],
        ["department"] = [("ratings", "rating"), ("assessments", "assessment")],
    };

    private static readonly string[] Texts =
    [
        "税", "市税", "の", "推進", "ai", "ＡＩ", "システム", "ｼｽﾃﾑ", "高齢者", "髙", "%", "_", "a_b", "～", "課", "072028", "990014",
        "-", "A", "完了", "",
        "aa", "ｃｓｖ", "CC-BY", "とりまとめ", "庁舎", "原　文", "総 括", "改革", "行革ﾌﾟﾗﾝ", "HTTPS://", "企画課", "会津若松市",
        "財政", "水道局", "民営化", "業務の", "令和3年度", "50％", "𠮷", "見直し、", "。", "b", "図書館", "ﾊﾞｽ", "バ", "取組", "財政課", "ma",
    ];

    /// <summary>What the fields hold, so that enough of what is asked for is there.</summary>
    private static readonly Lazy<Dictionary<(string Kind, string Field), List<object>>> Held = new(() =>
    {
        var records = new Records(QuestionStore.Of(2));
        var summaries = records.Assessments.Select(row => row.Up("summary")).OfType<One>().ToList();
        var rows = records.Lists.Values.SelectMany(list => list)
            .Concat(records.Categories.SelectMany(row => new[] { row.Up("plan")!, row.Up("municipality")! }))
                .Concat(summaries)
            .Concat(records.Narratives.Concat(summaries).SelectMany(row => row.Many("sections")))
            .Concat(
                records.Assessments.SelectMany(row => row.Many("cells").Concat(row.Many("responsibilities")))).ToList();
        rows.AddRange(
            rows.Where(row => Ones[row.Kind].Contains("location")).Select(row => row.Up("location")!).ToList());
        rows.AddRange(rows.Where(row => row.Kind == "location").Select(row => row.Up("document")!).ToList());
        return rows.SelectMany(row => Fields[row.Kind].Select(field => (row.Kind, Field: field, Value: row.Get(field))))
            .Where(one => one.Value is not null)
            .GroupBy(
                one => (one.Kind, one.Field),
                one => one.Value!).ToDictionary(group => group.Key, group => group.ToList());
    });

    /// <summary>A condition on rows of a kind.</summary>
    public (string Text, Func<One, bool> Holds) Condition(string kind, int depth)
    {
        var parts = Enumerable.Range(0, 1 + random.Next(depth > 0 ? 2 : 1)).Select(_ => Part(kind, depth)).ToList();

        // A field can be named once in an object: what would be named twice goes into “and”.
        var text = parts.Count == 1 || parts.Select(part => part.Name).Distinct().Count() == parts.Count
            ? "{ " + string.Join(", ", parts.Select(part => part.Text)) + " }"
            : "{ and: [" + string.Join(", ", parts.Select(part => "{ " + part.Text + " }")) + "] }";
        return (text, row => parts.TrueForAll(part => part.Holds(row)));
    }

    /// <summary>
    /// A condition of a page, which has the default rows unless it names what tells others from them; last, whether a
    /// row meets it, default or not.
    /// </summary>
    public (string Text, Func<One, bool> Holds, Func<One, bool> All) Page(string kind, int depth)
    {
        var (text, holds) = Condition(kind, depth);
        if (kind is not ("rating" or "narrative"))
            return (text, holds, holds);
        var named = kind == "rating" ? "evaluator:" : "kind:";
        return text.Contains(named, StringComparison.Ordinal) || random.Next(2) == 0
            ? ($"{{ {named} {{}}, and: [{text}] }}", holds, holds)
            : (text, row => holds(row) && IsDefault(row), holds);
    }

    /// <summary>
    /// Whether a page has a row where nobody asks for others: a rating that its municipality gave, a text of what was
    /// done.
    /// </summary>
    public static bool IsDefault(One row) => row.Kind switch
    {
        "rating" => row.Rating!.Evaluator is null,
        "narrative" => row.Narrative!.Kind == NarrativeKind.Result,
        _ => true,
    };

    private (string Name, string Text, Func<One, bool> Holds) Part(string kind, int depth)
    {
        switch (depth <= 0 ? 0 : random.Next(8))
        {
            case 1:
                var (not, inner) = Condition(kind, depth - 1);
                return ("not", $"not: {not}", row => !inner(row));
            case 2:
                var either = Enumerable.Range(0, random.Next(4)).Select(_ => Condition(kind, depth - 1)).ToList();
                return (
                    "or",
                    $"or: [{string.Join(", ", either.Select(one => one.Text))}]",
                    row => either.Exists(one => one.Holds(row)));
            case 3 or 4 when Ones[kind].Length > 0:
                // The parts of a row stand first, and are asked for as often as all that it belongs to.
                var up = Ones[kind][
                    random.Next(random.Next(2) == 0 ? Math.Min(2, Ones[kind].Length) : Ones[kind].Length)
                ];
                var (above, holds) = Condition(up, depth - 1);
                return (up, $"{up}: {above}", row => row.Up(up) is { } one && holds(one));
            case 5 or 6 when Manies.TryGetValue(kind, out var lists):
                return Quantified(lists[random.Next(lists.Length)], depth);
            default:
                return Compare(kind);
        }
    }

    private (string Name, string Text, Func<One, bool> Holds) Quantified((string List, string Kind) to, int depth)
    {
        var (text, holds) = Condition(to.Kind, depth - 1);
        return random.Next(4) switch
        {
            0 => (to.List, $"{to.List}: {{ some: {text} }}", row => row.Many(to.List).Any(holds)),
            1 => (to.List, $"{to.List}: {{ all: {text} }}", row => row.Many(to.List).All(holds)),
            2 => (to.List, $"{to.List}: {{ none: {text} }}", row => !row.Many(to.List).Any(holds)),
            _ => (
                to.List,
                $"{to.List}: {{ any: {(depth % 2 == 0 ? "true" : "false")} }}",
                row => row.Many(to.List).Any() == (depth % 2 == 0)),
        };
    }

    private (string Name, string Text, Func<One, bool> Holds) Compare(string kind)
    {
        var field = Fields[kind][random.Next(Fields[kind].Length)];
        var (text, holds) = (kind, field) switch
        {
            ("cell", "column") => Equality(
                () => (SourceColumn)(1 + random.Next(7)) is var column
                    ? (column.ToString().ToUpperInvariant(), column)
                    : default),
            ("location", _) => Number(kind, field),
            _ => OfField(kind, field),
        };
        return (field, $"{field}: {text}", row => holds(row.Get(field)));
    }

    private (string Text, Func<object?, bool> Holds) OfField(string kind, string field) => field switch
    {
        "grade" => Equality(() => ((Grade)(1 + random.Next(7)) is var grade ? Grades.Name(grade) : "", grade)),
        "level" => Equality(() => ((Level)(1 + random.Next(5)) is var level ? Levels.Name(level) : "", level)),
        "kind" => Equality(() => ((NarrativeKind)random.Next(5) is var kind ? NarrativeKinds.Name(kind) : "", kind)),
        "role" => Equality(
            () => ((ResponsibilityRole)random.Next(2) is var role ? role.ToString().ToUpperInvariant() : "", role)),
        "isFinal" or "isRated" or "licenceConfirmed" => random.Next(2) == 0
            ? ("{ eq: true }", value => value is true)
            : ("{ neq: true }", value => value is not true),
        "number" or "fiscalYear" or "firstFiscalYear" or "lastFiscalYear" => Number(kind, field),
        _ => Text(kind, field),
    };

    private (string Text, Func<object?, bool> Holds) Equality(Func<(string Text, object Value)> make)
    {
        var (text, value) = make();
        var (other, second) = make();
        return random.Next(4) switch
        {
            0 => ($"{{ eq: {text} }}", one => Equals(one, value)),
            1 => ($"{{ neq: {text} }}", one => !Equals(one, value)),
            2 => ($"{{ in: [{text}, {other}] }}", one => Equals(one, value) || Equals(one, second)),
            _ => ($"{{ nin: [{text}, {other}] }}", one => !Equals(one, value) && !Equals(one, second)),
        };
    }

    private (string Text, Func<object?, bool> Holds) Number(string kind, string field)
    {
        var isYear = field.EndsWith("Year", StringComparison.Ordinal);
        var value = (long)(
            isYear
                ? random.Next(2012, 2024)
                : random.Next(0, field is "page" or "row" ? 22 : field == "line" ? 400 : 8));
        if (random.Next(2) == 0)
            value = (long)Some(kind, field);
        var text = value.ToString(CultureInfo.InvariantCulture);
        return random.Next(8) switch
        {
            0 => ($"{{ gt: {text} }}", one => one is long number && number > value),
            1 => ($"{{ gte: {text} }}", one => one is long number && number >= value),
            2 => ($"{{ lt: {text} }}", one => one is long number && number < value),
            3 => ($"{{ lte: {text} }}", one => one is long number && number <= value),
            4 => ($"{{ ngt: {text}, gte: {value - 2} }}", one => one is long number
                && number <= value && number >= value - 2),
            5 => ($"{{ nlte: {text} }}", one => one is not long number || number > value),
            _ => Equality(
                () => (random.Next(0, 8) is var small && field == "number"
                    ? (small.ToString(CultureInfo.InvariantCulture), (object)(long)small) : (text, value))),
        };
    }

    private (string Text, Func<object?, bool> Holds) Text(string kind, string field)
    {
        var needle = random.Next(4) == 0 ? Texts[random.Next(Texts.Length)] : Part((string)Some(kind, field));
        var literal = JsonSerializer.Serialize(needle);
        var folded = Folding.Fold(needle);
        Func<object?, Func<string, bool>, bool> of = (value, test) => value is string text && test(Folding.Fold(text));
        return random.Next(12) switch
        {
            0 => ($"{{ eq: {literal} }}", value => of(value, text => text == folded)),
            1 => ($"{{ neq: {literal} }}", value => !of(value, text => text == folded)),
            2 => ("{ eq: null }", value => value is null),
            3 => ("{ neq: null }", value => value is not null),
            4 => ($"{{ in: [null, {literal}] }}", value => value is null || of(value, text => text == folded)),
            5 => ($"{{ nin: [{literal}] }}", value => !of(value, text => text == folded)),
            6 => (
                $"{{ startsWith: {literal} }}",
                value => of(value, text => text.StartsWith(folded, StringComparison.Ordinal))),
            7 => (
                $"{{ endsWith: {literal} }}",
                value => of(value, text => text.EndsWith(folded, StringComparison.Ordinal))),
            8 => (
                $"{{ nstartsWith: {literal} }}",
                value => !of(value, text => text.StartsWith(folded, StringComparison.Ordinal))),
            9 => (
                $"{{ ncontains: {literal} }}",
                value => !of(value, text => text.Contains(folded, StringComparison.Ordinal))),
            _ => (
                $"{{ contains: {literal} }}",
                value => of(value, text => text.Contains(folded, StringComparison.Ordinal))),
        };
    }

    private object Some(string kind, string field) =>
        Held.Value[(kind, field)] is var all ? all[random.Next(all.Count)] : "";

    /// <summary>All of a text, its beginning, its end or something within, some of it in another width or
    /// case.</summary>
    private string Part(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        var length = Math.Min(runes.Count, 1 + random.Next(4));
        var part = string.Concat(random.Next(6) switch
        {
            0 => runes,
            1 => runes.Take(length),
            2 => runes.TakeLast(length),
            _ => runes.Skip(random.Next(runes.Count - length + 1)).Take(length),
        });
        return random.Next(3) switch
        {
            0 => part.ToUpperInvariant(),
            1 => string.Concat(
                part.Select(letter => letter is > ' ' and < (char)0x7f ? (char)(letter + 0xfee0) : letter)),
            _ => part,
        };
    }

    /// <summary>An order of rows of a kind.</summary>
    public (string Text, Func<IEnumerable<One>, IEnumerable<One>> Sort) Order(string kind)
    {
        var terms = Enumerable.Range(0, random.Next(4)).Select(_ => Term(kind)).ToList();
        return ($"[{string.Join(", ", terms.Select(term => term.Text))}]", rows =>
        {
            // The rows come in the order of the print, and the sort is stable.
            var sorted = rows.OrderBy(_ => 0);
            foreach (var term in terms)
            {
                sorted = term.Descending
                    ? sorted.ThenByDescending(term.Get, CodePoints)
                    : sorted.ThenBy(term.Get, CodePoints);
            }

            return sorted;
        }
        );
    }

    private (string Text, Func<One, object?> Get, bool Descending) Term(string kind)
    {
        var descending = random.Next(2) == 0;
        var direction = descending ? "DESC" : "ASC";
        if (Ones[kind].Length > 0 && random.Next(3) == 0)
        {
            var up = Ones[kind][random.Next(Ones[kind].Length)];
            var of = Fields[up][random.Next(Fields[up].Length)];
            return ($"{{ {up}: {{ {of}: {direction} }} }}", row => row.Up(up)?.Get(of), descending);
        }

        var field = Fields[kind][random.Next(Fields[kind].Length)];
        return ($"{{ {field}: {direction} }}", row => row.Get(field), descending);
    }

    /// <summary>Null first; texts by code point, which is not the order of UTF-16.</summary>
    private static readonly Comparer<object?> CodePoints = Comparer<object?>
        .Create((left, right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string one, string other) => System.Text.Encoding.UTF8.GetBytes(one).AsSpan()
            .SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(other)),
        _ => Comparer<object>.Default.Compare(left, right),
    });
}
