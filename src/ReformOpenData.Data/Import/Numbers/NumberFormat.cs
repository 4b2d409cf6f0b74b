using System.Text;

namespace ReformOpenData.Data.Import.Numbers;

/// <summary>
/// How a cell of a workbook shows its number, as Excel in Japanese does. What we cannot be sure of is null, never a
/// guess.
/// </summary>
internal sealed class NumberFormat
{
    private readonly IReadOnlyList<FormatSection> numbers;
    private readonly FormatSection? text;

    private NumberFormat(string code)
    {
        var sections = FormatSection.Parse(code);
        var hasText = sections.Count > 3 || sections[^1].HasText;
        text = hasText ? sections[^1] : null;
        numbers = hasText ? [.. sections.Take(sections.Count - 1)] : sections;
    }

    public static NumberFormat General { get; } = new("General");

    public static NumberFormat Parse(string code) => new(code);

    /// <summary>What a cell with this number shows; null where we do not know.</summary>
    /// <param name="is1904">Whether the days of the workbook are counted from 1904.</param>
    public string? Display(double value, bool is1904 = false)
    {
        if (!double.IsFinite(value))
            return null;
        if (numbers.Count == 0)
            return GeneralNumber.Display(value);
        if (Choose(value) is not { IsKnown: true } section)
            return null;

        var isDefaultOfNegatives = section == numbers[0] && numbers.Count == 1;
        var sign = value < 0 && isDefaultOfNegatives ? "-" : "";
        if (value < 0 && numbers.Any(other => other.Condition is not null))
            return null;
        if (section.IsDate)
            return value < 0 ? null : DateDisplay.Of(section, value, is1904)?.Trim();
        if (section.Tokens.Count == 0)
            return numbers.Count == 1 ? GeneralNumber.Display(value) : "";
        return NumberDisplay.Of(section.Tokens, Math.Abs(value)) is { } shown ? sign + shown.Trim() : null;
    }

    /// <summary>What a cell with this text shows; null where we do not know.</summary>
    public string? Display(string cell)
    {
        if (text is null)
            return cell;
        if (!text.IsKnown)
            return null;

        var shown = new StringBuilder();
        foreach (var token in text.Tokens)
        {
            if (token.Kind is not (FormatTokenKind.Literal or FormatTokenKind.Text or FormatTokenKind.General))
                return null;
            shown.Append(token.Kind == FormatTokenKind.Literal ? token.Text : cell);
        }

        // Spaces that only align the text are not part of it.
        return text.Tokens.All(token => token.Kind != FormatTokenKind.Literal || string.IsNullOrWhiteSpace(token.Text))
            && text.Tokens.Count > 0 ? cell : shown.ToString();
    }

    private FormatSection? Choose(double value)
    {
        if (numbers.Any(section => section.Condition is not null))
            return numbers.FirstOrDefault(section => section.Accepts(value));
        return (numbers.Count, value) switch
        {
            (1, _) or (_, > 0) or (2, 0) => numbers[0],
            (_, < 0) => numbers[1],
            _ => numbers[2],
        };
    }
}
