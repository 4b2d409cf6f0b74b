using System.Globalization;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Server.Pages;

/// <summary>
/// The segments that a page is found by: words as they are, and in braces the name of a variable of its document, with
/// how many digits it has, or that it is a plan: <c>{municipality:6}/{plan:plan}/years/{year:4}</c>. Without, any text.
/// </summary>
internal sealed class PagePattern
{
    private readonly Part[] _parts;

    public PagePattern(string text) =>
        _parts = [.. text.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Part.Read)];

    /// <summary>The values of the variables; null where the segments are not such.</summary>
    public IReadOnlyDictionary<string, string>? Match(IReadOnlyList<string> segments)
    {
        // Every request of the server comes by here: most are for no page, and cost no more than a look.
        if (segments.Count != _parts.Length)
            return null;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (!_parts[i].Fits(segments[i]))
                return null;
        }

        return _parts.Index().Where(part => part.Item.IsVariable)
            .SelectMany(part => VariablesOf(part.Item.Name, part.Item.ValueOf(segments[part.Index])))
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>
    /// The variables that a part of an address is: a plan is its first year, and its id where it has one.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> VariablesOf(string name, string value)
    {
        if (name != "plan" || Keys.ReadPlanCode(value) is not { Id: { } id })
            return [new(name, value)];
        return [new(name, value[..^(id.Length + 1)]), new("planId", id)];
    }

    /// <param name="Digits">How many; 0 for any text, -1 for a number of any length, -2 for a plan.</param>
    private sealed record Part(string Name, bool IsVariable, int Digits)
    {
        public static Part Read(string text)
        {
            if (text[0] != '{')
                return new Part(text, IsVariable: false, 0);
            var inner = text[1..^1].Split(':');
            return new Part(inner[0], IsVariable: true, inner.Length == 1 ? 0 : inner[1] == "n" ? -1
                : inner[1] == "plan" ? -2
                : int.Parse(inner[1], CultureInfo.InvariantCulture));
        }

        public bool Fits(string segment) => !IsVariable ? segment == Name : Digits switch
        {
            0 => true,
            -2 => Keys.ReadPlanCode(segment) is not null,
            -1 => segment.Length is > 0 and <= 9 && segment[0] != '0' && segment.All(char.IsAsciiDigit),
            _ => Keys.IsPart(segment, Digits),
        };

        /// <summary>
        /// What the document is asked with: of a part of a key that begins with a letter, its number.
        /// </summary>
        public string ValueOf(string segment) =>
            Digits is 2 or 3 && !char.IsAsciiDigit(segment[0])
                ? Keys.NumberOf(segment)!.Value.ToString(CultureInfo.InvariantCulture)
                : segment;
    }
}
