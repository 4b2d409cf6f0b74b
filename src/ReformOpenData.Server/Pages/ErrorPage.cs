using RazorSlices;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Pages.Embeds;
using ReformOpenData.Server.Pages.Gallery;

namespace ReformOpenData.Server.Pages;

/// <summary>A failure as a page, for who came with a browser: what happened, what to do, and the code and id of the
/// API's answer. In the frame of another site too.</summary>
internal sealed class ErrorPage(ServerOptions options, Preview? preview = null) : IFailurePage
{
    private readonly string _embedPolicy =
        SecurityHeaders.EmbedPolicy(options.EmbedAncestors, HeightScript.Source);

    /// <summary>Addresses of programs: their failures have one shape whoever asks.</summary>
    private static readonly string[] OfPrograms = ["/graphql", "/downloads", "/health", "/dataset", "/oembed", "/api/"];

    public byte[]? Begin(HttpContext context, AnswerFailure failure)
    {
        if (!IsWanted(context.Request))
            return null;
        var asked = PageAddress.Parse(context.Request.Path.Value!);
        var isFramed = asked?.Segments is ["embed", ..];
        var request = new PageRequest(
            new PageAddress(asked?.Language ?? Language.Japanese, null, []),
            new Dictionary<string, string>(),
            isFramed ? Shown(context.Request.Query) : [],
            PublicOrigin.Current)
        { Draft = preview?.Draft };
        if (isFramed)
            request = request with { Address = request.Address with { Language = IEmbed.LanguageOf(request) } };
        var (title, text) = Words(request, failure);
        if (failure is { Status: StatusCodes.Status404NotFound } && IsUnknownChart(context.Request.Path.Value!))
        {
            text = request.T(
                $"その名前の図はありません。あるのは {ChartList.Names} です。",
                $"There is no chart of this name; there are {ChartList.Names}.");
        }

        var model = new ErrorModel(request, failure, title, text, FailureWriter.IdOf(context, failure));
        var body = HtmlPage.Render(isFramed ? InFrame(request, model) : OfItsOwn(request, model));
        context.Response.Headers.ContentSecurityPolicy = isFramed ? _embedPolicy : SecurityHeaders.PagePolicy;
        FailureWriter.SetHeaders(context.Response, failure, "text/html; charset=utf-8", body.Length);
        return body;
    }

    /// <summary>Whether a path is where a chart would be, and none has this name.</summary>
    public static bool IsUnknownChart(string path) => PageAddress.Parse(path)?.Segments is ["gallery", var name]
        && ChartList.All.All(chart => chart.Name != name);

    /// <summary>Whether a browser asks for what a person reads.</summary>
    private static bool IsWanted(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return Accepts.Html(request)
            && (PathSegments.IsOfDepartment(path)
                || !path[(path.LastIndexOf('/') + 1)..].Contains('.', StringComparison.Ordinal))
            && !OfPrograms.Any(program => path.StartsWith(program, StringComparison.Ordinal));
    }

    private static Slices_Frame OfItsOwn(PageRequest request, ErrorModel model) => new()
    {
        Model = new FrameModel(
            request, ViewOf(new Slices_Error { Model = model }, model.Title), null, IsOfRelease: false),
    };

    private static Slices_EmbedFrame InFrame(PageRequest request, ErrorModel model) => new()
    {
        Model = new EmbedFrameModel(
            request,
            ViewOf(new Slices_EmbedError { Model = model }, model.Title),
            null,
            request.Site(),
            HasTitle: true),
    };

    private static PageView ViewOf(RazorSlice body, string title) => new(title, body) { IsIndexed = false };

    /// <summary>The parameters of an embed that say how it looks.</summary>
    private static List<KeyValuePair<string, string>> Shown(IQueryCollection query) =>
    [
        .. from parameter in query
           where parameter.Value is [{ Length: > 0 } value] && IEmbed.Fits(parameter.Key, value)
           select KeyValuePair.Create(parameter.Key, parameter.Value.ToString()),
    ];

    private static (string Title, string Text) Words(PageRequest at, AnswerFailure failure) => failure.Status switch
    {
        StatusCodes.Status404NotFound => (
            at.T("ページが見つかりません", "Page not found"),
            at.T(
                "アドレスが違うか、今のデータにないページです。下の欄から探せます。",
                "The address may be wrong, or the page is not part of the current data. You can search below.")),
        StatusCodes.Status410Gone => (
            at.T("公開を取りやめました", "It is no longer published"),
            at.T("この内容は公表者が取り下げました。", "The publisher has taken it down.")),
        StatusCodes.Status429TooManyRequests => (
            at.T("しばらくお待ちください", "Please wait a little"),
            at.T("短い間に多くの要求がありました。", "There were too many requests from your address in a short time.")),
        StatusCodes.Status503ServiceUnavailable => (
            at.T("ただいま表示できません", "This cannot be shown just now"),
            failure.Code switch
            {
                HostErrorCode.NotReady => at.T("データはまだ公開されていません。", "No data are published yet."),
                ErrorCode.TimeLimit => at.T("時間内に答えが出ませんでした。条件を絞ってください。", "It took too long. Please ask for less."),
                _ => at.T(
                    "データベースが応答しないか、混み合っています。少し待ってから、もう一度開いてください。",
                    "The database does not answer or the server is busy. Please try again in a little while."),
            }),
        >= StatusCodes.Status500InternalServerError => (
            at.T("予期しない不具合です", "Something went wrong"),
            at.T("下の番号を添えて、運営者にお知らせください。", "Please tell the operator, with the number below.")),
        _ when failure.Code == ErrorCode.CostLimit => (
            at.T("条件を絞ってください", "Please ask for less"),
            at.T(
                "この検索は対象が多すぎます。自治体や所管課から入るか、条件を足してください。",
                "There is too much to look through. Please start from a city or a department, or add a condition.")),
        _ => (
            at.T("アドレスの書き方が違います", "Something is wrong in the address"),
            at.T("アドレスの条件を直すか、下の欄から探してください。", "Please correct the address, or search below.")),
    };
}

/// <summary>What the template of a failure shows.</summary>
/// <param name="Id">In the log of the server; null for a mistake of who asked.</param>
internal sealed record ErrorModel(PageRequest At, AnswerFailure Failure, string Title, string Text, string? Id);
