namespace ReformOpenData.Server.Commands;

/// <summary>Files that are written whole or not at all: what was there stays, however the writing ends.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the file, and moves it there.</summary>
    /// <param name="write">Says whether what it wrote is to be kept.</param>
    public static void Write(string path, Func<Stream, bool> write)
    {
        var partial = path + ".part";
        try
        {
            bool isKept;
            using (var stream = File.Create(partial))
                isKept = write(stream);
            if (isKept)
                File.Move(partial, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }
}
