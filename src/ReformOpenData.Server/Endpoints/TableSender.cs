using System.Globalization;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>A table that is to be sent.</summary>
/// <param name="FileName">Given the number of the release.</param>
/// <param name="Links">Values of the header Link, given the number of the release and what the answer tells.</param>
/// <param name="Missing">What is said where the thing is not there that the rows belong to.</param>
internal sealed record TableToSend(
    TableRepresentation Representation,
    Func<string, string> FileName,
    Func<string, TableFacts, IReadOnlyList<string>> Links,
    bool IsDownload,
    string Missing)
{
    /// <summary>What can go on behind the answer; null for an answer that is all that there is.</summary>
    public ListQuestion? Question { get; init; }

    /// <summary>Name of the workbook in its own words.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// Whether its rows are the same as long as a release is current; those of some lists change with a take-down.
    /// </summary>
    public bool IsDated { get; init; }
}

/// <summary>
/// Sends tables: from memory what fits into one page; the others page by page while they are made, a workbook or a part
/// from a file that is made first. What cannot be made to its end is cut, and never ends as if it were whole.
/// </summary>
internal sealed class TableSender(
    AnswerService answers,
    CurrentRelease current,
    LargeAnswers large,
    TableWorkshop workshop,
    ILogger<TableSender> log)
{
    /// <summary>Sends what came of the question.</summary>
    /// <param name="control">Value of the header Cache-Control.</param>
    public async Task SendAsync(HttpContext context, Answer answer, string control, TableToSend table)
    {
        if (answer.Facts is not { } facts || !facts.IsThere)
        {
            context.Response.Headers.Remove("Reform-Release");
            await FailureWriter.WriteAsync(context, AnswerFailure.KeyUnknown(table.Missing));
            return;
        }

        if (facts.Fault is { } fault)
        {
            await FailureWriter.WriteAsync(context, AnswerFailure.BadRequest(fault));
            return;
        }

        var format = table.Representation.Writer;
        var goesOn = table.Question is not null && table.Representation.GoesOn && facts.Next is not null;
        var release = context.Response.Headers["Reform-Release"].ToString();
        var coding = !format.IsCompressible ? Coding.Identity
            : goesOn ? Coding.NegotiateStreamed(context.Request.Headers.AcceptEncoding)
            : answer.Content.CodingFor(context.Request.Headers.AcceptEncoding);
        var headers = context.Response.Headers;
        headers.CacheControl = control;
        Conditions.VaryBy(context.Response, "Accept-Encoding");
        var changed = ChangedAt(answer, facts, table);
        if (answer.Content.Tag is { } tag && await Conditions.AnsweredAsync(context, tag, coding, changed))
            return;
        var isHeld = goesOn
            ? large.TryHoldPages(context, answer.Content, out var held)
            : large.TryHold(context, answer.Content, answer.Content.Length, out held);
        if (!isHeld)
        {
            headers.Remove("Reform-Release");
            await FailureWriter.WriteAsync(context, AnswerFailure.Busy);
            return;
        }

        using var hold = held;
        var client = ClientAddress.Of(context);
        var pages = table.Question is not null && (goesOn || facts.Total is null)
            ? new ListPages(answers, table.Question!, int.Parse(release, CultureInfo.InvariantCulture), client)
            : null;
        try
        {
            var total = facts.Total ?? (pages is null ? null : await pages.CountAsync(context.RequestAborted));
            headers["Reform-Total-Count"] = total?.ToString(CultureInfo.InvariantCulture);
            headers.LastModified = changed?.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
            headers.Link = string.Join(", ", table.Links(release, facts));
            headers.ContentEncoding = coding.Name;
            headers.AcceptRanges = "bytes";
            var disposition = table.IsDownload || format.Name is "csv" or "xlsx" ? "attachment" : "inline";
            headers.ContentDisposition = $"{disposition}; filename=\"{table.FileName(release)}\"";
            context.Response.ContentType = format.ContentType;
            if (!goesOn)
                await SendWholeAsync(context, answer, coding);
            else if (!HttpMethods.IsHead(context.Request.Method))
                await SendPagesAsync(context, answer, table, pages!, coding);
        }
        catch (ListCutException cut) when (!context.Response.HasStarted)
        {
            await FailAsync(context, cut.Failure);
        }
        catch (ListCutException cut)
        {
            // Its end would say that all is there.
            log.LogWarning("A list was cut: {Reason}", cut.Failure.Message);
            context.Abort();
        }
        catch (InvalidDataException unfit) when (!context.Response.HasStarted)
        {
            await FailAsync(context, AnswerFailure.BadRequest(unfit.Message));
        }
    }

    /// <summary>
    /// An earlier release that is served again changes what an address of the current one gives when that happens.
    /// </summary>
    private DateTimeOffset? ChangedAt(Answer answer, TableFacts facts, TableToSend table) =>
        !table.IsDated ? null
        : facts.Published is not null && answer.Releases.Count == 0
            && current.Seen is { ServedAgainAt: { } again } seen && seen.Current == answer.Key.Release
            ? again
            : facts.Published;

    /// <summary>The headers of the table are not those of the failure.</summary>
    private static Task FailAsync(HttpContext context, AnswerFailure failure)
    {
        context.Response.Headers.Remove("Reform-Total-Count");
        context.Response.Headers.AcceptRanges = default;
        return FailureWriter.WriteAsync(context, failure);
    }

    private async Task SendWholeAsync(HttpContext context, Answer answer, Coding coding)
    {
        if (await large.CompressAsync(context, answer.Content, coding) is not { } bytes)
        {
            await FailAsync(context, AnswerFailure.Busy);
            return;
        }

        if (await ByteRange.StartAsync(context, bytes.Length) is { } part
            && !HttpMethods.IsHead(context.Request.Method))
        {
            await ContentWriter.WriteSlicesAsync(
                context.Response.Body, bytes.Slice((int)part.From, (int)part.Count), context.RequestAborted);
        }
    }

    private async Task SendPagesAsync(
        HttpContext context, Answer answer, TableToSend table, ListPages pages, Coding coding)
    {
        var cancellation = context.RequestAborted;
        var isWorkbook = !table.Representation.Writer.IsStreamed;
        if (!isWorkbook && ByteRange.Asked(context.Request, context.Response.Headers.ETag) is null)
        {
            await WriteAsync(context.Response.Body);
            return;
        }

        using var file = await workshop.MakeAsync(
            ClientAddress.Of(context),
            isWorkbook ? () => MadeFile.MakeInThreadAsync(WriteWorkbook) : () => MadeFile.MakeAsync(WriteAsync),
            cancellation);
        if (await ByteRange.StartAsync(context, file.Length) is { } part)
            await file.SendAsync(context.Response.Body, part.From, part.Count, cancellation);

        async Task WriteAsync(Stream to)
        {
            var body = coding.Compress(to);
            await ContentWriter.WriteSlicesAsync(body, answer.Content.Plain, cancellation);
            await foreach (var page in pages.FormattedAsync(table.Representation, answer.Facts!.Next!, cancellation))
                await ContentWriter.WriteSlicesAsync(body, page, cancellation);
            // Not after a fault: it writes the end that says that all is there.
            if (body != to)
                await body.DisposeAsync();
        }

        void WriteWorkbook(Stream to) => Xlsx.Write(
            to,
            new TableBody(
                table.Representation.Table,
                table.Representation.Options,
                null,
                ListSources.Of(table.Path, answer.Releases.Count == 0 ? answer.Key.Release : answer.Releases[0])),
            pages.RowsAsync(cancellation).ToBlockingEnumerable(cancellation));
    }
}
