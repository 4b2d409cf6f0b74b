using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Releases;

/// <summary>Recognises a municipality that an import left as it was.</summary>
internal static class ContentHash
{
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
        return Convert.ToHexStringLower(hash.Hash!);
    }
}
