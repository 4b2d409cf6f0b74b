using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Server.Commands;

/// <summary>
/// <c>serve</c>: fills an empty store with what ships with the product, and answers until it is told to stop.
/// </summary>
internal static class ServeCommand
{
    private const int QuickThreads = 4;
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static Command Create(CommonOptions common)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = Language.Of(
                "Addresses to listen on, separated by semicolons (http://localhost:5080)",
                "待ち受けるアドレス。二つ以上は ; で区切ります（http://localhost:5080）"),
            HelpName = "URLS",
        };
        var set = new Option<string[]>("--set")
        {
            Description = Language.Of(
                "A setting of docs/configuration.md; may be given several times", "docs/configuration.md の設定。何度でも書けます"),
            HelpName = "NAME=VALUE",
        };
        var command = new Command(
            "serve",
            Language.Of(
                """
                Serve the current release: GraphQL, GraphiQL, downloads. An empty store is first filled with the documents under data/.

                Example: serve --urls http://0.0.0.0:8080 --connection "Host=db;Database=reform;Username=reform"
                """,
                """
                公開中の版を、ページ・一覧・GraphQL・ダウンロードとして配信します。データがなければ、まず data/ の公表資料を取り込みます。

                例: serve --urls http://0.0.0.0:8080 --connection "Host=db;Database=reform;Username=reform"
                """)) { urls, set };
        command.SetAction(async (result, cancellation) =>
        {
            var terminal = new Terminal(
                result.InvocationConfiguration.Output,
                result.InvocationConfiguration.Error,
                result.GetValue(common.Json));
            var given = (result.GetValue(set) ?? []).Select(Pair).ToList();
            if (result.GetValue(urls) is { } addresses) given.Add(new(nameof(ServerOptions.Urls), addresses));
            await ServeAsync(
                Settings.Load(result.GetValue(common.Config), [.. given, .. common.Given(result)]),
                terminal,
                cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task ServeAsync(ServerOptions options, Terminal terminal, CancellationToken cancellation)
    {
        // Read by .NET when the first socket is used: whoever waits for one goes on in the thread that tells of it,
        // unless it is under PoolContext.
        var set = Environment.GetEnvironmentVariable(InlineCompletions);
        Environment.SetEnvironmentVariable(InlineCompletions, set ?? "1");
        PoolContext.Enter();
        // Three things that do not need each other: the schema, the store, and the host.
        var contract = Task.Run(Contract.Read, cancellation);
        var home = AppContext.BaseDirectory;
        await using var store = await CommonOptions.OpenAsync(
            options, cancellation, TimeSpan.FromMilliseconds(options.Limits.TimeoutMs));
        await store.WhileAnsweringAsync(
            stop => Seeding.EnsureSeededAsync(store, TimeProvider.System, Path.Combine(home, "data"), stop),
            cancellation);

        // As many as make answers, and some that find a processor at once for what is in memory.
        ThreadPool.SetMinThreads(Environment.ProcessorCount + QuickThreads, Environment.ProcessorCount);
        var served = new ServedStore(store);
        served.Begin(cancellation);
        await using var app = Serving.Build(options, served, await contract);
        // One that is broken is found now, and not by who asks for it.
        var documents = Task.Run(() => app.Services.GetRequiredService<TrustedDocuments>().All, cancellation);
        await app.Services.GetRequiredService<CurrentRelease>().LookAsync(cancellation);
        await documents;
        await app.BeginAsync(cancellation);
        // It has been read by now, and is meant for nobody else.
        Environment.SetEnvironmentVariable(InlineCompletions, set);
        var address = AddressOf(app);
        terminal.Answer(
            new { serving = address },
            $"Serving {address} – try {address}/graphql and {address}/graphql/operations/RatingsByCategory (Ctrl-C "
            + "stops)",
            $"公開中: {address} （GraphQL は {address}/graphql、止めるには Ctrl-C）");

        await app.WaitForShutdownAsync(cancellation);
    }

    /// <summary>Where a host that was started listens.</summary>
    public static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static KeyValuePair<string, string?> Pair(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(setting[..equals], setting[(equals + 1)..])
            : throw new SettingsException($"--set {setting} is not NAME=VALUE.", $"--set {setting} は「名前=値」の形ではありません。");
    }
}
