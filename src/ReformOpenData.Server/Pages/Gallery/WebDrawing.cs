namespace ReformOpenData.Server.Pages.Gallery;

/// <summary>What each library is told to draw of <c>counts</c>: objects of name, label and count.</summary>
internal static class WebDrawing
{
    public static string Plot(ChartKind kind) => kind switch
    {
        ChartKind.Matrix => $$"""
            const title = (one) => `${one.name} ${one.label}: ${one.count}`;
            {{Left(10)}}
            const below = labels.length > 6 ? 20 + 8 * Math.max(...labels.map((label) => label.length)) : 30;
            chart.append(Plot.plot({
              marginLeft: left,
              marginBottom: below,
              width: 600 + left,
              x: { domain: labels, label: null, tickRotate: labels.length > 6 ? -45 : 0 },
              y: { domain: names, label: null },
              color: { scheme: "blues" },
              marks: [
                Plot.cell(counts, { x: "label", y: "name", fill: "count", title }),
                Plot.text(counts, { x: "label", y: "name", text: "count", stroke: "white", fill: "black" }),
              ],
            }));
            """,
        ChartKind.Multiples => $$"""
            const title = (one) => `${one.name} ${one.label}: ${one.count}`;
            {{Left(10)}}
            chart.append(Plot.plot({
              marginLeft: left,
              marginRight: 40,
              width: 600 + left,
              x: { label: null },
              y: { domain: labels, label: null, axis: null },
              fy: { domain: names, label: null, axis: "left" },
              color: { domain: labels, legend: true },
              marks: [
                Plot.barX(counts, { fy: "name", y: "label", x: "count", fill: "label", title }),
                Plot.ruleX([0]),
              ],
            }));
            """,
        _ => $$"""
            const title = (one) => `${one.name} ${one.label}: ${one.count}`;
            {{Left(10)}}
            const offset = {{(kind == ChartKind.Shares ? "\"normalize\"" : "null")}};
            chart.append(Plot.plot({
              marginLeft: left,
              width: 600 + left,
              x: { label: null{{(kind == ChartKind.Shares ? ", percent: true" : "")}} },
              y: { domain: names, label: null },
              color: { domain: labels, legend: true },
              marks: [
                Plot.barX(counts, { y: "name", x: "count", fill: "label", order: labels, title, offset }),
                Plot.ruleX([0]),
              ],
            }));
            """,
    };

    public static string VegaLite(ChartKind kind)
    {
        const string Values = """
            const values = counts.map((one) => ({ ...one, said: `${one.name} ${one.label}: ${one.count}` }));
            const said = { description: { field: "said" }, tooltip: { field: "said" } };

            """;
        return Values + kind switch
        {
            ChartKind.Matrix => """
                await vegaEmbed("#chart", {
                  data: { values },
                  width: { step: 48 },
                  encoding: {
                    x: { field: "label", sort: labels, title: null, axis: { orient: "top", labelLimit: 0 } },
                    y: { field: "name", sort: names, title: null, axis: { labelLimit: 0 } },
                  },
                  layer: [
                    { mark: "rect", encoding: { color: { field: "count", type: "quantitative" }, ...said } },
                    { mark: "text", encoding: { text: { field: "count" } } },
                  ],
                }, { renderer: "svg" });
                """,
            ChartKind.Multiples => """
                await vegaEmbed("#chart", {
                  data: { values },
                  facet: { field: "name", sort: names, title: null },
                  columns: 3,
                  spec: {
                    width: 200,
                    mark: "bar",
                    encoding: {
                      y: { field: "label", sort: labels, title: null },
                      x: { field: "count", type: "quantitative", title: null },
                      color: { field: "label", type: "nominal", sort: labels, title: null },
                      ...said,
                    },
                  },
                }, { renderer: "svg" });
                """,
            _ => $$"""
                const stack = "{{(kind == ChartKind.Shares ? "normalize" : "zero")}}";
                await vegaEmbed("#chart", {
                  data: { values },
                  width: 600,
                  mark: "bar",
                  encoding: {
                    y: { field: "name", sort: names, title: null, axis: { labelLimit: 0 } },
                    x: { field: "count", type: "quantitative", title: null, stack },
                    color: { field: "label", type: "nominal", sort: labels, title: null },
                    ...said,
                  },
                }, { renderer: "svg" });
                """,
        };
    }

