using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Mail;
using ReformOpenData.GraphQL;

namespace ReformOpenData.Server.Configuration;

/// <summary>
/// Every setting of the server: by file (reformopendata.json), environment (REFORM_NAME) and command line, the later
/// winning. docs/configuration.md is compared with the attributes here by a test.
/// </summary>
internal sealed record ServerOptions
{
    [Description("Addresses to listen on, separated by semicolons.")]
    [Required]
    public string Urls { get; init; } = "http://localhost:5080";

    [Description("Folder of the embedded store; created when missing.")]
    [Required]
    public string Data { get; init; } = ".store";

    [Description("PostgreSQL connection string; when empty, the embedded store is used.")]
    public string Connection { get; init; } = "";

    [Description("Bytes of answers kept in memory; 0 keeps none.")]
    [Range(0d, 17_179_869_184d)]
    public long CacheBytes { get; init; } = 64L * 1024 * 1024;

    [Description("Seconds for which a client or proxy may use an answer of the current release without asking again.")]
    [Range(0, 86_400)]
    public int MaxAgeSeconds { get; init; } = 30;

    [Description("Milliseconds between two looks at which release is current.")]
    [Range(50, 60_000)]
    public int ReleasePollMs { get; init; } = 1000;

    [Description("Requests a minute from one client address, which may come at once; 0 sets no limit.")]
    [Range(0, 10_000_000)]
    public int RequestsPerMinute { get; init; } = 3000;

    [Description(
        "Cost of the answers made for one client address in a minute, which may be asked for at once; "
        + "answers from memory cost nothing; 0 sets no limit.")]
    [Range(0d, 1_000_000_000_000d)]
    public long CostPerMinute { get; init; } = 30_000_000;

    [Description(
        "Answers and files that are made at the same time; further ones wait, as many again, "
        + "then are told to come later.")]
    [Range(1, 100_000)]
    public int ConcurrentRequests { get; init; } = 256;

    [Description(
        "Connections of all clients that are open at the same time; further ones are told to come later; 0 sets no "
            + "limit.")]
    [Range(0, 1_000_000)]
    public int Connections { get; init; } = 10_000;

    [Description(
        "Connections of one client address that are open at the same time; behind proxies, its requests that are "
        + "under way; 0 sets no limit.")]
    [Range(0, 1_000_000)]
    public int ConnectionsPerAddress { get; init; } = 256;

    [Description("Reverse proxies in front, whose X-Forwarded-For, -Proto and -Prefix are believed; 0 believes none.")]
    [Range(0, 10)]
    public int Proxies { get; init; }

    [Description(
        "Path of the host below which it is served, such as /opendata: addresses in answers begin with it, and in "
        + "those of requests it may stand or not; with Proxies, X-Forwarded-Prefix wins.")]
    public string PathBase { get; init; } = "";

    [Description(
        "Scheme and host at which the public reaches the server, such as https://opendata.example.jp: absolute "
            + "addresses "
        + "in metadata and feeds begin with it; when empty, with what each request was sent to.")]
    public string Origin { get; init; } = "";

    [Description(
        "Who runs this site, for catalogues of data; when empty, the municipality, or the host's name where there are "
        + "several.")]
    public string Publisher { get; init; } = "";

    [Description(
        "Where readers report an error in the data: a mail address, or the address of a form, in which {page} and "
            + "{release} "
        + "stand for what is reported; when empty, pages do not ask.")]
    public string Contact { get; init; } = "";

    [Description(
        "Addresses that publish and rollback tell of a release by POST, separated by spaces (docs/publishing.md); "
        + "the server itself tells nobody.")]
    public string Webhooks { get; init; } = "";

    [Description(
        "Key of the HMAC-SHA256 in X-Reform-Signature, by which who is told knows the sender; needed with Webhooks.")]
    public string WebhookSecret { get; init; } = "";

    [Description(
        "Sites that may show the parts under /embed in a frame, as Content-Security-Policy names them, separated by "
        + "spaces: * for all, or such as https://www.city.example.jp.")]
    [Required]
    public string EmbedAncestors { get; init; } = "*";

    [Description("Whether programs may ask by the Model Context Protocol at /mcp (docs/mcp.md).")]
    public bool Mcp { get; init; }

    [Description("Seconds that running requests are given to finish when the server is told to stop.")]
    [Range(0, 600)]
    public int DrainSeconds { get; init; } = 25;

    [Description("Least level that is logged: Trace, Debug, Information, Warning, Error, Critical or None.")]
    [Required]
    public string LogLevel { get; init; } = "Information";

    [Description("OTLP endpoint for traces and metrics (http://localhost:4317); when empty, none are collected.")]
    public string OtlpEndpoint { get; init; } = "";

    [Description("Port of 127.0.0.1 at which /metrics tells Prometheus what is measured; 0 opens none.")]
    [Range(0, 65_535)]
    public int MetricsPort { get; init; }

