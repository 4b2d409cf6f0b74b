using System.Globalization;
using System.Text.RegularExpressions;

namespace ReformOpenData.Data.Import;

/// <summary>Reads lines that name a category, and numbers those that have no number.</summary>
internal sealed partial class CategoryLines(TableLayout? layout)
{
    private readonly List<string> unnumbered = [];

    /// <summary>The category that a line names in a declared form or as (1) …; null where it does neither.</summary>
    /// <param name="text">The line without what varies in print.</param>
    public (int? Number, string Name, string? Printed)? Read(string text, string printed)
    {
        foreach (var pattern in layout?.CategoryLines ?? [])
        {
            if (pattern.Read(printed) is { } declared)
                return declared;
        }

        var match = Numbered().Match(CellText.Narrow(text));
        if (!match.Success)
            return null;
        var number = int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return (number, text[match.Groups["name"].Index..], null);
    }

    /// <summary>What has no number gets one as it comes, and the same name the same number.</summary>
    public (int Number, string Name, string? Printed) Number((int? Number, string Name, string? Printed) named) =>
        (named.Number ?? NumberOf(named.Name), named.Name, named.Printed);

    private int NumberOf(string name)
    {
        var index = unnumbered.FindIndex(known => NameKey.AreSame(known, name));
        if (index >= 0)
            return index + 1;
        unnumbered.Add(name);
        return unnumbered.Count;
    }

    // Widths are made equal before, character by character, so that the name's index holds for the text as printed.
    [GeneratedRegex(@"^\((?<number>[0-9]{1,2})\)\s*(?<name>\S.*)$", RegexOptions.Singleline, 1000)]
    private static partial Regex Numbered();
}
