using System.Globalization;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;

namespace ReformOpenData.Server.Endpoints;

/// <summary>/downloads: the current release as files, whole or in part, compressed where that helps.</summary>
internal sealed class Downloads(
    CurrentRelease release,
    IReadOnlyList<Download> formats,
    DownloadFiles files,
    ReleaseArchive archive,
    TableWorkshop workshop,
    ServerOptions options,
    ILogger<Downloads> log)
{
    private readonly string _control = CacheControl.For(options.MaxAgeSeconds);
    private readonly IReadOnlyList<Download> _formats = [.. formats, archive.Download];

    public async Task WriteAsync(HttpContext context, string name)
    {
        if (_formats.FirstOrDefault(format => format.Name == name) is not { } format)
        {
            var names = string.Join(", ", _formats.Select(known => known.Name));
            await FailureWriter.WriteAsync(
                context, AnswerFailure.NotFound($"There is no such file; there are {names}."));
            return;
        }

        if (release.Seen is not { } releases)
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.NotReady);
            return;
        }

        if (await GetAsync(
            context, format.Name, async () => (object)await format.IsThere(releases.Current)) is not bool isThere)
            return;
        if (!isThere)
        {
            await FailureWriter.WriteAsync(
                context, AnswerFailure.NotFound($"Release {releases.Current} has nothing for {format.Name}."));
            return;
        }

        var coding = format.IsCompressible ? Coding.Negotiate(context.Request.Headers.AcceptEncoding) : Coding.Identity;
        context.Response.Headers.CacheControl = _control;
        Conditions.VaryByPath(context.Response, options);
        if (format.Beside is { } beside && await HasAsync(beside, releases.Current))
        {
            context.Response.Headers.Link =
                $"<{PublicPath.Current}/downloads/{beside.Name}>; rel=\"related\"; type=\"text/csv\"";
        }

        if (await BeginAsync(context, format, releases.Current, releases.Stamp, coding))
            return;
        using var held = await GetAsync(
            context, format.Name, () => files.GetAsync(releases, format, coding, context.RequestAborted));
        if (held is not null)
            await SendAsync(context, held.File);
    }

    /// <summary>
    /// /releases/N/reform.zip: of the current release the file that is kept, of another one that is made for who asks.
    /// </summary>
    /// <param name="written">The number, as the address has it.</param>
    public async Task WriteArchiveAsync(HttpContext context, string written)
    {
        if (release.Seen is not { } releases)
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.NotReady);
            return;
        }

        var client = ClientAddress.Of(context);
        if (ListAddress.NumberOf(written) is not { } number || releases.TagOf([number], 0) is not { } stamp)
        {
            await FailureWriter.WriteAsync(
                context, await archive.MissingAsync(written, client, context.RequestAborted));
            return;
        }

        if (number == releases.Current)
        {
            await WriteAsync(context, MadeArchive.Name);
            return;
        }

        context.Response.Headers.CacheControl = CacheControl.For(3600);
        if (await BeginAsync(context, archive.Download, number, stamp, Coding.Identity))
            return;
        using var file = await GetAsync(context, MadeArchive.Name, () => workshop.MakeAsync(
            client, () => MadeFile.MakeInThreadAsync(to => archive.Write(number, client, to)), context.RequestAborted));
        if (file is not null)
            await SendAsync(context, file);
    }

    /// <summary>
    /// Whether a release has anything for a format; false where the store cannot tell, which is no reason to refuse
    /// another.
    /// </summary>
    private static async Task<bool> HasAsync(Download format, int release)
    {
        try
        {
            return await format.IsThere(release);
        }
        catch (Exception fault) when (StoreFaults.Translate(fault) is not null)
        {
            return false;
        }
    }

    /// <summary>Writes the headers; true where the client has the file, and is told so.</summary>
    private static async Task<bool> BeginAsync(
        HttpContext context, Download format, int release, string stamp, Coding coding)
    {
        var number = release.ToString(CultureInfo.InvariantCulture);
        // The bytes of a release never change, but this program may come to write them otherwise.
        var tag = $"{number}-{stamp}-{typeof(Downloads).Module.ModuleVersionId:N}";
        var headers = context.Response.Headers;
        headers["Reform-Release"] = number;
        Conditions.VaryBy(context.Response, "Accept-Encoding");
        if (await Conditions.AnsweredAsync(context, tag, coding))
            return true;
        headers.AcceptRanges = "bytes";
        headers.ContentEncoding = coding.Name;
        var (stem, extension) = (Path.GetFileNameWithoutExtension(format.Name), Path.GetExtension(format.Name));
        headers.ContentDisposition = $"attachment; filename=\"{stem}-release{number}{extension}\"";
        context.Response.ContentType = format.ContentType;
        return false;
    }

    /// <summary>The file; null where the failure is answered already.</summary>
    private async Task<T?> GetAsync<T>(HttpContext context, string name, Func<Task<T>> get)
        where T : class
    {
        AnswerFailure failure;
        try
        {
            return await get();
        }
        catch (ListCutException cut)
        {
            failure = cut.Failure;
        }
        catch (Exception fault) when (StoreFaults.Translate(fault) is { } known)
        {
            failure = release.Report(known);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var folder = Path.GetTempPath();
            log.LogError(fault, "{Name} cannot be written to the temporary folder {Folder}", name, folder);
            failure = AnswerFailure.DownloadUnavailable;
        }

        await FailureWriter.WriteAsync(context, failure);
        return null;
    }

    private static async Task SendAsync(HttpContext context, MadeFile file)
    {
        if (await ByteRange.StartAsync(context, file.Length) is { } part && !HttpMethods.IsHead(context.Request.Method))
            await file.SendAsync(context.Response.Body, part.From, part.Count, context.RequestAborted);
    }
}
