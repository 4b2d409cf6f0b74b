using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using RazorSlices;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Pages.Embeds;

namespace ReformOpenData.Server.Pages;

/// <summary>The answer to a page's document as HTML.</summary>
internal sealed class HtmlPage(Page page, PageRequest request) : Representation
{
    /// <summary>Japanese stands in the page as it is, not as numbers of characters.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const int SegmentBytes = 32 * 1024;

    public override string Format => "html";

    public override string ContentType => "text/html; charset=utf-8";

    public override string Key { get; } =
        $"{request.Origin}\n{request.Address.Path}{PageRequest.QueryString(request.Query)}\n{page.GetType().Name}\n"
        + $"{request.Made?.Whole}";

    /// <summary>Not where it tells of a file that may be made meanwhile.</summary>
    public override bool FollowsFromAddress => request.Made is null && page is not Kinds.UsePage;

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        var data = json.RootElement.GetProperty("data");
        var view = page.Show(data, request);
        return view is null
            ? Written.Missing
            : new Written(DraftMarks.Mark(Render(FrameOf(view, Provenance.Of(data))), request), view.Facts);
    }

    private RazorSlice FrameOf(PageView view, Provenance? provenance) => page is IEmbed embed
        ? new Slices_EmbedFrame
        {
            Model = new EmbedFrameModel(
                request, view, provenance, request.Link(view.Owner), embed.Shows(request, "title")),
        }
        : new Slices_Frame { Model = new FrameModel(request, view, provenance, page.IsOfRelease) };

    /// <summary>The bytes of a template: all that it needs is there, so that it ends at once.</summary>
    public static byte[] Render(RazorSlice slice)
    {
        // Nobody reads before the end, so that the writer must not wait for it.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: SegmentBytes));
        using (slice)
        {
            var rendering = slice.RenderAsync(pipe.Writer, Encoder);
            if (!rendering.IsCompletedSuccessfully)
                rendering.AsTask().GetAwaiter().GetResult();
        }

        pipe.Writer.Complete();
        var html = pipe.Reader.TryRead(out var result) ? result.Buffer.ToArray() : [];
        pipe.Reader.Complete();
        return html;
    }
}
