namespace ReformOpenData.Data.Import.Numbers;

/// <summary>A piece of a section of a number format.</summary>
internal enum FormatTokenKind
{
    /// <summary>Shown as it is.</summary>
    Literal,

    /// <summary>One of the placeholders 0, # and ?.</summary>
    Digit,

    /// <summary>The decimal point.</summary>
    Point,

    /// <summary>A separator of thousands, or a division by a thousand.</summary>
    Comma,

    /// <summary>Multiplies by a hundred, and is shown.</summary>
    Percent,

    /// <summary>E+ or E-.</summary>
    Exponent,

    /// <summary>Between numerator and denominator, or a sign.</summary>
    Slash,

    /// <summary>The text of the cell.</summary>
    Text,

    /// <summary>The number as an unformatted cell shows it.</summary>
    General,

    /// <summary>A part of a date or a time: a run of one of y, m, d, h, s, g, e, a.</summary>
    Date,

    /// <summary>AM/PM or A/P.</summary>
    Noon,

    /// <summary>Hours, minutes or seconds that go on beyond their unit: [h].</summary>
    Elapsed,
}

internal readonly record struct FormatToken(FormatTokenKind Kind, string Text);
