namespace ReformOpenData.Data.Plans;

/// <summary>What part a department has in a row; the numbers are those of the store.</summary>
public enum ResponsibilityRole
{
    /// <summary>所管課, 主管課: it is in charge, alone or with others.</summary>
    Lead = 0,

    /// <summary>関係課: it helps. A rating of the row as a whole is not its own.</summary>
    Supporting = 1,
}
