namespace ReformOpenData.Server.Configuration;

/// <summary>
/// Scheme and host at which who asks reaches this server: what absolute addresses in metadata and feeds begin with.
/// Only answers that hold such addresses depend on it.
/// </summary>
internal static class PublicOrigin
{
    private static readonly AsyncLocal<string?> OfRequest = new();

    /// <summary>Of the request that is being answered, without a slash at its end.</summary>
    public static string Current
    {
        get => OfRequest.Value ?? "";
        set => OfRequest.Value = value;
    }

    /// <summary>The host of a request that names none.</summary>
    public const string Unknown = "localhost";

    /// <summary>The host alone.</summary>
    public static string Host =>
        Uri.TryCreate(Current, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host : Unknown;

    /// <summary>The address of the first page without its slash: origin, and path of the host.</summary>
    public static string Base => Current + PublicPath.Current;

    /// <summary>Whether a text is a scheme and a host, as in https://opendata.example.jp.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.GetLeftPart(UriPartial.Authority) == text;
}
