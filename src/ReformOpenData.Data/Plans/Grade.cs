namespace ReformOpenData.Data.Plans;

/// <summary>A grade; the numbers are those of the store.</summary>
public enum Grade
{
    A = 1,
    B = 2,
    C = 3,
    D = 4,

    /// <summary>完了: done before the plan ended.</summary>
    Completed = 5,

    /// <summary>-: the print gives no grade.</summary>
    NotRated = 6,

    /// <summary>
    /// A label of the plan's own, which none of the others is: its step in the scale says what it means.
    /// </summary>
    Other = 7,
}
