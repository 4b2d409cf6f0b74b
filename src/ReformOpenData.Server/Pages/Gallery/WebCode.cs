using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ReformOpenData.Server.Pages.Gallery;

/// <summary>A library that draws in a browser, at one version.</summary>
/// <param name="Packages">Their addresses, in the order in which they are loaded.</param>
/// <param name="Draw">What draws a kind of chart, given <c>counts</c>, <c>names</c> and <c>labels</c>.</param>
internal sealed record WebTool(string Name, IReadOnlyList<string> Packages, Func<ChartKind, string> Draw)
{
    private const string Network = "https://cdn.jsdelivr.net/npm/";

    public static IReadOnlyList<WebTool> All { get; } =
    [
        new(
            "Observable Plot",
            ["d3@7.9.2/dist/d3.min.js", "@observablehq/plot@0.6.17/dist/plot.umd.min.js"],
            WebDrawing.Plot),
        new(
            "Vega-Lite",
            [
                "vega@6.4.0/build/vega.min.js", "vega-lite@6.5.0/build/vega-lite.min.js",
                "vega-embed@7.3.0/build/vega-embed.min.js"
            ],
            WebDrawing.VegaLite),
        new("Apache ECharts", ["echarts@6.1.0/dist/echarts.min.js"], WebDrawing.ECharts),
        new("Chart.js", ["chart.js@4.6.1/dist/chart.umd.min.js"], WebDrawing.ChartJs),
    ];

    public IEnumerable<string> Addresses => Packages.Select(package => Network + package);
}

/// <summary>A chart as a page that stands alone: paste it into a file, open the file, change what you like.</summary>
internal static class WebCode
{
    private static readonly JsonSerializerOptions Script =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(ChartModel model, WebTool tool)
    {
        var at = model.At;
        var title = Html.Encode(model.Title);
        var scripts = string.Join('\n', tool.Addresses.Select(address => $"""<script src="{address}"></script>"""));
        return $$"""
            <!doctype html>
            <html lang="{{at.T("ja", "en")}}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{{title}}</title>
            <h1>{{title}}</h1>
            <div id="chart"></div>
            <p><a href="{{Html.Encode(model.Page)}}">{{at.T("出典", "Source")}}: ReformOpenData</a></p>
            {{scripts}}
            <script type="module">
            {{Rows(model)}}
            const names = [...new Set(counts.map(({ name }) => name))];
            const labels = {{Literal(model.Figures.Labels)}};

            {{tool.Draw(model.Chart.Kind)}}
            </script>

            """;
    }

    /// <summary>A value as JSON, which is JavaScript and Python too.</summary>
    public static string Literal(object value) =>
        JsonSerializer.Serialize(value, Script).Replace("\",\"", "\", \"", StringComparison.Ordinal);

    private static string Rows(ChartModel model)
    {
        var fetched = $"""
            const answer = await fetch("{model.AddressOf("json")}");
            const rows = (await answer.json()).rows;
            """;
        var data = model.Figures.Data;
        var (words, inWords) = model.Figures.Words.Count == 0 ? ("", "")
            : ($"const words = {Literal(model.Figures.Words)};\n", ".map((code) => words[code] ?? code)");
        return data.LabelColumn is { } label
            ? $$"""
                {{fetched}}
                const groups = Object.groupBy(rows, (row) => JSON.stringify([row.{{data.NameColumn}}, row.{{label}}]));
                {{words}}const counts = Object.entries(groups).map(([key, same]) => {
                  const [name, label] = JSON.parse(key){{inWords}};
                  return { name: String(name ?? ""), label: String(label ?? ""), count: same.length };
                });
                """
            : $$"""
                {{fetched}}
                const words = {{Literal(model.Figures.Names)}};
                const counts = words.map((word) => ({
                  name: word,
                  label: {{Literal(model.Figures.Labels[0])}},
                  count: rows.filter((row) => row.{{data.NameColumn}}?.includes(word)).length,
                }));
                """;
    }
}
