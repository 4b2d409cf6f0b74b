using System.Text;

namespace ReformOpenData.GraphQL.Language;

/// <summary>Finds the names that a wrong one was probably meant to be, and says so at the end of a message.</summary>
public static class Suggestions
{
    private const int MaxSuggestions = 5;

    /// <summary>
    /// Names longer than this are no misspelling, and measuring them costs the square of their length.
    /// </summary>
    private const int MaxLength = 200;

    /// <summary>
    /// The sentence <c> Did you mean "a", "b", or "c"?</c>, with its leading space; empty where nothing is near.
    /// </summary>
    public static string DidYouMean(string input, IEnumerable<string> options) => Sentence("", Near(input, options));

    /// <summary>As <see cref="DidYouMean"/>, of names that are already chosen, with words before them.</summary>
    public static string Sentence(string words, IReadOnlyList<string> names)
    {
        var count = Math.Min(names.Count, MaxSuggestions);
        if (count == 0)
            return "";
        var sentence = new StringBuilder(" Did you mean ").Append(words);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                sentence.Append(count == 2 ? " or " : i == count - 1 ? ", or " : ", ");
            sentence.Append('"').Append(names[i]).Append('"');
        }

        return sentence.Append('?').ToString();
    }

    /// <summary>The options near the input, nearest first, and of the same distance in natural order.</summary>
    public static List<string> Near(string input, IEnumerable<string> options)
    {
        var near = new List<(string Name, int Distance)>();
        if (input.Length <= MaxLength)
        {
            var threshold = (int)Math.Floor(input.Length * 0.4) + 1;
            var lower = input.ToLowerInvariant();
            foreach (var option in options.Distinct(StringComparer.Ordinal))
            {
                var distance = option == input ? 0 : Distance(lower, option.ToLowerInvariant(), threshold);
                if (distance <= threshold)
                    near.Add((option, distance));
            }
        }

        near.Sort((a, b) => a.Distance != b.Distance ? a.Distance - b.Distance : NaturalCompare(a.Name, b.Name));
        return near.ConvertAll(option => option.Name);
    }

    /// <summary>
    /// Damerau-Levenshtein distance (optimal string alignment); names that differ in letter case alone are 1 apart.
    /// Above the threshold any number above it may come back.
    /// </summary>
    private static int Distance(string a, string b, int threshold)
    {
        if (a == b)
            return 1;
        if (Math.Abs(a.Length - b.Length) > threshold)
            return threshold + 1;
        Span<int> beforeLast = stackalloc int[MaxLength * 2 + 2];
        Span<int> last = stackalloc int[MaxLength * 2 + 2];
        Span<int> current = stackalloc int[MaxLength * 2 + 2];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var smallest = current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cell = Math.Min(
                    Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cell = Math.Min(cell, beforeLast[j - 2] + 1);
                current[j] = cell;
                smallest = Math.Min(smallest, cell);
            }

            if (smallest > threshold)
                return threshold + 1;
            var free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }

        return last[b.Length];
    }

    /// <summary>Compares by code unit, runs of digits by their number: <c>a2</c> before <c>a10</c>.</summary>
    public static int NaturalCompare(string a, string b)
    {
        var i = 0;
        var j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                var order = ReadNumber(a, ref i).CompareTo(ReadNumber(b, ref j));
                if (order != 0)
                    return order;
            }
            else if (a[i] != b[j])
            {
                return a[i] < b[j] ? -1 : 1;
            }
            else
            {
                i++;
                j++;
            }
        }

        return a.Length - b.Length;
    }

    /// <summary>A number that begins with zero is that one digit, so that <c>00</c> and <c>0</c> differ.</summary>
    private static double ReadNumber(string text, ref int index)
    {
        double number = 0;
        do
            number = number * 10 + (text[index++] - '0');
        while (index < text.Length && char.IsAsciiDigit(text[index]) && number > 0);
        return number;
    }
}