    [Description("Bounds of the GraphQL engine.")]
    public Limits Limits { get; init; } = new();

    internal IReadOnlyList<string> WebhookAddresses => Webhooks.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a contact is a mail address, as data@city.example.jp, and not the address of a form.</summary>
    internal static bool IsMailAddress(string contact) =>
        !contact.Contains("://", StringComparison.Ordinal)
            && MailAddress.TryCreate(contact, out var mail) && mail.Address == contact;

    /// <summary>
    /// Throws <see cref="SettingsException"/> with a sentence where a text does not fit; ranges are checked before it
    /// is bound.
    /// </summary>
    public void Check()
    {
        if (!Enum.GetNames<LogLevel>().Contains(LogLevel, StringComparer.OrdinalIgnoreCase))
            throw new SettingsException(
                $"LogLevel is '{LogLevel}', which is none of {string.Join(", ", Enum.GetNames<LogLevel>())}.",
                $"LogLevel の '{LogLevel}' はありません。{string.Join("、", Enum.GetNames<LogLevel>())} のどれかです。");
        if (OtlpEndpoint.Length > 0 && !IsWebAddress(OtlpEndpoint))
            throw new SettingsException(
                $"OtlpEndpoint is '{OtlpEndpoint}', which is not an address such as http://localhost:4317.",
                $"OtlpEndpoint の '{OtlpEndpoint}' は http://localhost:4317 のようなアドレスではありません。");
        if (EmbedAncestors.AsSpan().IndexOfAny(";,\r\n") >= 0)
            throw new SettingsException(
                $"EmbedAncestors is '{EmbedAncestors}'; separate its sites by spaces.",
                $"EmbedAncestors（'{EmbedAncestors}'）のサイトは空白で区切ってください。");
        if (Contact.Length > 0 && !IsMailAddress(Contact) && !IsWebAddress(Contact))
        {
            throw new SettingsException(
                $"Contact is '{Contact}', which is neither a mail address nor that of a form such as "
                    + $"https://example.jp/form?page={{page}}.",
                $"Contact の '{Contact}' は、メールアドレスでも、https://example.jp/form?page={{page}} のようなフォームのアドレスでもありません。");
        }

        if (PathBase.Length > 0 && !PublicPath.IsPath(PathBase))
            throw new SettingsException(
                $"PathBase is '{PathBase}', which is not a path such as /opendata.",
                $"PathBase の '{PathBase}' は /opendata のようなパスではありません。");
        if (Origin.Length > 0 && !PublicOrigin.IsOrigin(Origin))
            throw new SettingsException(
                $"Origin is '{Origin}', which is not a scheme and a host such as https://opendata.example.jp.",
                $"Origin の '{Origin}' は https://opendata.example.jp のような書き方ではありません。");
        foreach (var hook in WebhookAddresses)
        {
            if (!IsWebAddress(hook))
                throw new SettingsException(
                    $"Webhooks has '{hook}', which is not an address such as https://example.jp/hook.",
                    $"Webhooks の '{hook}' は https://example.jp/hook のようなアドレスではありません。");
        }

        if (WebhookAddresses.Count > 0 && WebhookSecret.Length == 0)
            throw new SettingsException(
                "Webhooks needs WebhookSecret, the key of the signature by which the sender is known.",
                "Webhooks には WebhookSecret（送り手を確かめる署名の鍵）が要ります。");
        foreach (var url in Urls.Split(';'))
        {
            if (Address(url) is { IsUnixPipe: false, Port: > 0 } address && address.Port == MetricsPort)
                throw new SettingsException(
                    $"MetricsPort is {MetricsPort}, the port of {url} in Urls; name another one.",
                    $"MetricsPort の {MetricsPort} は Urls の {url} と同じポートです。別のポートにしてください。");
        }
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>As Kestrel takes it: a host, an address or * with a port, or a Unix socket.</summary>
    private static BindingAddress Address(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var isServed = address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
                && address.Port is >= 0 and <= 65_535;
            if (isServed && address.PathBase.Length == 0 && !IsMistyped(address)) return address;
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw new SettingsException(
            $"Urls has '{url}', which is not an address to listen on: write http://HOST:PORT. "
            + "HTTPS is for the proxy in front (docs/operations.md).",
            $"Urls の '{url}' で待ち受けることはできません。http://ホスト:ポート と書いてください。HTTPS は前に置くプロキシーが受けます（docs/operations.md）。");
    }

    /// <summary>
    /// Whether a host looks like an IPv4 address and is none: Kestrel would take it for a name, and listen on all.
    /// </summary>
    private static bool IsMistyped(BindingAddress address) =>
        !address.IsUnixPipe
            && address.Host.All(character => char.IsAsciiDigit(character) || character == '.')
            && !(address.Host.Count(character => character == '.') == 3 && IPAddress.TryParse(address.Host, out _));
}
