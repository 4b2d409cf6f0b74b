using ReformOpenData.Data.Queries;

namespace ReformOpenData.Server.Schema;

/// <summary>The codes of questions that cannot be answered as asked.</summary>
internal static class DataErrorCode
{
    /// <summary>Code and meaning, in the order of docs/errors.md.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        new("CURSOR_INVALID", "A cursor is malformed, or belongs to another list, another order or a later release."),
        new("PAGE_INVALID", "A page size is negative or too large, or first and last are both given."),
        new(
            "FILTER_INVALID",
            "A filter holds null where a value is needed, or is too large: more than 200 conditions, 1,000 values, or "
            + "1,000 characters in a text."),
        new("ORDER_INVALID", "An order names no field or several in one object, or has too many terms."),
        new("GROUP_INVALID", "Groups have no dimension, one twice, or are too many."),
        new("SEARCH_INVALID", "A search has no term, or too many."),
        new(
            "ROW_LIMIT_EXCEEDED",
            "The answer to one root field would be made of more rows, or longer texts, than allowed; ask for less at "
            + "once."),
        new(
            "RELEASE_TAKEN_DOWN",
            "The release was taken down: its data are gone, and the message says why. Status 410 where nothing else "
            + "was asked for."),
    ];

    /// <summary>The code of a fault.</summary>
    public static string Of(QueryFault fault) => All[(int)fault - 1].Key;
}
