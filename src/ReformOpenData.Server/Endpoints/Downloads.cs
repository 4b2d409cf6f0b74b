using System.Globalization;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Endpoints;

/// <summary>/downloads: the current release as files, whole or in part, compressed where that helps.</summary>
internal sealed class Downloads(
    CurrentRelease release,
    IReadOnlyList<Download> formats,
    DownloadFiles files,
    ServerOptions options,
    ILogger<Downloads> log)
{
    private readonly string _control = CacheControl.For(options.MaxAgeSeconds);

    public async Task WriteAsync(HttpContext context, string name)
    {
        if (formats.FirstOrDefault(format => format.Name == name) is not { } format)
        {
            var names = string.Join(", ", formats.Select(known => known.Name));
            await FailureWriter.WriteAsync(
                context, AnswerFailure.NotFound($"There is no such file; there are {names}."));
            return;
        }

        if (release.Seen is not { } releases)
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.NotReady);
            return;
        }

        var number = releases.Current.ToString(CultureInfo.InvariantCulture);
        // The bytes of a release never change, but this program may come to write them otherwise.
        var tag = $"{number}-{releases.Stamp}-{typeof(Downloads).Module.ModuleVersionId:N}";
        var coding = format.IsCompressible ? Coding.Negotiate(context.Request.Headers.AcceptEncoding) : Coding.Identity;
        var headers = context.Response.Headers;
        headers.CacheControl = _control;
        headers["Reform-Release"] = number;
        Conditions.VaryBy(context.Response, "Accept-Encoding");
        if (await Conditions.AnsweredAsync(context, tag, coding))
            return;
        headers.AcceptRanges = "bytes";
        headers.ContentEncoding = coding.Name;
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        headers.ContentDisposition = $"attachment; filename=\"{stem}-release{number}{extension}\"";
        context.Response.ContentType = format.ContentType;
        using var held = await GetAsync(context, releases, format, coding);
        if (held is not null)
            await SendAsync(context, held.File);
    }

    /// <summary>The file; null where the failure is answered already.</summary>
    private async Task<HeldFile?> GetAsync(
        HttpContext context, PublicReleases releases, Download format, Coding coding)
    {
        AnswerFailure failure;
        try
        {
            if (await files.GetAsync(releases, format, coding, context.RequestAborted) is { } file)
                return file;
            failure = AnswerFailure.Busy;
        }
        catch (Exception fault) when (StoreFaults.Translate(fault) is { } known)
        {
            failure = release.Report(known);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var folder = Path.GetTempPath();
            log.LogError(fault, "{Name} cannot be written to the temporary folder {Folder}", format.Name, folder);
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
