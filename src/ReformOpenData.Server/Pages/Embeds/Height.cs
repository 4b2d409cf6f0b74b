namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>How high a frame must be so that what it shows needs no scroll bar, at 320 pixels and wider.</summary>
internal static class Height
{
    /// <summary>Heading, source, terms and the spaces between, in pixels, where they wrap.</summary>
    private const int Around = 460;

    /// <summary>A line of a table whose heading wraps.</summary>
    private const int Line = 104;

    /// <summary>A sentence and a bar above a table, where they wrap.</summary>
    public const int Above = 300;

    /// <param name="lines">Of the table; 0 where there is none.</param>
    public static int Of(int lines) => Around + (lines * Line);
}
