using System.Text;
using ReformOpenData.Data.Import;

namespace ReformOpenData.Tests.Import;

/// <summary>The same table in any encoding is the same table.</summary>
public sealed class EncodingTests
{
    private static readonly string Text = File.ReadAllText(PublishedTable.TextPath);

    private static readonly Dictionary<string, Encoding> Encodings = new()
    {
        ["UTF-8"] = new UTF8Encoding(false),
        ["UTF-8 with BOM"] = new UTF8Encoding(true),
        ["CP932"] = TextDecoding.Cp932,
        ["UTF-16 little endian"] = new UnicodeEncoding(false, true),
        ["UTF-16 big endian"] = new UnicodeEncoding(true, true),
    };

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var name in Encodings.Keys)
            {
                cases.Add(name, false);
                cases.Add(name, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_published_table_reads_alike(string encoding, bool crlf)
    {
        var text = crlf ? Text.Replace("\n", "\r\n", StringComparison.Ordinal) : Text;
        var result = PublishedTable.Read(
            [.. Encodings[encoding].GetPreamble(), .. Encodings[encoding].GetBytes(text)], PublishedTable.AnyBytes);
        var sha256 = result.Document.Sha256;
        var expected = PublishedTable.Everything(PublishedTable.Municipality)
            .Replace(PublishedTable.Result.Document.Sha256, sha256, StringComparison.Ordinal);
        var document = result.Municipality!.Documents[0] with { FileName = "072028-fy2021.txt" };
        var renamed = result.Municipality with { Documents = [document] };
        Assert.Equal(expected, PublishedTable.Everything(renamed));
    }
}
