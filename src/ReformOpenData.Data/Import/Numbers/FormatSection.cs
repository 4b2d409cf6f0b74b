using System.Globalization;

namespace ReformOpenData.Data.Import.Numbers;

/// <summary>
/// One of the up to four sections of a number format, cut into tokens (ECMA-376 part 1, §18.8.31).
/// </summary>
internal sealed class FormatSection
{
    private const string DateLetters = "ymdhsgea";
    private static readonly string[] DateLocales =
        ["", "411", "409", "ja-JP", "en-US", "ja-JP-x-gannen", "F800", "F400", "x-sysdate", "x-systime"];

    private readonly List<FormatToken> tokens = [];

    private FormatSection()
    {
    }

    public IReadOnlyList<FormatToken> Tokens => tokens;

    /// <summary>False where something is in it that we do not know how to show.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <summary>Operator and number, as in [>=100]; null where the section has none.</summary>
    public (string Operator, double Number)? Condition { get; private set; }

    /// <summary>As in [$-411]; blank where the section names none.</summary>
    public string Locale { get; private set; } = "";

    public bool IsDate =>
        tokens.Exists(token => token.Kind is FormatTokenKind.Date or FormatTokenKind.Noon or FormatTokenKind.Elapsed);

    public bool HasText => tokens.Exists(token => token.Kind == FormatTokenKind.Text);

    /// <summary>The sections of a format code.</summary>
    public static IReadOnlyList<FormatSection> Parse(string code)
    {
        var sections = new List<FormatSection>();
        var section = new FormatSection();
        var position = 0;
        while (position < code.Length)
        {
            if (code[position] == ';')
            {
                sections.Add(section);
                section = new FormatSection();
                position++;
            }
            else
            {
                position += section.ReadToken(code.AsSpan(position));
            }
        }

        sections.Add(section);
        foreach (var read in sections)
            read.CheckDate();
        return sections;
    }

    public bool Accepts(double value) => Condition is not { } condition || condition.Operator switch
    {
        "<" => value < condition.Number,
        "<=" => value <= condition.Number,
        ">" => value > condition.Number,
        ">=" => value >= condition.Number,
        "<>" => value != condition.Number,
        _ => value == condition.Number,
    };

    private int ReadToken(ReadOnlySpan<char> code)
    {
        switch (code[0])
        {
            case '"':
                var end = code[1..].IndexOf('"');
                var quoted = end < 0 ? code[1..] : code.Slice(1, end);
                return Add(FormatTokenKind.Literal, quoted.ToString(), quoted.Length + (end < 0 ? 1 : 2));
            case '\\' when code.Length > 1:
                return Add(FormatTokenKind.Literal, code[1].ToString(), 2);
            case '_' when code.Length > 1: // a space as wide as the sign behind it
                return Add(FormatTokenKind.Literal, " ", 2);
            case '*' when code.Length > 1: // fills the cell with the sign behind it
                return 2;
            case '[':
                return ReadBracket(code);
            case '0' or '#' or '?':
                return Add(FormatTokenKind.Digit, code[0].ToString(), 1);
            case '.':
                return Add(FormatTokenKind.Point, ".", 1);
            case ',':
                return Add(FormatTokenKind.Comma, ",", 1);
            case '%':
                return Add(FormatTokenKind.Percent, "%", 1);
            case '/':
                return Add(FormatTokenKind.Slash, "/", 1);
            case '@':
                return Add(FormatTokenKind.Text, "@", 1);
            case 'E' or 'e' when code.Length > 1 && code[1] is '+' or '-':
                return Add(FormatTokenKind.Exponent, code[..2].ToString(), 2);
        }

        foreach (var (word, kind) in ((string, FormatTokenKind)[])
            [
                ("General", FormatTokenKind.General),
                ("G/標準", FormatTokenKind.General),
                ("AM/PM", FormatTokenKind.Noon),
                ("A/P", FormatTokenKind.Noon),
            ])
        {
            if (code.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return Add(kind, word, word.Length);
        }

        var letter = char.ToLowerInvariant(code[0]);
        if (DateLetters.Contains(letter, StringComparison.Ordinal))
        {
            var length = 1;
            while (length < code.Length && char.ToLowerInvariant(code[length]) == letter)
                length++;
            return Add(FormatTokenKind.Date, new string(letter, length), length);
        }

        IsKnown &= !char.IsAsciiLetter(code[0]) && code[0] is not ('!' or ']' or '\\' or '_' or '*');
        return Add(FormatTokenKind.Literal, code[0].ToString(), 1);
    }

    private int ReadBracket(ReadOnlySpan<char> code)
    {
        var end = code.IndexOf(']');
        if (end < 0)
        {
            IsKnown = false;
            return code.Length;
        }

        var text = code[1..end].ToString();
        if (text.StartsWith('$'))
            ReadLocale(text);
        else if (text.Length > 0 && text[0] is '<' or '>' or '=')
            ReadCondition(text);
        else if (text.ToLowerInvariant() is "h" or "hh" or "m" or "mm" or "s" or "ss")
            Add(FormatTokenKind.Elapsed, text.ToLowerInvariant(), 0);
        else
            IsKnown &= IsColour(text);
        return end + 1;
    }

    private void ReadLocale(string text)
    {
        var parts = text[1..].Split('-', 2);
        if (parts[0].Length > 0)
            Add(FormatTokenKind.Literal, parts[0], 0);
        if (parts.Length == 2)
            Locale = parts[1].Split(',')[0];
    }

    private void ReadCondition(string text)
    {
        var sign = text.Length > 1 && text[1] is '=' or '>' ? text[..2] : text[..1];
        if (double.TryParse(text.AsSpan(sign.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            Condition = (sign, number);
        else
            IsKnown = false;
    }

    private static bool IsColour(string text) =>
        text.StartsWith("Color", StringComparison.OrdinalIgnoreCase) || text.StartsWith('色')
        || text.ToLowerInvariant() is "black" or "blue" or "cyan" or "green" or "magenta" or "red" or "white"
            or "yellow"
            or "黒" or "青" or "水" or "緑" or "紫" or "赤" or "白" or "黄";

    private void CheckDate() =>
        IsKnown &= !IsDate || DateLocales.Contains(Locale, StringComparer.OrdinalIgnoreCase);

    private int Add(FormatTokenKind kind, string text, int length)
    {
        tokens.Add(new FormatToken(kind, text));
        return length;
    }
}
