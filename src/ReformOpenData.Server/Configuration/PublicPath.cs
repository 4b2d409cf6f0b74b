using System.Text.RegularExpressions;

namespace ReformOpenData.Server.Configuration;

/// <summary>
/// The path of the host below which who asks sees this server: what addresses in answers begin with, and so a part of
/// what an answer depends on.
/// </summary>
internal static partial class PublicPath
{
    public const string Header = "X-Forwarded-Prefix";

    private static readonly AsyncLocal<string?> OfRequest = new();

    /// <summary>Of the request that is being answered: empty, or /opendata.</summary>
    public static string Current
    {
        get => OfRequest.Value ?? "";
        set => OfRequest.Value = value;
    }

    public static bool IsPath(string text) => text.Length <= 200 && Path().IsMatch(text);

    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]+)+\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Path();
}
