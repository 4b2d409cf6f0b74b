using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace ReformOpenData.Server.Answers;

/// <summary>A finished body in memory with its compressed forms, each made once, when first asked for.</summary>
/// <param name="tag">Strong entity tag of the plain form, without quotes; null where the answer has none.</param>
internal sealed class Content(ReadOnlyMemory<byte> plain, string? tag)
{
    /// <summary>Below this, headers cost more than compression saves.</summary>
    private const int LeastBytes = 860;

    private readonly Lock _compressing = new();
    private ReadOnlyMemory<byte> _brotli, _gzip;

    /// <summary>Bytes of the plain form; the compressed ones add about a third, which the cache allows for.</summary>
    public int Length => plain.Length;

    public string? Tag => tag;

    public ReadOnlyMemory<byte> Plain => plain;

    /// <summary>The coding of the form that fits <paramref name="acceptEncoding"/>.</summary>
    public Coding CodingFor(StringValues acceptEncoding) =>
        plain.Length < LeastBytes ? Coding.Identity : Coding.Negotiate(acceptEncoding);

    /// <summary>Whether the form of a coding is there, and need not be made.</summary>
    public bool Has(Coding coding) =>
        coding == Coding.Identity || !(coding == Coding.Brotli ? _brotli : _gzip).IsEmpty;

    /// <summary>The bytes in a coding.</summary>
    public ReadOnlyMemory<byte> In(Coding coding) =>
        coding == Coding.Brotli ? Compressed(ref _brotli, coding)
        : coding == Coding.GZip ? Compressed(ref _gzip, coding)
        : plain;

    /// <summary>Bytes that are served as they are, with a tag made of them.</summary>
    public static Content Of(ReadOnlyMemory<byte> bytes) => new(bytes, TagOf(bytes.Span));

    /// <summary>A tag made of the bytes, for what is read once and served as it is.</summary>
    public static string TagOf(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    private ReadOnlyMemory<byte> Compressed(ref ReadOnlyMemory<byte> made, Coding coding)
    {
        lock (_compressing)
        {
            if (!made.IsEmpty) return made;
            var buffer = new MemoryStream(plain.Length / 3);
            using (var stream = coding.Compress(buffer)) stream.Write(plain.Span);
            return made = buffer.ToArray();
        }
    }
}
