using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace ReformOpenData.Data.Storage;

/// <summary>What the driver does not tell of the file of an open connection.</summary>
internal static class SqliteFile
{
    private const int HasMovedCode = 20;

    /// <summary>
    /// Whether the file was renamed, deleted or replaced since it was opened: SQLITE_FCNTL_HAS_MOVED, one call of stat.
    /// </summary>
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

    /// <summary>
    /// The path of a file without the links that lead to it: whatever they lead to later, all connections of a store
    /// are to be with one file.
    /// </summary>
    public static string TruePath(string file)
    {
        var full = Path.GetFullPath(file);
        var path = Path.GetPathRoot(full)!;
        foreach (var name in full[path.Length..].Split(Path.DirectorySeparatorChar))
        {
            var next = new FileInfo(Path.Combine(path, name));
            path = next.LinkTarget is not null && next.ResolveLinkTarget(returnFinalTarget: true) is { } target
                ? TruePath(target.FullName)
                : next.FullName;
        }

        return path;
    }

    /// <summary>Whether this program can write the file, which may be there or not, and others beside it.</summary>
    public static bool CanWrite(string file)
    {
        try
        {
            if (File.Exists(file))
                File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            var probe = $"{file}-{Guid.NewGuid():N}";
            File.Create(probe).Dispose();
            File.Delete(probe);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException fault)
        {
            // A full disk and the like are said by what then cannot be written.
            return fault.HResult != FileFaults.ReadOnlyFileSystem;
        }
    }

    /// <summary>
    /// How a file is named that cannot be written. With a log beside it, its index is there too, and SQLite reads both;
    /// without one, SQLite would have to make the index, unless it is told that nobody writes.
    /// </summary>
    public static string AsItIs(string file) => new FileInfo(file + "-wal") is { Exists: true, Length: > 0 }
        ? file
        : $"{new Uri(Path.GetFullPath(file)).AbsoluteUri}?immutable=1";

#pragma warning disable CA5393 // The library comes with the program, beside the assembly.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Control(nint database, nint name, int operation, ref int value);
#pragma warning restore CA5393
}
