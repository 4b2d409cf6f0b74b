using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace ReformOpenData.Data.Storage;

/// <summary>What the driver does not tell of the file of an open connection.</summary>
internal static class SqliteFile
{
    private const int HasMovedCode = 20;

    /// <summary>Whether the file was renamed, deleted or replaced since it was opened: SQLITE_FCNTL_HAS_MOVED, one call of stat.</summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        if (connection.Handle is not { IsInvalid: false, IsClosed: false } handle)
            return true;
        var moved = 0;
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            _ = Control(handle.DangerousGetHandle(), 0, HasMovedCode, ref moved);
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
        finally
        {
            if (held)
                handle.DangerousRelease();
        }

        return moved != 0;
    }

#pragma warning disable CA5393 // The library comes with the program, beside the assembly.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Control(nint database, nint name, int operation, ref int value);
#pragma warning restore CA5393
}
