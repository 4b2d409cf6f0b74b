namespace ReformOpenData.Data.Queries;

/// <summary>What is wrong with a question.</summary>
public enum QueryFault
{
    /// <summary>A cursor that is not one, or belongs to another list, order or later release.</summary>
    Cursor = 1,

    /// <summary>A page size out of range, or both ends at once.</summary>
    Page = 2,

    /// <summary>A condition that cannot be asked.</summary>
    Filter = 3,

    /// <summary>An order that cannot be asked.</summary>
    Order = 4,

    /// <summary>A grouping that cannot be asked, or with too many groups.</summary>
    Group = 5,

    /// <summary>A search that cannot be asked.</summary>
    Search = 6,

    /// <summary>An answer of more rows than allowed.</summary>
    Rows = 7,

    /// <summary>Data of a release that was taken down.</summary>
    TakenDown = 8,
}

/// <summary>The question's own fault; the message is for who asked.</summary>
public sealed class QueryException(QueryFault fault, string message) : Exception(message)
{
    /// <summary>What is wrong.</summary>
    public QueryFault Fault { get; } = fault;

    /// <summary>The message for a steward who reads Japanese, where one can meet it.</summary>
    public string Japanese { get; private init; } = message;

    /// <summary>Data of a release that was taken down were asked for.</summary>
    public static QueryException TakenDown(long release, string reason) =>
        new(QueryFault.TakenDown, $"Release {release} was taken down: {reason}")
        {
            Japanese = $"第{release}版は公開を取り消し、削除しました: {reason}",
        };
}
