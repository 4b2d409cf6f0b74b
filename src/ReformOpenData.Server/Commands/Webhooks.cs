using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReformOpenData.Data.Storage.Rows;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Commands;

/// <summary>
/// Tells those who asked for it of a release that was published or is served again. The command does it, and not the
/// server, so that each is told once, however many servers there are. A publication stays, whoever could not be told.
/// </summary>
internal static class Webhooks
{
    public const string SignatureHeader = "X-Reform-Signature";

    private const int Tries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Tells one after the other, and the steward how each took it.</summary>
    public static Task TellAsync(
        ServerOptions options, string kind, ReleaseRow release, Terminal terminal, CancellationToken cancellation) =>
        TellAsync(options, kind, release, terminal, Patience, cancellation);

    /// <param name="patience">For each try.</param>
    internal static async Task TellAsync(
        ServerOptions options,
        string kind,
        ReleaseRow release,
        Terminal terminal,
        TimeSpan patience,
        CancellationToken cancellation)
    {
        if (options.WebhookAddresses.Count == 0)
            return;
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            release = release.Number,
            kind,
            url = $"{options.Origin}{options.PathBase}/releases/{release.Number}",
            changes = release.ChangeCount,
        });
        var signature = "sha256="
            + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.WebhookSecret), body));
        // Who answers with another address may be somebody else: what is said there is signed.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = patience };
        foreach (var address in options.WebhookAddresses)
            terminal.Progress(await TellAsync(client, address, body, signature, cancellation));
    }

    /// <summary>What came of it, for the steward.</summary>
    private static async Task<string> TellAsync(
        HttpClient client, string address, byte[] body, string signature, CancellationToken cancellation)
    {
        var wrong = "";
        for (var tries = 1; tries <= Tries; tries++)
        {
            try
            {
                using var request =
                    new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                request.Headers.Add(SignatureHeader, signature);
                using var answer =
                    await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
                if (answer.IsSuccessStatusCode)
                    return Language.Of($"Told {address}.", $"{address} に知らせました。");
                wrong = Language.Of($"it answered {(int)answer.StatusCode}", $"応答は {(int)answer.StatusCode} でした");
                // Another try would be answered alike.
                if (answer.StatusCode < HttpStatusCode.InternalServerError)
                {
                    return Language.Of(
                        $"Could not tell {address}: {wrong}"
                        + $"{(answer.Headers.Location is null ? "" : ", and redirects are not followed")}.",
                        $"{address} に知らせられませんでした: {wrong}{(answer.Headers.Location is null ? "" : "。転送には従いません")}。");
                }

            }
            catch (HttpRequestException fault)
            {
                wrong = Language.Of(fault.Message.TrimEnd('.'), InJapanese(fault));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return Language.Of(
                    $"Stopped before {address} was told. The release is public all the same.",
                    $"{address} に知らせる前に止めました。版は公開されています。");
            }
            catch (TaskCanceledException)
            {
                wrong = Language.Of(
                    $"it did not answer within {client.Timeout.TotalSeconds:0.#} s",
                    $"{client.Timeout.TotalSeconds:0.#} 秒以内に応答がありませんでした");
            }
        }

        return Language.Of(
            $"Could not tell {address}, tried {Tries} times: {wrong}. The release is public all the same.",
            $"{address} に {Tries} 回試しましたが、知らせられませんでした: {wrong}。版は公開されています。");
    }

    private static string InJapanese(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "そのホスト名は見つかりません",
        HttpRequestError.ConnectionError => "つながりません。アドレスと、相手が動いているかを確かめてください",
        HttpRequestError.SecureConnectionError => "安全な接続（TLS）ができません。相手の証明書を確かめてください",
        HttpRequestError.ResponseEnded => "応答の前に接続が切れました",
        _ => fault.Message.TrimEnd('.'),
    };
}
