using System.Security.Cryptography;
using System.Text;

namespace ReformOpenData.Server.Answers;

/// <summary>A document of schema/operations: its file name is the name of its one operation.</summary>
/// <param name="Id">sha256: and the digest of the file's bytes in lower-case hexadecimal.</param>
/// <param name="Hash">The same digest as bytes.</param>
/// <param name="Title">The file's comment at its head: an English line, then a Japanese one. A third may say
/// “rows:”.</param>
/// <param name="Variables">As parameters of its address.</param>
internal sealed record TrustedDocument(
    string Name,
    string Id,
    ReadOnlyMemory<byte> Hash,
    string Text,
    IReadOnlyList<string> Title,
    ReadOnlyMemory<byte> Utf8,
    AddressVariables Variables)
{
    /// <summary>Which list of the answer has the rows of a table; null for the only one.</summary>
    public string? Rows { get; init; }

    /// <summary>The id as a parameter brings it.</summary>
    public byte[] IdUtf8 { get; } = Encoding.UTF8.GetBytes(Id);
}

/// <summary>
/// The documents that ship with the server, called by name or by hash, so that a URL stays short and an HTTP cache can
/// help. Each is read when it is first asked for; a server reads all beside the rest of its start.
/// </summary>
internal sealed class TrustedDocuments
{
    private const string RowsMark = "rows: ";

    private readonly Dictionary<string, Lazy<TrustedDocument>> _byName = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<TrustedDocument>> _all;
    private readonly Lazy<Dictionary<string, TrustedDocument>> _byId;

    private TrustedDocuments(IEnumerable<string> files)
    {
        foreach (var file in files)
            _byName.Add(Path.GetFileNameWithoutExtension(file), new(() => Read(file)));
        _all = new(() => [.. _byName.OrderBy(named => named.Key, StringComparer.Ordinal)
            .Select(named => named.Value.Value)]);
        _byId = new(() => All.ToDictionary(document => document.Id, StringComparer.Ordinal));
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<TrustedDocument> All => _all.Value;

    public static TrustedDocuments Load(string folder) => new(Directory.EnumerateFiles(folder, "*.graphql"));

    public bool Has(string name) => _byName.ContainsKey(name);

    public TrustedDocument? ByName(string name) => _byName.GetValueOrDefault(name)?.Value;

    public TrustedDocument? ById(string id) => _byId.Value.GetValueOrDefault(id);

    private static TrustedDocument Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var text = Encoding.UTF8.GetString(bytes);
        var title = text.Split('\n')
            .TakeWhile(line => line.StartsWith('#'))
            .Select(line => line[1..].Trim())
            .ToList();
        var rows = title.Find(line => line.StartsWith(RowsMark, StringComparison.Ordinal));
        title.RemoveAll(line => line == rows);
        var hash = SHA256.HashData(bytes);
        var id = "sha256:" + Convert.ToHexStringLower(hash);
        var name = Path.GetFileNameWithoutExtension(file);
        return new TrustedDocument(name, id, hash, text, title, bytes, AddressVariables.Of(name, bytes))
        {
            Rows = rows?[RowsMark.Length..],
        };
    }
}