    public static string ECharts(ChartKind kind) => kind switch
    {
        ChartKind.Matrix => $$"""
            const most = Math.max(...counts.map((one) => one.count));
            {{Left(12)}}
            chart.style.height = `${120 + 32 * names.length}px`;
            echarts.init(chart, null, { renderer: "svg" }).setOption({
              aria: { enabled: true },
              tooltip: {},
              grid: { left, top: 100 },
              xAxis: {
                type: "category", data: labels, position: "top",
                axisLabel: { interval: 0, rotate: labels.length > 6 ? 45 : 0 },
              },
              yAxis: { type: "category", data: names, inverse: true },
              visualMap: { min: 0, max: most, show: false, inRange: { color: ["#f0f9ff", "#57b8ff"] } },
              series: [{
                type: "heatmap",
                label: { show: true },
                data: counts.map((one) => [labels.indexOf(one.label), names.indexOf(one.name), one.count]),
              }],
            });
            """,
        ChartKind.Multiples => """
            const same = (name, label) => counts.find((one) => one.name === name && one.label === label);
            const count = (name, label) => same(name, label)?.count ?? 0;
            const most = Math.max(...counts.map((one) => one.count));
            const columns = 3;
            const place = (index) => ({
              left: `${4 + (index % columns) * 32}%`, top: 40 + Math.floor(index / columns) * 190,
            });
            chart.style.height = `${80 + Math.ceil(names.length / columns) * 190}px`;
            echarts.init(chart, null, { renderer: "svg" }).setOption({
              aria: { enabled: true },
              title: names.map((name, index) => ({
                text: name, textStyle: { fontSize: 12 }, left: place(index).left, top: place(index).top - 24,
              })),
              grid: names.map((name, index) => ({ ...place(index), width: "26%", height: 130 })),
              xAxis: names.map((name, index) => ({ gridIndex: index, type: "category", data: labels })),
              yAxis: names.map((name, index) => ({ gridIndex: index, max: most })),
              series: names.map((name, index) => ({
                type: "bar", name, xAxisIndex: index, yAxisIndex: index, label: { show: true },
                data: labels.map((label) => count(name, label)),
              })),
            });
            """,
        _ => $$"""
            const same = (name, label) => counts.find((one) => one.name === name && one.label === label);
            const count = (name, label) => same(name, label)?.count ?? 0;
            const total = (name) => labels.reduce((sum, label) => sum + count(name, label), 0);
            const length = (name, label) => {{Length(kind)}};
            {{Left(12)}}
            chart.style.height = `${100 + 32 * names.length}px`;
            echarts.init(chart, null, { renderer: "svg" }).setOption({
              aria: { enabled: true },
              tooltip: {},
              legend: {},
              grid: { left },
              xAxis: { type: "value"{{(kind == ChartKind.Shares ? ", max: 100, name: \"%\"" : "")}} },
              yAxis: { type: "category", data: names, inverse: true },
              series: labels.map((label) => ({
                type: "bar",
                name: label,
                stack: "all",
                data: names.map((name) => length(name, label)),
              })),
            });
            """,
    };

    public static string ChartJs(ChartKind kind) => kind switch
    {
        ChartKind.Matrix => """
            const canvas = chart.appendChild(document.createElement("canvas"));
            canvas.height = 60 + 12 * names.length;
            const bubbles = counts.map((one) => (
              { x: one.label, y: one.name, r: 4 * Math.sqrt(one.count), count: one.count }));
            const label = ({ raw }) => `${raw.y} ${raw.x}: ${raw.count}`;
            new Chart(canvas, {
              type: "bubble",
              data: { datasets: [{ label: document.title, data: bubbles }] },
              options: {
                scales: { x: { type: "category", labels, position: "top" }, y: { type: "category", labels: names } },
                plugins: { legend: { display: false }, tooltip: { callbacks: { label } } },
              },
            });
            """,
        ChartKind.Multiples => """
            const same = (name, label) => counts.find((one) => one.name === name && one.label === label);
            const count = (name, label) => same(name, label)?.count ?? 0;
            const most = Math.max(...counts.map((one) => one.count));
            chart.style = "display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr))";
            for (const name of names) {
              const place = chart.appendChild(document.createElement("div"));
              const canvas = place.appendChild(document.createElement("canvas"));
              new Chart(canvas, {
                type: "bar",
                data: { labels, datasets: [{ label: name, data: labels.map((label) => count(name, label)) }] },
                options: { indexAxis: "y", scales: { x: { max: most } } },
              });
            }
            """,
        _ => $$"""
            const same = (name, label) => counts.find((one) => one.name === name && one.label === label);
            const count = (name, label) => same(name, label)?.count ?? 0;
            const total = (name) => labels.reduce((sum, label) => sum + count(name, label), 0);
            const length = (name, label) => {{Length(kind)}};
            const canvas = chart.appendChild(document.createElement("canvas"));
            canvas.height = 60 + 12 * names.length;
            new Chart(canvas, {
              type: "bar",
              data: {
                labels: names,
                datasets: labels.map((label) => ({
                  label,
                  data: names.map((name) => length(name, label)),
                })),
              },
              options: {
                indexAxis: "y",
                scales: {
                  x: { stacked: true{{(kind == ChartKind.Shares ? ", max: 100" : "")}} },
                  y: { stacked: true },
                },
              },
            });
            """,
    };

    /// <summary>Room for the longest name.</summary>
    /// <param name="letter">Width of a letter, in pixels.</param>
    private static string Left(int letter) =>
        $"const left = 20 + {letter} * Math.max(...names.map((name) => name.length));";

    private static string Length(ChartKind kind) =>
        kind == ChartKind.Shares ? "100 * count(name, label) / total(name)" : "count(name, label)";
}
