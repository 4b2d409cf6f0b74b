namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// A file that was made to be sent. It has no name in the temporary folder, so that nobody cleans it away and it ends
/// with the process, however that ends.
/// </summary>
internal sealed class MadeFile : IDisposable
{
    private readonly FileStream _stream;

    private MadeFile(FileStream stream)
    {
        _stream = stream;
        Length = stream.Length;
    }

    public long Length { get; }

    /// <summary>Makes a file.</summary>
    /// <exception cref="IOException">The temporary folder is not there, or its disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The temporary folder cannot be written.</exception>
    public static async Task<MadeFile> MakeAsync(Func<Stream, Task> write)
    {
        var stream = Open();
        try
        {
            await write(stream);
            await stream.FlushAsync();
            return new MadeFile(stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same in a thread of its own: it takes long, and the pool's are for requests.</summary>
    public static Task<MadeFile> MakeInThreadAsync(Action<Stream> write) => Task.Factory.StartNew(
        () => MakeAsync(stream =>
        {
            write(stream);
            return Task.CompletedTask;
        }),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();

    private static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"reform-download-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        try
        {
            File.Delete(path);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Sends a part of the file.</summary>
    public async Task SendAsync(Stream to, long from, long count, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            var read = await RandomAccess.ReadAsync(
                _stream.SafeFileHandle, buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), from, cancellation);
            if (read == 0)
                throw new EndOfStreamException();
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            from += read;
            count -= read;
        }
    }

    /// <summary>Reads the whole file.</summary>
    public void CopyTo(Stream to)
    {
        var buffer = new byte[64 * 1024];
        int read;
        for (var from = 0L; (read = RandomAccess.Read(_stream.SafeFileHandle, buffer, from)) > 0; from += read)
            to.Write(buffer, 0, read);
    }
}
