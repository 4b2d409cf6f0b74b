using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>A release as one file of a format.</summary>
/// <param name="Name">reform.csv.</param>
/// <param name="Write">Writes a release; runs on a thread of its own.</param>
internal sealed record Download(string Name, string ContentType, Action<int, Stream> Write);

/// <summary>
/// /downloads: the current release as files. A file is made once for a release, when first asked for, in a temporary folder, since
/// a large release does not fit in memory; those of an earlier release are deleted when one of the next is made.
/// </summary>
internal sealed class Downloads(CurrentRelease release, IReadOnlyList<Download> formats, int maxAgeSeconds) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reform-downloads-").FullName;
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Release, string Name), Task<string>> _files = [];

    /// <summary>Where the files are.</summary>
    public string Folder => _folder;

    public async Task Write(HttpContext context, string name)
    {
        if (formats.FirstOrDefault(format => format.Name == name) is not { } format)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status404NotFound, HostErrorCode.NotFound, $"There is no such file; there are {string.Join(", ", formats.Select(one => one.Name))}.");
            return;
        }
        var last = release.Last;
        if (last.Release is not { } number)
        {
            await ErrorAnswer.Unavailable(context, HostErrorCode.NotReady, "No release is published yet.");
            return;
        }
        var response = context.Response;
        // The bytes of a release never change, but this program may come to write them otherwise.
        var tag = $"\"{number}-{last.Stamp}-{typeof(Downloads).Module.ModuleVersionId:N}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = $"public, max-age={maxAgeSeconds}, must-revalidate";
        response.Headers["Reform-Release"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        try
        {
            var file = new FileInfo(await File(number, format));
            response.ContentType = format.ContentType;
            response.ContentLength = file.Length;
            response.Headers.ContentDisposition = $"attachment; filename=\"{Path.GetFileNameWithoutExtension(name)}-release{number}{Path.GetExtension(name)}\"";
            if (!HttpMethods.IsHead(context.Request.Method)) await response.SendFileAsync(file.FullName, context.RequestAborted);
        }
        catch (Exception fault) when (!response.HasStarted && StoreFaults.Translate(fault) is not null)
        {
            release.Lost();
            await ErrorAnswer.Unavailable(context, HostErrorCode.DatabaseUnavailable, "The database does not answer.");
        }
    }

    /// <summary>Deletes all files: a release was published, rolled back or taken down, or another store took the place of this one.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            foreach (var made in _files.Values) _ = Delete(made);
            _files.Clear();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<string> File(int number, Download format)
    {
        lock (_lock)
        {
            if (_files.TryGetValue((number, format.Name), out var known) && !known.IsFaulted) return known;
            foreach (var (old, made) in _files.Where(entry => entry.Key.Release != number).ToList())
            {
                _files.Remove(old);
                _ = Delete(made);
            }
            return _files[(number, format.Name)] = Task.Run(() => Make(number, format));
        }
    }

    /// <summary>At once, or when it is done. Who is reading it goes on reading: it is gone from the folder, not from under the reader.</summary>
    private static async Task Delete(Task<string> made)
    {
        if (await Task.WhenAny(made) is { IsCompletedSuccessfully: true }) System.IO.File.Delete(await made);
    }

    private string Make(int number, Download format)
    {
        // Another file of the same release may be in the making, for a store that was replaced since.
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}-{number}-{format.Name}");
        using var stream = System.IO.File.Create(path);
        format.Write(number, stream);
        return path;
    }
}
