using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.Server.Schema;

/// <summary>Identifiers of the API: type and natural key, so that they outlive every import and release.</summary>
internal static class GlobalId
{
    private const int MostCharacters = 1000;

    /// <summary>The types that have identifiers, with their entities.</summary>
    public static IReadOnlyDictionary<string, Entity> Types { get; } =
        Catalog.Nodes.ToDictionary(node => node.Type, node => node.Entity);

    private static readonly Dictionary<string, string> TypeNames =
        Types.ToDictionary(type => type.Value.Name, type => type.Key);

    /// <summary>Name of the type that an entity is in the API.</summary>
    public static string TypeName(string entity) => TypeNames[entity];

    /// <summary>The identifier of a type's key.</summary>
    public static string Encode(string type, string key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{type}:{key}"));

    /// <summary>Writes the identifier of a type's key, without a string of its own.</summary>
    public static void Write(ref LeafWriter writer, string type, string key)
    {
        var most = type.Length + 1 + (key.Length * 3);
        if (most > 512)
        {
            writer.String(Encode(type, key));
            return;
        }

        Span<byte> bytes = stackalloc byte[512];
        var length = Encoding.UTF8.GetBytes(type, bytes);
        bytes[length++] = (byte)':';
        length += Encoding.UTF8.GetBytes(key, bytes[length..]);
        Span<byte> text = stackalloc byte[Base64Url.GetEncodedLength(length)];
        Base64Url.EncodeToUtf8(bytes[..length], text, out _, out _);
        writer.Utf8(text);
    }

    /// <summary>Reads an identifier; false where this server never gave it.</summary>
    public static bool TryDecode(string id, [MaybeNullWhen(false)] out Entity entity, out string key)
    {
        entity = null;
        key = "";
        if (id.Length is 0 or > MostCharacters || !Base64Url.IsValid(id))
            return false;
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(id));
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !Types.TryGetValue(text[..colon], out entity))
            return false;
        key = text[(colon + 1)..];
        return true;
    }

    /// <summary>The type whose key this is: keys differ by the number of their parts (docs/ARCHITECTURE.md).</summary>
    public static string TypeOfKey(string key)
    {
        var parts = key.Split('/');
        return parts.Length switch
        {
            1 => "Municipality",
            2 when Keys.ReadPlanCode(parts[1]) is not null => "Plan",
            2 when parts[1].Length == 64 && parts[1].All(char.IsAsciiHexDigitLower) => "SourceDocument",
            2 => "Department",
            3 => "Category",
            4 => "Item",
            5 => "Initiative",
            6 => "Assessment",
            8 when int.TryParse(parts[7], NumberStyles.None, CultureInfo.InvariantCulture, out _) => "Rating",
            _ => "YearlyNarrative",
        };
    }
}
