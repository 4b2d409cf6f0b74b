using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>The matrix of a plan as a picture, for sites whose editor takes frames away.</summary>
internal sealed class EmbedMatrixSvg()
    : EmbedPage<PlanPage.Answer>("embed/{municipality:6}/{plan:plan}/matrix.svg", "PlanOverview", [])
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public override Representation FormOf(PageRequest request) => new Picture(request);

    /// <summary>What the picture says, for who does not see it.</summary>
    protected override PageView? Show(PlanPage.Answer answer, PageRequest request) => answer.Plan is not { } plan ? null
        : ViewOf(
            request,
            plan.Title,
            _ => new Slices_EmbedPlan
            {
                Model = new EmbedModel<PlanPage.Model>(PlanPage.ModelOf(request, plan), part => part == "sentence"),
            },
            without: 1);

    private static string Draw(PlanPage.Model model)
    {
        const int Row = 36;
        const int Cell = 76;
        const int Name = 380;
        var (at, plan, tally) = (model.At, model.Plan, model.Tally);
        var used = tally?.Used.ToList() ?? [];
        var width = Name + ((used.Count + 1) * Cell) + 16;
        var height = ((plan.Categories.Count + 3) * Row) + 16;
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} "
                + $"{height}\" role=\"img\" lang=\"ja\" font-family=\"'Noto Sans JP','Hiragino Sans','Yu Gothic "
                + $"UI',Meiryo,sans-serif\" font-size=\"15\">");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<title>{Encoder.Encode(plan.Title)}</title><desc>{Encoder.Encode(model.Notable)}</desc>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
        var y = 28;
        Text(8, y, Cut(plan.Title, 34), "start", isBold: true);
        y += Row;
        for (var i = 0; i < used.Count; i++)
            Text(Right(i), y, used[i].Label, "end", isBold: true);
        Text(Right(used.Count), y, at.T("計", "Total"), "end", isBold: true);
        foreach (var category in plan.Categories)
        {
            y += Row;
            var all = tally?.TotalOf(category.Number) ?? 0;
            Text(8, y, Cut($"({category.Number}) {category.Name}", 23), "start", isBold: false);
            for (var i = 0; i < used.Count; i++)
            {
                var count = tally!.Count(used[i], category.Number);
                if (count > 0)
                {
                    var opacity = 0.1m + (0.5m * count / Math.Max(1, all));
                    svg.Append(
                        CultureInfo.InvariantCulture,
                        $"<rect x=\"{Right(i) - Cell + 12}\" y=\"{y - 24}\" width=\"{Cell - 4}\" height=\"{Row - 4}\" "
                            + $"fill=\"#57b8ff\" fill-opacity=\"{opacity:0.##}\"/>");
                }

                Text(Right(i), y, count.ToString(CultureInfo.InvariantCulture), "end", isBold: false);
            }

            Text(Right(used.Count), y, all.ToString(CultureInfo.InvariantCulture), "end", isBold: true);
        }

        y += Row;
        Text(8, y, at.T("出典：", "Source: ") + plan.Municipality.Name + " ReformOpenData", "start", isBold: false);
        return svg.Append("</svg>").ToString();

        int Right(int column) => Name + ((column + 1) * Cell) - 8;

        void Text(int x, int line, string text, string anchor, bool isBold) => svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x}\" y=\"{line}\" text-anchor=\"{anchor}\"{(isBold ? " font-weight=\"700\"" : "")} "
                + $"fill=\"#1a1a1a\">{Encoder.Encode(text)}</text>");
    }

    /// <summary>As much as fits, never through a surrogate pair.</summary>
    private static string Cut(string text, int most) => ReformOpenData.GraphQL.Response.Excerpt.Of(text, most);

    private sealed class Picture(PageRequest request) : Representation
    {
        public override string Format => "svg";

        public override string ContentType => "image/svg+xml";

        public override string Key => $"{ContentType} {request.Address.Path}{PageRequest.QueryString(request.Query)}";

        public override Written Write(ReadOnlyMemory<byte> answer)
        {
            var response = JsonSerializer.Deserialize<Response>(answer.Span, JsonSerializerOptions.Web)!;
            return response.Data.Plan is { } plan
                ? new Written(Encoding.UTF8.GetBytes(Draw(PlanPage.ModelOf(In(request), plan))))
                : Written.Missing;
        }
    }

    private sealed record Response(PlanPage.Answer Data);
}
