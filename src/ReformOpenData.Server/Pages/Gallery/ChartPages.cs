using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages.Gallery;

/// <summary>The address of a chart and of its files.</summary>
internal abstract class ChartAnswer(Chart chart, string suffix)
    : Page($"gallery/{chart.Name}{suffix}", chart.Document)
{
    public override bool IsOfRelease => false;

    public override IReadOnlyList<string> Parameters { get; } = [.. chart.Parameters.Keys];

    protected Chart Chart => chart;

    public override string Variables(PageRequest request, out AnswerFailure? failure)
    {
        failure = null;
        return PageRequest.Pairs(
            request.Query.SelectMany(pair => PagePattern.VariablesOf(chart.Parameters[pair.Key], pair.Value)));
    }

    public override PageView? Show(JsonElement data, PageRequest request)
    {
        if (chart.Read(data, request) is not { } figures)
            return null;
        var model = new ChartModel(request, chart, figures);
        var gallery = request.Site("gallery") + PageRequest.QueryString([.. request.Query]);
        return new PageView(model.Title, new Slices_Chart { Model = model })
        {
            Description = request.T(chart.About.Japanese, chart.About.English),
            Crumbs = [.. figures.Crumbs, new Crumb(request.T("図の見本", "Gallery"), gallery, IsData: false)],
            Owner = figures.Data.Owner,
            Lists = [(figures.Data.List, null)],
            ListQuery = figures.Data.FullQuery,
        };
    }
}

/// <summary>A chart with its table and the code that draws it with eight tools.</summary>
internal sealed class ChartPage(Chart chart) : ChartAnswer(chart, "");

/// <summary>The chart alone, as a picture.</summary>
/// <param name="isNarrow">Whether it is drawn for a phone.</param>
internal sealed class ChartPicture(Chart chart, bool isNarrow) : ChartAnswer(chart, isNarrow ? "-narrow.svg" : ".svg")
{
    public override Representation FormOf(PageRequest request) => new ChartFile(
        Chart, request, "svg", "image/svg+xml", model => ChartSvg.Draw(model, isNarrow));
}

/// <summary>The code that draws the chart, as a page to keep: it stands alone, and asks this server for the
/// rows.</summary>
internal sealed class ChartDocument(Chart chart) : ChartAnswer(chart, ".html")
{
    /// <summary>It has a script, which pages of this server may not run.</summary>
    public override string SavedAs => Chart.Name + ".html";

    public override Representation FormOf(PageRequest request) =>
        new ChartFile(
            Chart, request, "html", "text/html; charset=utf-8", model => WebCode.Write(model, WebTool.All[0]));
}

/// <summary>A text made of the figures of a chart.</summary>
internal sealed class ChartFile(
    Chart chart, PageRequest request, string format, string contentType,
    Func<ChartModel, string> write) : Representation
{
    public override string Format => format;

    public override string ContentType => contentType;

    public override string Key { get; } =
        $"{request.Origin}\n{request.Address.Path}{PageRequest.QueryString(request.Query)}\n{format}";

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        return chart.Read(json.RootElement.GetProperty("data"), request) is { } figures
            ? new Written(Encoding.UTF8.GetBytes(write(new ChartModel(request, chart, figures))))
            : Written.Missing;
    }
}

/// <summary>What the template of a chart shows.</summary>
internal sealed record ChartModel(PageRequest At, Chart Chart, ChartFigures Figures)
{
    public string Title => Chart.Title(At) + At.T($"（{Figures.Subject}）", $" ({Figures.Subject})");

    /// <summary>The address of its page.</summary>
    public string Page => At.Origin + At.Site("gallery", Chart.Name) + PageRequest.QueryString([.. At.Query]);

    /// <summary>The address of the rows that are counted, with the columns that it needs.</summary>
    public string AddressOf(string format) =>
        At.Origin + At.File(Figures.Data.Owner, $"{Figures.Data.List}.{format}") + "?" + Figures.Data.FullQuery
            + (format == "csv" ? "&bom=0" : "");
}

/// <summary>The charts, each with its picture.</summary>
internal sealed class GalleryPage() : Page<GalleryPage.Answer>("gallery", "PlanOverview")
{
    public override bool IsOfRelease => false;

    public override IReadOnlyList<string> Parameters => ["city", "plan"];

    public override string Variables(PageRequest request, out AnswerFailure? failure)
    {
        failure = null;
        return PageRequest.Pairs(request.Query.SelectMany(pair =>
            PagePattern.VariablesOf(pair.Key == "city" ? "municipality" : pair.Key, pair.Value)));
    }

    protected override PageView? Show(Answer answer, PageRequest request) => answer.Plan is not { } plan ? null
        : new PageView(request.T("図の見本", "Gallery"), new Slices_Gallery { Model = new Model(request, plan) })
        {
            Description = request.T(
                "そのまま使える 10 の図。絵、表、データのアドレスと、8\u00A0つの道具のコード。",
                "Ten charts to copy: picture, table, addresses of the data, and code for eight tools."),
            Crumbs = plan.Place.Crumbs(request),
        };

    internal sealed record Model(PageRequest At, Kinds.PlanPage.Plan Plan);

    internal sealed record Answer(Kinds.PlanPage.Plan? Plan);
}
