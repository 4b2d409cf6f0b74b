using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>The real nginx, with the lines that docs/operations.md prints; only places and ports are others.</summary>
internal sealed class Nginx : IDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly string _folder;
    private readonly Process _process;
    private readonly Uri _address;
    private readonly string _certificate;

    private Nginx(string folder, Process process, Uri plain, Uri address, string certificate)
    {
        (_folder, _process, Plain, _address, _certificate) = (folder, process, plain, address, certificate);
    }

    /// <summary>Where it listens without TLS.</summary>
    public Uri Plain { get; }

    /// <param name="isPrinted">Which lines of the page it gets.</param>
    public static Nginx Start(Uri server, Func<string, bool> isPrinted)
    {
        Missing.Unless(File.Exists(Program), "nginx is not installed.");
        var folder = Directory.CreateTempSubdirectory("reform-nginx-").FullName;
        var plain = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var address = new Uri($"https://127.0.0.1:{FreePort.Find()}");
        var certificate = WriteCertificate(folder);
        var page = File.ReadLines(Repository.Path("docs/operations.md"))
            .SkipWhile(line => line != "```nginx").Skip(1).TakeWhile(line => line != "```").Where(isPrinted);
        var lines = string.Join('\n', page)
            .Replace("listen 80;", $"listen {plain.Authority};", StringComparison.Ordinal)
            .Replace("listen 443 ", $"listen {address.Authority} ", StringComparison.Ordinal)
            .Replace("/etc/ssl/", folder + "/", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:8080", server.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("/var/cache/nginx/reform", Path.Combine(folder, "cache"), StringComparison.Ordinal);
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
            client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f;
            uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
            {{lines}}
            }
            """);
        var errors = Path.Combine(folder, "error.log");
        var process = Process.Start(
            new ProcessStartInfo(Program, ["-c", path, "-p", folder, "-e", errors]) { UseShellExecute = false })!;
        var watch = Stopwatch.StartNew();
        while (!Listens(address))
        {
            var why = File.Exists(errors) ? File.ReadAllText(errors) : "";
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20) && !process.HasExited, "nginx did not start: " + why);
            Thread.Sleep(20);
        }

        return new Nginx(folder, process, plain, address, certificate);
    }

    /// <summary>A client that believes its certificate, speaks HTTP/2 and unpacks nothing.</summary>
    public HttpClient NewClient()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => IsOwn(shown);
        return new HttpClient(handler) { BaseAddress = _address, DefaultRequestVersion = HttpVersion.Version20 };
    }

    /// <summary>The answer to a GET whose target is sent as it is.</summary>
    public async Task<string> RawAsync(string target)
    {
        using var client = new TcpClient(_address.Host, _address.Port);
        await using var stream = new SslStream(
            client.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => IsOwn(shown));
        await stream.AuthenticateAsClientAsync(_address.Host);
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes($"GET {target} HTTP/1.1\r\nHost: opendata.example.jp\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private bool IsOwn(X509Certificate? shown) => shown?.GetCertHashString() == _certificate;

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <returns>The hash of the certificate.</returns>
    private static string WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=opendata.example.jp", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(Path.Combine(folder, "opendata.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "opendata.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString();
    }

    private static bool Listens(Uri address)
    {
        try
        {
            using var client = new TcpClient(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
