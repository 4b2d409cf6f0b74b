using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Commands;

/// <summary>
/// The files of a site, by the addresses of what they hold. No two addresses share a file, also where the file host
/// does not tell capital letters from small ones: the one that comes second has a checksum in its name.
/// </summary>
internal sealed partial class SiteFileNames
{
    /// <summary>Of the name of a file, and letters of one that is longer: three bytes each at most.</summary>
    private const int MostBytes = 240, MostLetters = 60;

    private readonly Dictionary<string, string> _addressOf = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file of an address: a page is a folder, and parameters are a part of the name.</summary>
    public string Of(string path, bool isPage)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        List<string> segments =
        [
            .. (query < 0 ? path : path[..query]).Split('/', StringSplitOptions.RemoveEmptyEntries)
                .Select(Uri.UnescapeDataString),
        ];
        var conditions = query < 0 ? "" : path[(query + 1)..];
        var address = string.Join('\n', [.. segments, conditions]);
        List<string> names = [.. segments.Select(Safe)];
        var ending = isPage || names.Count == 0 ? "" : Path.GetExtension(names[^1]);
        if (conditions.Length > 0)
        {
            var words = Safe(Uri.UnescapeDataString(conditions).Replace('=', '-').Replace('&', '-'));
            if (isPage)
                names.Add(words);
            else
                names[^1] = $"{names[^1][..^ending.Length]}-{words}{ending}";
        }

        var file = FileOf(names, isPage);
        // Another address may have this name: a department “a_2fb” that of “a/b”.
        if (_addressOf.TryAdd(file, address) || _addressOf[file] == address)
            return file;
        names[^1] = $"{names[^1][..^ending.Length]}-{Sum(address)}{ending}";
        return FileOf(names, isPage);
    }

    /// <summary>
    /// Whether an address is that of a page: the name of a department may hold a point, that of a file has an ending.
    /// </summary>
    public static bool IsPage(string plain) => PathSegments.IsOfDepartment(plain) || !Ending().IsMatch(plain);

    private static string FileOf(IEnumerable<string> names, bool isPage) =>
        string.Join('/', names.Select(Short).Concat(isPage ? ["index.html"] : []));

    /// <summary>A name that is not longer than file systems take: the rest of it is told by its checksum.</summary>
    private static string Short(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MostBytes)
            return name;
        var end = char.IsHighSurrogate(name[MostLetters - 1]) ? MostLetters - 1 : MostLetters;
        return $"{name[..end]}-{Sum(name)}{Ending().Match(name).Value}";
    }

    private static string Sum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>A name that every file system takes.</summary>
    private static string Safe(string name) => string.Concat(name.Select(letter =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ',' || letter > '\u007f'
            ? letter.ToString()
            : $"_{(int)letter:x2}"));

    [GeneratedRegex(@"\.[a-z]{2,7}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Ending();
}
