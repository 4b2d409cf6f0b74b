using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Server.Commands;

/// <summary>
/// Errors that say the same of several places: one mistake, such as a heading that is wrong on every page. The first
/// are told whole, and of the others where they are.
/// </summary>
internal sealed class AlikeErrors
{
    /// <summary>That are told whole.</summary>
    public const int MostWhole = 3;

    private const int MostPlaces = 20;

    private readonly List<Finding> _others;

    private AlikeErrors(List<Finding> all)
    {
        // One line more than the errors themselves would say less.
        var isLong = all.Count > MostWhole + 1;
        Whole = isLong ? all[..MostWhole] : all;
        _others = isLong ? all[MostWhole..] : [];
    }

    public IReadOnlyList<Finding> Whole { get; }

    /// <summary>How many there are besides, and where; null where there are none.</summary>
    public string? Rest
    {
        get
        {
            if (_others.Count == 0)
                return null;
            var more = _others.Count > MostPlaces ? Language.Of(", …", "、…") : "";
            var places = string.Join(Language.Of(", ", "、"), _others.Take(MostPlaces).Select(Place));
            return Language.Of(
                $"the same at {_others.Count} more places: {places}{more}",
                $"同じエラーがほかに {_others.Count} か所: {places}{more}");
        }
    }

    /// <summary>The errors in the order of the first of each kind.</summary>
    public static IEnumerable<AlikeErrors> Of(IEnumerable<Finding> errors) => errors
        .GroupBy(error => (error.Code, Split(error).Said))
        .Select(alike => new AlikeErrors([.. alike]));

    private static string Place(Finding error) =>
        Split(error).Cell
        ?? (error.Line is { } line ? Language.Of($"line {line}", $"{line}行目") : Words.Place(error));

    /// <summary>A message begins with the cell that it is about, where the document is a workbook.</summary>
    private static (string? Cell, string Said) Split(Finding error)
    {
        var message = Language.Of(error.Message, error.InJapanese());
        var end = message.IndexOf(": ", StringComparison.Ordinal);
        var sheet = message.IndexOf('!', StringComparison.Ordinal);
        return sheet > 0 && end > sheet && message.AsSpan(sheet + 1, end - sheet - 1).IndexOfAny(' ', '、', '。') < 0
            ? (message[..end], message[(end + 2)..])
            : (null, message);
    }
}
