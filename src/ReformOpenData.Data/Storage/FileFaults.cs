namespace ReformOpenData.Data.Storage;

/// <summary>Says in Japanese what the system reported of a file; its English is what the exception says.</summary>
public static class FileFaults
{
    /// <summary>EROFS, of Linux and macOS.</summary>
    internal const int ReadOnlyFileSystem = 30;

    // EAGAIN of Linux, ENOSPC, EDQUOT, and those of Windows.
    private const int Locked = 11;
    private const int Full = 28;
    private const int OverQuota = 122;
    private const int FullOnWindows = unchecked((int)0x80070070);
    private const int OpenOnWindows = unchecked((int)0x80070020);

    /// <summary>The cause, as a clause without its full stop; in English where it is a rare one.</summary>
    public static string InJapanese(Exception fault) =>
        Known(fault) ?? fault.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    /// <summary>The same; null where it is a rare one.</summary>
    public static string? Known(Exception fault) => fault switch
    {
        UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem } => "権限がないか、読み取り専用です",
        FileNotFoundException => "ファイルがありません",
        DirectoryNotFoundException => "フォルダーがありません",
        PathTooLongException => "名前が長すぎます",
        IOException { HResult: Full or OverQuota or FullOnWindows } => "ディスクに空きがありません",
        IOException { HResult: Locked or OpenOnWindows } => "ほかのプログラムが開いています",
        _ => null,
    };
}
