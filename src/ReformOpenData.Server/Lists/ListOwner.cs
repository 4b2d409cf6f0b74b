using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Lists;

/// <summary>The thing whose rows a list is asked for: a key, as the address has it.</summary>
/// <param name="Id">Its identifier in the API.</param>
internal sealed record ListOwner(string Type, string Key, string Id)
{
    private static readonly string[] Types =
        ["Municipality", "Plan", "Category", "Item", "Initiative", "Assessment", "YearlyNarrative", "Rating"];

    /// <summary>How many characters each part of a key has; that of a plan may have an id behind them.</summary>
    private static readonly int[] Digits = [6, 4, 2, 2, 3, 3, 4, 2];

    /// <summary>Parts of the key of a row.</summary>
    private const int RowParts = 6;

    /// <summary>The thing that the segments name; null where they cannot name any, as none does.</summary>
    public static ListOwner? Of(IReadOnlyList<string> segments)
    {
        var (type, key) = segments switch
        {
            [var code, "departments", var name] when Keys.IsPart(code, 6) => ("Department", $"{code}/{name}"),
            [var code, "documents", var sha256] when Keys.IsPart(code, 6) => ("SourceDocument", $"{code}/{sha256}"),
            _ when segments.Count > 0
                && segments.Count <= Types.Length
                && segments.Index().All(part => Keys.IsPart(part.Item, Digits[part.Index])
                    || (part.Index == 1 && Keys.ReadPlanCode(part.Item) is not null)) =>
                (Types[segments.Count - 1], string.Join('/', segments)),
            _ => (null, ""),
        };
        return type is null ? null : new ListOwner(type, key, GlobalId.Encode(type, key));
    }

    /// <summary>
    /// The segments of what is above: a word and no thing is between a city and its departments, and a year of a row
    /// may have ratings, or other texts, and none of what was done.
    /// </summary>
    public static string[] Above(IReadOnlyList<string> segments) =>
        segments is [.., "departments" or "documents" or "years", _] ? [.. segments.SkipLast(2)]
        : segments.Count > RowParts && Of([.. segments.Take(RowParts)]) is not null ? [.. segments.Take(RowParts)]
        : [.. segments.SkipLast(1)];

    /// <summary>The thing that the segments name, or the nearest one above; null where there is none.</summary>
    public static ListOwner? Nearest(IReadOnlyList<string> segments) => Enumerable.Range(0, segments.Count)
        .Select(without => Of([.. segments.SkipLast(without)])).FirstOrDefault(owner => owner is not null);

    /// <summary>What keeps the rows of a list that belong to it; null where no row of the list can.</summary>
    /// <param name="node">The type of the objects of the connection.</param>
    /// <param name="has">Whether the filter of the connection has a path.</param>
    public JsonObject? Condition(ListTable list, string node, Func<IReadOnlyList<string>, bool> has)
    {
        var same = new JsonObject { ["id"] = new JsonObject { ["eq"] = Id } };
        if (node == Type && list.Place.Length == 0)
            return same;
        if (list.Root == "changes")
            return Type == "Municipality"
                ? Lists.Condition.At(["municipalityCode"], new JsonObject { ["eq"] = Key })
                : null;
        if (Type == "Department")
            return list.Departments is { } to && list.Rows.Length == 0 ? Lists.Condition.At(to.Split('.'), same) : null;
        if (Type == "SourceDocument")
            return list.Place == "document" ? Lists.Condition.At(["document"], same) : null;
        if (Type == "YearlyNarrative" && list.Root == "ratings")
            return OfYear();
        string[] path = [.. list.Place.Split('.', StringSplitOptions.RemoveEmptyEntries), char.ToLowerInvariant(Type[0])
            + Type[1..]];
        return has(path) ? Lists.Condition.At(path, same) : null;
    }

    /// <summary>
    /// The ratings of a year belong to the row and the year; no field leads from them to the narrative.
    /// </summary>
    private JsonObject OfYear()
    {
        var end = Key.LastIndexOf('/');
        var row = GlobalId.Encode("Assessment", Key[..end]);
        return new JsonObject
        {
            ["assessment"] = new JsonObject { ["id"] = new JsonObject { ["eq"] = row } },
            ["fiscalYear"] = new JsonObject
            {
                ["eq"] = int.Parse(Key[(end + 1)..], System.Globalization.CultureInfo.InvariantCulture),
            },
        };
    }
}
