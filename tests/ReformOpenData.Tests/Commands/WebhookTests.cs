using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.Server.Commands;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Tests.Commands;

/// <summary>Those who are told of a release: by a real listener that takes it, fails, hangs or points
/// elsewhere.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Signature, byte[] Body)> heard = new();
    private WebApplication listener = null!;
    private string address = "";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        listener = builder.Build();
        listener.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            heard.Enqueue(
                (context.Request.Path, context.Request.Headers[Webhooks.SignatureHeader].ToString(), body.ToArray()));
            switch (context.Request.Path)
            {
                case "/fails":
                    context.Response.StatusCode = 500;
                    break;
                case "/refuses":
                    context.Response.StatusCode = 403;
                    break;
                case "/moved":
                    context.Response.Redirect("/elsewhere");
                    break;
                case "/hangs":
                    await Task.Delay(Timeout.Infinite, context.RequestAborted)
                        .ContinueWith(_ => { }, TaskScheduler.Default);
                    break;
            }
        });
        await listener.StartAsync();
        address = listener.Urls.Single();
    }

    public async Task DisposeAsync() => await listener.DisposeAsync();

    [Fact]
    public async Task Who_asked_is_told_once_with_a_signature_that_the_secret_makes()
    {
        Assert.Equal($"Told {address}/takes.", await TellAsync($"{address}/takes"));
        var (_, signature, body) = Assert.Single(heard);
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret"), body)),
            signature);
        var told = JsonElement.Parse(body);
        Assert.Equal(
            (3, "publish", "https://opendata.example.jp/reform/releases/3", 7),
            (
                told.GetProperty("release").GetInt32(),
                told.GetProperty("kind").GetString(),
                told.GetProperty("url").GetString(),
                told.GetProperty("changes").GetInt32()));
    }

    [Theory]
    [InlineData("fails", 3, "tried 3 times: it answered 500")]
    [InlineData("hangs", 3, "tried 3 times: it did not answer within")]
    [InlineData("refuses", 1, "it answered 403")]
    [InlineData("moved", 1, "it answered 302, and redirects are not followed")]
    public async Task Who_cannot_be_told_is_named_with_the_reason(string path, int tries, string reason)
    {
        Assert.Contains($"Could not tell {address}/{path}", await TellAsync($"{address}/{path}"));
        Assert.Contains(reason, await TellAsync($"{address}/{path}"));
        Assert.Equal(2 * tries, heard.Count);
        Assert.DoesNotContain(heard, heard => heard.Path == "/elsewhere");
    }

    [Fact]
    public async Task A_command_that_is_told_to_stop_meanwhile_does_not_say_that_nothing_was_changed()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.Equal(
            [
                $"Stopped before {address}/hangs was told. The release is public all the same.",
                $"Stopped before {address}/takes was told. The release is public all the same.",
            ],
            (await TellAsync($"{address}/hangs {address}/takes", stop.Token)).Split('\n'));
    }

    [Fact]
    public async Task One_who_cannot_be_told_does_not_keep_it_from_the_others()
    {
        var lines = await TellAsync($"http://127.0.0.1:1/nobody {address}/takes");
        Assert.Contains("Could not tell http://127.0.0.1:1/nobody, tried 3 times: Connection refused", lines);
        Assert.Contains($"Told {address}/takes.", lines);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/nobody", "つながりません。アドレスと、相手が動いているかを確かめてください")]
    [InlineData("http://nobody.invalid/", "そのホスト名は見つかりません")]
    public async Task Why_one_cannot_be_told_is_said_in_Japanese_too(string hook, string cause)
    {
        Language.Choose(["--lang", "ja"]);
        Assert.Equal($"{hook} に 3 回試しましたが、知らせられませんでした: {cause}。版は公開されています。", await TellAsync(hook));
    }

    [Fact]
    public async Task A_publication_is_told_and_stays_whoever_could_not_be_told()
    {
        var folder = Directory.CreateTempSubdirectory("reform-hooks-");
        try
        {
            var config = Path.Combine(folder.FullName, "settings.json");
            await File.WriteAllTextAsync(
                config, $$"""{"Webhooks":"{{address}}/takes http://127.0.0.1:1/nobody","WebhookSecret":"secret"}""");
            var document = Path.Combine(AppContext.BaseDirectory, "data", "072028-fy2021.txt");
            string[] common = ["--data", Path.Combine(folder.FullName, "store"), "--config", config];
            await RunAsync("Release 1", ["import", document, "--publish", .. common]);
            Assert.Equal("publish", JsonElement.Parse(Assert.Single(heard).Body).GetProperty("kind").GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task RunAsync(string says, string[] arguments)
        {
            await using var output = new StringWriter();
            await using var error = new StringWriter();
            Assert.Equal(0, await CommandLine.RunAsync(arguments, output, error));
            Assert.Contains(says, output.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"Told {address}/takes.", error.ToString());
            Assert.Contains("The release is public all the same.", error.ToString());
        }
    }

    [Theory]
    [InlineData("example.jp/hook", "secret", "Webhooks has 'example.jp/hook'")]
    [InlineData("https://example.jp/hook", "", "Webhooks needs WebhookSecret")]
    public void A_setting_that_cannot_be_is_refused(string hooks, string secret, string message) => Assert.Contains(
        message,
        Assert.Throws<SettingsException>(new ServerOptions { Webhooks = hooks, WebhookSecret = secret }.Check).Message);

    private static async Task<string> TellAsync(string hooks, CancellationToken cancellation = default)
    {
        var options = new ServerOptions
        {
            Webhooks = hooks,
            WebhookSecret = "secret",
            Origin = "https://opendata.example.jp",
            PathBase = "/reform",
        };
        options.Check();
        var error = new StringWriter();
        await Webhooks.TellAsync(
            options,
            "publish",
            new ReleaseRow { Number = 3, ChangeCount = 7 },
            new Terminal(TextWriter.Null, error, isJson: false),
            TimeSpan.FromSeconds(hooks.EndsWith("/hangs", StringComparison.Ordinal) ? 1 : 20),
            cancellation);
        return error.ToString().Trim();
    }
}
