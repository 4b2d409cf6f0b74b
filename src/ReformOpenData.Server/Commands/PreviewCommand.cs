using System.CommandLine;
using System.Globalization;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Pages;

namespace ReformOpenData.Server.Commands;

/// <summary>
/// <c>preview</c>: the draft as its pages would be, with what it changes marked, for who sits at this computer.
/// </summary>
internal static class PreviewCommand
{
    private const int DefaultPort = 5081;

    public static Command Create(CommonOptions common)
    {
        var port = new Option<int>("--port")
        {
            Description = Language.Of(
                "Port on this computer (127.0.0.1); no other address is listened on",
                "このコンピューター（127.0.0.1）のポート。ほかのアドレスでは公開しません"),
            HelpName = "N",
            DefaultValueFactory = _ => DefaultPort,
        };
        var command = new Command(
            "preview",
            Language.Of(
                """
                Show the draft (下書き) in a browser of this computer, as its pages would be, with what it changes marked.

                Example: preview, then open http://127.0.0.1:5081
                """,
                """
                下書きを、公開したときのページの形で見ます。公開中の版と違うところに印が付きます。このコンピューターだけで見られます。

                例: preview と入力し、http://127.0.0.1:5081 を開く
                """)) { port };
        port.Validators.Add(result =>
        {
            // What is no number is told by itself.
            if (result.Tokens is [var token]
                && int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                && number is not (>= 0 and <= ushort.MaxValue))
                result.AddError(Language.Of(
                    "--port is a number from 0 (any free one) to 65535.", "--port は 0（空いているもの）から 65535 までの数です。"));
        });
        return Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            var preview = new Preview(store);
            if (await preview.LookAsync(cancellation) is not { Current: var draft })
                return terminal.Fail(
                    "There is no draft to look at: make one with import.", "下書きがありません。import で作ってください。");
            store.Draft = draft;
            var options = new ServerOptions
            {
                Urls = $"http://127.0.0.1:{result.GetValue(port)}",
                LogLevel = "Warning",
                RequestsPerMinute = 0,
                CostPerMinute = 0,
                Limits = common.Settings(result).Limits,
            };
            await using var app = Serving.Build(options, store, preview: preview);
            await app.Services.GetRequiredService<CurrentRelease>().LookAsync(cancellation);
            await app.BeginAsync(cancellation);
            var address = ServeCommand.AddressOf(app);
            terminal.Answer(
                new { preview = address, release = draft },
                $"Draft {draft} is at {address} – on this computer alone (Ctrl-C stops)",
                $"下書き（第{draft}版）を {address} で見られます。このコンピューターだけで見られます（Ctrl-C で終わります）");
            await app.WaitForShutdownAsync(cancellation);
            return ExitCode.Done;
        }, waits: true);
    }
}
