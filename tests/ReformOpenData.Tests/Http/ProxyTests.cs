using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>Behind the real nginx, as docs/operations.md sets it up.</summary>
public sealed class ProxyTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Nginx = "/usr/sbin/nginx";

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cache_goes_on_answering_while_the_server_is_away(bool isToldByPage)
    {
        Missing.Unless(File.Exists(Nginx), "nginx is not installed.");
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { Proxies = 1, MaxAgeSeconds = 1 });
        var folder = Directory.CreateTempSubdirectory("reform-nginx-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        // Without the line, what the answer says of itself is all that the cache has to go by.
        var page = Page().Where(line => isToldByPage || !line.Contains("proxy_cache_use_stale", StringComparison.Ordinal));
        using var nginx = Start(folder, string.Join('\n', page), host.Address, address);
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            var first = await GetAsync(client, "/graphql/operations/RatingsByCategory");
            var raw = await RawAsync(address, "/graphql/operations/Search?text=財政");
            Assert.StartsWith("HTTP/1.1 200", raw);
            Assert.Contains("財政", raw);
            await host.Running.App.StopAsync();
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            Assert.Equal(first, await GetAsync(client, "/graphql/operations/RatingsByCategory"));
            using var unknown = await client.GetAsync(new Uri("/schema.graphql", UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadGateway, unknown.StatusCode);
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> GetAsync(HttpClient client, string path)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await client.GetStringAsync(new Uri(path, UriKind.Relative));
            }
            catch (HttpRequestException fault) when (fault.StatusCode is null && i < 100)
            {
                // It has only just been started.
                await Task.Delay(50);
            }
        }
    }

    private static async Task<string> RawAsync(Uri proxy, string target)
    {
        using var client = await RawClient.ConnectAsync(proxy);
        await client.SendAsync($"GET {target} HTTP/1.1\r\nHost: opendata.example.jp\r\nConnection: close\r\n\r\n");
        return await client.ReadToEndAsync();
    }

    private static string[] Page() =>
    [
        .. File.ReadLines(Repository.Path("docs/operations.md"))
            .SkipWhile(line => line != "```nginx").Skip(1).TakeWhile(line => line != "```"),
    ];

    private static Process Start(string folder, string page, Uri server, Uri proxy)
    {
        var lines = page
            .Replace("listen 443 ssl;", $"listen {proxy.Authority};", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:8080", server.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("/var/cache/nginx/reform", Path.Combine(folder, "cache"), StringComparison.Ordinal)
            .Split('\n').Where(line => !line.Contains("ssl_certificate", StringComparison.Ordinal));
        var path = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(path, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            master_process off;
            pid {{folder}}/pid;
            error_log {{folder}}/error.log;
            events { }
            http {
            access_log off;
            client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
            {{string.Join('\n', lines)}}
            }
            """);
        return Process.Start(new ProcessStartInfo(Nginx, ["-c", path, "-p", folder, "-e", Path.Combine(folder, "error.log")]) { UseShellExecute = false })!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
