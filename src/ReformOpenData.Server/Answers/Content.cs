using System.IO.Compression;
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

    public ReadOnlyMemory<byte> Plain => plain;

    public string? Tag => tag;

    /// <summary>The form that fits <paramref name="acceptEncoding"/>; its tag differs from the others', as strong tags must.</summary>
    public Form For(StringValues acceptEncoding)
    {
        if (plain.Length < LeastBytes) return new Form(plain, null, Quoted(""));
        return Negotiate(acceptEncoding) switch
        {
            "br" => new Form(Once(ref _brotli, Brotli), "br", Quoted("-br")),
            "gzip" => new Form(Once(ref _gzip, GZip), "gzip", Quoted("-gz")),
            _ => new Form(plain, null, Quoted("")),
        };
    }

    /// <summary>A tag made of the bytes, for what is read once and served as it is.</summary>
    public static string TagOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>The client's own spelling of this tag, in whatever coding it was sent; null where If-None-Match does not name it.</summary>
    public static string? Named(StringValues ifNoneMatch, string tag)
    {
        foreach (var header in ifNoneMatch)
        {
            foreach (var range in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                var candidate = range.AsSpan();
                // A comparison for GET is weak (RFC 9110 §13.1.2).
                if (candidate.StartsWith("W/", StringComparison.Ordinal)) candidate = candidate[2..];
                var spelled = candidate;
                candidate = candidate.Trim('"');
                if (!candidate.StartsWith(tag, StringComparison.Ordinal)) continue;
                if (candidate[tag.Length..] is "" or "-br" or "-gz") return spelled.ToString();
            }
        }
        return null;
    }

    /// <summary>True where If-None-Match names this tag, or whatever there is.</summary>
    public static bool Matches(StringValues ifNoneMatch, string tag) => ifNoneMatch is ["*"] || Named(ifNoneMatch, tag) is not null;

    /// <summary>The coding to use (br, gzip or null): the client's weights decide, then size (RFC 9110 §12.5.3).</summary>
    public static string? Negotiate(StringValues acceptEncoding)
    {
        double brotli = -1, gzip = -1, any = -1;
        foreach (var header in acceptEncoding)
        {
            foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var name = part.AsSpan();
                var weight = 1.0;
                var semicolon = name.IndexOf(';');
                if (semicolon >= 0)
                {
                    var parameter = name[(semicolon + 1)..].Trim();
                    name = name[..semicolon].TrimEnd();
                    if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                        && !double.TryParse(parameter[2..], out weight)) weight = 0;
                }
                if (name.Equals("br", StringComparison.OrdinalIgnoreCase)) brotli = weight;
                else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase)
                    || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)) gzip = weight;
                else if (name is "*") any = weight;
            }
        }
        if (brotli < 0) brotli = any;
        if (gzip < 0) gzip = any;
        if (brotli <= 0 && gzip <= 0) return null;
        return brotli >= gzip ? "br" : "gzip";
    }

    private string? Quoted(string suffix) => tag is null ? null : $"\"{tag}{suffix}\"";

    private ReadOnlyMemory<byte> Once(ref ReadOnlyMemory<byte> made, Func<Stream, Stream> compress)
    {
        lock (_compressing)
        {
            if (!made.IsEmpty) return made;
            var buffer = new MemoryStream(plain.Length / 3);
            using (var stream = compress(buffer)) stream.Write(plain.Span);
            return made = buffer.ToArray();
        }
    }

    // Level 5 of 11: four times faster than the best, and a few per cent larger.
    private static Stream Brotli(Stream to) =>
        new BrotliStream(to, new BrotliCompressionOptions { Quality = 5 }, leaveOpen: true);

    private static Stream GZip(Stream to) => new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true);

    internal readonly record struct Form(ReadOnlyMemory<byte> Bytes, string? Coding, string? Tag);
}
