using System.Security.Cryptography;
using System.Text;

namespace ReformOpenData.Server.Pages.Embeds;

/// <summary>
/// The script of an embed, which tells the page around how high the embed is, when that changes and when it is asked;
/// it says nothing else. It stands in the page, so that a frame costs two requests, and the policy names its hash.
/// </summary>
internal static class HeightScript
{
    private const string Text =
        "const tell = () => parent.postMessage("
        + "{ reformOpenData: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*');"
        + "new ResizeObserver(tell).observe(document.documentElement);"
        + "addEventListener('message', ({ data }) => { if (data === 'reformOpenData?') tell(); });";

    public const string Element = $"<script>{Text}</script>";

    /// <summary>A source of scripts, as a policy names it.</summary>
    public static string Source { get; } =
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
}
