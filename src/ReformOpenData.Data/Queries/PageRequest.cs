namespace ReformOpenData.Data.Queries;

/// <summary>How many rows of a list, counted from one of its ends, and between which cursors.</summary>
/// <param name="Size">Rows at most, 0 to <see cref="MostRows"/>.</param>
/// <param name="FromEnd">Whether they are counted from the end.</param>
public sealed record PageRequest(int Size, bool FromEnd, string? After, string? Before)
{
    /// <summary>Rows of a page for which no size was asked.</summary>
    public const int DefaultRows = 100;

    /// <summary>The largest page.</summary>
    public const int MostRows = 1000;

    /// <summary>Checks what was asked.</summary>
    /// <exception cref="QueryException">A size is out of range, or both ends are asked for.</exception>
    public static PageRequest Create(int? first, string? after, int? last, string? before)
    {
        if (first is not null && last is not null)
            throw new QueryException(QueryFault.Page, "Ask for \"first\" or for \"last\", not for both.");
        Check("first", first);
        Check("last", last);
        return new PageRequest(first ?? last ?? DefaultRows, last is not null, after, before);
    }

    private static void Check(string name, int? size)
    {
        if (size is < 0)
            throw new QueryException(QueryFault.Page, $"\"{name}\" is {size}; it must not be negative.");
        if (size > MostRows)
            throw new QueryException(QueryFault.Page, $"\"{name}\" is {size}; a page has at most {MostRows} rows.");
    }
}
