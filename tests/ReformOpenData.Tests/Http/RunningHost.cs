using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Pages;

namespace ReformOpenData.Tests.Http;

/// <summary>The host on a real Kestrel at a free port of 127.0.0.1, and a client that does nothing by itself.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private RunningHost(WebApplication app, Uri address)
    {
        App = app;
        Address = address;
        Client = new HttpClient(
            new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false })
        {
            BaseAddress = address,
        };
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static Task<RunningHost> StartAsync(Served served, ServerOptions? options = null) =>
        StartAsync(Host.Build(Quiet(options), served));

    /// <summary>The host as it is in use, over a store.</summary>
    /// <param name="trace">Called with each SQL statement and its parameters.</param>
    public static Task<RunningHost> StartAsync(
        Store store,
        Action<string, IReadOnlyList<string>>? trace = null,
        ServerOptions? options = null,
        Preview? preview = null) =>
        StartAsync(Serving.Build(Quiet(options), store, trace, preview));

    /// <summary>Sends one request with these headers; the answer's body is read.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    private static async Task<RunningHost> StartAsync(WebApplication app)
    {
        await app.Services.GetRequiredService<CurrentRelease>().LookAsync(CancellationToken.None);
        await app.StartAsync();
        // A test may lock what is read back.
        await app.Services.GetRequiredService<Verification>().WaitAsync(CancellationToken.None);
        var address = app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single();
        return new RunningHost(app, new Uri(address));
    }

    private static ServerOptions Quiet(ServerOptions? options) =>
        (options ?? new ServerOptions { ReleasePollMs = 50 }) with { Urls = "http://127.0.0.1:0", LogLevel = "None" };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
