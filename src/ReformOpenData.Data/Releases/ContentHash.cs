using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Releases;

/// <summary>
/// Recognises a state of a municipality: two have the same hash if and only if every answer of the API is the same,
/// which is where
/// <see cref="MunicipalityComparison"/> finds nothing to list.
/// </summary>
internal static class ContentHash
{
    private const string Version = "2:";
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutLater } },
    };

    /// <summary>
    /// SHA-256 of all nodes and their fields. Corrections must know the release that showed them first.
    /// </summary>
    public static string Of(Municipality municipality)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, [MunicipalityNode.Of(municipality)]);
        return Version + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Whether a stored hash is that of a municipality; those that earlier versions stored are known too.
    /// </summary>
    public static bool Verifies(string stored, Municipality municipality) =>
        stored == (stored.StartsWith(Version, StringComparison.Ordinal) ? Of(municipality) : OfRecords(municipality));

    private static void Append(IncrementalHash hash, IReadOnlyList<MunicipalityNode> nodes)
    {
        foreach (var node in nodes)
        {
            var fields = node.Fields.Where(field => !field.IsLater || field.Exact is not null)
                .SelectMany(field => new[] { field.Name, field.Exact });
            hash.AppendData(MemoryMarshal.AsBytes(NodeField.Join([node.Type, node.Key, .. fields]).AsSpan()));
            Append(hash, node.Children());
        }
    }

    /// <summary>Versions before 2 had no measures, and no successions of departments.</summary>
    private static void WithoutLater(JsonTypeInfo type)
    {
        if (type.Properties.FirstOrDefault(property =>
            property.Name is nameof(Assessment.Measures) or nameof(Municipality.Successions)) is { } later)
            type.Properties.Remove(later);
    }

    /// <summary>
    /// What versions before 2 stored: the records as JSON, but for the releases in which corrections appeared.
    /// </summary>
    private static string OfRecords(Municipality municipality)
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
