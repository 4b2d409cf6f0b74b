using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Releases;

/// <summary>Recognises a municipality that an import left as it was.</summary>
internal static class ContentHash
{
    /// <summary>
    /// Before a checksum, where it is not the first: to be counted up with each change to the records of Plans, since those of the same
    /// content are other ones then. A test holds the checksum of a sample.
    /// </summary>
    private const string Version = "";

    private const int Digits = 64;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sha-256 of all that a municipality holds, but for the releases in which its corrections appeared.</summary>
    public static string Of(Municipality municipality)
    {
        var content = municipality with
        {
            Corrections = [.. municipality.Corrections.Select(correction => correction with { SinceRelease = null })],
        };
        using var hash = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            JsonSerializer.Serialize(sink, content, Plain);
        return Version + Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Whether a checksum can be compared with what this build makes of the same content.</summary>
    public static bool IsOfThisBuild(string checksum) =>
        checksum.Length == Version.Length + Digits && checksum.StartsWith(Version, StringComparison.Ordinal);
}
